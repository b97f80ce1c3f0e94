namespace Wallboard.Web.Features.Boards;

/// <summary>How much something asks for attention.</summary>
public enum Level
{
    Calm,
    Warning,
    Alarm,
}

/// <summary>From where on a figure is a warning, and from where on an alarm.</summary>
public readonly record struct Limit(double Warning, double Alarm)
{
    /// <summary>Higher is worse; what is not known is no alarm.</summary>
    public Level Above(double? value) => value >= Alarm ? Level.Alarm : value >= Warning ? Level.Warning : Level.Calm;

    /// <summary>Lower is worse.</summary>
    public Level Below(double? value) => value < Alarm ? Level.Alarm : value < Warning ? Level.Warning : Level.Calm;
}

/// <summary>What a board calls wrong. The same for every tenant until tenants have settings for it.</summary>
internal sealed record Thresholds
{
    public static readonly Thresholds Default = new();

    /// <summary>Calls waiting, in all queues together.</summary>
    public Limit Waiting { get; init; } = new(5, 10);

    /// <summary>Calls waiting in one queue.</summary>
    public Limit QueueWaiting { get; init; } = new(3, 6);

    /// <summary>Seconds. The warning begins where the default service level ends.</summary>
    public Limit LongestWait { get; init; } = new(20, 60);

    /// <summary>Fractions.</summary>
    public Limit ServiceLevel { get; init; } = new(0.8, 0.7);

    /// <summary>Seconds in after-call work (state 2, reason 0).</summary>
    public Limit AfterCallWork { get; init; } = new(120, 300);

    /// <summary>Seconds of ringing at an agent who does not answer (reason 8).</summary>
    public Limit Ringing { get; init; } = new(15, 30);

    /// <summary>Seconds with a device that does not work (reason 2).</summary>
    public Limit DeviceUnavailable { get; init; } = new(30, 120);

    public Level Figure(string metric, double? value) => metric switch
    {
        "waiting" => Waiting.Above(value),
        "longestWaitSeconds" => LongestWait.Above(value),
        "serviceLevel" => ServiceLevel.Below(value),
        _ => Level.Calm,
    };

    public Level Agent(int? state, int? reason, TimeSpan? inState) => (state, reason) switch
    {
        (2, 0) => AfterCallWork.Above(inState?.TotalSeconds),
        (2, 2) => DeviceUnavailable.Above(inState?.TotalSeconds),
        (2, 8) => Ringing.Above(inState?.TotalSeconds),
        _ => Level.Calm,
    };
}
