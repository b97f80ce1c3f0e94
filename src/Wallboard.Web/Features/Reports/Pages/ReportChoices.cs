using Wallboard.Reports;
using Wallboard.Web.Features.Live;

namespace Wallboard.Web.Features.Reports.Pages;

/// <summary>What a reader may choose from in a report's form.</summary>
/// <param name="Report">With the subjects that the reader may see.</param>
internal sealed record ReportChoices(Report Report, ReportReader Reader, Tenant Tenant)
{
    public static ReportChoices Of(Report report, ReportReader reader, Tenant tenant)
    {
        // Somebody who sees a part of the tenant has no report of all of it; where a report has no other, its refusal says why.
        var subjects = report.Subjects.Where(subject => reader.IsWhole || subject is not (ReportSubject.Tenant or ReportSubject.AgentsOfTenant)).ToList();
        return new(subjects.Count > 0 ? report with { Subjects = subjects } : report, reader, tenant);
    }

    /// <summary>Queues, agents or departments with their names.</summary>
    public IReadOnlyList<(string Number, string Name)> Of(ReportSubject subject)
    {
        var picture = Tenant.Picture();
        return subject switch
        {
            ReportSubject.Tenant or ReportSubject.AgentsOfTenant => [],
            ReportSubject.Queues or ReportSubject.AgentsOfQueues => Named(Reader.Queues, picture.Queues.Select(q => (q.Number, (string?)q.Name))),
            ReportSubject.Departments => [.. Reader.Departments.Keys.Select(name => (name, name))],
            _ => Named(Reader.Agents, picture.Agents.Select(a => (a.Number, a.Name))),
        };
    }

    /// <summary>The query of the address; that of a form without what says nothing.</summary>
    public ReportQuery Query(string address, DateOnly today)
    {
        var query = ReportAddress.Sent(Report, address, today);
        if (!ReportAddress.IsOfForm(address)) return query;
        var (numbers, columns) = (Of(query.Subject).Select(one => one.Number).ToList(), Columns.Where(c => !c.IsExtra).Select(c => c.Key).ToList());
        // Numbers that were ticked for another subject are none of this one.
        var asked = query.Numbers.Where(numbers.Contains).ToList();
        return query with
        {
            Numbers = asked.Count == numbers.Count ? [] : asked,
            Columns = query.Columns.ToHashSet().SetEquals(columns) ? [] : query.Columns,
        };
    }

    /// <summary>Those that can be shown or left out.</summary>
    public IEnumerable<ReportColumn> Columns => Report.Measures.Where(column => !column.IsHidden);

    private static List<(string, string)> Named(IEnumerable<string> numbers, IEnumerable<(string Number, string? Name)> names)
    {
        var known = names.DistinctBy(one => one.Number).ToDictionary(one => one.Number, one => one.Name);
        return [.. numbers.Select(number => (number, known.GetValueOrDefault(number) is { Length: > 0 } name ? name : number))];
    }
}
