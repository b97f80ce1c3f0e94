using Wallboard.Live;
using Wallboard.Reports;
using Wallboard.Simulator;
using Wallboard.Simulator.Faults;
using Wallboard.Testing;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Tests.Storage;

/// <summary>A report of rows that were kept is that of the rows that were read, the tenant's own columns too.</summary>
public sealed class KeptReportTests
{
    private static readonly DayRange days = new(new(2026, 11, 18), new(2026, 11, 20));

    public static TheoryData<string> Providers => StorageLab.Providers;

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task What_is_kept_is_what_was_read(string provider)
    {
        await using var lab = await StorageLab.StartAsync(provider);
        await using var simulator = await SimulatorServer.StartAsync(
            new() { Preset = Preset.Quick, Speed = 0, HistoryDays = 4, Start = new(2026, 11, 22, 0, 40, 0, TimeSpan.FromHours(8)) }, clock: new FakeTimeProvider());
        using var http = new HttpClient();
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
        var sources = new ReportSources(
            new(http, new("10000", simulator.Api, simulator.Dialer, zone, Retries: 0), TimeProvider.System), zone, (_, _) => throw new InvalidOperationException(),
            (_, _) => throw new InvalidOperationException(), _ => QueueOptions.Default, _ => null);
        var (queues, agents) = (simulator.Truth().Queues.Select(q => q.Dn).ToList(), simulator.Truth().Agents.Select(a => a.Dn).ToList());
        var reader = new ReportReader("10000", "", queues, agents, new Dictionary<string, IReadOnlyCollection<string>>(), IsWhole: true);
        var runner = new ReportRunner(sources, new ReportStore(lab.Factory), new FakeTimeProvider(simulator.Now.ToUniversalTime()));
        // The first of them alone, then all: what was kept of one is joined with the rest.
        List<ReportResult> read = [];
        foreach (var numbers in new string[][] { [agents[0]], [] }) read.Add(await RunAsync("states", ReportUnit.Day, ReportSubject.Agents, numbers));
        read.Add(await RunAsync("calls", ReportUnit.Hour, ReportSubject.Queues, []));
        simulator.Faults.Inject(FaultKind.HttpRefused);

        List<ReportResult> kept = [await RunAsync("states", ReportUnit.Day, ReportSubject.Agents, [agents[0]]), await RunAsync("states", ReportUnit.Day, ReportSubject.Agents, []),
            await RunAsync("calls", ReportUnit.Hour, ReportSubject.Queues, [])];
        foreach (var (before, after) in read.Zip(kept))
        {
            Assert.Equal((null, null), (before.Failure, after.Failure));
            Assert.Equal(before.Columns.Select(c => (c.Key, c.Kind, c.Total, ReportText.Name(c))), after.Columns.Select(c => (c.Key, c.Kind, c.Total, ReportText.Name(c))));
            Assert.Equal(before.Rows.SelectMany(row => row), after.Rows.SelectMany(row => row));
            Assert.Equal(before.Totals!, after.Totals!);
        }
        Assert.Contains(kept[0].Columns, column => column.Key == "own:9:time");

        async Task<ReportResult> RunAsync(string id, ReportUnit unit, ReportSubject subject, string[] numbers) =>
            await runner.RunAsync(ReportCatalogue.Find(id)!, new(id, unit, ReportPeriod.Of(days.From, days.To), subject, numbers, []), reader);
    }
}
