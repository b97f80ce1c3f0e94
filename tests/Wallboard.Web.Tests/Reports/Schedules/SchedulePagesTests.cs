using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Wallboard.Testing;
using Wallboard.Web.Features.Reports.Schedules;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;
using Wallboard.Web.Tests.Shell;

namespace Wallboard.Web.Tests.Reports.Schedules;

/// <summary>Schedules as a browser without script has them.</summary>
public sealed class SchedulePagesTests : IDisposable
{
    private const string Root = "/t/10000/schedules";

    private readonly FileLab lab = new();

    public void Dispose() => lab.Dispose();

    [Fact]
    public async Task A_schedule_is_made_runs_now_and_its_file_is_fetched()
    {
        var (client, person, _) = await lab.Portal.SignIn(Role.Analyst);
        var page = await client.Page($"{Root}/new?report=calls&query=unit%3Dday%26period%3DlastWeek%26subject%3Dqueues");
        var saved = await client.Send(Form(page), ("name", "周一早报"), ("formats", "Csv"), ("formats", "Xlsx"));
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        page = await client.Page(saved.Headers.Location!.ToString());
        Assert.Contains("每周一 08:00（Asia/Shanghai）", page.Body.Words(), StringComparison.Ordinal);
        Assert.Contains("上周", page.Body.Words(), StringComparison.Ordinal);
        var run = page.QuerySelector("form[action$='/run']")!;
        Assert.Contains(person.DisplayName, run.Words(), StringComparison.Ordinal);
        var started = await client.Send(run, ("confirmed", "yes"));
        var address = started.Headers.Location!.ToString();
        Assert.EndsWith("outcome=Started", address, StringComparison.Ordinal);
        await Eventually.True(async () => (await client.Page(address)).QuerySelector("[data-run]")!.GetAttribute("data-state") == "Done", TimeSpan.FromSeconds(30), "the run");

        page = await client.Page(address);
        Assert.Equal(["Sent", "Sent"], page.QuerySelectorAll("[data-delivery]").Select(d => d.GetAttribute("data-state")));
        Assert.Equal("false", page.QuerySelector("#files")!.GetAttribute("data-busy"));
        var link = page.QuerySelectorAll<IHtmlAnchorElement>(".run a[download]").Single(a => a.Words().EndsWith(".csv", StringComparison.Ordinal));
        var csv = await client.GetStringAsync(link.GetAttribute("href"));
        Assert.Contains("队列1,1001,900", csv, StringComparison.Ordinal);
        await using var db = lab.Portal.Storage();
        Assert.Equal([AuditAction.ScheduleChanged, AuditAction.ScheduleRun], await db.Audit.Where(a => a.Subject == "周一早报").OrderBy(a => a.Id).Select(a => a.Action).ToListAsync());
    }

    private static IElement Form(IDocument page) => page.QuerySelector("form.schedule-form") ?? throw new InvalidOperationException(page.Body.Words());
}
