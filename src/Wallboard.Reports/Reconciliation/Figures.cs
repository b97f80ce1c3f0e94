using Wallboard.Live;

namespace Wallboard.Reports;

/// <summary>What a visit adds to each figure.</summary>
internal static class Figures
{
    public static IReadOnlyList<DayFigure> All { get; } = Enum.GetValues<DayFigure>();

    public static double Of(CountedVisit visit, DayFigure figure, QueueOptions settings)
    {
        var tally = Tally.Of(visit.Outcome, visit.Wait, visit.CallType, settings);
        return figure switch
        {
            DayFigure.Offered => tally.Offered,
            DayFigure.Answered => tally.Answered,
            DayFigure.Abandoned => tally.Abandoned,
            DayFigure.ShortAbandons => tally.ShortAbandons,
            DayFigure.LeftOtherwise => tally.LeftOtherwise,
            DayFigure.Open => tally.Open,
            DayFigure.ServiceLevelOver => tally.ServiceLevel(settings.Formula).Over,
            DayFigure.ServiceLevelUnder => tally.ServiceLevel(settings.Formula).Under,
            DayFigure.AnsweredWait => tally.AnsweredWait,
            _ => tally.AbandonedWait,
        };
    }

    /// <summary>Reasons with their amounts and rows, out of single calls.</summary>
    public static IReadOnlyList<Explained> Together(IEnumerable<(DifferenceReason Reason, double Amount, EvidenceRow Row)> calls) =>
    [
        .. calls.Where(call => call.Amount != 0).GroupBy(call => call.Reason).OrderBy(reason => reason.Key)
            .Select(reason => new Explained(reason.Key, reason.Sum(call => call.Amount), [.. reason.Select(call => call.Row).OrderBy(row => row.At).ThenBy(row => row.CallId, StringComparer.Ordinal)])),
    ];
}
