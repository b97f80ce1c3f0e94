using Wallboard.Simulator.Model;
using Wallboard.Simulator.Plan;

namespace Wallboard.Simulator.Log;

/// <summary>The fold of the log that answers HTTP, feeds the events and tells the model what is so.</summary>
internal sealed class Projection
{
    private readonly PlatformZone zone;
    private readonly Dictionary<int, LiveCall> live = [];
    private readonly Archive archive;
    private long midnight;

    public Projection(TenantPlan plan, PlatformZone zone, Archive archive)
    {
        (this.zone, this.archive) = (zone, archive);
        Agents = [.. plan.Agents.Select(_ => new AgentView())];
        Queues = [.. plan.Queues.Select(_ => new QueueView())];
    }

    public IReadOnlyList<AgentView> Agents { get; }
    public IReadOnlyList<QueueView> Queues { get; }

    /// <summary>Today's, and what has not been put away yet; everything else is in the <see cref="Archive"/>.</summary>
    public Tail<Visit> Visits { get; } = new();

    /// <inheritdoc cref="Visits"/>
    public Tail<Leg> Legs { get; } = new();

    /// <summary>Agents who wait for their turn to rest, first come first.</summary>
    public List<(short Agent, long Since)> RestQueue { get; } = [];

    public IReadOnlyDictionary<int, LiveCall> Live => live;

    public IEnumerable<IvrSession> IvrSessions => live.Values.Where(c => c.Ivr is not null).Select(c => c.Ivr!);

    /// <summary>Calls with a line to the outside; the channels of 6.34.</summary>
    public int Channels { get; private set; }

    public int Talking { get; private set; }

    public int SignedIn { get; private set; }

    /// <summary>Call before reading: starts a new day when the platform's midnight has passed.</summary>
    public void RollTo(long now)
    {
        var today = zone.Midnight(now);
        if (today == midnight) return;
        foreach (var agent in Agents) agent.NewDay(today);
        foreach (var queue in Queues) (queue.Offered, queue.Answered, queue.TalkSeconds, queue.Talks) = (0, 0, 0, 0);
        midnight = today;
    }

    public long Midnight => midnight;

    public void Apply(in LogEntry e, Call? call)
    {
        RollTo(e.At);
        if (e.Kind == LogKind.CallStarted)
        {
            live[e.Call] = new LiveCall(call!);
            if (call!.Direction != Direction.Internal) Channels++;
        }
        else if (e.Kind == LogKind.AgentState) Enter(Agents[e.Agent], e);
        else if (e.Kind == LogKind.RestQueued) RestQueue.Add((e.Agent, e.At));
        else if (e.Kind == LogKind.RestUnqueued) Unqueue(e.Agent);
        else if (e.Kind is LogKind.PhoneRegistered or LogKind.PhoneUnregistered) Agents[e.Agent].PhoneUnregistered = e.Kind == LogKind.PhoneUnregistered;
        else Step(live[e.Call], e);
    }

    private void Enter(AgentView agent, in LogEntry e)
    {
        SignedIn += Math.Sign(e.A) - Math.Sign(agent.State);
        agent.Enter(e.A, e.B, e.At, midnight);
        archive.States.Add(new StateRow(e.At, e.Agent, e.A, e.B));
    }

    private void Unqueue(short agent) => RestQueue.RemoveAll(r => r.Agent == agent);

    private void Step(LiveCall call, in LogEntry e)
    {
        switch (e.Kind)
        {
            case LogKind.IvrEntered or LogKind.IvrNodeEntered or LogKind.IvrPlayed or LogKind.IvrDigit or LogKind.IvrNodeLeft or LogKind.IvrLeft:
                StepIvr(call, e);
                break;
            case LogKind.QueueEntered:
                EnterQueue(call, e);
                break;
            case LogKind.QueueLeft:
                LeaveQueue(call, e);
                break;
            case LogKind.Rung:
                Ring(call, e);
                break;
            case LogKind.Answered:
                Answer(call, e);
                break;
            case LogKind.Refused:
                BackToQueue(call, e, Cause.Refused);
                break;
            case LogKind.NotAnswered:
                BackToQueue(call, e, Cause.NoAnswer);
                break;
            case LogKind.LegEnded:
                Close(call, e, (Cause)e.A);
                break;
            case LogKind.CallEnded:
                End(call, e);
                break;
            case LogKind.OutsideDialled:
                Open(call, e, voicemail: false);
                break;
            default:
                ControlFold.Take(call, e);
                break;
        }
    }

    private void StepIvr(LiveCall call, in LogEntry e)
    {
        if (e.Kind == LogKind.IvrEntered)
        {
            call.Ivr = new IvrSession(call.Call, e.A, e.At) { About = e.A == TenantPlan.Survey ? call.LastTalk : null };
            if (e.A == TenantPlan.Voicemail) Open(call, e, voicemail: true).Answered = e.At;
        }
        var session = call.Ivr!;
        session.Sequence++;
        session.Steps.Add(new StepRow(e.At - session.Started, e.Kind, e.A, e.B));
        if (e.Kind == LogKind.IvrNodeEntered) (session.Node, session.NodeStarted) = (e.B, e.At);
        if (e.Kind == LogKind.IvrDigit && session.About is { } talk) talk.Digit = session.Digit = e.A;
        if (e.Kind != LogKind.IvrLeft) return;
        archive.Add(session, e.At, e.Queue);
        (call.LastIvr, call.Ivr) = (session, null);
    }

    private void EnterQueue(LiveCall call, in LogEntry e)
    {
        var visit = new Visit(Visits.Count + 1, call.Call, e.Queue, e.At);
        Visits.Add(visit);
        (call.Visit, call.LastQueue) = (visit, e.Queue);
        var queue = Queues[e.Queue];
        queue.Present.Add(visit);
        queue.Waiting++;
        queue.Offered++;
    }

    private void LeaveQueue(LiveCall call, in LogEntry e)
    {
        var visit = call.Visit!;
        var queue = Queues[visit.Queue];
        if (visit.Phase == VisitPhase.Waiting) queue.Waiting--;
        queue.Present.Remove(visit);
        if (visit.Outcome == Outcome.Open)
        {
            visit.Outcome = (LeftReason)e.A == LeftReason.Abandoned ? Outcome.Abandoned : Outcome.LeftOtherwise;
            visit.WaitEnded = e.At;
        }
        visit.LeftRinging = visit.Phase == VisitPhase.Ringing;
        visit.Phase = VisitPhase.Over;
        (call.LastVisit, call.Visit) = (visit, null);
    }

    private void Ring(LiveCall call, in LogEntry e)
    {
        var leg = Open(call, e, voicemail: false);
        var agent = Agents[e.Agent];
        (agent.Parked, agent.Leg) = (agent.Leg, leg);
        if (Incoming(leg)) agent.InCalls++;
        else if (Outgoing(leg)) agent.OutCalls++;
        if (e.Queue < 0) return;
        (call.Visit!.Agent, call.Visit.Rung) = (e.Agent, e.At);
        call.Visit.Phase = VisitPhase.Ringing;
        Queues[e.Queue].Waiting--;
    }

    private void Answer(LiveCall call, in LogEntry e)
    {
        var agentIndex = e.Agent;
        var leg = call.Legs.Find(l => l.Agent == agentIndex)!;
        leg.Answered = e.At;
        if (leg.Attribute != LegAttribute.Monitor) call.LastTalk = leg;
        Talking++;
        if (leg.Attribute != LegAttribute.Monitor) leg.RecordingSince = e.At;
        if (Incoming(leg)) Agents[e.Agent].InAnswered++;
        else if (Outgoing(leg)) Agents[e.Agent].OutAnswered++;
        if (e.Queue < 0) return;
        var visit = call.Visit!;
        (visit.Phase, visit.Outcome, visit.WaitEnded) = (VisitPhase.Talking, Outcome.Answered, e.At);
        if (visit.Entered >= midnight) Queues[e.Queue].Answered++;
    }

    private void BackToQueue(LiveCall call, in LogEntry e, Cause cause)
    {
        Close(call, e, cause);
        if (e.Queue < 0) return;
        call.Visit!.Phase = VisitPhase.Waiting;
        Queues[e.Queue].Waiting++;
    }

    private Leg Open(LiveCall call, in LogEntry e, bool voicemail)
    {
        var leg = new Leg(Legs.Count + 1, call.Call, e.Agent, voicemail ? call.LastQueue : e.Queue, e.At)
        {
            Voicemail = voicemail,
            Attribute = e.Kind is LogKind.Rung or LogKind.OutsideDialled && e.A > 0 ? (LegAttribute)e.A
                : !voicemail && call.HadAgent ? LegAttribute.Transfer : LegAttribute.None,
            TowardsCalled = e.Kind == LogKind.Rung && (e.B == 1 || (call.Call.Direction == Direction.Outbound && e.Agent != call.Call.FromAgent)),
            Number = e.Kind == LogKind.OutsideDialled ? call.Call.Notes!.Outside[e.B] : null,
        };
        Legs.Add(leg);
        call.Legs.Add(leg);
        call.LastLeg = leg;
        return leg;
    }

    private void Close(LiveCall call, in LogEntry e, Cause cause)
    {
        var agentIndex = e.Agent;
        var leg = call.Legs.Find(l => l.Agent == agentIndex)!;
        (leg.Ended, leg.Cause) = (e.At, cause);
        call.Legs.Remove(leg);
        call.LastLeg = leg;
        if (cause == Cause.Transferred) call.TransferredBy = agentIndex;
        if (agentIndex < 0) return;
        var agent = Agents[agentIndex];
        (agent.Leg, agent.Parked) = (agent.Leg == leg ? agent.Parked : agent.Leg, null);
        if (leg.Answered == 0)
        {
            if (Incoming(leg)) agent.InNoAnswer++;
            return;
        }
        Talking--;
        // Whole seconds of each call, as its row in 6.21 has them.
        var talk = PlatformZone.Seconds(leg.Answered, e.At) * TimeSpan.TicksPerSecond;
        if (Incoming(leg)) agent.InTalk += talk;
        else if (Outgoing(leg)) agent.OutTalk += talk;
        if (leg.Queue < 0) return;
        var queue = Queues[leg.Queue];
        queue.Talks++;
        queue.TalkSeconds += (double)talk / TimeSpan.TicksPerSecond;
    }

    // Whoever hangs up with nobody on the line, as caller or called by the dialler, gets a row of the call itself; one who hangs up in the survey has
    // had the talk's.
    private void End(LiveCall call, in LogEntry e)
    {
        foreach (var leg in call.Legs) (leg.Ended, leg.Cause) = (e.At, (Cause)e.A);
        if (call.Call.FromAgent < 0 && call.LastLeg?.Ended != e.At && call.LastIvr?.About is null)
            Legs.Add(new Leg(Legs.Count + 1, call.Call, -1, call.LastQueue, call.Call.Started) { Ended = e.At, Cause = (Cause)e.A });
        live.Remove(e.Call);
        if (call.Call.Direction != Direction.Internal) Channels--;
    }

    /// <summary>From the agent's side; the caller of an internal call is on its way out.</summary>
    public static bool Incoming(Leg leg) => leg.Agent >= 0 && leg.Agent != leg.Call.FromAgent && leg.Attribute != LegAttribute.Monitor;

    private static bool Outgoing(Leg leg) => leg.Agent >= 0 && leg.Agent == leg.Call.FromAgent;
}
