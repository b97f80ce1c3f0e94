using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Wallboard.Reports;

namespace Wallboard.Web.Features.Reports.Pages;

/// <summary>Addresses of reports: what stands in them is what is asked for, and nothing else is.</summary>
internal static class ReportAddress
{
    public static string Of(string tenant, ReportQuery query) => $"/t/{tenant}/reports/{query.Report}?{query.ToQueryString()}";

    /// <summary>As addresses spell a choice: <c>agentsOfQueues</c>.</summary>
    public static string Spelt<T>(T choice) where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(choice.ToString());

    /// <summary>Reads what stands after the question mark.</summary>
    public static ReportQuery Read(Report report, string query)
    {
        var values = QueryHelpers.ParseQuery(query);
        return ReportQuery.Of(report, name => values.TryGetValue(name, out var value) ? [.. value.OfType<string>()] : []);
    }

    /// <summary>
    /// What a form was sent with. It has the name of the preset and, beside it, that preset's days: whoever changes those wants them and not the preset.
    /// </summary>
    /// <param name="today">In the tenant's zone.</param>
    public static ReportQuery Sent(Report report, string query, DateOnly today)
    {
        var asked = Read(report, query);
        if (asked.Period.Preset is null) return asked;
        var values = QueryHelpers.ParseQuery(query);
        values.Remove("period");
        var dated = ReportQuery.Of(report, name => values.TryGetValue(name, out var value) ? [.. value.OfType<string>()] : []);
        return dated.Period.Days is { } days && days != asked.Period.On(today) ? dated : asked;
    }

    /// <summary>Whether it was sent by a form: then the address is made the short one that links have.</summary>
    public static bool IsOfForm(string query) => QueryHelpers.ParseQuery(query).ContainsKey("form");

    /// <summary>The finer report that a period's row leads to: a month's days, a day's hours.</summary>
    public static ReportQuery? Within(this ReportQuery query, Report report, DateTime period)
    {
        var day = DateOnly.FromDateTime(period);
        (ReportUnit Unit, DateOnly To)? finer = query.Unit switch
        {
            ReportUnit.Month => (ReportUnit.Day, day.AddMonths(1).AddDays(-1)),
            ReportUnit.Day => (ReportUnit.Hour, day),
            _ => null,
        };
        return finer is var (unit, to) && report.UnitsOf(query.Subject).Contains(unit)
            ? query with { Unit = unit, Period = ReportPeriod.Of(day, to), Sort = null, Descending = false }
            : null;
    }

    /// <summary>The same report of one queue, agent or department alone; null where it is that already.</summary>
    public static ReportQuery? Alone(this ReportQuery query, Report report, string? number, string? name)
    {
        var subject = query.Subject switch
        {
            ReportSubject.AgentsOfQueues or ReportSubject.AgentsOfTenant => ReportSubject.Agents,
            var other => other,
        };
        var one = subject == ReportSubject.Departments ? name : number;
        if (one is null || !IsOfSeveral(subject) || !report.Subjects.Contains(subject) || !report.UnitsOf(subject).Contains(query.Unit)) return null;
        return subject == query.Subject && query.Numbers is [var only] && only == one ? null : query with { Subject = subject, Numbers = [one] };
    }

    /// <summary>The calls behind a row of a queue or an agent.</summary>
    public static string? Calls(string tenant, ReportQuery query, DayRange days, string? number, DateTime? period)
    {
        var kind = query.Subject switch
        {
            ReportSubject.Queues => "queue",
            ReportSubject.Agents or ReportSubject.AgentsOfTenant or ReportSubject.AgentsOfQueues => "agent",
            _ => null,
        };
        if (kind is null || number is null) return null;
        var (from, to) = (period, query.Unit) switch
        {
            ({ } month, ReportUnit.Month) => (DateOnly.FromDateTime(month), DateOnly.FromDateTime(month).AddMonths(1).AddDays(-1)),
            ({ } day, _) => (DateOnly.FromDateTime(day), DateOnly.FromDateTime(day)),
            _ => (days.From, days.To),
        };
        return FormattableString.Invariant($"/t/{tenant}/records/calls?from={from:yyyy-MM-dd}&to={to:yyyy-MM-dd}&{kind}={Uri.EscapeDataString(number)}");
    }

    /// <summary>Whether the subject is several queues, agents or departments that can be picked from.</summary>
    public static bool IsOfSeveral(ReportSubject subject) => subject is not (ReportSubject.Tenant or ReportSubject.AgentsOfTenant);
}
