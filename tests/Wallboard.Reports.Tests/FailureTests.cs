using Wallboard.Platform.Api;
using Wallboard.Simulator.Faults;

namespace Wallboard.Reports.Tests;

/// <summary>A report that is not whole says so, shows what came, and nothing of it is kept.</summary>
public sealed class FailureTests
{
    private const int PageSize = 7;
    private static readonly Report Calls = ReportCatalogue.Find("calls")!;

    [Theory]
    [InlineData(FaultKind.Http500)]
    [InlineData(FaultKind.Code201)]
    [InlineData(FaultKind.HtmlInsteadOfJson)]
    [InlineData(FaultKind.TruncatedJson)]
    [InlineData(FaultKind.WrongActionId)]
    [InlineData(FaultKind.HttpRefused)]
    public async Task A_page_that_fails_ends_the_report(FaultKind kind)
    {
        await using var lab = await ReportLab.StartAsync(pageSize: PageSize);
        lab.BeforeRequest = number =>
        {
            if (number == 3) lab.Server.Faults.Inject(kind, count: 1);
        };
        var result = await lab.RunAsync(Calls, ReportSubject.Agents, ReportUnit.Day);
        Assert.IsType<PlatformApiException>(result.Failure);
        Assert.Equal((2 * PageSize, 5 * lab.Agents.Count), (result.Rows.Count, result.Announced));
        Assert.Empty(lab.Cache.Kept);
        await Assert.ThrowsAsync<PlatformApiException>(async () => await result.Table().Rows.CountAsync());

        lab.BeforeRequest = null;
        var whole = await lab.RunAsync(Calls, ReportSubject.Agents, ReportUnit.Day);
        Assert.Null(whole.Failure);
        Assert.Equal(5 * lab.Agents.Count, whole.Rows.Count);
    }

    [Fact]
    public async Task Rows_that_were_announced_and_did_not_come_are_missed()
    {
        await using var lab = await ReportLab.StartAsync(pageSize: PageSize);
        // The last page comes empty though more were announced.
        lab.Answer = (number, answer) => number == 4 ? answer[..answer.IndexOf("\"data\":[", StringComparison.Ordinal)] + "\"data\":[]" + answer[(answer.LastIndexOf("}]", StringComparison.Ordinal) + 2)..] : answer;
        var result = await lab.RunAsync(Calls, ReportSubject.Agents, ReportUnit.Day);
        var shortfall = Assert.IsType<ReportShortfallException>(result.Failure);
        Assert.Equal((3 * PageSize, 5 * lab.Agents.Count), (shortfall.Rows, shortfall.Announced));
        Assert.Empty(lab.Cache.Kept);
    }

    [Fact]
    public async Task More_rows_that_come_while_reading_are_read()
    {
        await using var lab = await ReportLab.StartAsync(pageSize: PageSize);
        // Two hours pass after the first page: there are more rows than it announced.
        lab.BeforeRequest = number =>
        {
            if (number == 2) lab.Server.Advance(TimeSpan.FromHours(2));
        };
        var result = await lab.RunAsync(Calls, ReportSubject.Tenant, ReportUnit.Hour, new(ReportLab.Today.AddDays(-1), ReportLab.Today));
        Assert.Null(result.Failure);
        Assert.Equal((27, 27), (result.Rows.Count, result.Announced));
    }

    [Fact]
    public async Task A_platform_that_stalls_ends_the_report()
    {
        await using var lab = await ReportLab.StartAsync(pageSize: PageSize);
        lab.BeforeRequest = number =>
        {
            if (number == 2) lab.Server.Faults.Inject(FaultKind.SlowHttp, count: 1);
        };
        lab.Sent = number =>
        {
            if (number == 2) lab.ApiClock.Advance(TimeSpan.FromSeconds(11));
        };
        var result = await lab.RunAsync(Calls, ReportSubject.Agents, ReportUnit.Day);
        Assert.Equal(ApiFault.Timeout, Assert.IsType<PlatformApiException>(result.Failure).Fault);
        Assert.Equal(PageSize, result.Rows.Count);
        Assert.Empty(lab.Cache.Kept);
    }

    [Fact]
    public async Task Who_goes_away_ends_the_reading()
    {
        await using var lab = await ReportLab.StartAsync(pageSize: PageSize);
        using var stop = new CancellationTokenSource();
        lab.BeforeRequest = number =>
        {
            if (number == 2) stop.Cancel();
        };
        var runner = new ReportRunner(lab.Sources, lab.Cache, lab.Clock);
        var query = new ReportQuery(Calls.Id, ReportUnit.Day, ReportPeriod.Of(PeriodPreset.Last7Days), ReportSubject.Agents, [], []);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => runner.RunAsync(Calls, query, lab.Reader, ct: stop.Token));
        Assert.Equal(2, lab.Asked().Count);
        Assert.Empty(lab.Cache.Kept);
    }

    [Fact]
    public async Task What_failed_after_a_hole_keeps_what_was_whole_before()
    {
        await using var lab = await ReportLab.StartAsync();
        var days = new DayRange(new(2026, 11, 28), new(2026, 11, 30));
        await lab.RunAsync(Calls, ReportSubject.Tenant, ReportUnit.Day, days);
        foreach (var key in lab.Cache.Kept.Keys.Where(k => k.Day.Day != 29).ToList()) lab.Cache.Kept.Remove(key);
        lab.Asked();
        lab.BeforeRequest = number =>
        {
            if (number == 2) lab.Server.Faults.Inject(FaultKind.Http500, count: 1);
        };
        var result = await lab.RunAsync(Calls, ReportSubject.Tenant, ReportUnit.Day, days);
        Assert.IsType<PlatformApiException>(result.Failure);
        Assert.Equal([28, 29], result.Column(ReportRows.Period).Select(p => p.Instant!.Value.Day));
        Assert.Equal([28, 29], lab.Cache.Kept.Keys.Select(k => k.Day.Day).Order());
    }

    [Fact]
    public async Task Readers_get_what_they_may_see()
    {
        await using var lab = await ReportLab.StartAsync();
        var reader = lab.Reader with { Queues = [lab.Queues[0]], Agents = [lab.Agents[0], lab.Agents[4]], IsWhole = false };
        await RefusedAsync(ReportRefusal.WholeTenant, ReportSubject.Tenant, []);
        await RefusedAsync(ReportRefusal.ForeignSubject, ReportSubject.Queues, [lab.Queues[1]]);
        await RefusedAsync(ReportRefusal.NoSubject, ReportSubject.Departments, [], reader with { Departments = new Dictionary<string, IReadOnlyCollection<string>>() });
        var own = await lab.RunAsync(Calls, ReportSubject.Queues, ReportUnit.Day, reader: reader);
        Assert.All(own.Column(ReportRows.Number), number => Assert.Equal(lab.Queues[0], number.Text));
        var agents = await lab.RunAsync(ReportCatalogue.Find("state-totals")!, ReportSubject.AgentsOfQueues, ReportUnit.Range, reader: reader);
        Assert.Empty(agents.Column(ReportRows.Number).Select(n => n.Text!).Except(reader.Agents));

        async Task RefusedAsync(ReportRefusal refusal, ReportSubject subject, string[] numbers, ReportReader? who = null) => Assert.Equal(
            refusal, (await Assert.ThrowsAsync<ReportRefusedException>(() => lab.RunAsync(Calls, subject, ReportUnit.Day, numbers: numbers, reader: who ?? reader))).Refusal);
    }
}
