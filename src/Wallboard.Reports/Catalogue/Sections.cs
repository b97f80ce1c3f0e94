using System.Globalization;

namespace Wallboard.Reports;

/// <summary>How the guide orders its statistics.</summary>
internal static class Sections
{
    /// <summary>Of each unit, the guide has these one after the other.</summary>
    public static IReadOnlyList<ReportSubject> Four { get; } = [ReportSubject.Tenant, ReportSubject.Queues, ReportSubject.Departments, ReportSubject.Agents];

    /// <summary>The <c>type</c>s of 6.27 and 6.30–6.32.</summary>
    public static IReadOnlyList<ReportSubject> Seven { get; } =
        [ReportSubject.Agents, ReportSubject.AgentsOfQueues, ReportSubject.AgentsOfTenant, ReportSubject.AgentsTogether, ReportSubject.Departments, ReportSubject.Queues, ReportSubject.Tenant];

    /// <param name="first">The family's first section.</param>
    /// <param name="units">In the guide's order.</param>
    public static Func<ReportSubject, ReportUnit, string?> From(int first, params ReportUnit[] units) => (subject, unit) =>
        string.Create(CultureInfo.InvariantCulture, $"6.{first + (Four.Count * Array.IndexOf(units, unit)) + Four.Index().First(s => s.Item == subject).Index}");

    public static Func<ReportSubject, ReportUnit, string?> Only(string section) => (_, _) => section;
}
