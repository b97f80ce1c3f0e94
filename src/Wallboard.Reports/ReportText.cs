using System.Globalization;
using System.Resources;

namespace Wallboard.Reports;

/// <summary>The reports' words, in the language of the current culture: <c>ReportText.resx</c> is English, <c>ReportText.zh-CN.resx</c> Chinese.</summary>
public static class ReportText
{
    private static readonly ResourceManager resources = new("Wallboard.Reports.ReportText", typeof(ReportText).Assembly);

    /// <summary>Throws where the key has no words: a raw key is never shown.</summary>
    public static string Of(string key) => Find(key) ?? throw new InvalidOperationException($"ReportText has no words for '{key}'");

    public static string Of(string key, params object?[] arguments) => string.Format(CultureInfo.CurrentCulture, Of(key), arguments);

    public static string? Find(string key) => resources.GetString(key, CultureInfo.CurrentUICulture);

    public static string Name(Report report) => Of($"Report.{report.Id}");

    public static string About(Report report) => Of($"Report.{report.Id}.about");

    public static string Area(Report report) => Of($"Area.{report.Area}");

    public static string Name(ReportColumn column) =>
        column.Title is not { } title ? Of($"Column.{column.Key}") : column.TitleWords is { } words ? Of($"Column.{words}", title) : title;

    /// <summary>What the column's numbers are; null where its name says it all.</summary>
    public static string? About(ReportColumn column) =>
        column.Title is null ? Find($"Column.{column.Key}.about") : column.TitleWords is { } words ? Find($"Column.{words}.about") : null;

    public static string? Group(ReportColumn column) => column.Group.Length == 0 ? null : Of($"Group.{column.Group}");

    public static string Name<T>(T choice) where T : struct, Enum => Of($"{typeof(T).Name}.{choice}");
}
