using Wallboard.Platform.Api;

namespace Wallboard.Reports;

/// <summary>One reading of a report's rows: periods that are kept from where they are kept, the others from the platform.</summary>
internal sealed class ReportReading(
    ReportSources sources, IReportCache cache, TimeProvider clock, Report report, ReportRequest request, string tenant, bool anew)
{
    private readonly List<FetchedRow> rows = [];
    private readonly HashSet<string> asked = [.. request.Numbers];
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
        rows.AddRange(kept.Values.SelectMany(period => period.Rows).Where(row => IsAsked(row, request.Days)));
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
        // What was not asked for is not to be seen; of another day it could be here twice.
        rows.AddRange(fetched.Where(row => IsAsked(row, days)));
        before = rows.Count;
        Announced = announced is { } some ? Announced + Math.Max(some, fetched.Count) : null;
    }

    private async Task<Dictionary<DateOnly, CachedPeriod>> KeptAsync(CancellationToken ct) =>
        (await cache.ReadAsync(Key, request.Days with { From = Block(request.Days.From) }, ct).ConfigureAwait(false))
        .Where(period => IsWhole(period.Day) && !request.Numbers.Except(period.Numbers).Any() && period.Rows.All(row => row.Cells.Count == report.Measures.Count))
        .ToDictionary(period => period.Day);

    private async Task KeepAsync(DayRange days, List<FetchedRow> fetched, DateTimeOffset readAt, CancellationToken ct)
    {
        // A row without a period could belong to any of them.
        if (fetched.Exists(row => row.Period is null)) return;
        var byDay = fetched.ToLookup(row => Block(row.Period!.Value.Date));
        var whole = DaysOf(days).Where(day => IsWhole(day) && IsOver(day)).ToList();
        if (whole.Count > 0) await cache.WriteAsync(Key, [.. whole.Select(day => new CachedPeriod(day, request.Numbers, ReportRows.Ordered([.. byDay[day]]), readAt))], ct).ConfigureAwait(false);
    }

    /// <summary>The whole day or month was asked for: of a part of a month nothing can be kept, and nothing that is kept can be used.</summary>
    private bool IsWhole(DateOnly day) => day >= request.Days.From && Next(day).AddDays(-1) <= request.Days.To;

    private bool IsOver(DateOnly day)
    {
        var midnight = Next(day).ToDateTime(TimeOnly.MinValue);
        return clock.GetUtcNow() >= new DateTimeOffset(midnight, sources.Zone.GetUtcOffset(midnight)) + ReportRunner.Settling;
    }

    private DateOnly Next(DateOnly block) => request.Unit == ReportUnit.Month ? block.AddMonths(1) : block.AddDays(1);

    private DateOnly Block(DateOnly day) => request.Unit == ReportUnit.Month ? new(day.Year, day.Month, 1) : day;

    private IEnumerable<DateOnly> DaysOf(DayRange days)
    {
        for (var day = Block(days.From); day <= days.To; day = Next(day)) yield return day;
    }

    /// <summary>Days that follow one another are asked for at once.</summary>
    private List<DayRange> Ranges(IEnumerable<DateOnly> blocks)
    {
        List<DayRange> ranges = [];
        foreach (var day in blocks)
        {
            var last = Next(day).AddDays(-1);
            var block = new DayRange(day > request.Days.From ? day : request.Days.From, last < request.Days.To ? last : request.Days.To);
            if (ranges is [.., var open] && open.To.AddDays(1) == block.From) ranges[^1] = open with { To = block.To };
            else ranges.Add(block);
        }
        return ranges;
    }

    private bool IsAsked(FetchedRow row, DayRange days) =>
        (row.Period is not { } period || (period.Date >= Block(days.From) && period.Date <= days.To))
        && (request.Subject is not (ReportSubject.Queues or ReportSubject.Agents) || row.Number is null || asked.Contains(row.Number));

    private sealed class Counting(ReportReading reading) : IProgress<PageProgress>
    {
        public void Report(PageProgress value)
        {
            reading.announced = value.Announced;
            reading.Asked?.Report(new(reading.before + value.Rows, value.Announced is { } some ? (int)(reading.before + some) : null));
        }
    }
}
