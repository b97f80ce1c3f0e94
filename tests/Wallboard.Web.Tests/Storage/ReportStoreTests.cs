using Wallboard.Live;
using Wallboard.Reports;
using Wallboard.Testing;
using Wallboard.Web.Features.Live;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Tests.Storage;

public sealed class ReportStoreTests
{
    private static readonly CacheKey key = new("10000", "states", ReportUnit.Hour, ReportSubject.Agents);
    private static readonly DateOnly day = new(2026, 11, 20);
    private static readonly DateTimeOffset early = new(2026, 11, 21, 3, 0, 0, TimeSpan.Zero), late = early.AddHours(5);
    private static readonly ReportColumn own = new("own:9:time", "own", ColumnKind.Duration, TotalRule.Sum) { Title = "培训时长" };

    public static TheoryData<string> Providers => StorageLab.Providers;

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Rows_come_back_as_they_were_kept(string provider)
    {
        await using var lab = await StorageLab.StartAsync(provider);
        var store = new ReportStore(lab.Factory);
        await store.WriteAsync(key, [new(day, ["10000_1000"], [Row("10000_1000", 9, 3, 61.5)], early), new(day.AddDays(1), ["10000_1000"], [], early)], default);

        var kept = await store.ReadAsync(key, new(day, day.AddDays(1)), default);
        Assert.Equal([day, day.AddDays(1)], kept.Select(k => k.Day).Order());
        var row = kept.Single(k => k.Day == day).Rows.Single();
        Assert.Equal((9, "10000_1000", "郭敏"), (row.Period!.Value.Hour, row.Number, row.Name));
        Assert.Equal([3d, null], row.Cells.Select(c => c.Number));
        Assert.Equal((own, 61.5), (row.Own.Single().Column, row.Own.Single().Cell.Number!.Value));
        foreach (var other in new[] { key with { Tenant = "20000" }, key with { Report = "calls" }, key with { Unit = ReportUnit.Day }, key with { Subject = ReportSubject.Queues } })
            Assert.Empty(await store.ReadAsync(other, new(day, day), default));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Who_is_asked_for_later_joins_who_is_kept_and_is_as_old_as_the_oldest(string provider)
    {
        await using var lab = await StorageLab.StartAsync(provider);
        var store = new ReportStore(lab.Factory);
        await store.WriteAsync(key, [new(day, ["10000_1000", "10000_1001"], [Row("10000_1000", 9, 3, 1), Row("10000_1001", 9, 4, 1)], early)], default);
        await store.WriteAsync(key, [new(day, ["10000_1001", "10000_1002"], [Row("10000_1001", 9, 5, 1), Row("10000_1002", 9, 6, 1)], late)], default);

        var kept = Assert.Single(await store.ReadAsync(key, new(day, day), default));
        Assert.Equal(["10000_1000", "10000_1001", "10000_1002"], kept.Numbers.Order());
        Assert.Equal([("10000_1000", 3d), ("10000_1001", 5d), ("10000_1002", 6d)], kept.Rows.Select(r => (r.Number!, r.Cells[0].Number!.Value)).Order());
        Assert.Equal(early, kept.ReadAt);

        await store.WriteAsync(key, [new(day, ["10000_1000", "10000_1001", "10000_1002"], [], late)], default);
        kept = Assert.Single(await store.ReadAsync(key, new(day, day), default));
        Assert.Equal((0, late), (kept.Rows.Count, kept.ReadAt));
    }

    /// <summary>As it was written before the tenant's own columns were made shorter, and before cells had a column of their own.</summary>
    [Theory]
    [InlineData("""[3,null],"Own":[{"Column":0,"Value":61.5},{"Column":1}]""")]
    [InlineData("""[3,null],"OwnCells":[0,61.5,1,null]""")]
    public async Task What_an_earlier_build_has_kept_is_read_and_joined(string cells)
    {
        await using var lab = await StorageLab.StartAsync("Sqlite");
        await using (var db = lab.Open())
        {
            db.KeptReports.Add(new()
            {
                TenantId = key.Tenant, Report = key.Report, Unit = key.Unit, Subject = key.Subject, Day = day, ReadAt = early,
                Rows = """{"Numbers":["10000_1000"],"Rows":[{"Hour":9,"Number":"10000_1000","Name":"\u90ED\u654F","Cells":""" + cells + """
                    }],"Columns":[{"Key":"own:9:time","Group":"own","Kind":3,"Total":1,"Title":"培训时长","IsExtra":false,"IsHidden":false},{"Key":"own:9:count","Group":"own","Kind":1,"Total":1}]}
                    """,
            });
            await db.SaveChangesAsync();
        }
        var store = new ReportStore(lab.Factory);
        var row = Assert.Single(Assert.Single(await store.ReadAsync(key, new(day, day), default)).Rows);
        Assert.Equal((9, "10000_1000", "郭敏"), (row.Period!.Value.Hour, row.Number, row.Name));
        Assert.Equal([3d, null], row.Cells.Select(c => c.Number));
        Assert.Equal([(own.Key, 61.5), ("own:9:count", null)], row.Own.Select(o => (o.Column.Key, o.Cell.Number)));

        await store.WriteAsync(key, [new(day, ["10000_1001"], [Row("10000_1001", 9, 5, 1)], late)], default);
        var kept = Assert.Single(await store.ReadAsync(key, new(day, day), default));
        Assert.Equal([("10000_1000", 3d, 2), ("10000_1001", 5d, 1)], kept.Rows.Select(r => (r.Number!, r.Cells[0].Number!.Value, r.Own.Count)).Order());
        Assert.Equal(early, kept.ReadAt);
    }

    /// <summary>A build that has another measure reads all anew: a row of the old ones would be read at the wrong place.</summary>
    [Fact]
    public async Task Rows_of_other_measures_are_not_joined()
    {
        await using var lab = await StorageLab.StartAsync("Sqlite");
        var store = new ReportStore(lab.Factory);
        await store.WriteAsync(key, [new(day, ["10000_1000"], [Row("10000_1000", 9, 3, 1)], early)], default);
        await store.WriteAsync(key, [new(day, ["10000_1001"], [Row("10000_1001", 9, 5, 1) with { Cells = [Cell.Of(1d), Cell.Of(2d), Cell.Of(3d)] }], late)], default);
        var kept = Assert.Single(await store.ReadAsync(key, new(day, day), default));
        Assert.Equal(["10000_1001"], kept.Numbers);
        Assert.Equal([1d, 2d, 3d], Assert.Single(kept.Rows).Cells.Select(cell => cell.Number));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Each_minute_has_one_sample_and_what_is_old_or_unknown_has_none(string provider)
    {
        var clock = new FakeTimeProvider(Pictures.AsOf);
        await using var lab = await StorageLab.StartAsync(provider, clock);
        var picture = Pictures.Busy;
        using var keeper = new ConcurrencyKeeper(
            new Tenants([Pictures.Tenant(() => picture)]), lab.Factory, clock, Microsoft.Extensions.Logging.Abstractions.NullLogger<ConcurrencyKeeper>.Instance);
        Assert.True(await keeper.RunOnceAsync());
        picture = Pictures.Later(TimeSpan.FromSeconds(10));
        Assert.True(await keeper.RunOnceAsync());
        picture = Pictures.Later(TimeSpan.FromSeconds(60)) with { Totals = Pictures.Busy.Totals with { Concurrency = 25 } };
        Assert.True(await keeper.RunOnceAsync());
        picture = Pictures.Later(TimeSpan.FromSeconds(120)) with { Totals = Pictures.Busy.Totals with { ConcurrencyFresh = Freshness.Stale } };
        Assert.True(await keeper.RunOnceAsync());

        await using var db = lab.Open();
        var minute = new DateTimeOffset(2026, 11, 22, 18, 37, 0, TimeSpan.FromHours(8));
        Assert.Equal([(minute, 18, 60), (minute.AddMinutes(1), 25, 60)], db.Concurrency.OrderBy(c => c.At).AsEnumerable().Select(c => (c.At, c.Used, c.Allowed!.Value)));
    }

    private static FetchedRow Row(string agent, int hour, double count, double seconds) =>
        new(new(day, hour), agent, "郭敏", [Cell.Of(count), Cell.Unknown], [(own, Cell.Of(seconds))]);
}
