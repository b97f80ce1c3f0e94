using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Tests;

public sealed class LiveApiTests : IDisposable
{
    private readonly PortalFactory portal = new();

    public void Dispose() => portal.Dispose();

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer wrong")]
    [InlineData("Bearer ")]
    [InlineData("Basic YTpi")]
    public async Task Without_the_token_nothing_is_told_not_even_which_tenants_there_are(string? authorization)
    {
        var client = portal.CreateClient();
        if (authorization is not null) client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);
        var known = await client.GetAsync("/api/live/10000");
        var unknown = await client.GetAsync("/api/live/99999");
        Assert.Equal(HttpStatusCode.Unauthorized, known.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, unknown.StatusCode);
        Assert.Equal("Bearer", known.Headers.WwwAuthenticate.ToString());
    }

    [Fact]
    public async Task No_token_set_means_that_none_is_good()
    {
        portal.Settings.Remove("Access:BootstrapToken");
        Assert.Equal(HttpStatusCode.Unauthorized, (await Authorized("").GetAsync("/api/live/10000")).StatusCode);
    }

    [Fact]
    public async Task The_token_can_come_from_a_file()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "from a file\n");
        portal.Settings.Remove("Access:BootstrapToken");
        portal.Settings["Access:BootstrapTokenFile"] = file;
        Assert.Equal(HttpStatusCode.OK, (await Authorized("from a file").GetAsync("/api/live/10000")).StatusCode);
        File.Delete(file);
    }

    [Fact]
    public async Task An_unknown_tenant_is_404_with_the_token()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await Authorized().GetAsync("/api/live/99999")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Authorized().PostAsync("/api/link/99999/retake", null)).StatusCode);
    }

    [Fact]
    public async Task The_picture_is_told_as_promised()
    {
        var answer = await Authorized().GetAsync("/api/live/10000");
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        var json = await answer.Content.ReadAsStringAsync();
        AssertPart(json, "", """{"tenant":"10000","asOf":"2026-11-22T18:37:47.120+08:00","version":4711""");
        AssertPart(json, "link", """{"state":"fresh","reason":null,"since":"2026-11-22T09:37:47.120+08:00","ageSeconds":0.4}""");
        AssertPart(json, "agents", """
            [{"dn":"10000_1000","name":"郭敏","extension":"6000","state":2,"reason":1,"since":"2026-11-22T18:36:02.120+08:00","callId":"47f1",
              "number":"138****1234","queues":["10000_8000"]},
            """);
        AssertPart(json, "agents", """
            {"dn":"10000_1006","name":null,"extension":"6006","state":null,"reason":null,"since":null,"callId":null,"number":null,"queues":[]}]
            """);
        AssertPart(json, "queues", """
            [{"dn":"10000_8000","name":"售前咨询","waiting":7,"calling":1,"longestWaitSeconds":10,"ready":0,"busy":5,"signedIn":5,
              "offered":689,"answered":503,"abandoned":171,"leftOtherwise":7,"open":8,"serviceLevel":0.8113,"estimatedWaitSeconds":null,"fresh":"fresh"},
            """);
        AssertPart(json, "waiting", """
            [{"queue":"10000_8000","callId":"3a01@10.0.0.1","number":"182****9225","enteredAt":"2026-11-22T18:37:37.120+08:00"},
            """);
        AssertPart(json, "ivr", """
            {"completeSince":"2026-11-22T09:37:47.120+08:00",
             "sessions":[{"callId":"9f01","name":"主菜单","node":"按键","startedAt":"2026-11-22T18:37:27.120+08:00"}]}
            """);
        AssertPart(json, "totals", """
            {"waiting":7,"longestWaitSeconds":10,"ready":1,"engaged":1,"signedIn":5,"offered":1290,"answered":1011,"abandoned":244,
             "serviceLevel":0.79,"concurrency":18}
            """);
        Assert.Equal(
            ["tenant", "asOf", "version", "link", "agents", "queues", "waiting", "ivr", "totals"],
            JsonDocument.Parse(json).RootElement.EnumerateObject().Select(p => p.Name));
    }

    [Fact]
    public async Task Whoever_sees_a_part_is_told_of_no_more_and_that_it_is_one()
    {
        portal.Picture = () => Pictures.Busy with { HidesNumbers = false };
        var (client, _, session) = await portal.SignIn(Role.Supervisor, queues: ["10000_8000"], agents: ["10000_1000", "10000_1001"]);
        await using (var db = portal.Storage())
        {
            // Whole numbers are for the screen in front of the person: here they never are.
            db.Attach(session);
            (session.UnmaskedTenantId, session.UnmaskedUntil) = ("10000", TimeProvider.System.GetUtcNow().AddMinutes(15));
            db.Preferences.Add(new() { TenantId = "10000", BoardShowsNumbers = true });
            await db.SaveChangesAsync();
        }
        var json = await client.GetStringAsync("/api/live/10000");
        AssertPart(json, "partial", """{"queues":1,"ofQueues":2,"agents":2,"ofAgents":7}""");
        AssertPart(json, "ivr", """{"completeSince":null,"sessions":[]}""");
        AssertPart(json, "totals", """
            {"waiting":7,"longestWaitSeconds":10,"ready":1,"engaged":1,"signedIn":2,"offered":689,"answered":503,"abandoned":171,
             "serviceLevel":0.8113,"concurrency":null}
            """);
        AssertPart(json, "agents", "\"number\":\"138****1234\"");
        AssertPart(json, "waiting", "\"number\":\"182****9225\"");
        Assert.DoesNotContain("10000_8001", json, StringComparison.Ordinal);
        Assert.DoesNotContain("10000_1002", json, StringComparison.Ordinal);
        Assert.DoesNotContain("12341234", json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_anything_is_known_everything_is_null_and_the_reason_is_said()
    {
        portal.Picture = () => Pictures.Starting;
        var json = await Authorized().GetStringAsync("/api/live/10000");
        AssertPart(json, "link", """{"state":"offline","reason":"starting","since":"2026-11-22T18:37:47.120+08:00","ageSeconds":null}""");
        AssertPart(json, "ivr", """{"completeSince":null,"sessions":[]}""");
        AssertPart(json, "totals", """
            {"waiting":null,"longestWaitSeconds":null,"ready":null,"engaged":null,"signedIn":null,"offered":null,"answered":null,"abandoned":null,
             "serviceLevel":null,"concurrency":null}
            """);
    }

    [Theory]
    [InlineData(true, HttpStatusCode.OK)]
    [InlineData(false, HttpStatusCode.Conflict)]
    public async Task A_seat_is_taken_back_only_when_the_link_waits_for_it(bool waits, HttpStatusCode expected)
    {
        portal.Retake = () => waits;
        Assert.Equal(expected, (await Authorized().PostAsync("/api/link/10000/retake", null)).StatusCode);
        await using (var db = portal.Storage()) Assert.Equal(waits ? 1 : 0, await db.Audit.CountAsync(a => a.Action == AuditAction.SeatRetaken && a.TenantId == "10000"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await portal.CreateClient().PostAsync("/api/link/10000/retake", null)).StatusCode);
    }

    [Fact]
    public async Task Too_many_questions_are_refused()
    {
        var client = Authorized();
        var answers = new List<HttpStatusCode>();
        // More than the burst and what is let through in the time that asking takes.
        while (answers.Count < 20_000 && !answers.Contains(HttpStatusCode.TooManyRequests))
            answers.Add((await client.PostAsync("/api/link/10000/retake", null)).StatusCode);
        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
    }

    private HttpClient Authorized(string token = PortalFactory.Token)
    {
        var client = portal.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    private static void AssertPart(string json, string property, string expected)
    {
        var part = property.Length == 0 ? json : JsonDocument.Parse(json).RootElement.GetProperty(property).GetRawText();
        Assert.Contains(string.Concat(expected.Split('\n').Select(l => l.Trim())), part, StringComparison.Ordinal);
    }
}
