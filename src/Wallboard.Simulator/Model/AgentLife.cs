using Wallboard.Simulator.Log;

namespace Wallboard.Simulator.Model;

/// <summary>Agents between calls: shifts, pauses, after-call work, and the wish to call somebody.</summary>
internal sealed class AgentLife(TenantModel model)
{
    private enum Wish : byte { None, Break, Away, Busy, Training, CallOut, CallColleague, GoHome }

    public const int BusyReason = 3, BreakReason = 5;

    private const int AwayReason = 4, TrainingReason = 9, Talking = 1;

    private readonly Wish[] wishes = new Wish[model.Plan.Agents.Count];

    public void Begin()
    {
        // Everybody's first state is in the log, the portal's own seat included.
        foreach (var agent in model.Plan.Agents) model.SetState(agent.Index, 0);
        foreach (var agent in model.Plan.Agents.Where(a => !a.OwnSeat))
        {
            var hour = model.Zone.Local(model.Agenda.Now).TimeOfDay.TotalHours;
            var into = (hour - agent.ShiftStartHour + 24) % 24;
            if (into < model.Tempo.ShiftHours) SignIn(agent.Index, model.Tempo.ShiftHours - into);
            model.Agenda.In((24 - into) * 3600, () => BeginShift(agent.Index));
            PlanNextWish(agent.Index);
        }
    }

    private void BeginShift(short agent)
    {
        model.Agenda.In(24 * 3600, () => BeginShift(agent));
        if (model.Views.Agents[agent].State == 0 && !model.IsAttended(agent)) SignIn(agent, model.Tempo.ShiftHours);
    }

    private void SignIn(short agent, double hours)
    {
        wishes[agent] = Wish.None;
        model.SetState(agent, 2, BusyReason);
        model.AgentIn(agent, 0.2 + model.Draw(model.Tempo.AfterCall) / 4, () => Free(agent));
        model.Agenda.In(hours * 3600, () => Want(agent, Wish.GoHome));
    }

    /// <summary>The agent has nothing more to do: goes on with their own plans, or is ready for the next caller.</summary>
    public void Free(short agent)
    {
        if (BackToHeldCall(agent)) return;
        if (model.IsAttended(agent))
        {
            if (model.Views.Agents[agent].CalledWhileReady) BecomeReady(agent);
            else model.SetState(agent, 2, BusyReason);
            return;
        }
        if (wishes[agent] == Wish.None || !Fulfil(agent)) BecomeReady(agent);
    }

    /// <summary>After a talk: wrapping up, as the tenant's afterState 2 has it. A client says itself when it is ready again.</summary>
    public void AfterCall(short agent)
    {
        if (BackToHeldCall(agent)) return;
        model.SetState(agent, 2, 0);
        if (!model.IsAttended(agent)) model.AgentIn(agent, model.Draw(model.Tempo.AfterCall), () => Free(agent));
    }

    // The other call of an agent who has two.
    private bool BackToHeldCall(short agent)
    {
        if (model.Views.Agents[agent].Leg is not { } other) return false;
        if (other.Answered > 0) model.SetState(agent, 2, Talking, other.Call);
        return true;
    }

    /// <summary>A client takes the seat over: busy, unless its agent is in a call.</summary>
    public void TakeOver(short agent)
    {
        wishes[agent] = Wish.None;
        Unqueue(agent);
        var view = model.Views.Agents[agent];
        if ((model.Attend(agent) && view.Leg is null) || view.State == 0) model.SetState(agent, 2, BusyReason);
    }

    /// <summary>The client signs the seat out; its agent comes back by themselves, as after any sign-out.</summary>
    public void GiveBack(short agent)
    {
        model.Leave(agent);
        GoHome(agent);
    }

    /// <summary>A client's agent wants to rest; false: queued until another comes back.</summary>
    public bool RestOrQueue(short agent)
    {
        var room = Resting < model.RestLimit;
        if (room) Unqueue(agent);
        else Queue(agent);
        return room;
    }

    /// <summary>Somebody has come back from a rest: a client's agent who waits for that goes now; the others look by themselves.</summary>
    public void RestFreed()
    {
        if (Resting >= model.RestLimit) return;
        var next = model.Views.RestQueue.FindIndex(r => model.IsAttended(r.Agent) && model.Views.Agents[r.Agent].Leg is null);
        if (next < 0) return;
        var agent = model.Views.RestQueue[next].Agent;
        Unqueue(agent);
        model.SetState(agent, 2, BreakReason);
    }

    private int Resting => model.Views.Agents.Count(a => a is { State: 2, Reason: BreakReason });

    private void Queue(short agent)
    {
        if (!model.Views.RestQueue.Exists(r => r.Agent == agent)) model.Write(LogKind.RestQueued, agent: agent);
    }

    private void Unqueue(short agent)
    {
        if (model.Views.RestQueue.Exists(r => r.Agent == agent)) model.Write(LogKind.RestUnqueued, agent: agent);
    }

    private void BecomeReady(short agent)
    {
        model.SetState(agent, 1);
        model.Routing.AgentReady(agent);
    }

    private void PlanNextWish(short agent) => model.Agenda.In(model.Exponential(model.Tempo.MeanBetweenPauses / model.Liveliness), () =>
    {
        var draw = model.Pick(100);
        Want(agent, draw < 25 ? Wish.Break : draw < 35 ? Wish.Away : draw < 45 ? Wish.Busy : draw < 52 ? Wish.Training
            : draw < 85 ? Wish.CallOut : draw < 96 ? Wish.CallColleague : Wish.GoHome);
        PlanNextWish(agent);
    });

    private void Want(short agent, Wish wish)
    {
        if (model.Views.Agents[agent].State == 0 || wishes[agent] == Wish.GoHome || model.IsAttended(agent)) return;
        wishes[agent] = wish;
        if (model.Views.Agents[agent].State == 1) Fulfil(agent);
    }

    /// <summary>False when the wish cannot be had now and the agent stays ready for callers.</summary>
    private bool Fulfil(short agent)
    {
        var wish = wishes[agent];
        if (wish == Wish.Break) return Rest(agent);
        wishes[agent] = Wish.None;
        switch (wish)
        {
            case Wish.Away: Pause(agent, AwayReason); return true;
            case Wish.Busy: Pause(agent, BusyReason); return true;
            case Wish.Training: Pause(agent, TrainingReason); return true;
            case Wish.CallOut: model.Outgoing.CallOut(agent); return true;
            case Wish.CallColleague: return model.Outgoing.CallColleague(agent);
            case Wish.GoHome: GoHome(agent); return true;
            default: return false;
        }
    }

    // No more than the tenant's limit rest at once; the others wait for their turn and go on working.
    private bool Rest(short agent)
    {
        if (!RestOrQueue(agent)) return false;
        wishes[agent] = Wish.None;
        Pause(agent, BreakReason);
        return true;
    }

    // Who pauses for the same reason as before just goes on: one state, one record.
    private void Pause(short agent, int reason)
    {
        if (model.Views.Agents[agent] is not { State: 2 } now || now.Reason != reason) model.SetState(agent, 2, reason);
        model.AgentIn(agent, model.Draw(model.Tempo.Pause), () => Free(agent));
    }

    // Some only sign in anew a little later, as people do.
    private void GoHome(short agent)
    {
        Unqueue(agent);
        model.SetState(agent, 0);
        if (model.Plan.Agents[agent].OwnSeat) return;
        var hour = model.Zone.Local(model.Agenda.Now).TimeOfDay.TotalHours;
        var left = model.Tempo.ShiftHours - (hour - model.Plan.Agents[agent].ShiftStartHour + 24) % 24;
        if (left > 0.2) model.AgentIn(agent, model.Draw(model.Tempo.Pause), () => SignIn(agent, left));
    }
}
