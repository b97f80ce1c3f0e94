using Wallboard.Simulator.Log;

namespace Wallboard.Simulator.Model;

/// <summary>Ringing phones: each is answered by itself after a while, or not; a client may be quicker (4.24).</summary>
internal sealed class Phones(TenantModel model)
{
    private sealed record Ringing(Call Call, Action Answer, Action Refuse);

    private readonly Dictionary<short, Ringing> ringing = [];

    /// <summary>Call when the agent's leg has been rung. An agent with a client always answers; the others sometimes refuse or are not there.</summary>
    public void Ring(short agent, Call call, Action answer, Action refuse, Action? missed = null)
    {
        ringing[agent] = new Ringing(call, answer, refuse);
        if (missed is not null && !model.IsAttended(agent))
        {
            if (model.Chance(0.03))
            {
                model.AgentIn(agent, model.Draw(model.Tempo.Answer), refuse);
                return;
            }
            if (model.Chance(0.03))
            {
                model.AgentIn(agent, model.Tempo.RingLimit, missed);
                return;
            }
        }
        model.AgentIn(agent, model.Draw(model.Tempo.Answer), answer);
    }

    /// <summary>False when nothing rings there.</summary>
    public bool Answer(short agent) => Take(agent)?.Answer is { } answer && Run(answer);

    /// <summary>False when nothing rings there.</summary>
    public bool Refuse(short agent) => Take(agent)?.Refuse is { } refuse && Run(refuse);

    private Ringing? Take(short agent)
    {
        if (!ringing.Remove(agent, out var phone)) return null;
        return model.Views.Agents[agent].Leg is { Answered: 0 } leg && leg.Call == phone.Call ? phone : null;
    }

    private static bool Run(Action action)
    {
        action();
        return true;
    }
}
