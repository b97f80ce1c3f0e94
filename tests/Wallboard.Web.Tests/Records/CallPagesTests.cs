using System.Globalization;
using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Wallboard.Platform.Api;
using Wallboard.Simulator;
using Wallboard.Simulator.Faults;
using Wallboard.Testing;
using Wallboard.Web.Hosting.Access;

namespace Wallboard.Web.Tests.Records;

/// <summary>The pages of call records against a platform that stands still.</summary>
public sealed class CallPagesTests : IAsyncLifetime
{
    private const string Range = "from=2026-11-22T00:00&to=2026-11-22T01:59", List = "/t/10000/records/calls";

    private readonly PortalFactory portal = new();
    private SimulatorServer platform = null!;
    private List<CallRecord> all = [];

    public async ValueTask InitializeAsync()
    {
        platform = await SimulatorServer.StartAsync(
            new() { Preset = Preset.Quick, Seed = 7, Speed = 0, Start = DateTimeOffset.Parse("2026-11-22 02:00:00 +08:00", CultureInfo.InvariantCulture) },
            clock: new FakeTimeProvider());
        platform.Advance(TimeSpan.FromSeconds(1));
        portal.Options = Pictures.Options with { Api = platform.Api.ToString() };
        portal.Picture = () => Pictures.Busy with { HidesNumbers = false };
        using var http = new HttpClient();
        var api = new PlatformApi(http, new("10000", platform.Api, null, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai")), TimeProvider.System);
        all = await api.Calls.ListAsync(new(At("00:00:00"), At("01:59:59"), Sort: "startStamp", Order: "desc")).ToListAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await portal.DisposeAsync();
        await platform.DisposeAsync();
    }

    [Fact]
    public async Task Every_record_of_the_platform_is_on_one_of_the_pages_in_its_order()
    {
        Assert.True(all.Count > 60, $"{all.Count} records are too few for two pages");
        using var client = await portal.SignedIn(Role.Supervisor);
        List<string> listed = [];
        var next = (string?)$"{List}?{Range}";
        while (next is not null)
        {
            var page = await PageAsync(client, next);
            listed.AddRange(page.QuerySelectorAll("[data-column=startedAt] a").Select(a => a.GetAttribute("href")!.Split('/')[^1]));
            next = page.QuerySelector("a[rel=next]")?.GetAttribute("href");
        }
        Assert.Equal(all.Count, listed.Count);
        Assert.Equal(all.Select(r => r.Id!).Order(), listed.Order());
    }

    [Fact]
    public async Task A_row_says_what_the_platform_says_with_the_number_masked()
    {
        using var client = await portal.SignedIn(Role.Analyst);
        var record = all.First(r => r is { CallType: 2, AnsweredAt: not null, Agent: "10000_1000" });
        var page = await PageAsync(client, $"{List}?{Range}&call={record.CallId}");
        var row = page.QuerySelectorAll("tbody tr").Single(r => r.QuerySelector("[data-column=startedAt] a")!.GetAttribute("href")!.EndsWith("/" + record.Id, StringComparison.Ordinal));
        Assert.Equal(
            [Local(record.StartedAt), "呼入", $"{record.CallerNumber![..3]}****{record.CallerNumber[^4..]}", "郭敏 10000_1000", Local(record.AnsweredAt), Duration(record.Talk)],
            new[] { "startedAt", "direction", "caller", "agent", "answeredAt", "talk" }.Select(key => row.QuerySelector($"[data-column={key}]")!.TextContent.Trim()));
        Assert.DoesNotContain(record.CallerNumber, page.DocumentElement.OuterHtml, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("direction=3")]
    [InlineData("missed=5")]
    [InlineData("missed=3")]
    [InlineData("outMissed=1")]
    [InlineData("agent=10000_1000")]
    [InlineData("queue=10000_8000")]
    [InlineData("minTalk=30")]
    [InlineData("result=send_bye")]
    [InlineData("distinct=true")]
    public async Task A_filter_lists_what_the_platform_finds(string filter)
    {
        using var client = await portal.SignedIn(Role.Supervisor);
        var (asked, range) = (filter.Split('='), new CallFilter(At("00:00:00"), At("01:59:59")));
        using var http = new HttpClient();
        var api = new PlatformApi(http, new("10000", platform.Api, null, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai")), TimeProvider.System);
        var expected = await api.Calls.ListAsync(asked[0] switch
        {
            "direction" => range with { CallType = 3 }, "missed" => range with { InboundMissed = int.Parse(asked[1], null) }, "outMissed" => range with { OutboundMissed = 1 },
            "agent" => range with { Agent = asked[1] }, "queue" => range with { Queue = asked[1] }, "minTalk" => range with { MinTalk = TimeSpan.FromSeconds(30) },
            "result" => range with { HangupCause = asked[1] }, _ => range with { Distinct = true },
        }).CountAsync();
        var page = await PageAsync(client, $"{List}?{Range}&{filter}");
        // An empty list has no pages to count.
        var said = page.QuerySelectorAll("nav.actions[aria-label] .muted").Select(line => line.TextContent).ToList();
        if (expected == 0) Assert.Empty(said);
        else Assert.Contains($"共 {expected} 条", Assert.Single(said), StringComparison.Ordinal);
        Assert.Equal(Math.Min(expected, 50), page.QuerySelectorAll("tbody tr").Length);
    }

    [Fact]
    public async Task Who_sees_a_queue_sees_its_calls_only()
    {
        using var client = await portal.SignedIn(Role.Supervisor, queues: ["10000_8001"]);
        var page = await PageAsync(client, $"{List}?{Range}");
        Assert.All(page.QuerySelectorAll("[data-column=queue]"), cell => Assert.Contains("10000_8001", cell.TextContent, StringComparison.Ordinal));
        var other = all.First(r => r.QueueNumber == "10000_8000");
        using var answer = await client.GetAsync(new Uri($"{List}/{other.Id}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task A_call_is_shown_with_all_of_its_legs()
    {
        using var client = await portal.SignedIn(Role.Analyst);
        var legs = all.GroupBy(r => r.CallId).First(call => call.Count() > 1).ToList();
        var page = await PageAsync(client, $"{List}/{legs[0].Id}");
        Assert.Equal(legs.Select(l => l.Id!).Order(), page.QuerySelectorAll("tbody [data-column=startedAt] a").Select(a => a.GetAttribute("href")!.Split('/')[^1]).Order());
        Assert.Equal(Local(legs[0].StartedAt), page.QuerySelector("[data-fact=startedAt]")!.TextContent.Trim());
    }

    [Theory]
    [InlineData(FaultKind.Code201, "平台拒绝了请求（6.21）：Please check your parameters")]
    [InlineData(FaultKind.HtmlInsteadOfJson, "平台返回了无法识别的内容（6.21）。")]
    [InlineData(FaultKind.HttpRefused, "平台没有应答（6.21）。目前无数据可显示，请稍后重试。")]
    public async Task A_platform_that_fails_is_said_in_words(FaultKind fault, string words)
    {
        using var client = await portal.SignedIn(Role.Analyst);
        platform.Faults.Inject(fault, TimeSpan.FromMinutes(5));
        var page = await PageAsync(client, $"{List}?{Range}");
        Assert.Equal(words, page.QuerySelector("[role=alert]")!.TextContent.Trim());
        Assert.Null(page.QuerySelector("table"));
    }

    [Fact]
    public async Task A_file_has_every_record_once_in_the_order_of_their_numbers_with_numbers_masked()
    {
        using var client = portal.Bootstrap();
        var csv = await client.GetStringAsync(new Uri($"/api/reports/10000/call-records.csv?{Range}&lang=en", UriKind.Relative));
        var lines = csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(all.Select(r => r.Id!).OrderBy(id => long.Parse(id, null)), lines.Skip(1).Select(line => line.Split(',')[0]));
        Assert.All(all.Where(r => r.CallerNumber is { Length: 11 }), r => Assert.DoesNotContain(r.CallerNumber!, csv, StringComparison.Ordinal));
        Assert.Contains("****", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hostile_address_is_a_list_like_any_other()
    {
        using var client = await portal.SignedIn(Role.Analyst);
        var page = await PageAsync(client, $"{List}?from=0001-01-01&to=zzz&number=%3Cscript%3E&agent={new string('9', 5000)}&direction=77&result=x&page=-4&sort=%27&minTalk=99999999999");
        Assert.NotNull(page.QuerySelector("main"));
        Assert.Null(page.QuerySelector("main script"));
    }

    private static async Task<IDocument> PageAsync(HttpClient client, string address)
    {
        using var answer = await client.GetAsync(new Uri(address, UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync());
    }

    private static DateTimeOffset At(string time) => DateTimeOffset.Parse($"2026-11-22 {time} +08:00", CultureInfo.InvariantCulture);

    private static string Local(DateTimeOffset? at) => at!.Value.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Duration(TimeSpan? time) => Live.DurationText.Of(time!.Value);
}
