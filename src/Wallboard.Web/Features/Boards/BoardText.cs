using System.Globalization;
using System.Resources;
using Wallboard.Live;
using Wallboard.Web.Hosting;

namespace Wallboard.Web.Features.Boards;

/// <summary>Words and number formats of boards, in the language of the current rendering.</summary>
internal static class BoardText
{
    public const string Unknown = "—";

    public static ResourceManager Resources { get; } = new("Wallboard.Web.Features.Boards.BoardText", typeof(BoardText).Assembly);

    /// <summary>Throws where the key has no words: a raw key is never shown.</summary>
    public static string Of(string key) => Find(key) ?? throw new InvalidOperationException($"BoardText has no words for '{key}'");

    public static string Of(string key, params object?[] arguments) => string.Format(CultureInfo.CurrentCulture, Of(key), arguments);

    public static string? Find(string key) => Resources.GetString(key, CultureInfo.CurrentUICulture);

    public static string Count(double? value) => value?.ToString("N0", CultureInfo.CurrentCulture) ?? Unknown;

    public static string Rate(double? fraction) => fraction is { } known ? $"{(known * 100).ToString("F1", CultureInfo.InvariantCulture)}%" : Unknown;

    /// <summary><c>07:05</c>, <c>26:49:30</c>. The browser's ticking has the same format (duration.js).</summary>
    public static string Duration(double? seconds)
    {
        if (seconds is not { } known) return Unknown;
        var whole = (long)known;
        var (hours, minutes, rest) = (whole / 3600, whole / 60 % 60, whole % 60);
        return hours > 0 ? $"{hours}:{minutes:00}:{rest:00}" : $"{minutes:00}:{rest:00}";
    }

    /// <summary>The raw number for <c>data-value</c>; empty = unknown.</summary>
    public static string Raw(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";

    public static string Raw(Freshness fresh) => fresh switch { Freshness.Fresh => "fresh", Freshness.Stale => "stale", _ => "offline" };

    /// <summary>For <c>data-level</c>; calm has none.</summary>
    public static string? Raw(Level level) => level switch { Level.Alarm => "alarm", Level.Warning => "warning", _ => null };

    /// <summary>
    /// A tenant's own words are in its own language, Chinese: elsewhere the built-in states have ours, and only its own states keep its words.
    /// What nobody has told us of is shown by its number: it is no error.
    /// </summary>
    public static string State(AgentModel agent) => Languages.Current == Languages.Chinese
        ? agent.Text ?? BuiltIn(agent) ?? Other(agent)
        : BuiltIn(agent) ?? agent.Text ?? Other(agent);

    private static string? BuiltIn(AgentModel agent) => agent switch
    {
        { State: null } => Of("State.unknown"),
        { State: 2, Reason: { } reason } => Find($"State.2.{reason}"),
        { State: { } state } => Find($"State.{state}"),
    };

    private static string Other(AgentModel agent) => agent.State == 2 ? Of("State.2.other", agent.Reason) : Of("State.other", agent.State);

    public static string Formula(QueueOptions settings) =>
        Of($"Formula.{settings.Formula}", settings.ServiceLevelSeconds, settings.ShortAbandonSeconds);
}
