using Microsoft.AspNetCore.WebUtilities;
using Wallboard.Reports;
using Wallboard.Web.Features.Live;

namespace Wallboard.Web.Features.Reports.Files;

/// <summary>The tables of the catalogue's reports, for files.</summary>
internal sealed class StatisticsTables(ReportDesk desk)
{
    private const int MostNames = 20;

    public static ReportQuery QueryOf(Report report, string query)
    {
        var parts = QueryHelpers.ParseQuery(query);
        return ReportQuery.Of(report, name => parts.TryGetValue(name, out var values) ? [.. values.OfType<string>()] : []);
    }

    public async Task<ReportTable> TableAsync(FileOrder order, CancellationToken ct)
    {
        var report = ReportCatalogue.Find(order.Report) ?? throw new FileRefusedException("Failure.unknown");
        var query = QueryOf(report, order.Query);
        var result = await desk.RunAsync(order.Tenant, order.Grant.Scope, report, query, progress: order.Progress, ct: ct);
        var table = result.Showing(query.Columns).Table();
        return table with { Heading = table.Heading with { Notes = [.. table.Heading.Notes, .. Notes(order, query, result)] } };
    }

    private static IEnumerable<(string, string)> Notes(FileOrder order, ReportQuery query, ReportResult result)
    {
        if (query.Numbers.Count > 0) yield return (ReportText.Of("Notes.numbers"), Names(order.Tenant, query.Numbers));
        else if (!order.Grant.Scope.IsAll) yield return (ReportText.Of("Notes.numbers"), FileText.Words["Partial"]);
        if (result.Columns.FirstOrDefault(c => c.Key == query.Sort) is { } sort)
            yield return (ReportText.Of("Notes.sort"), ReportText.Of(query.Descending ? "Notes.descending" : "Notes.ascending", ReportText.Name(sort)));
    }

    /// <summary>Of queues and agents, as a list to read.</summary>
    public static string Names(Tenant tenant, IReadOnlyList<string> numbers)
    {
        var picture = tenant.Picture();
        var names = numbers.Take(MostNames).Select(number =>
            (picture.Queues.FirstOrDefault(q => q.Number == number)?.Name ?? picture.Agents.FirstOrDefault(a => a.Number == number)?.Name) is { Length: > 0 } name
                ? $"{name} ({number})"
                : number);
        return string.Join(FileText.Words["Comma"], names) + (numbers.Count > MostNames ? FileText.Words["More", numbers.Count - MostNames] : "");
    }
}
