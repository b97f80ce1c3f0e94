using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Wallboard.Live;
using Wallboard.Simulator;
using Wallboard.Testing;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Tests.Storage;

/// <summary>Against the real simulator: what is stored is what happened, row by row.</summary>
public sealed class VisitKeeperTests
{
    private const string Tenant = "10000";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static TheoryData<string> Providers => StorageLab.Providers;

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task The_day_is_stored_as_it_was_whatever_breaks_and_a_restart_leaves_the_same_rows(string provider)
    {
        await using var lab = await StorageLab.StartAsync(provider);
        await using var simulator = await SimulatorServer.StartAsync(new() { Preset = Preset.Quick });
        var (center, keeper) = await StartAsync(lab, simulator);
        await Eventually.True(async () => await keeper.RunOnceAsync() && await CountAsync(lab) > 100, Patience, "today's visits from the records");

        await lab.BreakAsync();
        var offered = center.Tenants[0].Picture().Totals.Offered;
        await Eventually.True(async () => !await keeper.RunOnceAsync(), Patience, "a visit that cannot be stored");
        await Eventually.True(() => Task.FromResult(center.Tenants[0].Picture().Totals.Offered > offered + 2), Patience, "the wall goes on");
        await lab.MendAsync();

        simulator.Freeze();
        await Eventually.Nothing(async () =>
        {
            Assert.True(await keeper.RunOnceAsync());
            return await DifferencesAsync(lab, simulator, Today(simulator), Outcome);
        }, Patience, "stored rows are what happened");

        // A row that is no visit, and one that was stored otherwise: as if the portal had been away while the records were corrected.
        await StopAsync(center, keeper);
        await using (var db = lab.Open())
        {
            db.Add(new StoredVisit { TenantId = Tenant, CallId = "never was", Queue = "10000_8000", Nth = 1, Day = Today(simulator), Outcome = VisitEnd.Answered });
            db.Add(new StoredVisit { TenantId = "20000", CallId = "another's", Queue = "20000_8000", Nth = 1, Day = Today(simulator), Outcome = VisitEnd.Answered });
            (await db.Visits.FirstAsync(v => v.TenantId == Tenant && v.Outcome == VisitEnd.Answered)).Outcome = VisitEnd.Abandoned;
            await db.SaveChangesAsync();
        }
        (center, keeper) = await StartAsync(lab, simulator);
        await Eventually.Nothing(async () =>
        {
            Assert.True(await keeper.RunOnceAsync());
            return await DifferencesAsync(lab, simulator, Today(simulator), Whole);
        }, Patience, "rows of the restarted portal");
        await StopAsync(center, keeper);

        var truth = simulator.Truth().Totals;
        await using var after = lab.Open();
        var rows = await after.Visits.Where(v => v.TenantId == Tenant && v.Day == Today(simulator)).ToListAsync();
        Assert.Equal(
            (truth.Answered, truth.Abandoned, truth.LeftOtherwise),
            (rows.Count(v => v.Outcome == VisitEnd.Answered), rows.Count(v => v.Outcome == VisitEnd.Abandoned), rows.Count(v => v.Outcome == VisitEnd.LeftOtherwise)));
        Assert.Equal(
            truth.ServiceLevel,
            (double)rows.Count(v => v is { Outcome: VisitEnd.Answered, WaitSeconds: <= 20 }) / rows.Count(v => v.Outcome is VisitEnd.Answered or VisitEnd.Abandoned));
        Assert.Equal(1, await after.Visits.CountAsync(v => v.TenantId == "20000"));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task What_ended_in_the_last_moments_of_the_day_is_stored_too(string provider)
    {
        await using var lab = await StorageLab.StartAsync(provider);
        var eve = new DateTimeOffset(2026, 11, 22, 23, 59, 55, TimeSpan.FromHours(8));
        await using var simulator = await SimulatorServer.StartAsync(new() { Preset = Preset.Quick, Start = eve });
        var (center, keeper) = await StartAsync(lab, simulator);
        await Eventually.True(async () => await keeper.RunOnceAsync() && await CountAsync(lab) > 100, Patience, "today's visits from the records");
        var stored = await CountAsync(lab);
        // Nothing is stored for some seconds before midnight.
        await Eventually.True(() => Task.FromResult(center.Tenants[0].VisitDays().Count == 2), Patience, "midnight");
        simulator.Freeze();
        Assert.True(center.Tenants[0].VisitDays()[0].Finished.Count() > stored);
        var yesterday = DateOnly.FromDateTime(eve.DateTime);
        await Eventually.Nothing(async () =>
        {
            Assert.True(await keeper.RunOnceAsync());
            return
            [
                .. await DifferencesAsync(lab, simulator, yesterday, Outcome),
                .. await DifferencesAsync(lab, simulator, yesterday.AddDays(1), Outcome),
            ];
        }, Patience, "both days are stored");
        await StopAsync(center, keeper);
    }

    private static async Task<(LiveCenter Center, VisitKeeper Keeper)> StartAsync(StorageLab lab, SimulatorServer simulator)
    {
        var center = new LiveCenter(
            [new() { Id = Tenant, Seat = "10000_1900", Extension = "6900", Socket = simulator.Socket.ToString(), Api = simulator.Api.ToString() }],
            TimeProvider.System, NullLoggerFactory.Instance);
        await center.StartAsync(default);
        return (center, new(center, lab.Factory, TimeProvider.System, NullLogger<VisitKeeper>.Instance));
    }

    /// <summary>As the host does: the live picture first, so that its last word is stored.</summary>
    private static async Task StopAsync(LiveCenter center, VisitKeeper keeper)
    {
        await center.StopAsync(default);
        await keeper.StopAsync(default);
        center.Dispose();
        keeper.Dispose();
    }

    private static async Task<int> CountAsync(StorageLab lab)
    {
        await using var db = lab.Open();
        return await db.Visits.CountAsync();
    }

    private static DateOnly Today(SimulatorServer simulator) => DateOnly.FromDateTime(simulator.Now.DateTime);

    private sealed record Row(string Call, string Queue, int Nth, int Hour, DateTimeOffset EnteredAt, VisitEnd Outcome, int Wait, string? Agent);

    private static string Outcome(Row row) => $"{row.Call} {row.Queue} {row.Nth} {row.Outcome}";

    private static string Whole(Row row) =>
        $"{Outcome(row)} {row.EnteredAt:s} hour {row.Hour} wait {row.Wait} agent {(row.Outcome == VisitEnd.Answered ? row.Agent : null)}";

    private static async Task<IReadOnlyList<string>> DifferencesAsync(
        StorageLab lab, SimulatorServer simulator, DateOnly day, Func<Row, string> say)
    {
        await using var db = lab.Open();
        var stored = (await db.Visits.AsNoTracking().Where(v => v.TenantId == Tenant && v.Day == day).ToListAsync())
            .Select(v => say(new(v.CallId, v.Queue, v.Nth, v.Hour, v.EnteredAt.ToOffset(TimeSpan.FromHours(8)), v.Outcome, v.WaitSeconds, v.Agent))).ToList();
        var happened = Happened(simulator, day).Select(say).ToList();
        return [.. stored.Except(happened).Select(row => "stored " + row), .. happened.Except(stored).Select(row => "happened " + row)];
    }

    private static List<Row> Happened(SimulatorServer simulator, DateOnly day) => simulator.Platform.At(_ =>
    {
        var (model, zone) = (simulator.Platform.Tenants[Tenant], simulator.Platform.Zone);
        var midnight = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(8)).UtcTicks;
        return
        (
            from visit in model.Rows.Visits(midnight, midnight + TimeSpan.TicksPerDay)
            group visit by (visit.Call.Index, visit.Queue) into visits
            from one in visits.OrderBy(v => v.Entered).Select((visit, i) => (visit, nth: i + 1))
            let visit = one.visit
            where visit.Outcome is Simulator.Log.Outcome.Answered or Simulator.Log.Outcome.Abandoned or Simulator.Log.Outcome.LeftOtherwise
            select new Row(
                visit.Call.Id, model.Plan.Queues[visit.Queue].Dn, one.nth, zone.Local(visit.Entered).Hour, zone.Local(visit.Entered), Enum.Parse<VisitEnd>(visit.Outcome.ToString()),
                (int)(visit.WaitEnded / TimeSpan.TicksPerSecond - visit.Entered / TimeSpan.TicksPerSecond), visit.Agent < 0 ? null : model.Plan.Agents[visit.Agent].Dn)
        ).ToList();
    });
}
