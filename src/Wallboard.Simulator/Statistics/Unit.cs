using System.Text.Json;
using System.Text.Json.Nodes;
using Wallboard.Simulator.Http;
using Wallboard.Simulator.Model;
using Wallboard.Simulator.Plan;

namespace Wallboard.Simulator.Statistics;

/// <summary>What is counted: a tenant, a queue, a department, an agent.</summary>
internal enum Dimension { Tenant, Queue, Department, Agent }

/// <summary>Which figures: calls at agents (6.21), agents' states (6.38), visits of queues (6.19), answers of surveys (6.26).</summary>
internal enum Family { Calls, States, Visits, Keys }

/// <summary>
/// One row's subject. A queue's calls and visits are those that came through it, its states those of its members; a department's are its
/// members'; a tenant's calls and states are those of all its agents, its visits those of all its queues.
/// </summary>
/// <param name="Number">As the platform writes it; empty for a department, a comma list for several agents in one.</param>
internal sealed record Unit(TenantModel Tenant, Dimension Dimension, string Number, string Name, short Index, IReadOnlyList<short> Agents)
{
    public static Unit Of(TenantModel tenant) =>
        new(tenant, Dimension.Tenant, tenant.Plan.Id, tenant.Plan.Name, -1, [.. tenant.Plan.Agents.Select(a => a.Index)]);

    public static Unit Of(TenantModel tenant, QueuePlan queue) => new(tenant, Dimension.Queue, queue.Dn, queue.Name, queue.Index, queue.Members);

    public static Unit Of(TenantModel tenant, AgentPlan agent) => new(tenant, Dimension.Agent, agent.Dn, agent.Name, agent.Index, [agent.Index]);

    public static Unit Of(TenantModel tenant, IReadOnlyList<AgentPlan> together) => new(
        tenant, Dimension.Department, string.Join(',', together.Select(a => a.Dn)), string.Join(',', together.Select(a => a.Name)), -1, [.. together.Select(a => a.Index)]);

    /// <summary>Departments live outside the platform and come with the request; members that are nobody's number here are passed over.</summary>
    /// <param name="filter">Sample: <c>{"部门1":"[10000_5000,10000_5001]","部门2":"[10000_5003]"}</c></param>
    public static IEnumerable<Unit> Departments(TenantModel tenant, string filter)
    {
        foreach (var (name, members) in Parse(filter))
        {
            var numbers = (members?.ToString() ?? "").Split(',', '[', ']', '"', ' ', '\n');
            yield return new Unit(tenant, Dimension.Department, "", name, -1, [.. numbers.Select(tenant.Plan.Agent).OfType<AgentPlan>().Select(a => a.Index).Distinct()]);
        }
    }

    // The samples escape the quotes once more than JSON asks for.
    private static JsonObject Parse(string filter)
    {
        try
        {
            return JsonNode.Parse(filter.Replace("\\\"", "\"", StringComparison.Ordinal)) as JsonObject ?? throw new BadParametersException("filter");
        }
        catch (JsonException)
        {
            throw new BadParametersException("filter");
        }
    }

    /// <summary>Adds up one family over a bucket.</summary>
    public Figures Sum(Bucket bucket, Family family)
    {
        var sum = new Figures();
        foreach (var slice in bucket.Slices)
        {
            if (family is Family.Calls or Family.States) AddCalls(sum, slice, ofQueue: Dimension == Dimension.Queue && family == Family.Calls);
            if (family == Family.States) AddStates(sum, slice.Table);
            if (family == Family.Visits) AddVisits(sum, slice.Table);
            if (family == Family.Keys) AddKeys(sum, slice.Table);
        }
        return sum;
    }

    private void AddCalls(Figures sum, in Slice slice, bool ofQueue)
    {
        if (ofQueue) Add(slice.Table.QueueCalls(Index), slice);
        else
        {
            foreach (var agent in Agents) Add(slice.Table.AgentCalls(agent), slice);
        }

        void Add(ReadOnlySpan<CallSums> hours, in Slice slice)
        {
            foreach (ref readonly var hour in hours[slice.FromHour..slice.ToHour]) sum.Calls.Add(hour);
        }
    }

    private void AddStates(Figures sum, DayTable table)
    {
        foreach (var agent in Agents) sum.States.Add(table.States(agent));
    }

    private void AddVisits(Figures sum, DayTable table)
    {
        var parts = Dimension switch
        {
            Dimension.Tenant => Tenant.Plan.Queues.Select(q => table.QueueVisits(q.Index)),
            Dimension.Queue => [table.QueueVisits(Index)],
            _ => Agents.Select(table.AgentVisits),
        };
        foreach (var (incoming, outgoing) in parts)
        {
            sum.In.Add(incoming);
            sum.Out.Add(outgoing);
        }
    }

    private void AddKeys(Figures sum, DayTable table)
    {
        if (Dimension == Dimension.Queue) Add(table.QueueKeys(Index));
        else
        {
            foreach (var agent in Agents) Add(table.AgentKeys(agent));
        }

        void Add(ReadOnlySpan<int> keys)
        {
            for (var key = 0; key < keys.Length; key++) sum.Pressed[key] += keys[key];
        }
    }
}
