using System.Globalization;
using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.Extensions.DependencyInjection;
using Wallboard.Live;
using Wallboard.Reports;
using Wallboard.Simulator;
using Wallboard.Testing;
using Wallboard.Web.Features.Live;
using Wallboard.Web.Features.Reports.Reconciliation;
using Wallboard.Web.Hosting;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;
using Wallboard.Web.Tests.Shell;

namespace Wallboard.Web.Tests.Reports;

/// <summary>The page around the numbers, and where the portal gets them.</summary>
public sealed class ReconciliationPageTests : IDisposable
{
    private const string Path = "/t/10000/reconciliation";

    private readonly PortalFactory portal = new();

    public void Dispose() => portal.Dispose();

    [Theory]
    [InlineData("en")]
    [InlineData("zh-CN")]
    public async Task Queue_and_day_are_chosen_in_a_form_and_stand_in_the_address(string language)
    {
        var client = await portal.SignedIn(Role.Analyst);
        var today = DateOnly.FromDateTime(Pictures.Busy.AsOf.DateTime);
        var page = await client.Page($"{Path}?queue=10000_8001&day={today.AddDays(-3):yyyy-MM-dd}&lang={language}");
        Assert.Equal("10000_8001", page.QuerySelector<IHtmlSelectElement>("#queue")!.Value);
        Assert.Equal($"{today.AddDays(-3):yyyy-MM-dd}", page.QuerySelector("#day")!.GetAttribute("value"));
        Assert.Contains($"{Path}?queue=10000_8001&day={today.AddDays(-2):yyyy-MM-dd}", page.QuerySelectorAll(".presets a").Select(a => a.GetAttribute("href")));
        Assert.Empty(page.QuerySelectorAll("style, [style], [onclick], script:not([src])"));
        Assert.Single(page.QuerySelectorAll(".report-island"));
        // What has not been yet, or is no day, is said to be that; the form offers today.
        foreach (var day in new[] { "2099-01-01", "1066-10-14", "2026-13-45", "x" })
        {
            page = await client.Page($"{Path}?day={day}");
            Assert.Equal($"{today:yyyy-MM-dd}", page.QuerySelector("#day")!.GetAttribute("value"));
            Assert.Single(page.QuerySelectorAll("[data-kind=error][role=alert]"));
            Assert.Empty(page.QuerySelectorAll(".report-island"));
        }
    }

    [Fact]
    public async Task Who_sees_some_queues_may_choose_those_and_who_sees_some_agents_only_is_told_why_not()
    {
        var some = await portal.SignedIn(Role.Supervisor, queues: ["10000_8001"]);
        Assert.Equal(["10000_8001"], (await some.Page(Path)).QuerySelectorAll<IHtmlOptionElement>("#queue option").Select(o => o.Value));
        var (status, page) = await some.Open($"{Path}?queue=10000_8000");
        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Empty(page.QuerySelectorAll(".report-island"));
        var agents = await (await portal.SignedIn(Role.Supervisor, agents: ["10000_1000"])).Page($"{Path}?lang=en");
        Assert.Empty(agents.QuerySelectorAll("form.report-form, .report-island"));
        Assert.Contains("some agents only", agents.QuerySelectorAll(".notice")[^1].Words(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await portal.SignedIn(Role.Viewer)).Open(Path)).Status);
    }

    [Fact]
    public async Task What_is_stored_is_compared_with_the_records_and_a_source_that_fails_leaves_the_others_standing()
    {
        var now = DateTimeOffset.Parse("2026-11-22 04:00:00 +08:00", CultureInfo.InvariantCulture);
        var day = new DateOnly(2026, 11, 21);
        await using var platform = await SimulatorServer.StartAsync(new() { Preset = Preset.Quick, Speed = 0, HistoryDays = 2, Start = now }, clock: new FakeTimeProvider());
        portal.Options = Pictures.Options with { Api = platform.Api.ToString() };
        portal.Picture = () => Pictures.Busy with { AsOf = now };
        var desk = portal.Services.GetRequiredService<ReconciliationDesk>();
        var tenant = portal.Services.GetRequiredService<Tenants>().Default;
        var queue = platform.Truth().Queues[0].Dn;
        var first = await desk.ReadAsync(tenant, queue, day, null, TestContext.Current.CancellationToken);
        Assert.Null(first.Day.Stored);
        Assert.Null(first.Day.Now); // not today

        var visits = first.Day.Records!.Finished.Where(visit => visit.Key.Queue == queue).ToList();
        await using (var db = portal.Storage())
        {
            // One of them is missing, one was there never.
            db.Visits.AddRange(visits.Skip(1).Select(visit => StoredVisit.Of("10000", visit)));
            db.Visits.Add(StoredVisit.Of("10000", visits[0] with { Key = new("never-was", queue, 1) }));
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        platform.Faults.Inject(Simulator.Faults.FaultKind.Code201, TimeSpan.FromHours(1), path: "query/queryQueueStatistics");
        var reading = await desk.ReadAsync(tenant, queue, day, null, TestContext.Current.CancellationToken);
        Assert.Equal([DaySource.QueueRange], reading.Failures.Keys);
        var result = Reconciler.Of(reading.Day);
        Assert.Equal(
            [(DifferenceReason.LostEvent, visits[0].Key.CallId), (DifferenceReason.NoRecord, "never-was")],
            result.Faults.Select(fault => (fault.Reason, fault.Row.CallId)).Distinct().Order());
        Assert.All(result.Cells, cell => Assert.Equal(0, cell.Unexplained));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh-CN")]
    public void Every_source_figure_and_reason_has_its_words(string language)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        var words = ReconciliationText.Words;
        foreach (var source in Enum.GetValues<DaySource>())
            Assert.All(new[] { "", ".about", ".section" }, part => Assert.NotEmpty(words[$"Source.{source}{part}"]));
        foreach (var figure in Enum.GetValues<DayFigure>())
        {
            Assert.NotEmpty(words[$"Figure.{figure}"]);
            Assert.NotEmpty(Features.Shell.Glossary.Words[$"Term.{ReconciliationText.Term(figure)}.formula"]);
        }
        foreach (var reason in Enum.GetValues<DifferenceReason>())
            Assert.All(new[] { "", ".about" }, part => Assert.NotEmpty(words[$"Reason.{reason}{part}"]));
        Assert.Equal(("−0:01:05", "+3", "1,234"), (ReconciliationText.Number(DayFigure.AnsweredWait, -65), ReconciliationText.Change(DayFigure.Offered, 3), ReconciliationText.Number(DayFigure.Offered, 1234)));
    }
}
