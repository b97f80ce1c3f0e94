using Microsoft.Extensions.Logging.Abstractions;
using Wallboard.Live;
using Wallboard.Platform.Api;
using Wallboard.Simulator;
using Wallboard.Simulator.Faults;
using Wallboard.Testing;

namespace Wallboard.Reports.Tests.Reconciliation;

/// <summary>Days of the real simulator over real HTTP, past ones and one that a wall counts meanwhile: every number has its reason, and a fault its name.</summary>
public sealed class SimulatorDayTests
{
    private static readonly CancellationToken stop = TestContext.Current.CancellationToken;

    /// <summary>Over random queues and days of random seeds, the day that lasts among them.</summary>
    [Fact]
    public async Task No_difference_is_unexplained_on_any_day()
    {
        var random = new Random(20261121);
        for (var round = 0; round < 3; round++)
        {
            await using var lab = await ReportLab.StartAsync(random.Next(1, 100_000), pageSize: 5000);
            foreach (var queue in lab.Queues)
                Clean(await ReadAsync(lab, queue, ReportLab.Today.AddDays(-random.Next(0, 5))));
        }
    }

    [Theory]
    [InlineData(FaultKind.DoubledRow, "query/queryQueueHistories", DifferenceReason.DoubledRecord)]
    [InlineData(FaultKind.DoubledRow, "query/queryCdrs", DifferenceReason.DoubledRecord)]
    [InlineData(FaultKind.LostRow, "query/queryQueueHistories", DifferenceReason.NoQueueRecord)]
    public async Task A_record_that_is_doubled_or_lost_is_named(FaultKind kind, string path, DifferenceReason reason)
    {
        await using var lab = await ReportLab.StartAsync(seed: 11, pageSize: 5000);
        var (queue, day) = (lab.Queues[0], ReportLab.Today.AddDays(-1));
        var before = await ReadAsync(lab, queue, day);
        lab.Server.Faults.Inject(new Fault { Kind = kind, Path = path, Row = queue });
        var after = await ReadAsync(lab, queue, day);
        var changed = kind == FaultKind.LostRow
            ? before.Day.Records!.Rows.Select(row => row.Id).Except(after.Day.Records!.Rows.Select(row => row.Id)).Select(id => before.Day.Records.Rows.First(row => row.Id == id).CallId)
            : path.EndsWith("Cdrs", StringComparison.Ordinal)
                ? after.Day.Records!.Legs.GroupBy(leg => leg.Id).Where(same => same.Count() > 1).Select(same => same.First().CallId)
                : after.Day.Records!.Rows.GroupBy(row => row.Id).Where(same => same.Count() > 1).Select(same => same.First().CallId);
        var faults = Reconciler.Of(after.Day).Faults.ToList();
        Assert.Contains(Assert.Single(changed.Distinct()), faults.Where(fault => fault.Reason == reason).Select(fault => fault.Row.CallId));
        Assert.Single(faults.Select(fault => fault.Row.CallId).Distinct());
    }

    /// <summary>A wall counts by events while calls go on. Nothing differs without a reason; then events are lost, and those calls are named before the wall has found out by itself.</summary>
    [Fact]
    public async Task What_a_wall_counts_agrees_and_a_lost_event_is_found_and_named()
    {
        await using var platform = await SimulatorServer.StartAsync(new() { Preset = Preset.Quick, Seed = 3 });
        var tenant = new TenantOptions { Id = "10000", Seat = "10000_1900", Extension = "6900", Socket = platform.Socket.ToString(), Api = platform.Api.ToString() };
        using var center = new LiveCenter([tenant], TimeProvider.System, NullLoggerFactory.Instance);
        using var http = new HttpClient();
        await center.StartAsync(stop);
        var live = center.Tenants[0];
        var api = new PlatformApi(http, new("10000", platform.Api, null, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"), PageSize: 5000), TimeProvider.System);
        await Eventually.True(() => Task.FromResult(live.Picture().Link.State == Freshness.Fresh), TimeSpan.FromSeconds(20), "the picture is whole");
        var queue = live.Picture().Queues.MaxBy(q => q.Offered)!.Number;
        for (var i = 0; i < 3; i++)
            foreach (var one in live.Picture().Queues) Clean(await ReadAsync(one.Number));

        platform.Faults.Inject(FaultKind.LoseEvents, TimeSpan.FromSeconds(60));
        List<EvidenceRow> lost = [];
        QueueDayReading? reading = null;
        await Eventually.True(async () =>
        {
            reading = await ReadAsync(queue);
            lost = [.. Reconciler.Of(reading.Day).Faults.Where(fault => fault is { Source: DaySource.Wall, Reason: DifferenceReason.LostEvent }).Select(fault => fault.Row)];
            return lost.Count > 0;
        }, TimeSpan.FromSeconds(40), "a lost event is named");
        // They are calls that the wall does not know, or knows as open, and that the platform has.
        var open = reading!.Day.Wall!.Where(visit => visit.Outcome != VisitOutcome.Open).Select(visit => visit.Key.CallId).ToHashSet();
        var rows = await api.QueueRecords.ListAsync(new(Queue: queue), ct: stop).Select(row => row.CallId).ToListAsync(stop);
        Assert.All(lost, row =>
        {
            Assert.DoesNotContain(row.CallId, open);
            Assert.Contains(row.CallId, rows);
        });
        await center.StopAsync(stop);

        Task<QueueDayReading> ReadAsync(string number)
        {
            var now = live.Picture().AsOf;
            var day = DateOnly.FromDateTime(now.DateTime);
            return new QueueDayReader(api, tenant, now, () => Wall(number, day), _ => Task.FromResult<IReadOnlyList<CountedVisit>?>(null)).ReadAsync(number, day, null, stop);
        }

        IReadOnlyList<CountedVisit>? Wall(string number, DateOnly day) => live.VisitDays().FirstOrDefault(one => one.Day == day) is not { } known ? null :
            [.. known.Finished.Where(visit => visit.Key.Queue == number).Select(CountedVisit.Of), .. known.Open.Where(visit => visit.Key.Queue == number).Select(CountedVisit.Of)];
    }

    private static void Clean(QueueDayReading reading)
    {
        Assert.Empty(reading.Failures);
        var result = Reconciler.Of(reading.Day);
        Assert.True(result.Cells.Count > 15);
        if (!result.IsRed) return;
        var red = result.All.Where(cell => cell.IsRed).Select(cell =>
            $"{cell.Source} {cell.Figure}: {cell.Value} of {cell.Expected}, {cell.Unexplained} unexplained; {string.Join(", ", cell.Parts.Select(part => $"{part.Reason} {part.Amount} [{string.Join(' ', part.Rows.Take(3))}]"))}");
        Assert.Fail($"{reading.Day.Queue} {reading.Day.Day:yyyy-MM-dd}, read from {reading.Day.ReadFrom:HH:mm:ss.fff}: {string.Join('\n', red)}");
    }

    private static Task<QueueDayReading> ReadAsync(ReportLab lab, string queue, DateOnly day) =>
        new QueueDayReader(lab.Sources.Api, new TenantOptions { Id = "10000" }, lab.Server.Now, () => null, _ => Task.FromResult<IReadOnlyList<CountedVisit>?>(null)).ReadAsync(queue, day, null, stop);
}
