namespace Wallboard.Simulator.Plan;

internal enum Strategy { Random, TopDown, RoundRobin, LongestIdleAgent, LeastTalkTime, FewestCalls }

/// <summary>Where a caller goes whose wait has reached the queue's limit.</summary>
internal enum Overflow { Voicemail, OtherQueue }

internal sealed record QueuePlan(
    short Index, string Dn, string Code, string Name, Strategy Strategy, int MaxWaitSeconds, Overflow Overflow, short OverflowQueue,
    IReadOnlyList<short> Members);

internal sealed record AgentPlan(short Index, string Dn, string Extension, string Name, IReadOnlyList<short> Queues, double ShiftStartHour, bool OwnSeat);

/// <param name="Keys">Key pressed → queue index; empty for a node that only speaks.</param>
internal sealed record IvrNode(byte Index, string Id, string Name, string Audio, IReadOnlyDictionary<byte, short> Keys);

internal sealed record IvrFlow(byte Index, int Id, string Name, IReadOnlyList<IvrNode> Nodes);

/// <summary>A tenant's own reason beyond 0–8 (6.36) with its colour (6.37).</summary>
internal sealed record OwnReason(byte Code, string Name, string Color);

/// <summary>The fixed furniture of a tenant: who, which queues, which menus.</summary>
internal sealed record TenantPlan(
    string Id, string Name, Tempo Tempo, IReadOnlyList<AgentPlan> Agents, IReadOnlyList<QueuePlan> Queues, IReadOnlyList<IvrFlow> Flows,
    IReadOnlyList<OwnReason> OwnReasons, int AfterState, int MaxConcurrent)
{
    /// <summary>The flow that takes messages; it has no keys.</summary>
    public const byte Voicemail = 1;

    /// <summary>The flow that asks about the talk; its one node takes keys 1–5.</summary>
    public const byte Survey = 2;

    public const string Hotline = "4008001000";

    public int RestLimit => Math.Max(1, Agents.Count / 12);

    public AgentPlan? Agent(string dn) => agentsByDn.GetValueOrDefault(dn);

    public QueuePlan? Queue(string dn) => queuesByDn.GetValueOrDefault(dn);

    private readonly Dictionary<string, AgentPlan> agentsByDn = Agents.ToDictionary(a => a.Dn);
    private readonly Dictionary<string, QueuePlan> queuesByDn = Queues.ToDictionary(q => q.Dn);
}

/// <summary>A span in seconds from which durations are drawn evenly.</summary>
internal readonly record struct Span(double From, double To);

/// <summary>How fast life goes; everything in seconds.</summary>
internal sealed record Tempo
{
    public required int Agents { get; init; }
    public required int Queues { get; init; }

    /// <summary>Callers per second and signed-in agent that would just keep everybody busy, times this.</summary>
    public required double Pressure { get; init; }

    /// <summary>The part of the pressure in the hours before the start, so that history stays small.</summary>
    public required double HistoryShare { get; init; }

    /// <summary>Calls from outside a day and agent in the days of history, on the average of a week.</summary>
    public required double HistoryCalls { get; init; }

    public required Span Talk { get; init; }
    public required Span AfterCall { get; init; }
    public required Span Answer { get; init; }
    public required double RingLimit { get; init; }
    public required Span IvrStep { get; init; }
    public required double MeanPatience { get; init; }

    /// <summary>The longest of the queues' limits; others have three or four fifths of it.</summary>
    public required int MaxWait { get; init; }

    public required double MeanBetweenPauses { get; init; }
    public required Span Pause { get; init; }
    public required Span Redial { get; init; }
    public required double ShiftHours { get; init; }

    public double MeanHandling => (Talk.From + Talk.To + AfterCall.From + AfterCall.To + Answer.From + Answer.To) / 2;
}
