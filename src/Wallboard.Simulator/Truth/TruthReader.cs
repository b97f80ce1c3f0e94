using Wallboard.Simulator.Log;
using Wallboard.Simulator.Model;

namespace Wallboard.Simulator.Truth;

/// <summary>Figures by the one definition each that the portal has for them, from a <see cref="TruthFold"/>.</summary>
internal static class TruthReader
{
    public static TruthReport Read(TruthFold fold, PlatformZone zone, long now)
    {
        var midnight = zone.Midnight(now);
        var stays = fold.Stays(midnight).ToList();
        var today = stays.Where(s => s.Entered >= midnight).ToList();
        var plan = fold.Plan;
        var states = plan.Agents.Select(a => fold.AgentStates[a.Index]).ToList();
        var waiting = stays.Where(s => s.Waiting).OrderBy(s => s.Entered).ToList();
        return new TruthReport(
            plan.Id, zone.Local(now), fold.Position,
            [.. plan.Agents.Select(a => Agent(fold, zone, a.Index))],
            [.. plan.Queues.Select(q => Queue(fold, q.Index, now, stays, today))],
            [.. waiting.Select(s => new TruthWaiting(plan.Queues[s.Queue].Dn, s.Call.Id, s.Call.Caller, zone.Local(s.Entered)))],
            new TruthIvr([.. fold.Sessions.Select(s => Session(fold, zone, s))]),
            new TruthTotals(
                waiting.Count, Longest(waiting, now), states.Count(s => s.A == 1), states.Count(s => s is { A: 2, B: 1 }), states.Count(s => s.A != 0),
                today.Count, today.Count(s => s.IsAnswered), today.Count(s => s.IsAbandoned), today.Count(s => s.IsLeftOtherwise),
                today.Count(s => s.IsOpen), ServiceLevel(today, fold.Threshold), fold.Channels));
    }

    private static TruthAgent Agent(TruthFold fold, PlatformZone zone, short index)
    {
        var (plan, entry, call) = (fold.Plan.Agents[index], fold.AgentStates[index], fold.CallOf(index));
        var since = zone.Local(entry.At);
        return new TruthAgent(
            plan.Dn, plan.Name, plan.Extension, entry.A, entry.A == 2 ? entry.B : null, since, call?.Id, fold.NumberOf(index),
            [.. plan.Queues.Select(q => fold.Plan.Queues[q].Dn)]);
    }

    private static TruthQueue Queue(TruthFold fold, short index, long now, List<TruthStay> stays, List<TruthStay> today)
    {
        var plan = fold.Plan.Queues[index];
        var present = stays.Where(s => s.Queue == index && s.Present).ToList();
        var waiting = present.Where(s => s.Waiting).ToList();
        var entered = today.Where(s => s.Queue == index).ToList();
        var states = plan.Members.Select(m => fold.AgentStates[m].A).ToList();
        return new TruthQueue(
            plan.Dn, plan.Name, waiting.Count, present.Count - waiting.Count, Longest(waiting, now),
            states.Count(s => s == 1), states.Count(s => s == 2), states.Count(s => s != 0),
            entered.Count, entered.Count(s => s.IsAnswered), entered.Count(s => s.IsAbandoned), entered.Count(s => s.IsLeftOtherwise),
            entered.Count(s => s.IsOpen), ServiceLevel(entered, fold.Threshold), EstimatedWaitSeconds: null);
    }

    private static TruthIvrSession Session(TruthFold fold, PlatformZone zone, (Call Call, byte Flow, int Node, long Started) session)
    {
        var flow = fold.Plan.Flows[session.Flow];
        var node = session.Node < 0 ? null : flow.Nodes[session.Node];
        return new TruthIvrSession(session.Call.Id, node?.Name ?? flow.Name, node?.Id, zone.Local(session.Started));
    }

    private static int Longest(List<TruthStay> waiting, long now) =>
        waiting.Count == 0 ? 0 : waiting.Max(s => PlatformZone.Seconds(s.Entered, now));

    // Strict: answered within T of all that were answered or abandoned; null of none.
    private static double? ServiceLevel(List<TruthStay> entered, int threshold)
    {
        var known = entered.Count(s => s.IsAnswered || s.IsAbandoned);
        if (known == 0) return null;
        return (double)entered.Count(s => s.IsAnswered && PlatformZone.Seconds(s.Entered, s.Answered) <= threshold) / known;
    }
}
