using Wallboard.Platform.Api;

namespace Wallboard.Reports;

/// <summary>Who asks, for a report: what they may see of the tenant.</summary>
/// <param name="Id">Of the tenant.</param>
/// <param name="Name">Of the tenant.</param>
/// <param name="Queues">All that the reader may see; so for the next two.</param>
/// <param name="Departments">Agents by department's name.</param>
/// <param name="IsWhole">The reader sees the tenant as a whole; else what is about all of it is refused.</param>
public sealed record ReportReader(
    string Id, string Name, IReadOnlyList<string> Queues, IReadOnlyList<string> Agents, IReadOnlyDictionary<string, IReadOnlyCollection<string>> Departments, bool IsWhole);

/// <summary>Runs the statistics of the catalogue.</summary>
public sealed class ReportRunner(ReportSources sources, IReportCache cache, TimeProvider clock)
{
    /// <summary>After a period's end: calls that are open at midnight still belong to it.</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromHours(3);

    /// <summary>Reads a report. Fails only when cancelled: a failure of the platform is part of the result, with what came before it.</summary>
    /// <param name="anew">Whether periods that are kept are read again.</param>
    public async Task<ReportResult> RunAsync(
        Report report, ReportQuery query, ReportReader reader, bool anew = false, IProgress<PageProgress>? progress = null, CancellationToken ct = default)
    {
        var local = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), sources.Zone);
        return await RunAsync(report, query, reader, query.Period.On(DateOnly.FromDateTime(local.DateTime)), anew, progress, ct).ConfigureAwait(false);
    }

    /// <summary>As the other, of other days: what the report is compared with.</summary>
    public async Task<ReportResult> RunAsync(
        Report report, ReportQuery query, ReportReader reader, DayRange days, bool anew = false, IProgress<PageProgress>? progress = null, CancellationToken ct = default)
    {
        var request = Request(query, reader, days, progress);
        var reading = new ReportReading(sources, cache, clock, report, request, reader.Id, anew);
        await reading.ReadAsync(ct).ConfigureAwait(false);
        var rows = new ReportRows(report, query, sources, request.Numbers.Count).Of(Visible(reading.Rows, query, reader));
        var totals = Totals(report, query, rows);
        var heading = new ReportHeading(report.Id, reader.Name, sources.Zone.Id, days.From, days.To, query.Unit, query.Subject, [])
        {
            Sections = report.Section(query.Subject, query.Unit) is { } section ? [section] : [],
            ReadAt = reading.ReadAt,
        };
        return new ReportResult(heading, rows.Columns, rows.Cells, totals, reading.Failure, reading.Announced).Sorted(query.Sort, query.Descending);
    }

    /// <exception cref="ReportRefusedException">The reader may not see it, or there is nothing of the kind.</exception>
    private ReportRequest Request(ReportQuery query, ReportReader reader, DayRange days, IProgress<PageProgress>? progress)
    {
        var all = query.Subject switch
        {
            ReportSubject.Tenant or ReportSubject.AgentsOfTenant => [],
            ReportSubject.Queues or ReportSubject.AgentsOfQueues => reader.Queues,
            ReportSubject.Departments => [.. reader.Departments.Keys],
            _ => reader.Agents,
        };
        if (query.Subject is ReportSubject.Tenant or ReportSubject.AgentsOfTenant)
        {
            if (!reader.IsWhole) throw new ReportRefusedException(ReportRefusal.WholeTenant);
        }
        else
        {
            if (all.Count == 0) throw new ReportRefusedException(ReportRefusal.NoSubject);
            if (query.Numbers.Except(all).Any()) throw new ReportRefusedException(ReportRefusal.ForeignSubject);
        }
        var numbers = query.Numbers.Count > 0 && all.Count > 0 ? query.Numbers : all;
        var departments = query.Subject == ReportSubject.Departments ? numbers.ToDictionary(name => name, name => reader.Departments[name]) : [];
        return new(sources, query.Unit, days, query.Subject, numbers, departments, progress);
    }

    /// <summary>Who is in a queue, the platform says: the reader may not see all of them.</summary>
    private static IReadOnlyList<FetchedRow> Visible(IReadOnlyList<FetchedRow> rows, ReportQuery query, ReportReader reader)
    {
        if (reader.IsWhole || query.Subject != ReportSubject.AgentsOfQueues) return rows;
        var agents = reader.Agents.ToHashSet();
        return [.. rows.Where(row => row.Number is { } number && agents.Contains(number))];
    }

    private static Cell[]? Totals(Report report, ReportQuery query, (IReadOnlyList<ReportColumn> Columns, IReadOnlyList<Cell[]> Cells) rows)
    {
        var (columns, cells) = rows;
        if (cells.Count < 2) return null;
        var (first, subjects) = (cells[0], columns.Index().First(c => c.Item.Key == ReportRows.Number).Index);
        var several = cells.Any(c => c[subjects] != first[subjects] || c[subjects + 1] != first[subjects + 1]);
        var periods = query.Unit != ReportUnit.Range && cells.Any(c => c[0] != first[0]);
        if ((several && !report.Adds(query.Subject)) || (periods && !report.AddsPeriods)) return null;
        var totals = new ReportTotals(columns);
        foreach (var row in cells) totals.Add(row);
        return totals.Line();
    }
}

public enum ReportRefusal
{
    /// <summary>It is about the whole tenant, of which the reader sees a part.</summary>
    WholeTenant,

    /// <summary>There is no such queue, agent or department that the reader may see.</summary>
    ForeignSubject,

    /// <summary>There is none at all: no department has been made yet.</summary>
    NoSubject,
}

/// <summary>The report cannot be had like this.</summary>
public sealed class ReportRefusedException(ReportRefusal refusal) : Exception(refusal.ToString())
{
    public ReportRefusal Refusal { get; } = refusal;
}
