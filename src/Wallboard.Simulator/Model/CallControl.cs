using Wallboard.Simulator.Log;
using Wallboard.Simulator.Plan;

namespace Wallboard.Simulator.Model;

/// <summary>What a client does to calls (chapter 4), by the seat that it has signed in. Null: done, or under way.</summary>
internal sealed class CallControl(TenantModel model)
{
    /// <summary>Guide 4.6. <paramref name="held"/>: the call on hold beside which another is placed (holdCall).</summary>
    public CtiError? Place(short seat, string number, string? flowId, string? speech, string? held)
    {
        if (Target.Find(model.Plan, number) is not { } to) return number.Contains('_', StringComparison.Ordinal) ? CtiError.NoSuchSeat : CtiError.BadRequest;
        if (to.Agent == seat) return CtiError.BadRequest;
        var flow = flowId is null ? null : model.Plan.Flows.FirstOrDefault(f => f.Id.ToString(null, null) == flowId);
        if (flowId is not null && (flow is null || to.Number is null)) return CtiError.BadRequest;
        var view = model.Views.Agents[seat];
        if (held is not null)
        {
            if (Find(held) is not { } live) return CtiError.NoSuchCall;
            if (view.Leg is not { Held: true } leg || leg.Call != live.Call) return CtiError.HoldCallFailed;
        }
        else if (view.Leg is not null) return CtiError.InACall;
        if (to.Number is { } outside && model.Books.BlackList.Blocks(Direction.Outbound, model.Plan.Agents[seat].Extension, outside, seat)) return CtiError.BadRequest;
        if (held is null) model.SetState(seat, 2, AgentLife.BusyReason);
        var call = model.Outgoing.Place(seat, to, held is null ? LegAttribute.MakeCall : LegAttribute.HoldCall, flow);
        if (speech is not null) call.Note().Attached["voice_tts"] = speech;
        return null;
    }

    /// <summary>Guide 4.7: a held call is still a talk.</summary>
    public CtiError? Hold(short seat, string callId, string? named)
    {
        if (Own(seat, callId) is not { } leg) return CtiError.NoSuchCall;
        if (leg.Answered == 0 || leg.Held || leg.Attribute == LegAttribute.Monitor || Unknown(leg, named)) return CtiError.BadRequest;
        model.Write(LogKind.Held, leg.Call, agent: seat);
        return null;
    }

    /// <summary>Guide 4.8.</summary>
    public CtiError? Retrieve(short seat, string callId, string? named)
    {
        if (Own(seat, callId) is not { } leg) return CtiError.NoSuchCall;
        if (Unknown(leg, named)) return CtiError.BadRequest;
        if (!leg.Held) return CtiError.HoldBroken;
        if (model.Views.Agents[seat].Leg != leg) return CtiError.InACall;
        model.Write(LogKind.Retrieved, leg.Call, agent: seat);
        return null;
    }

    /// <summary>Guide 4.9: hangs a party up, the own call's or another agent's; with only two in the call both are free.</summary>
    public CtiError? Release(short seat, string callId, string named)
    {
        if (Find(callId) is not { } live) return CtiError.NoSuchCall;
        var own = live.Legs.Find(l => l.Agent == seat);
        if (IsCustomer(live, named))
        {
            // The customer's number is what a client knows of its own call: while only they two talk, it means the call.
            if (own is { Answered: 0 } && own.Agent != live.Call.FromAgent) model.Phones.Refuse(seat);
            else model.Endings.LeaveCustomer(live, own is null ? Cause.CalledHungUp : Endings.CauseOf(own));
            return null;
        }
        if (LegOf(live, named) is not { } leg) return CtiError.BadRequest;
        if (leg is { Answered: 0, Agent: >= 0 } && leg.Agent != live.Call.FromAgent) model.Phones.Refuse(leg.Agent);
        else model.Endings.Leave(live, leg, Endings.CauseOf(own ?? leg));
        return null;
    }

    /// <summary>Guide 4.10.</summary>
    public CtiError? Transfer(short seat, string callId, string number, TransferMode mode)
    {
        if (Find(callId) is not { } live) return CtiError.NoSuchCall;
        if (Target.Find(model.Plan, number) is not { } to) return CtiError.TransferFailed;
        if (live.Legs.Find(l => l.Agent == seat) is { } own) return model.Transfers.Begin(live, own, to, mode);
        return to.Agent >= 0 && live.Legs.Find(l => l.Agent == to.Agent) is { } from
            ? model.Transfers.Intercept(live, seat, from)
            : CtiError.TransferFailed;
    }

    /// <summary>Guide 4.11.</summary>
    public CtiError? ToIvr(short seat, string callId, string flowId, bool comesBack)
    {
        if (Own(seat, callId) is not { } leg) return CtiError.NoSuchCall;
        if (model.Plan.Flows.FirstOrDefault(f => f.Id.ToString(null, null) == flowId) is not { } flow) return CtiError.BadRequest;
        if (leg.Answered == 0 || leg.Attribute == LegAttribute.Monitor || leg.Call.Direction == Direction.Internal) return CtiError.TransferFailed;
        if (!model.Transfers.IsSettled(model.Views.Live[leg.Call.Index])) return CtiError.TransferFailed;
        model.Transfers.ToIvr(leg.Call, leg, flow, comesBack);
        return null;
    }

    /// <summary>
    /// Guide 4.12: somebody joins the call of <paramref name="inCall"/>: a third party, or the seat itself, which barges in.
    /// <paramref name="muted"/> hears nothing until then.
    /// </summary>
    public CtiError? ThreeWay(short seat, string inCall, string callId, string number, string? muted)
    {
        if (Find(callId) is not { } live) return CtiError.NoSuchCall;
        if (Target.Find(model.Plan, number) is not { } to) return CtiError.HelpFailed;
        // To barge in, the seat may also name itself first and the agent as the other.
        if (LegOf(live, inCall) is null && to.Agent >= 0 && live.Legs.Exists(l => l.Agent == to.Agent))
            (inCall, to) = (model.Plan.Agents[to.Agent].Dn, new Target(seat, -1, null));
        if (LegOf(live, inCall) is not { Answered: > 0, Attribute: not LegAttribute.Monitor } leg) return CtiError.HelpFailed;
        if (to.Agent == seat && model.Views.Agents[seat].Leg is not null) return CtiError.InACall;
        if (to.Queue >= 0 || (to.Agent == seat ? model.Views.Agents[seat].PhoneUnregistered : !model.Transfers.CanJoin(live, to))) return CtiError.HelpFailed;
        if (muted is not null && !Write(LogKind.Muted, live, muted)) return CtiError.MuteFailed;
        model.Joining.Invite(live, to, LegAttribute.Conference, leg.TowardsCalled || Transfers.TowardsCalled(live.Call, leg.Agent), () =>
        {
            if (muted is not null) Write(LogKind.Unmuted, live, muted);
            model.Notify(seat, 214, CtiHint.HelpAnswered);
        }, () =>
        {
            if (muted is not null) Write(LogKind.Unmuted, live, muted);
            model.Fail(seat, 214, CtiError.HelpFailed);
        });
        return null;
    }

    /// <summary>Guide 4.13: the seat's phone rings and then hears the call.</summary>
    public CtiError? Listen(short seat, string callId, string named)
    {
        if (Find(callId) is not { } live) return CtiError.NoSuchCall;
        if (model.Views.Agents[seat].Leg is not null) return CtiError.InACall;
        if (model.Views.Agents[seat].PhoneUnregistered || !live.Legs.Exists(l => l is { Agent: >= 0, Answered: > 0 }) || !Knows(live, named)) return CtiError.BadRequest;
        var heard = LegOf(live, named) ?? live.Legs.Find(l => l.Agent >= 0)!;
        model.Joining.Invite(live, new Target(seat, -1, null), LegAttribute.Monitor, heard.TowardsCalled || Transfers.TowardsCalled(live.Call, heard.Agent), () => { }, () => { });
        return null;
    }

    /// <summary>Guide 4.14, 4.15: of any call, by any seat.</summary>
    public CtiError? Mute(short seat, string callId, string named, bool muted)
    {
        if (Find(callId) is not { } live) return CtiError.NoSuchCall;
        if (!Write(muted ? LogKind.Muted : LogKind.Unmuted, live, named)) return muted ? CtiError.MuteFailed : CtiError.UnmuteFailed;
        model.Notify(seat, muted ? 292 : 293, muted ? CtiHint.Muted : CtiHint.Unmuted);
        return null;
    }

    /// <summary>Guide 4.16: a recording that is on already is closed first. <paramref name="limit"/>: seconds.</summary>
    public CtiError? StartRecording(short seat, string callId, string path, int? limit)
    {
        if (Own(seat, callId) is not { Attribute: not LegAttribute.Monitor } leg) return CtiError.NoSuchCall;
        if (leg.Answered == 0) return CtiError.BadRequest;
        if (leg.RecordingSince > 0) model.Write(LogKind.RecordingStopped, leg.Call, agent: seat);
        var file = path.EndsWith(".wav", StringComparison.OrdinalIgnoreCase) ? path : $"{path.TrimEnd('/')}/{leg.Call.Id}.wav";
        leg.Call.Note().Files.Add((seat, file));
        model.Write(LogKind.RecordingStarted, leg.Call, agent: seat);
        var since = leg.RecordingSince;
        if (limit is { } seconds) model.Agenda.In(seconds, () =>
        {
            if (leg.Ended == 0 && leg.RecordingSince == since) model.Write(LogKind.RecordingStopped, leg.Call, agent: seat);
        });
        return null;
    }

    /// <summary>Guide 4.17.</summary>
    public CtiError? StopRecording(short seat, string callId)
    {
        if (Own(seat, callId) is not { } leg) return CtiError.NoSuchCall;
        if (leg.RecordingSince == 0) return CtiError.BadRequest;
        model.Write(LogKind.RecordingStopped, leg.Call, agent: seat);
        return null;
    }

    /// <summary>Guide 4.5. The sample names no call: then it is the seat's own.</summary>
    public CtiError? Attach(short seat, string? callId, IEnumerable<KeyValuePair<string, string>> data)
    {
        var leg = callId is null ? model.Views.Agents[seat].Leg : Own(seat, callId);
        if (leg is null) return CtiError.NoSuchCall;
        foreach (var (key, value) in data) leg.Call.Note().Attached[key] = value;
        model.Write(LogKind.DataAttached, leg.Call, agent: seat);
        return null;
    }

    /// <summary>Guide 4.26: keys for a party, or for the flow that the customer is in.</summary>
    public CtiError? SendKeys(short seat, string callId, string named, string keys)
    {
        if (Own(seat, callId) is not { } leg) return CtiError.NoSuchCall;
        var live = model.Views.Live[leg.Call.Index];
        if (!Knows(live, named) || keys.Length == 0 || !keys.All(k => char.IsAsciiDigit(k) || k is '*' or '#')) return CtiError.BadRequest;
        foreach (var key in keys)
        {
            model.Write(LogKind.DigitSent, leg.Call, agent: seat, a: key);
            if (char.IsAsciiDigit(key)) model.Callers.Press(leg.Call, (byte)(key - '0'));
        }
        return null;
    }

    /// <summary>Guide 4.27: 1 the caller hears it, 2 the called, 4 both.</summary>
    public CtiError? Play(short seat, string callId, int to)
    {
        if (Own(seat, callId) is not { Answered: > 0 } leg) return CtiError.NoSuchCall;
        model.Write(LogKind.AudioPlayed, leg.Call, agent: seat, a: to);
        return null;
    }

    /// <summary>The seat's client is gone: so is its part in every call.</summary>
    public void LeaveCalls(short seat)
    {
        while (model.Views.Agents[seat].Leg is { } leg) model.Endings.Leave(model.Views.Live[leg.Call.Index], leg, Endings.CauseOf(leg));
    }

    /// <summary>Guide 5.2, 5.3: the soft phone comes and goes; one that is gone cannot ring.</summary>
    public void RegisterPhone(short seat, bool registered)
    {
        if (model.Views.Agents[seat].PhoneUnregistered != registered) return;
        model.Write(registered ? LogKind.PhoneRegistered : LogKind.PhoneUnregistered, agent: seat);
        if (registered && model.Views.Agents[seat].State == 1) model.Routing.AgentReady(seat);
    }

    private LiveCall? Find(string callId) => model.Views.Live.Values.FirstOrDefault(c => c.Call.Id == callId);

    private Leg? Own(short seat, string callId) => Find(callId)?.Legs.Find(l => l.Agent == seat);

    private bool Unknown(Leg leg, string? named) => named is not null && !Knows(model.Views.Live[leg.Call.Index], named);

    private bool Knows(LiveCall live, string named) => IsCustomer(live, named) || LegOf(live, named) is not null;

    private static bool IsCustomer(LiveCall live, string named) => !live.CustomerLeft && live.Call.Direction switch
    {
        Direction.Inbound => live.Call.Caller == named,
        Direction.Outbound => live.Call.Called == named,
        _ => false,
    };

    private Leg? LegOf(LiveCall live, string named) =>
        live.Legs.Find(l => l.Number == named)
        ?? (Target.Find(model.Plan, named) is { Agent: >= 0 } agent ? live.Legs.Find(l => l.Agent == agent.Agent) : null);

    // False when nobody has that number in the call, or it changes nothing.
    private bool Write(LogKind kind, LiveCall live, string named)
    {
        var leg = IsCustomer(live, named) ? null : LegOf(live, named);
        if (leg is null && !IsCustomer(live, named)) return false;
        var who = (Agent: leg?.Agent ?? -1, Outside: (byte)(leg?.Number is { } number ? live.Call.Note().Outside.IndexOf(number) + 1 : 0));
        if ((live.Muted?.Contains(((short)who.Agent, who.Outside)) ?? false) == (kind == LogKind.Muted)) return false;
        model.Write(kind, live.Call, agent: who.Agent, b: who.Outside);
        return true;
    }
}
