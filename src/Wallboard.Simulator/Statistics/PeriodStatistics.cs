using Wallboard.Simulator.Http;

namespace Wallboard.Simulator.Statistics;

/// <summary>Guide 6.45–6.68: dimensions by families by periods.</summary>
internal static class PeriodStatistics
{
    public static IEnumerable<ApiEndpoint> All =>
    [
        Of("6.45", "queryTenantHourDateStatistics", Dimension.Tenant, Family.Calls, Period.Hour, "intHour", "hour", "date"),
        Of("6.46", "queryQueueHourDateStatistics", Dimension.Queue, Family.Calls, Period.Hour, "intHour", "hour", "date"),
        Of("6.47", "querySkillGroupHourDateStatistics", Dimension.Department, Family.Calls, Period.Hour, "intHour", "hour", "date"),
        Of("6.48", "queryAgentHourDateStatistics", Dimension.Agent, Family.Calls, Period.Hour, "intHour", "hour", "date"),
        Of("6.49", "queryTenantDayDateStatistics", Dimension.Tenant, Family.Calls, Period.Day, "intDay"),
        Of("6.50", "queryQueueDayDateStatistics", Dimension.Queue, Family.Calls, Period.Day, "intDay"),
        Of("6.51", "querySkillGroupDayDateStatistics", Dimension.Department, Family.Calls, Period.Day, "intDay"),
        Of("6.52", "queryAgentDayDateStatistics", Dimension.Agent, Family.Calls, Period.Day, "intDay"),
        // The tables of 6.53–6.55 name a month by a day: its first.
        Of("6.53", "queryTenantMonthDateStatistics", Dimension.Tenant, Family.Calls, Period.Month, "intDay"),
        Of("6.54", "queryQueueMonthDateStatistics", Dimension.Queue, Family.Calls, Period.Month, "intDay"),
        Of("6.55", "querySkillGroupMonthDateStatistics", Dimension.Department, Family.Calls, Period.Month, "intDay"),
        Of("6.56", "queryAgentMonthDateStatistics", Dimension.Agent, Family.Calls, Period.Month, "intMonth"),
        Of("6.57", "queryTenantStateDayDateStatistics", Dimension.Tenant, Family.States, Period.Day, "intDay"),
        Of("6.58", "queryQueueStateDayDateStatistics", Dimension.Queue, Family.States, Period.Day, "intDay"),
        Of("6.59", "querySkillGroupStateDayDateStatistics", Dimension.Department, Family.States, Period.Day, "intDay"),
        Of("6.60", "queryAgentStateDayDateStatistics", Dimension.Agent, Family.States, Period.Day, "intDay"),
        Of("6.61", "queryTenantStateMonthDateStatistics", Dimension.Tenant, Family.States, Period.Month, "intMonth"),
        Of("6.62", "queryQueueStateMonthDateStatistics", Dimension.Queue, Family.States, Period.Month, "intMonth"),
        Of("6.63", "querySkillGroupStateMonthDateStatistics", Dimension.Department, Family.States, Period.Month, "intMonth"),
        Of("6.64", "queryAgentStateMonthDateStatistics", Dimension.Agent, Family.States, Period.Month, "intMonth"),
        Of("6.65", "queryTenantDayDateQueueStatistics", Dimension.Tenant, Family.Visits, Period.Day, "intDay"),
        Of("6.66", "queryQueueDayDateQueueStatistics", Dimension.Queue, Family.Visits, Period.Day, "intDay"),
        Of("6.67", "querySkillGroupDayDateQueueStatistics", Dimension.Department, Family.Visits, Period.Day, "intDay"),
        Of("6.68", "queryAgentDayDateQueueStatistics", Dimension.Agent, Family.Visits, Period.Day, "intDay"),
    ];

    private static ApiEndpoint Of(string section, string path, Dimension dimension, Family family, Period period, params string[] periodFields)
    {
        var figures = family switch { Family.Calls => Columns.Calls, Family.States => Columns.States, _ => Columns.Visits };
        Column[] columns = [.. Columns.Subject(dimension, family), .. figures, .. Columns.Of(periodFields)];
        string[] required = dimension == Dimension.Tenant ? ["tenantId", .. Fields.Period] : ["tenantId", .. Fields.Period, "filter"];
        return new ApiEndpoint(section, "query/" + path, required, [.. Fields.Sorting, .. Fields.Paging],
            call => StatisticsTable.Page(call, StatisticsTable.Rows(call, Units(call, dimension), family, period), columns));
    }

    // What the filter names and nobody here is called has no row.
    private static IEnumerable<Unit> Units(ApiCall call, Dimension dimension)
    {
        var tenant = call.Tenant();
        return dimension switch
        {
            Dimension.Tenant => [Unit.Of(tenant)],
            Dimension.Queue => call.List("filter")!.Select(tenant.Plan.Queue).OfType<Plan.QueuePlan>().Select(q => Unit.Of(tenant, q)),
            Dimension.Department => Unit.Departments(tenant, call.Required("filter")),
            _ => call.List("filter")!.Select(tenant.Plan.Agent).OfType<Plan.AgentPlan>().Select(a => Unit.Of(tenant, a)),
        };
    }
}
