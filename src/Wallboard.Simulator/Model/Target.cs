using Wallboard.Simulator.Log;
using Wallboard.Simulator.Plan;

namespace Wallboard.Simulator.Model;

/// <summary>Whom a number means: an agent, a queue or somebody outside.</summary>
internal readonly record struct Target(short Agent, short Queue, string? Number)
{
    /// <summary>
    /// An agent by number (10000_1000), extension (6000) or what follows the tenant's number (1000); a queue in the same ways; any other digits are outside.
    /// Null: nobody can be called so.
    /// </summary>
    public static Target? Find(TenantPlan plan, string text)
    {
        var whole = text.Contains('_') ? text : $"{plan.Id}_{text}";
        if ((plan.Agent(whole) ?? plan.Agents.FirstOrDefault(a => a.Extension == text)) is { } agent) return new Target(agent.Index, -1, null);
        if (plan.Queue(whole) is { } queue) return new Target(-1, queue.Index, null);
        return text.Length is >= 3 and <= 20 && text.All(char.IsAsciiDigit) ? new Target(-1, -1, text) : null;
    }

    // Whoever a client calls outside shows by the last digit what comes of it, so that people and tests can choose.
    public static Cause? Failure(string number) => number[^1] switch { '9' => Cause.NoAnswer, '8' => Cause.Busy, _ => null };

    public static double AnswerSeconds(TenantModel model, string number) =>
        Failure(number) == Cause.NoAnswer ? model.Tempo.RingLimit : model.Draw(model.Tempo.Answer);
}
