using Wallboard.Simulator.Log;

namespace Wallboard.Simulator.Model;

/// <summary>Ends a call for one party or for all, wherever each of them is: in the IVR, a queue, ringing, talking, held or listening.</summary>
internal sealed class Endings(TenantModel model)
{
    /// <summary>Nobody is left in the call.</summary>
    public void End(Call call, Cause cause)
    {
        var live = model.Views.Live[call.Index];
        model.Transfers.Forget(call);
        LeaveIvr(live);
        var agents = live.Legs.Where(l => l.Agent >= 0).ToList();
        LeaveQueue(live, live.Visit?.Phase == VisitPhase.Talking ? LeftReason.TalkEnded : LeftReason.Abandoned);
        foreach (var outside in live.Legs.Where(l => l.Number is not null).ToList()) EndOutside(call, outside, cause);
        foreach (var leg in agents) model.Write(LogKind.LegEnded, call, leg.Queue, leg.Agent, (int)cause);
        model.EndCall(call, cause);
        foreach (var leg in agents) Release(leg);
    }

    /// <summary>After as long a talk as people have, if nothing else happens to the call.</summary>
    public void EndAfterTalk(Call call)
    {
        model.MoveOn(call);
        model.CallIn(call, model.Draw(model.Tempo.Talk), () => End(call, Goodbye(call)));
    }

    /// <summary>Who hangs up by themselves when a talk is over: anybody, but never the agent of a client.</summary>
    public Cause Goodbye(Call call, double callerFirst = 0.5)
    {
        var attended = model.Views.Live[call.Index].Legs.Find(l => l.Agent >= 0 && model.IsAttended(l.Agent));
        return attended is null ? model.Chance(callerFirst) ? Cause.CallerHungUp : Cause.CalledHungUp
            : CauseOf(attended) == Cause.CallerHungUp ? Cause.CalledHungUp : Cause.CallerHungUp;
    }

    /// <summary>One party leaves; with fewer than two others nothing is left of the call.</summary>
    public void Leave(LiveCall live, Leg leg, Cause cause)
    {
        if (leg.Attribute != LegAttribute.Monitor && Others(live, leg) < 2) End(live.Call, cause);
        else if (leg.Number is not null) EndOutside(live.Call, leg, cause);
        else EndLeg(live, leg, cause, LeftReason.TalkEnded);
    }

    /// <summary>The customer leaves a call in which others may go on.</summary>
    public void LeaveCustomer(LiveCall live, Cause cause)
    {
        if (Others(live, gone: null) < 3) End(live.Call, cause);
        else model.Write(LogKind.CustomerLeft, live.Call);
    }

    /// <summary>The agent's part is over because the call has been passed on.</summary>
    public void PassOn(LiveCall live, Leg leg) => EndLeg(live, leg, Cause.Transferred, LeftReason.TransferredAway);

    /// <summary>The agent has hung up, and the caller stays to be asked how it was.</summary>
    public void LeaveToSurvey(LiveCall live, Leg leg) => EndLeg(live, leg, Cause.CalledHungUp, LeftReason.TalkEnded);

    public void EndOutside(Call call, Leg outside, Cause cause) =>
        model.Write(LogKind.OutsideEnded, call, a: (int)cause, b: call.Notes!.Outside.IndexOf(outside.Number!));

    /// <summary>The queue has done its part, though its agent still talks with the caller.</summary>
    public void LeaveQueue(LiveCall live, LeftReason reason)
    {
        if (live.Visit is { } visit) model.Write(LogKind.QueueLeft, live.Call, visit.Queue, visit.Phase == VisitPhase.Waiting ? -1 : visit.Agent, (int)reason);
    }

    /// <summary>Whoever hangs up: the caller says goodbye first, or the called.</summary>
    public static Cause CauseOf(Leg leg) => leg.Agent >= 0 && leg.Agent == leg.Call.FromAgent ? Cause.CallerHungUp : Cause.CalledHungUp;

    /// <summary>How many would still speak with each other, or wait to be put through, listeners not counted.</summary>
    private static int Others(LiveCall live, Leg? gone) =>
        live.Legs.Count(l => l != gone && l.Attribute != LegAttribute.Monitor && (l.Agent >= 0 || l.Number is not null))
        + (live.Call.Direction != Direction.Internal && !live.CustomerLeft ? 1 : 0);

    private void EndLeg(LiveCall live, Leg leg, Cause cause, LeftReason reason)
    {
        if (live.Visit is { } visit && visit.Phase != VisitPhase.Waiting && visit.Agent == leg.Agent) LeaveQueue(live, reason);
        model.Write(LogKind.LegEnded, live.Call, leg.Queue, leg.Agent, (int)cause);
        Release(leg);
    }

    private void LeaveIvr(LiveCall live)
    {
        if (live.Ivr is not { } ivr) return;
        model.MoveOn(live.Call);
        if (ivr.Node >= 0) model.Write(LogKind.IvrNodeLeft, live.Call, a: ivr.Flow, b: ivr.Node);
        model.Write(LogKind.IvrLeft, live.Call, a: ivr.Flow, b: Math.Max((short)0, ivr.Node));
    }

    private void Release(Leg leg)
    {
        if (leg is { Attribute: LegAttribute.HoldCall, Answered: 0 }) model.Fail(leg.Agent, 200, CtiError.HoldCallFailed);
        if (leg.Held && leg.Cause is not Cause.Transferred && leg.Cause != CauseOf(leg)) model.Fail(leg.Agent, 204, CtiError.HoldBroken);
        if (leg.Answered > 0 && leg.Attribute != LegAttribute.Monitor) model.AgentLife.AfterCall(leg.Agent);
        else model.AgentLife.Free(leg.Agent);
    }
}
