using Wallboard.Simulator.Log;

namespace Wallboard.Simulator.Model;

/// <summary>Agents between calls: shifts, pauses, after-call work, and the wish to call somebody.</summary>
internal sealed class AgentLife(TenantModel model)
{
    private enum Wish : byte { None, Break, Away, Busy, Training, CallOut, CallColleague, GoHome }

    private const int BusyReason = 3, AwayReason = 4, BreakReason = 5, TrainingReason = 9;

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
        if (model.Views.Agents[agent].State == 0) SignIn(agent, model.Tempo.ShiftHours);
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
        if (wishes[agent] == Wish.None || !Fulfil(agent)) BecomeReady(agent);
    }

    /// <summary>After a talk: wrapping up, as the tenant's afterState 2 has it.</summary>
    public void AfterCall(short agent)
    {
        model.SetState(agent, 2, 0);
        model.AgentIn(agent, model.Draw(model.Tempo.AfterCall), () => Free(agent));
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
        if (model.Views.Agents[agent].State == 0 || wishes[agent] == Wish.GoHome) return;
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
        var queue = model.Views.RestQueue;
        var resting = model.Views.Agents.Count(a => a is { State: 2, Reason: BreakReason });
        var queued = queue.Exists(r => r.Agent == agent);
        if (resting >= model.RestLimit)
        {
            if (!queued) model.Write(LogKind.RestQueued, agent: agent);
            return false;
        }
        if (queued) model.Write(LogKind.RestUnqueued, agent: agent);
        wishes[agent] = Wish.None;
        Pause(agent, BreakReason);
        return true;
    }

    private void Pause(short agent, int reason)
    {
        model.SetState(agent, 2, reason);
        model.AgentIn(agent, model.Draw(model.Tempo.Pause), () => Free(agent));
    }

    // Some only sign in anew a little later, as people do.
    private void GoHome(short agent)
    {
        if (model.Views.RestQueue.Exists(r => r.Agent == agent)) model.Write(LogKind.RestUnqueued, agent: agent);
        model.SetState(agent, 0);
        var hour = model.Zone.Local(model.Agenda.Now).TimeOfDay.TotalHours;
        var left = model.Tempo.ShiftHours - (hour - model.Plan.Agents[agent].ShiftStartHour + 24) % 24;
        if (left > 0.2) model.AgentIn(agent, model.Draw(model.Tempo.Pause), () => SignIn(agent, left));
    }
}
