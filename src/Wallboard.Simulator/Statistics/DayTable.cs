using Wallboard.Simulator.Log;
using Wallboard.Simulator.Model;
using Wallboard.Simulator.Plan;

namespace Wallboard.Simulator.Statistics;

/// <summary>
/// One day's figures by agent and by queue, calls by the hour too. Contacts count where they began, with all their seconds; agents' time
/// is split at midnight.
/// </summary>
internal sealed class DayTable(int agents, int queues)
{
    public const int Hours = 24;

    private readonly CallSums[] agentCalls = new CallSums[Hours * agents];
    private readonly CallSums[] queueCalls = new CallSums[Hours * queues];
    private readonly VisitSums[] agentVisits = new VisitSums[2 * agents];
    private readonly VisitSums[] queueVisits = new VisitSums[2 * queues];
    private readonly StateSums[] states = [.. Enumerable.Range(0, agents).Select(_ => new StateSums())];
    private readonly int[] agentKeys = new int[Figures.Keys * agents];
    private readonly int[] queueKeys = new int[Figures.Keys * queues];

    /// <summary>In which state each agent was at the end.</summary>
    public (byte State, byte Reason)[] Last { get; } = new (byte, byte)[agents];

    /// <summary>By the hour.</summary>
    public ReadOnlySpan<CallSums> AgentCalls(short agent) => agentCalls.AsSpan(agent * Hours, Hours);

    /// <inheritdoc cref="AgentCalls"/>
    public ReadOnlySpan<CallSums> QueueCalls(short queue) => queueCalls.AsSpan(queue * Hours, Hours);

    public (VisitSums In, VisitSums Out) AgentVisits(short agent) => (agentVisits[2 * agent], agentVisits[2 * agent + 1]);

    public (VisitSums In, VisitSums Out) QueueVisits(short queue) => (queueVisits[2 * queue], queueVisits[2 * queue + 1]);

    public StateSums States(short agent) => states[agent];

    public ReadOnlySpan<int> AgentKeys(short agent) => agentKeys.AsSpan(Figures.Keys * agent, Figures.Keys);

    public ReadOnlySpan<int> QueueKeys(short queue) => queueKeys.AsSpan(Figures.Keys * queue, Figures.Keys);

    /// <summary>Folds the records of [day, dayEnd) as far as they lie in [from, to).</summary>
    /// <param name="before">In which state each agent was when the day began.</param>
    public static DayTable Fold(TenantModel tenant, (byte State, byte Reason)[]? before, long day, long dayEnd, long from, long to, long now)
    {
        var table = new DayTable(tenant.Plan.Agents.Count, tenant.Plan.Queues.Count);
        var (first, end) = (Math.Max(day, from), Math.Min(dayEnd, to));
        foreach (var leg in tenant.Rows.Legs(first, end, deletedToo: true))
        {
            if (leg.Agent >= 0 && Rows.Listed(leg, tenant.Silent.LegsOnlyWhenEnded)) table.Take(leg, tenant.Zone.Local(leg.Start).Hour, now);
        }
        foreach (var visit in tenant.Rows.Visits(first, end, deletedToo: true)) table.Take(visit, now);
        foreach (var index in tenant.Archive.Sessions.Between(first, end)) table.Take(tenant.Archive.Sessions[index]);
        table.TakeStates(tenant.Archive.States, before, (day, Math.Min(dayEnd, Math.Max(day, to))), first, Math.Min(end, now));
        return table;
    }

    private void Take(Leg leg, int hour, long now)
    {
        var end = leg.Ended > 0 ? leg.Ended : now;
        var talk = leg.Answered > 0 ? PlatformZone.Seconds(leg.Answered, end) : 0;
        var ring = PlatformZone.Seconds(leg.Start, leg.Answered > 0 ? leg.Answered : end);
        var listens = leg.Attribute == LegAttribute.Monitor;
        var incoming = listens ? leg.Call.Direction != Direction.Outbound : Projection.Incoming(leg);
        ref var agent = ref agentCalls[leg.Agent * Hours + hour];
        if (listens)
        {
            // Who only listens has no call of their own.
            (incoming ? ref agent.In : ref agent.Out).Monitors++;
            return;
        }
        (incoming ? ref agent.In : ref agent.Out).Take(leg, talk, ring);
        if (leg.Queue < 0) return;
        ref var queue = ref queueCalls[leg.Queue * Hours + hour];
        (incoming ? ref queue.In : ref queue.Out).Take(leg, talk, ring);
    }

    private void Take(Visit visit, long now)
    {
        var wait = PlatformZone.Seconds(visit.Entered, visit.WaitEnded > 0 ? visit.WaitEnded : now);
        var ring = visit.WaitEnded > 0 && visit.Rung > 0 ? PlatformZone.Seconds(visit.Rung, visit.WaitEnded) : 0;
        var side = visit.Call.Direction == Direction.Outbound ? 1 : 0;
        queueVisits[2 * visit.Queue + side].Take(visit, wait, ring);
        if (visit.Agent >= 0) agentVisits[2 * visit.Agent + side].Take(visit, wait, ring);
    }

    private void Take(in SessionRow session)
    {
        if (session.Flow != TenantPlan.Survey || session.Digit == 0) return;
        if (session.Agent >= 0) agentKeys[Figures.Keys * session.Agent + session.Digit % Figures.Keys]++;
        if (session.Queue >= 0) queueKeys[Figures.Keys * session.Queue + session.Digit % Figures.Keys]++;
    }

    // Walks the day from its beginning, to know who was in which state, and counts what lies in [from, to).
    private void TakeStates(Segments<StateRow> rows, (byte State, byte Reason)[]? before, (long From, long To) walked, long from, long to)
    {
        before?.CopyTo(Last, 0);
        var since = new long[agents];
        Array.Fill(since, from);
        foreach (var index in rows.Between(walked.From, walked.To))
        {
            var row = rows[index];
            Spend(row.Agent, since[row.Agent], row.At);
            var (sums, last) = (states[row.Agent], Last[row.Agent]);
            if (row.At >= from)
            {
                since[row.Agent] = row.At;
                // Signing out once more is no sign-out.
                if (row.State != 0 || last.State != 0) sums.Entered[StateSums.Slot(row.State, row.Reason)]++;
                if (row.State != 0 && last.State == 0) sums.SignedIn++;
            }
            Last[row.Agent] = (row.State, row.Reason);
        }
        for (short agent = 0; agent < agents; agent++) Spend(agent, since[agent], to);
    }

    private void Spend(short agent, long from, long to)
    {
        if (to <= from) return;
        states[agent].Seconds[StateSums.Slot(Last[agent].State, Last[agent].Reason)] += PlatformZone.Seconds(from, to);
    }
}
