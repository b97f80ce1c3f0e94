using Wallboard.Reports;
using Wallboard.Web.Hosting;

namespace Wallboard.Web.Features.Reports.Reconciliation;

internal static class ReconciliationText
{
    public static Texts Words { get; } = new("Wallboard.Web.Features.Reports.Reconciliation.ReconciliationText");

    /// <summary>Figures with whole seconds are times.</summary>
    public static string Number(DayFigure figure, double value) => figure is DayFigure.AnsweredWait or DayFigure.AbandonedWait
        ? (value < 0 ? "−" : "") + CellText.Of(Cell.Of(TimeSpan.FromSeconds(Math.Abs(value))), ColumnKind.Duration)
        : (value < 0 ? "−" : "") + CellText.Of(Cell.Of(Math.Abs(value)), ColumnKind.Count);

    /// <summary>With its sign.</summary>
    public static string Change(DayFigure figure, double value) => (value > 0 ? "+" : "") + Number(figure, value);

    /// <summary>Sums of waits are no term: the terms are their means.</summary>
    public static string Definition(DayFigure figure) => figure switch
    {
        DayFigure.AnsweredWait => ReportText.Of("Column.answeredWait.about"),
        DayFigure.AbandonedWait => ReportText.Of("Column.abandonedWait.about"),
        _ => Shell.Glossary.Words[$"Term.{Term(figure)}.formula"],
    };

    /// <summary>The term of the glossary that a figure is.</summary>
    public static string Term(DayFigure figure) => figure switch
    {
        DayFigure.Offered => "offered",
        DayFigure.Open => "still-open",
        DayFigure.Answered => "answered",
        DayFigure.Abandoned => "abandoned",
        DayFigure.ShortAbandons => "short-abandon",
        DayFigure.LeftOtherwise => "left-otherwise",
        DayFigure.AnsweredWait => "asa",
        DayFigure.AbandonedWait => "average-time-to-abandon",
        _ => "service-level",
    };
}
