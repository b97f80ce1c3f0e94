using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Wallboard.Reports;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;
using Wallboard.Web.Tests.Shell;

namespace Wallboard.Web.Tests.Reports;

/// <summary>The catalogue and a report's form, as a browser without script has them.</summary>
public sealed class ReportPagesTests : IDisposable
{
    private const string Calls = "/t/10000/reports/calls";

    private readonly PortalFactory portal = new();

    public void Dispose() => portal.Dispose();

    [Theory]
    [InlineData("en")]
    [InlineData("zh-CN")]
    public async Task The_catalogue_has_every_report_with_what_it_answers(string language)
    {
        var page = await (await portal.SignedIn(Role.Analyst)).Page($"/t/10000/reports?lang={language}");
        Assert.Equal(ReportCatalogue.All.Select(r => $"/t/10000/reports/{r.Id}").Order(), page.QuerySelectorAll(".catalogue a").Select(a => a.GetAttribute("href")!).Order());
        Assert.All(page.QuerySelectorAll(".catalogue li"), entry => Assert.NotEmpty(entry.QuerySelector("p").Words()));
        Assert.Empty(page.QuerySelectorAll("style, [style], [onclick], script:not([src])"));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh-CN")]
    public async Task Every_report_has_a_page_in_every_subject_that_it_has(string language)
    {
        var client = await portal.SignedIn(Role.Analyst);
        foreach (var report in ReportCatalogue.All)
            foreach (var subject in report.Subjects)
            {
                var name = System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName($"{subject}");
                var page = await client.Page($"/t/10000/reports/{report.Id}?subject={name}&lang={language}");
                Assert.Equal(name, page.QuerySelector<IHtmlSelectElement>("#subject")!.Value);
                Assert.Empty(page.QuerySelectorAll("style, [style], [onclick], script:not([src])"));
            }
    }

    [Fact]
    public async Task Everything_asked_for_stands_in_the_form_in_the_links_and_in_what_is_saved_and_exported()
    {
        const string query = "unit=hour&from=2026-11-01&to=2026-11-03&subject=queues&numbers=10000_8001&columns=calls%2CinCalls&sort=calls&order=desc&compare=weekdays";
        var page = await (await portal.SignedIn(Role.Supervisor)).Page($"{Calls}?{query}");
        var form = page.QuerySelector("form.report-form")!;
        Assert.Equal(
            ("2026-11-01", "2026-11-03", "hour", "queues", "weekdays"),
            (Value("from"), Value("to"), form.QuerySelector<IHtmlSelectElement>("#unit")!.Value, form.QuerySelector<IHtmlSelectElement>("#subject")!.Value, form.QuerySelector<IHtmlSelectElement>("#compare")!.Value));
        Assert.Equal(["10000_8001"], Ticked("numbers"));
        Assert.Equal(["calls", "inCalls"], Ticked("columns"));
        Assert.Equal([query, query, query], page.QuerySelectorAll("[data-report-query]").Select(input => input.GetAttribute("value")));
        Assert.Equal("/t/10000/reports/calls/files", page.QuerySelector("form:has([name=format])")!.GetAttribute("action"));
        Assert.Contains($"{Calls}?{query.Replace("from=2026-11-01&to=2026-11-03", "period=lastMonth", StringComparison.Ordinal)}", page.QuerySelectorAll(".presets a").Select(a => a.GetAttribute("href")));

        string? Value(string name) => form.QuerySelector($"[name={name}]")!.GetAttribute("value");
        IEnumerable<string> Ticked(string name) => form.QuerySelectorAll<IHtmlInputElement>($"[name={name}]").Where(box => box.IsChecked).Select(box => box.Value!);
    }

    [Fact]
    public async Task A_form_that_was_sent_leads_to_the_short_address_that_links_have()
    {
        var client = await portal.SignedIn(Role.Analyst);
        var usual = string.Join('&', ReportCatalogue.Find("calls")!.Measures.Where(c => !c.IsExtra && !c.IsHidden).Select(c => $"columns={c.Key}"));
        Assert.Equal(
            $"{Calls}?unit=day&from=2026-11-01&to=2026-11-03&subject=queues&numbers=10000_8000",
            await Sent("period=last7Days&from=2026-11-01&to=2026-11-03&unit=day&subject=queues&compare=none&numbers=10000_8000&numbers=10000_1000&" + usual));
        Assert.Equal($"{Calls}?unit=hour&from=2026-11-01&to=2026-11-01&subject=tenant&columns=calls", await Sent("from=2026-11-01&to=&unit=hour&subject=tenant&columns=calls"));

        async Task<string> Sent(string form)
        {
            var answer = await client.GetAsync($"{Calls}?form=1&{form}");
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            return new Uri(new Uri("http://localhost/"), answer.Headers.Location!).PathAndQuery;
        }
    }

    [Fact]
    public async Task Somebody_who_sees_a_part_may_choose_only_from_it()
    {
        var client = await portal.SignedIn(Role.Analyst, queues: ["10000_8001"], agents: ["10000_1001"]);
        var page = await client.Page(Calls);
        Assert.Equal(["queues", "departments", "agents"], page.QuerySelectorAll<IHtmlOptionElement>("#subject option").Select(o => o.Value));
        Assert.Equal(["10000_8001"], page.QuerySelectorAll("[name=numbers]").Select(i => i.GetAttribute("value")));
        Assert.Equal(["10000_1001"], (await client.Page($"{Calls}?subject=agents")).QuerySelectorAll("[name=numbers]").Select(i => i.GetAttribute("value")));
        Assert.DoesNotContain("10000_1900", (await (await portal.SignedIn(Role.Analyst)).Page($"{Calls}?subject=agents")).Body!.TextContent, StringComparison.Ordinal); // the portal's own seat
    }

    [Fact]
    public async Task There_is_no_such_report()
    {
        var (status, page) = await (await portal.SignedIn(Role.Analyst)).Open("/t/10000/reports/nothing?lang=en");
        Assert.Equal((HttpStatusCode.NotFound, "There is no such report"), (status, page.QuerySelector("h1").Words()));
        Assert.Equal(HttpStatusCode.Forbidden, (await (await portal.SignedIn(Role.Viewer)).Open(Calls)).Status);
    }

    [Fact]
    public async Task A_view_is_saved_for_everybody_deleted_and_brought_back_and_all_of_it_is_written_down()
    {
        var (ours, theirs) = (await portal.SignedIn(Role.Analyst), await portal.SignedIn(Role.Supervisor));
        var page = await ours.Page($"{Calls}?unit=hour&period=lastWeek&subject=queues");
        Assert.EndsWith("=Saved", await Send(ours, page, "/t/10000/reports/saved", ("name", " 上周各时段 ")), StringComparison.Ordinal);
        Assert.EndsWith("=NameTaken", await Send(ours, page, "/t/10000/reports/saved", ("name", "上周各时段")), StringComparison.Ordinal);
        Assert.EndsWith("=NameFaulty", await Send(ours, page, "/t/10000/reports/saved", ("name", "a\u202eb")), StringComparison.Ordinal);

        var catalogue = await theirs.Page("/t/10000/reports");
        var link = Assert.Single(catalogue.QuerySelectorAll("tbody th a"));
        Assert.Equal(("上周各时段", $"{Calls}?unit=hour&period=lastWeek&subject=queues"), (link.Words(), link.GetAttribute("href")));
        var deleted = await Send(theirs, catalogue, catalogue.QuerySelector(".danger-zone form")!.GetAttribute("action")!);
        var undo = await theirs.Page(deleted);
        Assert.Empty(undo.QuerySelectorAll("tbody th a"));
        Assert.EndsWith("=Restored", await Send(theirs, undo, "/t/10000/reports/saved/restore"), StringComparison.Ordinal);
        Assert.Equal("上周各时段", Assert.Single((await ours.Page("/t/10000/reports")).QuerySelectorAll("tbody th a")).Words());
        await using var db = portal.Storage();
        Assert.Equal(
            [AuditAction.ReportSaved, AuditAction.ReportDeleted, AuditAction.ReportSaved],
            await db.Audit.Where(a => a.Subject == "上周各时段").OrderBy(a => a.Id).Select(a => a.Action).ToListAsync());

        static async Task<string> Send(HttpClient client, AngleSharp.Dom.IDocument page, string action, params (string, string)[] typed) =>
            (await client.Send(page.Form(action), typed)).Headers.Location!.ToString();
    }
}
