using System.Globalization;

namespace Wallboard.Reports;

/// <summary>What a file says of itself beside its rows, in the current language.</summary>
public static class FileNotes
{
    /// <summary>Names and values, in the order to show them.</summary>
    public static IReadOnlyList<(string Name, string Value)> Of(ReportTable table, FileOrigin origin, long rows)
    {
        var heading = table.Heading;
        List<(string, string)> notes =
        [
            (ReportText.Of("Notes.report"), Title(heading)), (ReportText.Of("Notes.tenant"), heading.Tenant), (ReportText.Of("Notes.period"), Days(heading)),
            (ReportText.Of("Notes.zone"), heading.TimeZone),
        ];
        // A row of the call records is a leg of a call, and nobody's figures.
        if (heading.ReportId != CallRecords.Id) notes.AddRange([(ReportText.Of("Notes.unit"), ReportText.Name(heading.Unit)), (ReportText.Of("Notes.subject"), ReportText.Name(heading.Subject))]);
        notes.AddRange(heading.Notes);
        if (heading.Sections.Count > 0) notes.Add((ReportText.Of("Notes.sections"), string.Join(", ", heading.Sections)));
        notes.Add((ReportText.Of("Notes.readAt"), Local(heading, heading.ReadAt)));
        notes.Add((ReportText.Of("Notes.rows"), rows.ToString("N0", CultureInfo.InvariantCulture)));
        notes.Add((ReportText.Of("Notes.madeAt"), Local(heading, origin.MadeAt)));
        notes.Add((ReportText.Of("Notes.madeBy"), origin.MadeBy));
        return notes;
    }

    /// <summary>What each column that needs one is defined as.</summary>
    public static IReadOnlyList<(string Name, string Value)> Definitions(ReportTable table, FileOrigin origin)
    {
        var names = Headers(table.Columns);
        return [.. table.Columns.Zip(names).Select(c => (c.Second, Definition(c.First, origin.Term) ?? "")).Where(c => c.Item2.Length > 0)];
    }

    /// <summary>The column's own words; the glossary's formula where those are missing, or are of a quotient and do not say which.</summary>
    public static string? Definition(ReportColumn column, Func<string, string?> term)
    {
        var (about, formula) = (ReportText.About(column), column.Term is null ? null : term(column.Term));
        if (about is null || formula is null) return about ?? formula;
        return column.Quotient is null || about.Contains('÷', StringComparison.Ordinal) ? about : $"{about} {formula}";
    }

    public static string Title(ReportHeading heading) => ReportText.Of($"Report.{heading.ReportId}");

    public static string Days(ReportHeading heading) => heading.From == heading.To ? Iso(heading.From) : ReportText.Of("Notes.days", Iso(heading.From), Iso(heading.To));

    /// <summary>On the tenant's own clock.</summary>
    public static string Local(ReportHeading heading, DateTimeOffset instant) =>
        TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.FindSystemTimeZoneById(heading.TimeZone)).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>The columns' names, with their group's where a name alone could be one of two.</summary>
    public static IReadOnlyList<string> Headers(IReadOnlyList<ReportColumn> columns)
    {
        var several = columns.GroupBy(ReportText.Name).Where(same => same.Count() > 1).Select(same => same.Key).ToHashSet();
        return [.. columns.Select(column => ReportText.Name(column) is var name && several.Contains(name) && ReportText.Group(column) is { } group ? $"{group} {name}" : name)];
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
