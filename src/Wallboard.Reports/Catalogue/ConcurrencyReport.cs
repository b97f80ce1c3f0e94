using System.Runtime.CompilerServices;
using Wallboard.Platform.Api;

namespace Wallboard.Reports;

/// <summary>Lines in use, sampled by the portal each minute: the platform tells the present number only. Guide 6.34.</summary>
internal static class ConcurrencyReport
{
    private static readonly Measures<Samples> measures = new Measures<Samples>()
        .In("lines",
            Measure<Samples>.Highest("linesPeak", ColumnKind.Count, s => Cell.Of((double?)s.Peak), "concurrency"),
            Measure<Samples>.Mean("linesMean", ["linesSum"], ["samples"]),
            Measure<Samples>.Highest("linesLimit", ColumnKind.Count, s => Cell.Of((double?)s.Limit)),
            Measure<Samples>.Highest("linesShare", ColumnKind.Rate, s => Cell.Of(s.Share)),
            Measure<Samples>.Count("samples", s => s.Number), Measure<Samples>.Count("linesSum", s => s.Sum, hidden: true));

    public static Report Concurrency { get; } = new(
        "concurrency", "lines", [ReportSubject.Tenant], [ReportUnit.Hour, ReportUnit.Day], measures.Columns, (request, ct) => FetchAsync(request, ct))
    {
        Charted = ["linesPeak", "linesLimit"],
        Section = Sections.Only("6.34"),
    };

    private static async IAsyncEnumerable<FetchedRow> FetchAsync(ReportRequest request, [EnumeratorCancellation] CancellationToken ct)
    {
        SortedDictionary<DateTime, Samples> periods = [];
        await foreach (var sample in request.Sources.Samples(request.Days, ct).ConfigureAwait(false))
        {
            var period = request.Unit == ReportUnit.Hour ? sample.At.Date.AddHours(sample.At.Hour) : sample.At.Date;
            periods[period] = periods.GetValueOrDefault(period).With(sample);
        }
        foreach (var (period, samples) in periods)
            yield return new(new StatisticsTime(DateOnly.FromDateTime(period), request.Unit == ReportUnit.Hour ? period.Hour : null), null, null, measures.Of(samples), []);
    }

    /// <param name="Share">The highest of used ÷ allowed: the limit may have changed in between.</param>
    private readonly record struct Samples(int Number, int Sum, int Peak, int? Limit, double? Share)
    {
        public Samples With(ConcurrencySample sample) => new(
            Number + 1, Sum + sample.Used, Math.Max(Peak, sample.Used), Highest(Limit, sample.Allowed),
            sample.Allowed is > 0 ? Highest(Share, (double)sample.Used / sample.Allowed.Value) : Share);

        private static T? Highest<T>(T? one, T? other) where T : struct, IComparable<T> =>
            one is not { } a ? other : other is { } b && b.CompareTo(a) > 0 ? b : a;
    }
}
