namespace Wallboard.Platform.Cti;

/// <summary>Times and limits of a link.</summary>
public sealed record CtiTimings
{
    public TimeSpan PingEvery { get; init; } = TimeSpan.FromSeconds(2.5);

    /// <summary>Without any frame for this long, the link is stale.</summary>
    public TimeSpan SilentAfter { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>With this many pings unanswered when the next is due, the link is closed.</summary>
    public int UnansweredPings { get; init; } = 3;

    /// <summary>Short: an attempt that began while the platform was deaf must not hold up the next one, after which the picture has to be right within five seconds.</summary>
    public TimeSpan SignInTimeout { get; init; } = TimeSpan.FromSeconds(1.5);

    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The platform refuses the same message id twice within two seconds (9999, code 27).</summary>
    public TimeSpan RepeatAfter { get; init; } = TimeSpan.FromSeconds(2.1);

    /// <summary>An answer that takes longer does not come.</summary>
    public TimeSpan AnswerWithin { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The same where somebody has to answer a phone first (4.10, 4.12).</summary>
    public TimeSpan AnswerAfterRingingWithin { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>A request that nothing acknowledges is taken as sent when no refusal has come by then; zero = at once.</summary>
    public TimeSpan RefusalWithin { get; init; } = TimeSpan.FromSeconds(0.5);

    public TimeSpan BackoffMin { get; init; } = TimeSpan.FromSeconds(0.5);

    public TimeSpan BackoffMax { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Longer messages are discarded; sixteen times longer ones end the connection.</summary>
    public int MaxFrameBytes { get; init; } = 1024 * 1024;

    /// <summary>Event frames held for the consumer; with more, frames are let go and said to be lost.</summary>
    public int ChannelCapacity { get; init; } = 8192;

    internal TimeSpan Of(Patience patience) => patience switch
    {
        Patience.Refusal => RefusalWithin,
        Patience.Answer => AnswerWithin,
        _ => AnswerAfterRingingWithin,
    };
}
