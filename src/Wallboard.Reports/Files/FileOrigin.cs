namespace Wallboard.Reports;

/// <summary>Who a file was made for, and how its columns are explained there.</summary>
/// <param name="MadeBy">Name of a person or token.</param>
/// <param name="Term">The definition of a column's <see cref="ReportColumn.Term"/>, in the current language.</param>
public sealed record FileOrigin(string MadeBy, DateTimeOffset MadeAt, Func<string, string?> Term);
