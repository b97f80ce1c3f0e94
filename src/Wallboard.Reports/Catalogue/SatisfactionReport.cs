using Wallboard.Platform.Api;

namespace Wallboard.Reports;

/// <summary>Key presses after the talk, by key. Guide 6.27; what a key scores is set in the portal.</summary>
internal static class SatisfactionReport
{
    private static readonly Measures<Presses> measures = new Measures<Presses>()
        .In("satisfaction",
            Measure<Presses>.Count("presses", p => p.All, "satisfaction"),
            Measure<Presses>.Mean("score", ["scoreSum"], ["scored"], "satisfaction"),
            Measure<Presses>.Count("scoreSum", p => p.ScoreSum, hidden: true), Measure<Presses>.Count("scored", p => p.Scored, hidden: true));

    public static Report Satisfaction { get; } = new("satisfaction", "satisfaction", Sections.Seven, [ReportUnit.Range], measures.Columns, FetchAsync)
    {
        Charted = ["presses"],
        Section = Sections.Only("6.27"),
    };

    private static IAsyncEnumerable<FetchedRow> FetchAsync(ReportRequest request, CancellationToken ct) => Asking.AllAsync(
        request,
        asked => asked.Sources.Api.Satisfaction.CountsAsync(asked.PlatformSubject, [.. asked.Sources.SatisfactionKeys.Keys], asked.From, asked.To, seen: asked.Progress, ct: ct)
            .Select(row => Row(row, asked)),
        ct);

    private static FetchedRow Row(SatisfactionStatistics row, ReportRequest request)
    {
        var keys = request.Sources.SatisfactionKeys;
        var presses = keys.Keys.ToDictionary(key => key, key => row.Presses.GetValueOrDefault(key));
        return new(null, row.Number, row.Name, measures.Of(Presses.Of(presses, keys)), [.. presses.Select(p => (Column(p.Key), Cell.Of((double?)p.Value)))]);
    }

    private static ReportColumn Column(string key) => new($"press:{key}", "presses", ColumnKind.Count, TotalRule.Sum) { Title = key, TitleWords = "press" };

    /// <param name="ScoreSum">Over the keys that have a score; null where none has.</param>
    /// <param name="Scored">Presses of those keys.</param>
    private sealed record Presses(int? All, int? ScoreSum, int? Scored)
    {
        public static Presses Of(IReadOnlyDictionary<string, int?> presses, IReadOnlyDictionary<string, int?> scores)
        {
            var scored = presses.Where(p => scores[p.Key] is not null).ToList();
            return new(Sum(presses.Values), scored.Count == 0 ? null : Sum(scored.Select(p => p.Value * scores[p.Key])), scored.Count == 0 ? null : Sum(scored.Select(p => p.Value)));
        }

        private static int? Sum(IEnumerable<int?> values) => values.Aggregate((int?)0, (sum, value) => sum + value);
    }
}
