using Wallboard.Simulator.Log;
using Wallboard.Simulator.Plan;

namespace Wallboard.Simulator.Model;

/// <summary>Callers from outside: when they come, what they press, and the voicemail.</summary>
internal sealed class Callers(TenantModel model)
{
    public void Begin() => PlanNext();

    // Callers of a day by the hour: a peak before and after lunch, an evening, few at night. The sum is 24.
    private static readonly double[] HourShares =
        [0.17, 0.12, 0.1, 0.1, 0.12, 0.2, 0.4, 0.75, 1.4, 2.1, 2.3, 2, 1.35, 1.4, 2, 2.05, 1.8, 1.45, 1.15, 1.1, 0.85, 0.6, 0.33, 0.16];

    // Sunday first; the average is 1.
    private static readonly double[] DayShares = [0.55, 1.3, 1.15, 1.1, 1.1, 1.15, 0.65];

    private double CallersPerSecond() => model.Agenda.Now < model.Beginning.Today ? Historic() : Live();

    private double Historic()
    {
        var local = model.Zone.Local(model.Agenda.Now);
        // No two weeks are alike: a day has up to a tenth more or less.
        var luck = 0.9 + 0.2 * (CallIds.Mix((ulong)local.Date.Ticks) >> 40) / (1 << 24);
        return model.Plan.Agents.Count * model.Tempo.HistoryCalls / 86_400 * HourShares[local.Hour] * DayShares[(int)local.DayOfWeek] * luck;
    }

    /// <summary>
    /// Callers come as the centre is staffed (most by day, some at night), in waves of some minutes above and below what it can serve, so that
    /// there are quiet moments and queues at any hour.
    /// </summary>
    private double Live()
    {
        var now = model.Agenda.Now;
        var staff = Math.Max(1, model.Views.SignedIn) * 0.85;
        var minutes = now / (double)TimeSpan.TicksPerMinute;
        var wave = 1 + 0.2 * Math.Sin(minutes * 2 * Math.PI / 23) + 0.1 * Math.Sin(minutes * 2 * Math.PI / 7);
        return staff / model.Tempo.MeanHandling * model.Tempo.Pressure * wave * model.Liveliness;
    }

    private void PlanNext() => model.Agenda.In(model.Exponential(1 / CallersPerSecond()), () =>
    {
        Arrive(model.MobileNumber());
        PlanNext();
    });

    public void Arrive(string number)
    {
        if (model.Books.BlackList.Blocks(Direction.Inbound, number, TenantPlan.Hotline)) return;
        IntoFlow(model.StartCall(Direction.Inbound, number, TenantPlan.Hotline), 0);
    }

    /// <summary>Somebody on the line hears a flow from its beginning: a caller, whom the dialler called, or whom an agent sends there (4.6, 4.11).</summary>
    public void IntoFlow(Call call, byte flow)
    {
        if (flow == TenantPlan.Voicemail) LeaveMessage(call);
        else if (flow == TenantPlan.Survey) AskHowItWas(call);
        else
        {
            model.Write(LogKind.IvrEntered, call, a: flow);
            EnterNode(call, model.Plan.Flows[flow], 0);
        }
    }

    private void EnterNode(Call call, IvrFlow flow, int index)
    {
        var node = flow.Nodes[index];
        model.Write(LogKind.IvrNodeEntered, call, a: flow.Index, b: index);
        model.Write(LogKind.IvrPlayed, call, a: flow.Index, b: index);
        model.MoveOn(call);
        if (model.Chance(0.04)) model.CallIn(call, model.Draw(model.Tempo.IvrStep), () => HangUp(call));
        else if (node.Keys.Count == 0) model.CallIn(call, model.Draw(model.Tempo.IvrStep), () => Leave(call, flow, index, index + 1));
        else model.CallIn(call, model.Draw(model.Tempo.IvrStep), () => Press(call, flow, index));
    }

    /// <summary>Somebody presses a key for the caller (4.26); a key that the menu does not have changes nothing.</summary>
    public void Press(Call call, byte key)
    {
        if (model.Views.Live[call.Index].Ivr is not { Node: >= 0 } ivr) return;
        var flow = model.Plan.Flows[ivr.Flow];
        var node = flow.Nodes[ivr.Node];
        if (key == 0 ? node.Keys.Count > 0 : node.Keys.ContainsKey(key) || (key == 9 && node.Keys.Count > 0)) Press(call, flow, ivr.Node, key);
    }

    private void Press(Call call, IvrFlow flow, int index)
    {
        var node = flow.Nodes[index];
        var last = index == flow.Nodes.Count - 1;
        // Low keys are pressed a little more often than high ones. Nine means more; a slip of the finger hears it again.
        var key = (byte)(1 + Math.Min(model.Pick(node.Keys.Count), model.Chance(0.15) ? model.Pick(node.Keys.Count) : 99));
        if (!last && model.Chance(0.5)) key = 9;
        else if (model.Chance(0.05)) key = 0;
        Press(call, flow, index, key);
    }

    private void Press(Call call, IvrFlow flow, int index, byte key)
    {
        var last = index == flow.Nodes.Count - 1;
        model.Write(LogKind.IvrDigit, call, a: key, b: index);
        if (key == 0) Leave(call, flow, index, index);
        else if (key == 9 && !last) Leave(call, flow, index, index + 1);
        else if (flow.Nodes[index].Keys.TryGetValue(key, out var queue)) ToQueue(call, flow, index, queue);
    }

    private void Leave(Call call, IvrFlow flow, int index, int next)
    {
        model.Write(LogKind.IvrNodeLeft, call, a: flow.Index, b: index);
        EnterNode(call, flow, next);
    }

    private void ToQueue(Call call, IvrFlow flow, int index, short queue)
    {
        model.Write(LogKind.IvrNodeLeft, call, queue, a: flow.Index, b: index);
        model.Write(LogKind.IvrLeft, call, queue, a: flow.Index, b: index);
        if (!model.Transfers.NotConnected(call)) model.Routing.Enter(call, queue);
    }

    private void HangUp(Call call) => model.Endings.End(call, Cause.CallerHungUp);

    public void LeaveMessage(Call call)
    {
        var flow = model.Plan.Flows[TenantPlan.Voicemail];
        model.MoveOn(call);
        model.Write(LogKind.IvrEntered, call, a: flow.Index);
        model.Write(LogKind.IvrNodeEntered, call, a: flow.Index, b: 0);
        model.Write(LogKind.IvrPlayed, call, a: flow.Index, b: 0);
        model.CallIn(call, model.Draw(model.Tempo.IvrStep) * 3, () => HangUp(call));
    }

    /// <summary>The agent has hung up, and the caller is asked how it was: a key from 1 (very satisfied) to 5, or none.</summary>
    public void AskHowItWas(Call call)
    {
        var flow = model.Plan.Flows[TenantPlan.Survey];
        model.MoveOn(call);
        model.Write(LogKind.IvrEntered, call, a: flow.Index);
        model.Write(LogKind.IvrNodeEntered, call, a: flow.Index, b: 0);
        model.Write(LogKind.IvrPlayed, call, a: flow.Index, b: 0);
        model.CallIn(call, model.Draw(model.Tempo.IvrStep), () =>
        {
            if (model.Chance(0.8)) model.Write(LogKind.IvrDigit, call, a: 1 + Math.Min(model.Pick(5), model.Pick(5)), b: 0);
            HangUp(call);
        });
    }
}
