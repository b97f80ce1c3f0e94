using Wallboard.Simulator.Log;
using Wallboard.Simulator.Plan;

namespace Wallboard.Simulator.Truth;

/// <summary>
/// The truth, read out of the log entries alone and by code of its own, so that it is a second opinion on every answer and event.
/// Catches up when asked.
/// </summary>
internal sealed class TruthFold(TenantPlan plan, CallLog log, int thresholdSeconds)
{
    private sealed class Stay
    {
        public required Call Call;
        public required short Queue;
        public required long Entered;
        public long Answered, Left;
        public LeftReason Reason;
        public bool WithAgent;
    }

    private sealed class Ivr
    {
        public required long Started;
        public required byte Flow;
        public int Node = -1;
    }

    private readonly List<Stay> stays = [];
    private readonly Dictionary<int, Stay> current = [];
    private readonly SortedDictionary<int, Ivr> ivr = [];
    private readonly HashSet<int> channels = [];

    // Agents whom another one passed an internal call on to that they had placed.
    private readonly HashSet<(int Call, short Agent)> towardsCalled = [];
    private readonly LogEntry[] states = new LogEntry[plan.Agents.Count];
    private int position;

    public int Position => position;

    public IReadOnlyList<LogEntry> AgentStates => states;

    /// <summary>The visit in each queue of every call that has one, and all of the given day's.</summary>
    public IEnumerable<TruthStay> Stays(long midnight)
    {
        Forget(midnight);
        return stays.Select(s => new TruthStay(s.Call, s.Queue, s.Entered, s.Answered, s.Left, s.Reason, s.WithAgent));
    }

    /// <summary>Reads on to the log's end, and forgets what is over and from before midnight.</summary>
    public void Forget(long midnight)
    {
        for (; position < log.Entries.Count; position++) Take(log.Entries[position]);
        stays.RemoveAll(s => s.Entered < midnight && s.Left > 0);
    }

    public IEnumerable<(Call Call, byte Flow, int Node, long Started)> Sessions =>
        ivr.Select(i => (log.Calls[i.Key], i.Value.Flow, i.Value.Node, i.Value.Started));

    public int Channels => channels.Count;

    public int Threshold => thresholdSeconds;

    public TenantPlan Plan => plan;

    /// <summary>The other end of the agent's call: where the agent, or whoever passed the call on, has called it is the called side.</summary>
    public string? NumberOf(short agent) => CallOf(agent) is not { } call ? null
        : call.FromAgent == agent || call.Direction == Direction.Outbound || towardsCalled.Contains((call.Index, agent)) ? call.Called : call.Caller;

    public Call? CallOf(short agent) => states[agent].Call >= 0 ? log.Calls[states[agent].Call] : null;

    private void Take(in LogEntry e)
    {
        switch (e.Kind)
        {
            case LogKind.AgentState:
                states[e.Agent] = e;
                break;
            case LogKind.CallStarted when log.Calls[e.Call].Direction != Direction.Internal:
                channels.Add(e.Call);
                break;
            case LogKind.CallEnded:
                channels.Remove(e.Call);
                break;
            case LogKind.IvrEntered:
                ivr[e.Call] = new Ivr { Started = e.At, Flow = e.A };
                break;
            case LogKind.IvrNodeEntered:
                ivr[e.Call].Node = e.B;
                break;
            case LogKind.IvrLeft:
                ivr.Remove(e.Call);
                break;
            case LogKind.QueueEntered:
                stays.Add(current[e.Call] = new Stay { Call = log.Calls[e.Call], Queue = e.Queue, Entered = e.At });
                break;
            case LogKind.Rung when e.Queue >= 0:
                current[e.Call].WithAgent = true;
                break;
            case LogKind.Rung:
                if (e.B == 1) towardsCalled.Add((e.Call, e.Agent));
                break;
            case LogKind.Refused or LogKind.NotAnswered when e.Queue >= 0:
                current[e.Call].WithAgent = false;
                break;
            case LogKind.Answered when e.Queue >= 0:
                current[e.Call].Answered = e.At;
                break;
            case LogKind.QueueLeft:
                current.Remove(e.Call, out var stay);
                (stay!.Left, stay.Reason) = (e.At, (LeftReason)e.A);
                break;
        }
    }
}

/// <summary>One visit as the truth sees it. Zero ticks: has not happened.</summary>
internal readonly record struct TruthStay(Call Call, short Queue, long Entered, long Answered, long Left, LeftReason Reason, bool WithAgent)
{
    public bool Present => Left == 0;
    public bool Waiting => Present && !WithAgent;
    public bool IsAnswered => Answered > 0;
    public bool IsAbandoned => !IsAnswered && !Present && Reason == LeftReason.Abandoned;
    public bool IsLeftOtherwise => !IsAnswered && !Present && Reason != LeftReason.Abandoned;
    public bool IsOpen => !IsAnswered && Present;
}
