using Wallboard.Simulator.Log;
using Wallboard.Simulator.Plan;

namespace Wallboard.Simulator.Model;

/// <summary>Guide 4.10: what becomes of the agent who passes a call on (isHold).</summary>
internal enum TransferMode { Drop = 0, ComesBack = 1, WhenAnswered = 2 }

/// <summary>Guide 4.10 and 4.11: calls passed on to agents, queues, numbers and flows, and taken from others.</summary>
internal sealed class Transfers(TenantModel model)
{
    private const int Request = 215;

    private sealed record Pending(short Seat, TransferMode Mode, bool Ivr);

    // Transfers that are not decided yet, by call.
    private readonly Dictionary<int, Pending> pending = [];

    public CtiError? Begin(LiveCall live, Leg own, Target to, TransferMode mode)
    {
        var seat = own.Agent;
        if (!IsSettled(live) || !CanJoin(live, to) || own.Attribute == LegAttribute.Monitor) return CtiError.TransferFailed;
        if (own.Answered == 0 && seat == live.Call.FromAgent) return CtiError.TransferFailed;
        // A phone that still rings has nothing to come back to.
        if (own.Answered == 0) mode = TransferMode.Drop;
        model.Write(LogKind.TransferBegun, live.Call, agent: seat);
        if (mode == TransferMode.Drop) Drop(live, own, to);
        else
        {
            pending[live.Call.Index] = new Pending(seat, mode, Ivr: false);
            if (to.Queue >= 0) EnterQueue(live, to.Queue);
            else model.Joining.Invite(live, to, LegAttribute.Transfer, TowardsCalled(live.Call, seat), () => Connected(live.Call), () => NotConnected(live.Call));
        }
        return null;
    }

    private void Drop(LiveCall live, Leg own, Target to)
    {
        var call = live.Call;
        model.MoveOn(call);
        model.Endings.PassOn(live, own);
        model.Notify(own.Agent, Request, CtiHint.Transferred);
        if (to.Queue >= 0) EnterQueue(live, to.Queue);
        else Invite(live, to, own.Agent, () => { });
    }

    /// <summary>Guide 4.10, scenario 2: the seat takes over from an agent who rings or talks.</summary>
    public CtiError? Intercept(LiveCall live, short seat, Leg from)
    {
        if (model.Views.Agents[seat].Leg is not null) return CtiError.InACall;
        if (!IsSettled(live) || model.Views.Agents[seat].PhoneUnregistered || (from.Answered == 0 && from.Agent == live.Call.FromAgent)) return CtiError.TransferFailed;
        model.Write(LogKind.TransferBegun, live.Call, agent: from.Agent);
        model.MoveOn(live.Call);
        model.Endings.PassOn(live, from);
        Invite(live, new Target(seat, -1, null), from.Agent, () => model.Notify(seat, Request, CtiHint.Transferred));
        return null;
    }

    private void Invite(LiveCall live, Target to, short by, Action joined)
    {
        var call = live.Call;
        model.Joining.Invite(live, to, LegAttribute.Transfer, TowardsCalled(call, by), () =>
        {
            model.Outgoing.JoinCaller(call);
            model.Endings.EndAfterTalk(call);
            joined();
        }, () => model.Endings.End(call, Cause.NoAnswer));
    }

    /// <summary>The customer goes into a flow; the agent is out of the call, or waits for them to come back.</summary>
    public void ToIvr(Call call, Leg own, IvrFlow flow, bool comesBack)
    {
        var live = model.Views.Live[call.Index];
        model.Write(LogKind.TransferBegun, call, agent: own.Agent);
        if (comesBack) pending[call.Index] = new Pending(own.Agent, TransferMode.ComesBack, Ivr: true);
        else model.Endings.PassOn(live, own);
        model.Endings.LeaveQueue(live, LeftReason.TransferredAway);
        model.Callers.IntoFlow(call, flow.Index);
    }

    /// <summary>Somebody has answered: what the transfer's mode says happens to whoever began it.</summary>
    public void Connected(Call call)
    {
        if (!pending.Remove(call.Index, out var transfer)) return;
        var live = model.Views.Live[call.Index];
        model.Notify(transfer.Seat, Request, CtiHint.Transferred);
        var own = live.Legs.Find(l => l.Agent == transfer.Seat);
        if (own is null) model.Endings.EndAfterTalk(call);
        else if (transfer.Mode == TransferMode.WhenAnswered)
        {
            model.Endings.PassOn(live, own);
            model.Endings.EndAfterTalk(call);
        }
        else
        {
            var third = live.Legs.FindLast(l => l != own)!;
            model.MoveOn(call);
            model.CallIn(call, model.Draw(model.Tempo.Talk), () => ComeBack(live, third));
        }
    }

    /// <summary>Nobody has answered, or a flow is over: the call is the waiting agent's again. False when nobody waits for it.</summary>
    public bool NotConnected(Call call)
    {
        if (!pending.Remove(call.Index, out var transfer)) return false;
        if (!transfer.Ivr) model.Fail(transfer.Seat, Request, CtiError.TransferFailed);
        if (model.Views.Live[call.Index].Legs.Exists(l => l.Agent == transfer.Seat)) model.Endings.EndAfterTalk(call);
        else model.Endings.End(call, Cause.NoAnswer);
        return true;
    }

    /// <summary>The call is over before anybody has answered.</summary>
    public void Forget(Call call)
    {
        if (pending.Remove(call.Index, out var transfer) && !transfer.Ivr) model.Fail(transfer.Seat, Request, CtiError.TransferFailed);
    }

    /// <summary>The customer talks, or rings: is in no flow, waits in no queue, and is not being passed on.</summary>
    public bool IsSettled(LiveCall live) =>
        !pending.ContainsKey(live.Call.Index) && live.Ivr is null && live.Visit is not { Phase: VisitPhase.Waiting };

    /// <summary>Whether somebody could be rung into the call now.</summary>
    public bool CanJoin(LiveCall live, Target to) =>
        to.Queue >= 0 || (to.Number is { } number
            ? number != live.Call.Caller && number != live.Call.Called && !live.Legs.Exists(l => l.Number == number)
            : model.Views.Agents[to.Agent].Available);

    /// <summary>Whom the agent hears is who the next one will hear.</summary>
    public static bool TowardsCalled(Call call, short agent) => call.Direction == Direction.Internal && call.FromAgent == agent;

    private void EnterQueue(LiveCall live, short queue)
    {
        model.Endings.LeaveQueue(live, LeftReason.TransferredAway);
        model.Routing.Enter(live.Call, queue);
    }

    private void ComeBack(LiveCall live, Leg third)
    {
        if (third.Ended == 0) model.Endings.Leave(live, third, Cause.CalledHungUp);
        if (model.Views.Live.ContainsKey(live.Call.Index)) model.Endings.EndAfterTalk(live.Call);
    }
}
