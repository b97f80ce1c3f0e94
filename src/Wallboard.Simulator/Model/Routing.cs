using Wallboard.Simulator.Log;
using Wallboard.Simulator.Plan;

namespace Wallboard.Simulator.Model;

/// <summary>Queues: entry, choice of an agent, ringing, refusal, giving up, time-out, and the talk's end.</summary>
internal sealed class Routing(TenantModel model)
{
    private readonly int[] nextTurn = new int[model.Plan.Queues.Count];
    private readonly List<short> ready = [];

    public void Enter(Call call, short queue)
    {
        model.MoveOn(call);
        model.Write(LogKind.QueueEntered, call, queue);
        model.CallIn(call, 1 + model.Exponential(model.Tempo.MeanPatience), () => GiveUp(call));
        model.CallIn(call, model.Plan.Queues[queue].MaxWaitSeconds, () => TimeOut(call));
        if (ChooseAgent(queue) is { } agent) Ring(call, queue, agent);
    }

    /// <summary>An agent has become ready: the caller who has waited longest in one of their queues rings.</summary>
    public void AgentReady(short agent)
    {
        if (!model.Views.Agents[agent].Available) return;
        Visit? longest = null;
        foreach (var queue in model.Plan.Agents[agent].Queues)
        {
            var first = model.Views.Queues[queue].Present.Find(v => v.Phase == VisitPhase.Waiting);
            if (first is not null && (longest is null || first.Entered < longest.Entered)) longest = first;
        }
        if (longest is not null) Ring(longest.Call, longest.Queue, agent);
    }

    private void Ring(Call call, short queue, short agent)
    {
        model.Write(LogKind.Rung, call, queue, agent);
        model.SetState(agent, 2, 8, call);
        model.Phones.Ring(
            agent, call, () => Answer(call, queue, agent), () => BackToQueue(LogKind.Refused, call, queue, agent), () => BackToQueue(LogKind.NotAnswered, call, queue, agent));
    }

    private void BackToQueue(LogKind how, Call call, short queue, short agent)
    {
        model.Write(how, call, queue, agent);
        model.SetState(agent, 2, 3);
        if (!model.IsAttended(agent)) model.AgentIn(agent, model.Draw(model.Tempo.AfterCall) * 2, () => model.AgentLife.Free(agent));
        var visit = model.Views.Live[call.Index].Visit!;
        if (PlatformZone.Seconds(visit.Entered, model.Agenda.Now) >= model.Plan.Queues[queue].MaxWaitSeconds) TimeOut(call);
        else if (ChooseAgent(queue) is { } other) Ring(call, queue, other);
    }

    private void Answer(Call call, short queue, short agent)
    {
        model.MoveOn(call);
        model.Write(LogKind.Answered, call, queue, agent);
        model.SetState(agent, 2, 1, call);
        model.Outgoing.JoinCaller(call);
        model.CallIn(call, model.Draw(model.Tempo.Talk), () => EndTalk(call, queue, agent));
        model.Transfers.Connected(call);
    }

    private void EndTalk(Call call, short queue, short agent)
    {
        var live = model.Views.Live[call.Index];
        var alone = live.Legs.Count == 1 && !model.IsAttended(agent);
        var toQueue = alone && model.Chance(0.04);
        var toAgent = alone && !toQueue && model.Chance(0.04) && ChooseAgent(queue) is { } other ? other : (short)-1;
        if (!toQueue && toAgent < 0)
        {
            var goodbye = model.Endings.Goodbye(call, callerFirst: 0.7);
            if (!alone || call.Direction != Direction.Inbound || goodbye != Cause.CalledHungUp || !model.Chance(0.6)) model.Endings.End(call, goodbye);
            else
            {
                model.Endings.LeaveToSurvey(live, live.Legs[0]);
                model.Callers.AskHowItWas(call);
            }
            return;
        }
        model.Endings.PassOn(live, live.Legs[0]);
        if (toQueue) Enter(call, (short)((queue + 1) % model.Plan.Queues.Count));
        else if (toAgent >= 0) model.Outgoing.RingDirectly(call, toAgent);
    }

    private void GiveUp(Call call)
    {
        // A client's agent who waits in a queue hangs up when told to.
        if (call.Direction == Direction.Internal) return;
        model.Endings.End(call, Cause.CallerHungUp);
        if (call.Direction == Direction.Inbound && model.Chance(0.3)) model.Agenda.In(model.Draw(model.Tempo.Redial), () => model.Callers.Arrive(call.Caller));
    }

    // A caller who rings at that moment goes on ringing; BackToQueue looks at the limit again.
    private void TimeOut(Call call)
    {
        var visit = model.Views.Live[call.Index].Visit!;
        if (visit.Phase != VisitPhase.Waiting) return;
        var plan = model.Plan.Queues[visit.Queue];
        model.Write(LogKind.QueueLeft, call, visit.Queue, a: (int)LeftReason.TimedOut);
        if (model.Transfers.NotConnected(call)) return;
        if (call.Direction == Direction.Internal) model.Endings.End(call, Cause.NoAnswer);
        else if (plan.Overflow == Overflow.OtherQueue) Enter(call, plan.OverflowQueue);
        else model.Callers.LeaveMessage(call);
    }

    private short? ChooseAgent(short queue)
    {
        var views = model.Views.Agents;
        ready.Clear();
        foreach (var member in model.Plan.Queues[queue].Members)
        {
            if (views[member].Available) ready.Add(member);
        }
        if (ready.Count == 0) return null;
        return model.Plan.Queues[queue].Strategy switch
        {
            Strategy.TopDown => ready[0],
            Strategy.RoundRobin => ready[nextTurn[queue]++ % ready.Count],
            Strategy.LongestIdleAgent => ready.MinBy(m => views[m].Since),
            Strategy.FewestCalls => ready.MinBy(m => views[m].InAnswered),
            Strategy.LeastTalkTime => ready.MinBy(m => views[m].InTalk),
            _ => ready[model.Pick(ready.Count)],
        };
    }
}
