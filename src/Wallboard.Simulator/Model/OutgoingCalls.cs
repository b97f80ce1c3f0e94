using Wallboard.Simulator.Log;
using Wallboard.Simulator.Plan;

namespace Wallboard.Simulator.Model;

/// <summary>Calls outside the queues: agents who call out or a colleague, and calls put through straight to an agent.</summary>
internal sealed class OutgoingCalls(TenantModel model)
{
    private const int Dialling = 6, RingingOut = 7, RingingIn = 8, Talking = 1;

    public Call CallOut(short agent, string? number = null)
    {
        var call = model.StartCall(Direction.Outbound, model.Plan.Agents[agent].Extension, number ?? model.MobileNumber(), agent);
        Dial(agent, call, LegAttribute.None, () =>
        {
            if (model.Chance(0.6)) model.AgentIn(agent, model.Draw(model.Tempo.Answer) * 2, () => Talk(agent, call));
            else model.AgentIn(agent, model.Tempo.RingLimit, () => model.Endings.End(call, model.Chance(0.3) ? Cause.Busy : Cause.NoAnswer));
        });
        return call;
    }

    public bool CallColleague(short agent)
    {
        var ready = model.Plan.Agents.Where(a => a.Index != agent && !a.OwnSeat && model.Views.Agents[a.Index].Available).ToList();
        if (ready.Count == 0) return false;
        CallAgent(agent, ready[model.Pick(ready.Count)].Index, LegAttribute.None);
        return true;
    }

    /// <summary>
    /// Guide 4.6, the dialling itself. <paramref name="flow"/>: where a customer goes who answers, instead of talking with the agent.
    /// </summary>
    public Call Place(short agent, Target to, LegAttribute attribute, IvrFlow? flow)
    {
        if (to.Agent >= 0) return CallAgent(agent, to.Agent, attribute);
        var extension = model.Plan.Agents[agent].Extension;
        if (to.Queue >= 0)
        {
            var inside = model.StartCall(Direction.Internal, extension, model.Plan.Queues[to.Queue].Dn, agent);
            Dial(agent, inside, attribute, () => model.Routing.Enter(inside, to.Queue));
            return inside;
        }
        var call = model.StartCall(Direction.Outbound, extension, to.Number!, agent);
        Dial(agent, call, attribute, () => model.AgentIn(agent, Target.AnswerSeconds(model, to.Number!), () =>
        {
            if (Target.Failure(to.Number!) is { } cause) model.Endings.End(call, cause);
            else if (flow is null) Talk(agent, call);
            else
            {
                Join(agent, call);
                model.Transfers.ToIvr(call, model.Views.Agents[agent].Leg!, flow, comesBack: false);
            }
        }));
        return call;
    }

    /// <summary>A call that is already there rings at an agent, past the queues.</summary>
    public void RingDirectly(Call call, short agent)
    {
        model.MoveOn(call);
        model.Write(LogKind.Rung, call, agent: agent);
        model.SetState(agent, 2, RingingIn, call);
        model.Phones.Ring(agent, call, () => Talk(agent, call), () => model.Endings.End(call, Cause.Refused));
    }

    /// <summary>A test's caller for the portal's own seat, which nobody attends: it is answered and hung up by itself.</summary>
    public void RingSeat(short seat, string number) => RingDirectly(model.StartCall(Direction.Inbound, number, model.Plan.Agents[seat].Extension), seat);

    /// <summary>The agent who called a colleague or a queue is put through once that side has answered.</summary>
    public void JoinCaller(Call call)
    {
        var caller = model.Views.Live[call.Index].Legs.Find(l => l.Agent >= 0 && l.Agent == call.FromAgent);
        if (caller is not { Answered: 0 }) return;
        Join(caller.Agent, call);
        if (caller.Attribute == LegAttribute.HoldCall) model.Notify(caller.Agent, 200, CtiHint.HoldCallAnswered);
    }

    private Call CallAgent(short agent, short colleague, LegAttribute attribute)
    {
        var call = model.StartCall(Direction.Internal, model.Plan.Agents[agent].Extension, model.Plan.Agents[colleague].Extension, agent);
        Dial(agent, call, attribute, () =>
        {
            if (!model.Views.Agents[colleague].Available) model.Endings.End(call, Cause.Busy);
            else RingDirectly(call, colleague);
        });
        return call;
    }

    private void Dial(short agent, Call call, LegAttribute attribute, Action ringing)
    {
        model.Write(LogKind.Rung, call, agent: agent, a: (int)attribute);
        model.SetState(agent, 2, Dialling, call);
        model.AgentIn(agent, model.Draw(model.Tempo.Answer) / 2, () =>
        {
            model.SetState(agent, 2, RingingOut, call);
            ringing();
        });
    }

    private void Join(short agent, Call call)
    {
        model.Write(LogKind.Answered, call, agent: agent);
        model.SetState(agent, 2, Talking, call);
    }

    private void Talk(short agent, Call call)
    {
        JoinCaller(call);
        if (model.Views.Agents[agent].Leg is { Answered: 0 }) Join(agent, call);
        model.Endings.EndAfterTalk(call);
    }
}
