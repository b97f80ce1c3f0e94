using Wallboard.Platform.Api;

namespace Wallboard.Reports;

/// <summary>One reading of a report's rows: periods that are kept from where they are kept, the others from the platform.</summary>
internal sealed class ReportReading(
    ReportSources sources, IReportCache cache, TimeProvider clock, Report report, ReportRequest request, string tenant, bool anew)
{
    private readonly List<FetchedRow> rows = [];
    private long before;
    private int? announced;

    public IReadOnlyList<FetchedRow> Rows => rows;

    public Exception? Failure { get; private set; }

    /// <summary>By the platform, together with what was kept; null where it has said nothing.</summary>
    public long? Announced { get; private set; }

    /// <summary>When the oldest part was read.</summary>
    public DateTimeOffset ReadAt { get; private set; } = clock.GetUtcNow();

    private bool IsKept => report.IsKept && request.Unit != ReportUnit.Range && request.Subject is ReportSubject.Tenant or ReportSubject.Queues or ReportSubject.Agents;

    private IProgress<PageProgress>? Asked => request.Progress;

    private CacheKey Key => new(tenant, report.Id, request.Unit, request.Subject);

    public async Task ReadAsync(CancellationToken ct)
    {
        var kept = IsKept && !anew ? await KeptAsync(ct).ConfigureAwait(false) : [];
        var missing = Ranges(DaysOf(request.Days).Where(day => !kept.ContainsKey(day)));
        rows.AddRange(kept.Values.SelectMany(period => period.Rows).Where(row => InRange(row) && IsAsked(row)));
        if (kept.Count > 0) ReadAt = kept.Values.Min(period => period.ReadAt);
        (before, Announced) = (rows.Count, rows.Count);
        foreach (var days in missing)
        {
            await FetchAsync(days, ct).ConfigureAwait(false);
            if (Failure is not null) return;
        }
    }

    private async Task FetchAsync(DayRange days, CancellationToken ct)
    {
        List<FetchedRow> fetched = [];
        announced = null;
        var readAt = clock.GetUtcNow();
        try
        {
            await foreach (var row in report.Fetch(request with { Days = days, Progress = new Counting(this) }, ct).ConfigureAwait(false)) fetched.Add(row);
            if (announced > fetched.Count) throw new ReportShortfallException(fetched.Count, announced.Value);
            if (IsKept) await KeepAsync(days, fetched, readAt, ct).ConfigureAwait(false);
        }
        catch (Exception e) when (e is PlatformApiException or ReportShortfallException)
        {
            Failure = e;
        }
        rows.AddRange(fetched);
        before += fetched.Count;
        Announced = announced is { } some ? Announced + Math.Max(some, fetched.Count) : null;
    }

    private async Task<Dictionary<DateOnly, CachedPeriod>> KeptAsync(CancellationToken ct) =>
        (await cache.ReadAsync(Key, request.Days with { From = Block(request.Days.From) }, ct).ConfigureAwait(false))
        .Where(period => request.Numbers.Except(period.Numbers).All(_ => false)).ToDictionary(period => period.Day);

    private async Task KeepAsync(DayRange days, List<FetchedRow> fetched, DateTimeOffset readAt, CancellationToken ct)
    {
        // A row without a period could belong to any of them.
        if (fetched.Exists(row => row.Period is null)) return;
        var byDay = fetched.ToLookup(row => Block(row.Period!.Value.Date));
        var whole = DaysOf(days).Where(IsOver).ToList();
        if (whole.Count > 0) await cache.WriteAsync(Key, [.. whole.Select(day => new CachedPeriod(day, request.Numbers, [.. byDay[day]], readAt))], ct).ConfigureAwait(false);
    }

    /// <summary>The day or month, as a whole, is in the days asked for and over.</summary>
    private bool IsOver(DateOnly day)
    {
        var end = request.Unit == ReportUnit.Month ? day.AddMonths(1) : day.AddDays(1);
        var midnight = end.ToDateTime(TimeOnly.MinValue);
        return day >= request.Days.From && end.AddDays(-1) <= request.Days.To
            && clock.GetUtcNow() >= new DateTimeOffset(midnight, sources.Zone.GetUtcOffset(midnight)) + ReportRunner.Settling;
    }

    private DateOnly Block(DateOnly day) => request.Unit == ReportUnit.Month ? new(day.Year, day.Month, 1) : day;

    private IEnumerable<DateOnly> DaysOf(DayRange days)
    {
        for (var day = Block(days.From); day <= days.To; day = request.Unit == ReportUnit.Month ? day.AddMonths(1) : day.AddDays(1)) yield return day;
    }

    /// <summary>Days that follow one another are asked for at once.</summary>
    private List<DayRange> Ranges(IEnumerable<DateOnly> blocks)
    {
        List<DayRange> ranges = [];
        foreach (var day in blocks)
        {
            var last = (request.Unit == ReportUnit.Month ? day.AddMonths(1) : day.AddDays(1)).AddDays(-1);
            var block = new DayRange(day > request.Days.From ? day : request.Days.From, last < request.Days.To ? last : request.Days.To);
            if (ranges is [.., var open] && open.To.AddDays(1) == block.From) ranges[^1] = open with { To = block.To };
            else ranges.Add(block);
        }
        return ranges;
    }

    private bool InRange(FetchedRow row) => row.Period is not { } period || Block(period.Date) >= Block(request.Days.From);

    private bool IsAsked(FetchedRow row) => request.Subject == ReportSubject.Tenant || row.Number is null || request.Numbers.Contains(row.Number);

    private sealed class Counting(ReportReading reading) : IProgress<PageProgress>
    {
        public void Report(PageProgress value)
        {
            reading.announced = value.Announced;
            reading.Asked?.Report(new(reading.before + value.Rows, value.Announced is { } some ? (int)(reading.before + some) : null));
        }
    }
}
