using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Wallboard.Platform.Api;
using Wallboard.Simulator;
using Wallboard.Simulator.Faults;
using Wallboard.Testing;
using Wallboard.Web.Features.Live;
using Wallboard.Web.Features.Reports;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Tests.Storage;

/// <summary>Days on which the portal was not there, read from the records of the real simulator.</summary>
public sealed class VisitHistoryTests
{
    private const string Tenant = "10000";
    private static readonly DateTimeOffset Now = DateTimeOffset.Parse("2026-11-22 04:00:00 +08:00", CultureInfo.InvariantCulture);
    private static readonly DateOnly Yesterday = new(2026, 11, 21);

    public static TheoryData<string> Providers => StorageLab.Providers;

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_past_day_is_stored_once_and_equals_the_platforms_own_statistics(string provider)
    {
        var clock = new FakeTimeProvider(Now);
        await using var lab = await StorageLab.StartAsync(provider, clock);
        await using var platform = await SimulatorServer.StartAsync(new() { Preset = Preset.Quick, Speed = 0, HistoryDays = 3, Start = Now }, clock: new FakeTimeProvider());
        var (history, api) = History(lab, platform, clock, days: 2);
        await using (var db = lab.Open())
        {
            db.Add(new StoredVisit { TenantId = Tenant, CallId = "never was", Queue = "10000_8000", Nth = 1, Day = Yesterday, Outcome = VisitEnd.Answered });
            db.Add(new StoredVisit { TenantId = "20000", CallId = "another's", Queue = "20000_8000", Nth = 1, Day = Yesterday, Outcome = VisitEnd.Answered });
            await db.SaveChangesAsync();
        }
        // One day each time, the latest first; then there is nothing left to read.
        for (var i = 0; i < 3; i++) Assert.True(await history.RunOnceAsync());

        await using var after = lab.Open();
        Assert.Equal(
            [(Yesterday.AddDays(-1), 0), (Yesterday, 0)],
            (await after.ReadDays.OrderBy(d => d.Day).ToListAsync()).Select(d => (d.Day, d.Unresolved)));
        var queues = platform.Truth().Queues.Select(q => q.Dn).ToList();
        foreach (var day in new[] { Yesterday, Yesterday.AddDays(-1) })
        {
            var start = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(8));
            var said = await api.Statistics.QueuesAsync(StatisticsSubject.Queues(queues), new(start, start.AddDays(1).AddSeconds(-1)))
                .ToDictionaryAsync(row => row.Number!, row => (row.Offered, row.Answered, row.Abandoned));
            var stored = (await after.Visits.Where(v => v.TenantId == Tenant && v.Day == day).ToListAsync()).GroupBy(v => v.Queue).ToDictionary(
                queue => queue.Key,
                queue => ((int?)queue.Count(), (int?)queue.Count(v => v.Outcome == VisitEnd.Answered), (int?)queue.Count(v => v.Outcome == VisitEnd.Abandoned)));
            Assert.NotEmpty(stored);
            Assert.Equal(said.OrderBy(q => q.Key), stored.OrderBy(q => q.Key));
        }
        Assert.Equal(1, await after.Visits.CountAsync(v => v.TenantId == "20000"));
    }

    [Fact]
    public async Task A_platform_that_fails_leaves_the_day_to_be_read_again_and_what_is_stored_as_it_was()
    {
        var clock = new FakeTimeProvider(Now);
        await using var lab = await StorageLab.StartAsync(nameof(StorageProvider.Sqlite), clock);
        await using var platform = await SimulatorServer.StartAsync(new() { Preset = Preset.Quick, Speed = 0, HistoryDays = 1, Start = Now }, clock: new FakeTimeProvider());
        var (history, _) = History(lab, platform, clock, days: 1);
        await using (var db = lab.Open())
        {
            db.Add(new StoredVisit { TenantId = Tenant, CallId = "stays", Queue = "10000_8000", Nth = 1, Day = Yesterday, Outcome = VisitEnd.Answered });
            await db.SaveChangesAsync();
        }
        platform.Faults.Inject(FaultKind.Code201, TimeSpan.FromHours(1), path: "query/queryCdrs");
        Assert.False(await history.RunOnceAsync());
        await using var after = lab.Open();
        Assert.Equal("stays", (await after.Visits.SingleAsync()).CallId);
        Assert.Empty(await after.ReadDays.ToListAsync());
    }

    private static (VisitHistory History, PlatformApi Api) History(StorageLab lab, SimulatorServer platform, FakeTimeProvider clock, int days)
    {
        var tenants = new Tenants([Pictures.Tenant(() => Pictures.Busy, Pictures.Options with { Api = platform.Api.ToString() })]);
        var platforms = new TenantPlatforms(tenants);
        return (new(tenants, platforms, lab.Factory, new() { ReadDays = days }, clock, NullLogger<VisitHistory>.Instance), platforms.Of(tenants.Default));
    }
}
