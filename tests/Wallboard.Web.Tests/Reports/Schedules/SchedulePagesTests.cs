using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Quartz;
using Wallboard.Testing;
using Wallboard.Web.Features.Reports.Schedules;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;
using Wallboard.Web.Tests.Security;
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

    [Theory]
    [InlineData("en")]
    [InlineData("zh-CN")]
    public async Task Every_page_has_its_words_and_says_what_went_wrong(string language)
    {
        var (client, person, _) = await lab.Portal.SignIn(Role.Analyst);
        var schedule = Rows.Schedule("10000", person);
        var (failed, done) = (Rows.Run(schedule), Rows.Run(schedule, RunState.Done));
        (done.DueAt, done.Failure, schedule.PausedAt) = (done.DueAt.AddDays(-1), null, done.DueAt);
        var (unknown, refused) = (Rows.Delivery(done, $"person:{person.Id}"), Rows.Delivery(done, "mail:a@example.com", DeliveryState.Failed));
        await lab.Portal.AddAsync(schedule, failed, done, Rows.Delivery(failed, "mail:a@example.com", DeliveryState.Waiting), unknown, refused,
            new DeliveryAttempt { DeliveryId = refused.Id, At = done.DueAt, Outcome = AttemptOutcome.Refused, Detail = "Refused.mail", Milliseconds = 12 });
        await lab.Portal.Services.GetRequiredService<UnseenFailures>().ReadAsync();

        var list = await client.Page($"{Root}?lang={language}");
        Assert.Equal("2", list.QuerySelector(".pages .badge [aria-hidden]").Words());
        Assert.Equal(2, list.QuerySelectorAll("section[role=alert] li").Length);
        Assert.Contains(RunFailureIn(language), list.QuerySelector("section[role=alert]").Words(), StringComparison.Ordinal);
        // Whom it has not reached, and why.
        foreach (var said in (string[])[person.DisplayName, "a@example.com", "Mail:Host"]) Assert.Contains(said, list.QuerySelector("section[role=alert]").Words(), StringComparison.Ordinal);
        var page = await client.Page($"{Root}/{schedule.Id}?lang={language}");
        Assert.Equal(["Failed", "Done"], page.QuerySelectorAll("[data-run]").Select(r => r.GetAttribute("data-state")));
        Assert.Contains("12", page.QuerySelector($"[data-delivery='{refused.Id}']").Words(), StringComparison.Ordinal);
        await client.Page($"{Root}/new?lang={language}");
        await client.Page($"{Root}/{schedule.Id}/edit?lang={language}");
        foreach (var one in new[] { list, page }) Assert.Empty(one.QuerySelectorAll("style, [style], [onclick], script:not([src])"));

        // Seen to: what may have arrived is sent again on purpose, what failed is tried again, and the mark goes.
        Assert.EndsWith("=Again", await SendAsync(client, page.Form($"{Root}/{schedule.Id}/deliveries/{unknown.Id}/again")), StringComparison.Ordinal);
        Assert.EndsWith("=Again", await SendAsync(client, page.Form($"{Root}/{schedule.Id}/runs/{failed.Id}/again")), StringComparison.Ordinal);
        await Eventually.True(async () =>
        {
            await using var now = lab.Portal.Storage();
            return await now.ScheduleRuns.AllAsync(r => r.State == RunState.Done) && (await now.Deliveries.SingleAsync(d => d.Id == unknown.Id)).State == DeliveryState.Sent;
        }, TimeSpan.FromSeconds(30), "both were done");
        Assert.EndsWith("=Seen", await SendAsync(client, (await client.Page(Root)).Form($"{Root}/seen")), StringComparison.Ordinal);
        Assert.Null((await client.Page(Root)).QuerySelector(".pages .badge, section[role=alert]"));
        await using var db = lab.Portal.Storage();
        Assert.Equal(
            [AuditAction.ScheduleRunRepeated, AuditAction.DeliveryRepeated],
            (await db.Audit.Where(a => a.Subject == schedule.Name && a.ActorId == person.Id).Select(a => a.Action).ToListAsync()).Order());

        string RunFailureIn(string name) => name == "en" ? "may no longer export" : "已无权";
    }

    [Fact]
    public async Task The_form_keeps_what_was_typed_and_says_what_is_wrong_with_it()
    {
        var client = await lab.Portal.SignedIn(Role.Analyst);
        var page = await client.Page($"{Root}/new?lang=en");
        page = await Read(client, page, ("do", "add"), ("add", "calls"), ("name", "mine"), ("mail", "a@example.com"));
        page = await Read(client, page, ("do", "add"), ("add", "call-records"));
        Assert.Equal(["last7Days", "yesterday"], Periods(page));
        Assert.Equal(("mine", "a@example.com"), (Value(page, "#name"), page.QuerySelector<IHtmlTextAreaElement>("#mail")!.Value));
        page = await Read(client, page, ("do", "remove:0"));
        Assert.Equal(["yesterday"], Periods(page));
        page = await Read(client, page, ("do", "preview"), ("period", "lastMonth"), ("kind", "Monthly"), ("day", "last"), ("time", "23:30"), ("zone", "Europe/Berlin"));
        Assert.Equal("preview-title", page.QuerySelector("[autofocus]")!.Id);
        var times = page.QuerySelectorAll("#preview tbody tr");
        Assert.Equal(5, times.Length);
        Assert.All(times, time => Assert.Matches(@"^\d{4}-\d\d-\d\d 23:30 \+0[12]:00.*Asia/Shanghai", time.QuerySelector("th").Words()));
        // The end of the month in Berlin is the next one in Shanghai, whose days the platform counts.
        var due = DateTimeOffset.Parse(times[0].GetAttribute("data-due")!, System.Globalization.CultureInfo.InvariantCulture).ToOffset(TimeSpan.FromHours(8));
        Assert.Contains($"{due.AddMonths(-1):yyyy-MM}-01 – ", times[0].QuerySelector("td").Words(), StringComparison.Ordinal);

        page = await Read(client, page, ("do", "save"), ("name", "a‮b"), ("kind", "Cron"), ("cron", "* * * * *"), ("zone", "Mars/Olympus"), ("formats", "none"), ("recipients", "person:x"), ("mail", "nobody"));
        Assert.Equal(
            ["name-error", "cron-error", "zone-error", "formats-error", "mail-error", "recipients-error"],
            page.QuerySelectorAll(".error").Where(e => e.Words().Length > 0).Select(e => e.Id));
        Assert.Equal("name", page.QuerySelector("[autofocus]")!.Id);
        await using var db = lab.Portal.Storage();
        Assert.False(await db.Schedules.AnyAsync());

        static IEnumerable<string?> Periods(IDocument shown) => shown.QuerySelectorAll<IHtmlSelectElement>("[name=period]").Select(s => s.Value);
        static string Value(IDocument shown, string input) => shown.QuerySelector<IHtmlInputElement>(input)!.Value;
    }

    [Fact]
    public async Task Quartz_wakes_once_a_minute_and_what_is_due_then_leaves()
    {
        var (_, person, _) = await lab.Portal.SignIn(Role.Analyst);
        var scheduler = await lab.Portal.Services.GetRequiredService<ISchedulerFactory>().GetScheduler();
        var minute = await scheduler.GetTrigger(new TriggerKey("minute"));
        var (next, after) = (minute!.NextFireTimeUtc!.Value, minute.GetFireTimeAfter(minute.NextFireTimeUtc)!.Value);
        Assert.Equal((0, TimeSpan.FromMinutes(1)), (next.Second, after - next));
        var schedule = Rows.Schedule("10000", person);
        schedule.HandledUntil = schedule.HandledUntil.AddDays(-1);
        await lab.Portal.AddAsync(schedule);
        await scheduler.TriggerJob(new JobKey(nameof(Waking)), null);
        await Eventually.True(async () =>
        {
            await using var db = lab.Portal.Storage();
            return await db.ScheduleRuns.Where(r => r.ScheduleId == schedule.Id).Select(r => r.State).ToListAsync() is [RunState.Done];
        }, TimeSpan.FromSeconds(30), "its run");
    }

    [Fact]
    public async Task A_fixed_period_is_warned_of()
    {
        var client = await lab.Portal.SignedIn(Role.Analyst);
        Assert.NotNull((await client.Page($"{Root}/new?report=calls&query=unit%3Dday%26from%3D2026-11-01%26to%3D2026-11-07")).QuerySelector(".picked .notice"));
        Assert.Null((await client.Page($"{Root}/new?report=calls&query=unit%3Dday%26period%3DlastWeek")).QuerySelector(".picked .notice"));
        Assert.NotNull((await client.Page($"{Root}/new?report=call-records&query=from%3D2026-11-01")).QuerySelector(".picked .notice"));
    }

    [Fact]
    public async Task What_narrows_a_report_and_its_period_are_said_wherever_it_stands()
    {
        var (client, person, _) = await lab.Portal.SignIn(Role.Analyst);
        var schedule = Rows.Schedule("10000", person);
        schedule.Reports = """[{"report":"call-records","query":"period=yesterday&number=13800138000&direction=2"},{"report":"calls","query":"unit=day&period=lastWeek&subject=queues&numbers=1001"}]""";
        await lab.Portal.AddAsync(schedule);
        foreach (var address in (string[])[Root, $"{Root}/{schedule.Id}", $"{Root}/{schedule.Id}/edit"])
        {
            var words = (await client.Page($"{address}?lang=zh-CN")).QuerySelector("main").Words();
            foreach (var said in (string[])["号码：138", "呼入", "1001", "昨天", "上周"]) Assert.Contains(said, words, StringComparison.Ordinal);
            Assert.DoesNotContain("13800138000", words, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Each_changes_their_own_and_administrators_take_over_what_is_others()
    {
        var (owner, person, _) = await lab.Portal.SignIn(Role.Analyst);
        var schedule = Rows.Schedule("10000", person);
        await lab.Portal.AddAsync(schedule);
        var address = $"{Root}/{schedule.Id}";
        var other = await lab.Portal.SignedIn(Role.Supervisor);
        Assert.Empty((await other.Page(address)).QuerySelectorAll("form[action*='/schedules/']"));
        Assert.Equal(HttpStatusCode.NotFound, (await other.Open($"{address}/edit")).Status);
        // With a form of the owner's page, and the other's own token.
        var pause = (await owner.Page(address)).Form($"{address}/pause");
        var token = (await other.Page($"{Root}/new")).QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        Assert.EndsWith("=NotFound", (await other.Send(pause, ("__RequestVerificationToken", token))).Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("=Paused", await SendAsync(owner, pause), StringComparison.Ordinal);
        Assert.EndsWith("=Continued", await SendAsync(owner, (await owner.Page(address)).Form($"{address}/continue")), StringComparison.Ordinal);

        var (administrator, boss, _) = await lab.Portal.SignIn(Role.Administrator);
        var page = await administrator.Page($"{address}/edit");
        Assert.Contains(person.DisplayName, page.QuerySelector(".notice").Words(), StringComparison.Ordinal);
        var early = await owner.Page($"{address}/edit");
        await administrator.Send(Form(page));
        await using (var db = lab.Portal.Storage()) Assert.Equal(boss.Id, (await db.Schedules.SingleAsync()).OwnerId);
        Assert.Equal(HttpStatusCode.NotFound, (await owner.Open($"{address}/edit")).Status);
        Assert.NotEqual(HttpStatusCode.Redirect, (await owner.Send(Form(early))).StatusCode);

        var delete = (await administrator.Page(address)).Form($"{address}/delete");
        var list = await administrator.Page(await SendAsync(administrator, delete, ("confirmed", "yes")));
        Assert.EndsWith("=Restored", await SendAsync(administrator, list.Form($"{Root}/restore")), StringComparison.Ordinal);
        await using var after = lab.Portal.Storage();
        Assert.Equal((schedule.Name, true), ((await after.Schedules.SingleAsync()).Name, (await after.Schedules.SingleAsync()).PausedAt is not null));
    }

    [Fact]
    public async Task Saving_it_anew_leaves_alone_what_was_due_before()
    {
        var (client, person, _) = await lab.Portal.SignIn(Role.Analyst);
        var schedule = Rows.Schedule("10000", person);
        schedule.HandledUntil = schedule.HandledUntil.AddDays(-3);
        schedule.PausedAt = schedule.HandledUntil;
        await lab.Portal.AddAsync(schedule);
        var before = lab.Portal.Clock.GetUtcNow();
        await client.Send(Form(await client.Page($"{Root}/{schedule.Id}/edit")));
        await using var db = lab.Portal.Storage();
        Assert.True((await db.Schedules.SingleAsync()).HandledUntil >= before);
    }

    [Fact]
    public async Task The_files_can_be_looked_at_before_anybody_gets_them()
    {
        var client = await lab.Portal.SignedIn(Role.Analyst);
        var page = await client.Page($"{Root}/new?report=calls&query=unit%3Dday%26period%3DlastWeek");
        Assert.EndsWith("/files?outcome=started", await SendAsync(client, Form(page), ("do", "look")), StringComparison.Ordinal);
        Assert.Equal((FileState.Ready, null), ((await lab.EndedAsync()).State, (await lab.NewestAsync()).RunId));
    }

    private static async Task<string> SendAsync(HttpClient client, IElement form, params (string, string)[] typed) => (await client.Send(form, typed)).Headers.Location!.ToString();

    private static async Task<IDocument> Read(HttpClient client, IDocument page, params (string, string)[] typed)
    {
        var answer = await client.Send(Form(page), typed);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Read();
    }

    private static IElement Form(IDocument page) => page.QuerySelector("form.schedule-form") ?? throw new InvalidOperationException(page.Body.Words());
}
