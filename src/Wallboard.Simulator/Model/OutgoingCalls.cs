using Wallboard.Simulator.Log;

namespace Wallboard.Simulator.Model;

/// <summary>Calls outside the queues: agents who call out or a colleague, and calls put through straight to an agent.</summary>
internal sealed class OutgoingCalls(TenantModel model)
{
    private const int Dialling = 6, RingingOut = 7, RingingIn = 8, Talking = 1;

    public Call CallOut(short agent, string? number = null)
    {
        var call = model.StartCall(Direction.Outbound, model.Plan.Agents[agent].Extension, number ?? model.MobileNumber(), agent);
        Dial(agent, call, () => Outcome(agent, call));
        return call;
    }

    private void Outcome(short agent, Call call)
    {
        if (model.Chance(0.6)) model.AgentIn(agent, model.Draw(model.Tempo.Answer) * 2, () => Talk(agent, call));
        else model.AgentIn(agent, model.Tempo.RingLimit, () => Fail(agent, call, model.Chance(0.3) ? Cause.Busy : Cause.NoAnswer));
    }

    public bool CallColleague(short agent)
    {
        var ready = model.Plan.Agents.Where(a => a.Index != agent && !a.OwnSeat && model.Views.Agents[a.Index].State == 1).ToList();
        if (ready.Count == 0) return false;
        var colleague = ready[model.Pick(ready.Count)].Index;
        var call = model.StartCall(Direction.Internal, model.Plan.Agents[agent].Extension, model.Plan.Agents[colleague].Extension, agent);
        Dial(agent, call, () =>
        {
            if (model.Views.Agents[colleague].State != 1) Fail(agent, call, Cause.Busy);
            else RingDirectly(call, colleague);
        });
        return true;
    }

    /// <summary>A call that is already there rings at an agent, past the queues.</summary>
    public void RingDirectly(Call call, short agent)
    {
        model.MoveOn(call);
        model.Write(LogKind.Rung, call, agent: agent);
        model.SetState(agent, 2, RingingIn, call);
        model.AgentIn(agent, model.Draw(model.Tempo.Answer), () =>
        {
            if (call.FromAgent >= 0) Join(call.FromAgent, call);
            Talk(agent, call);
        });
    }

    /// <summary>A test's caller for the portal's own seat, which nobody attends: it is answered and hung up by itself.</summary>
    public void RingSeat(short seat, string number) => RingDirectly(model.StartCall(Direction.Inbound, number, model.Plan.Agents[seat].Extension), seat);

    /// <summary>The seat's client has gone or signs out: a call that it has is over.</summary>
    public void DropCallOf(short agent)
    {
        if (model.Views.Agents[agent].Leg is not { } leg) return;
        model.MoveOn(leg.Call);
        HangUp(leg.Call);
    }

    private void Dial(short agent, Call call, Action ringing)
    {
        model.Write(LogKind.Rung, call, agent: agent);
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
        Join(agent, call);
        model.CallIn(call, model.Draw(model.Tempo.Talk), () => HangUp(call));
    }

    private void HangUp(Call call)
    {
        var cause = model.Chance(0.5) ? Cause.CallerHungUp : Cause.CalledHungUp;
        var agents = model.Views.Live[call.Index].Legs.Select(l => l.Agent).ToList();
        foreach (var agent in agents) model.Write(LogKind.LegEnded, call, agent: agent, a: (int)cause);
        model.EndCall(call, cause);
        foreach (var agent in agents) model.AgentLife.AfterCall(agent);
    }

    private void Fail(short agent, Call call, Cause cause)
    {
        model.Write(LogKind.LegEnded, call, agent: agent, a: (int)cause);
        model.EndCall(call, cause);
        model.AgentLife.Free(agent);
    }
}
