using Wallboard.Simulator.Log;

namespace Wallboard.Simulator.Model;

/// <summary>Rings somebody into a call that goes on meanwhile: for a transfer, a conference, to listen.</summary>
internal sealed class Joining(TenantModel model)
{
    private const int RingingIn = 8, Talking = 1, BusyReason = 3;

    /// <summary>Exactly one of the two happens, unless the call ends before.</summary>
    public void Invite(LiveCall live, Target to, LegAttribute attribute, bool towardsCalled, Action joined, Action failed)
    {
        if (to.Number is { } number) Dial(live, number, attribute, joined, failed);
        else Ring(live.Call, to.Agent, attribute, towardsCalled, joined, failed);
    }

    private void Ring(Call call, short agent, LegAttribute attribute, bool towardsCalled, Action joined, Action failed)
    {
        model.Write(LogKind.Rung, call, agent: agent, a: (int)attribute, b: towardsCalled ? 1 : 0);
        model.SetState(agent, 2, RingingIn, call);
        model.Phones.Ring(agent, call, Answer, () => Miss(LogKind.Refused), () => Miss(LogKind.NotAnswered));

        void Answer()
        {
            model.Write(LogKind.Answered, call, agent: agent);
            model.SetState(agent, 2, Talking, call);
            joined();
        }

        void Miss(LogKind how)
        {
            model.Write(how, call, agent: agent);
            model.SetState(agent, 2, BusyReason);
            if (!model.IsAttended(agent)) model.AgentIn(agent, model.Draw(model.Tempo.AfterCall), () => model.AgentLife.Free(agent));
            failed();
        }
    }

    private void Dial(LiveCall live, string number, LegAttribute attribute, Action joined, Action failed)
    {
        var (call, numbers) = (live.Call, live.Call.Note().Outside);
        numbers.Add(number);
        model.Write(LogKind.OutsideDialled, call, a: (int)attribute, b: numbers.Count - 1);
        var leg = live.LastLeg!;
        model.Agenda.In(Target.AnswerSeconds(model, number), () =>
        {
            if (leg.Ended > 0) return;
            if (Target.Failure(number) is { } cause)
            {
                model.Endings.EndOutside(call, leg, cause);
                failed();
                return;
            }
            model.Write(LogKind.OutsideAnswered, call, b: numbers.IndexOf(number));
            joined();
        });
    }
}
