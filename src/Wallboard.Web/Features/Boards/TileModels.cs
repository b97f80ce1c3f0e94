using Wallboard.Live;
using Wallboard.Platform.Cti;

namespace Wallboard.Web.Features.Boards;

/// <summary>
/// What one tile shows, compared with the last one to see whether it must be rendered again. Nothing in it changes just because time goes by:
/// what ticks is kept as the instant it began at, and the browser counts. Only crossing a threshold is a change.
/// </summary>
public abstract record TileModel(Tile Tile, Freshness Fresh)
{
    /// <summary>For <c>data-value</c>: a figure's raw number, a table's number of rows.</summary>
    public abstract double? ValueAt(DateTimeOffset now);

    /// <summary>The same, not to be believed: what a page holds before its first message.</summary>
    public virtual TileModel AsStale() => this with { Fresh = Old(Fresh) };

    protected static Freshness Old(Freshness fresh) => fresh == Freshness.Fresh ? Freshness.Stale : fresh;

    protected static double? SecondsSince(DateTimeOffset? since, DateTimeOffset now) =>
        since is { } began ? Math.Max(0, Math.Floor((now - began).TotalSeconds)) : null;
}

/// <param name="Since">Instead of <paramref name="Value"/> while it ticks.</param>
/// <param name="Settings">How a service level is counted; null = differently from queue to queue, or no service level.</param>
/// <param name="NotInPart">It belongs to the tenant as a whole, and only a part is seen.</param>
public sealed record FigureModel(
    Tile Tile, Freshness Fresh, FigureUnit Unit, double? Value, DateTimeOffset? Since, int? Of, QueueOptions? Settings, Level Level, bool NotInPart = false)
    : TileModel(Tile, Fresh)
{
    /// <summary>Null: it stands alone.</summary>
    public FigureBeside? Beside { get; init; }

    public override double? ValueAt(DateTimeOffset now) => SecondsSince(Since, now) ?? Value;
}

/// <summary>What a figure stands beside.</summary>
/// <param name="Compared">With the same time last week.</param>
/// <param name="LastWeek">Null: not known.</param>
public sealed record FigureBeside(bool Compared, double? LastWeek, Target? Target);

/// <param name="State">The link's own; its tile's freshness is the same once messages come.</param>
/// <param name="Since">Platform clock.</param>
/// <param name="Clock">The same for people, e.g. <c>14:03:22</c>.</param>
public sealed record LinkModel(
    Tile Tile, Freshness Fresh, Freshness State, LinkReason Reason, DateTimeOffset Since, string Clock, string? Detail, string Tenant)
    : TileModel(Tile, Fresh)
{
    public override double? ValueAt(DateTimeOffset now) => (int)State;
}

/// <param name="Part">Null: all is seen, and there is nothing to say.</param>
public sealed record PartModel(Tile Tile, Freshness Fresh, PartPicture? Part) : TileModel(Tile, Fresh)
{
    public override double? ValueAt(DateTimeOffset now) => Part?.Queues;
}

/// <summary>The table; it changes when rows come and go. What stands in a row is a part of its own.</summary>
/// <param name="Members">Sorted numbers: who is in the table. Trouble sorts rows on the screen, which is no change of the table.</param>
public sealed record QueuesModel(Tile Tile, Freshness Fresh, Rows<string> Members, Apart<Rows<QueueModel>> Queues) : TileModel(Tile, Fresh)
{
    public override double? ValueAt(DateTimeOffset now) => Members.Count;

    public override TileModel AsStale() =>
        this with { Fresh = Old(Fresh), Queues = new(new(Queues.Value.Select(q => q with { Fresh = Old(q.Fresh) }))) };
}

/// <summary>One row: a part of a tile, sent without the rest of it.</summary>
public sealed record QueueModel(
    Tile Tile, Freshness Fresh, string Number, string? Name, int? Waiting, DateTimeOffset? LongestSince, double? ServiceLevel, QueueOptions Settings,
    int? Offered, int? Answered, int? Abandoned, int? Ready, int? Busy, int? SignedIn,
    Level WaitingLevel, Level LongestLevel, Level ServiceLevelLevel)
    : TileModel(Tile, Fresh)
{
    /// <summary>What can be acted on now: a service level that was missed this morning stays missed.</summary>
    public Level Level => (Level)Math.Max((int)WaitingLevel, (int)LongestLevel);

    public override double? ValueAt(DateTimeOffset now) => null;
}

/// <param name="Members">Sorted numbers, as in <see cref="QueuesModel"/>.</param>
public sealed record AgentsModel(Tile Tile, Freshness Fresh, Rows<string> Members, int SignedIn, Apart<Rows<AgentModel>> Agents) : TileModel(Tile, Fresh)
{
    public override double? ValueAt(DateTimeOffset now) => Members.Count;
}

/// <summary>One agent: a part of a tile, sent without the rest of it.</summary>
/// <param name="Text">The tenant's own word for the state, if it has one.</param>
/// <param name="Color">The tenant's own colour, <c>#rgb</c> or <c>#rrggbb</c>.</param>
public sealed record AgentModel(
    Tile Tile, Freshness Fresh, string Number, string? Name, string? Extension, int? State, int? Reason, DateTimeOffset? Since, string? Text, string? Color, Level Level)
    : TileModel(Tile, Fresh)
{
    public override double? ValueAt(DateTimeOffset now) => null;
}

/// <param name="Total"><c>null</c> = not known.</param>
public sealed record WaitingCallsModel(Tile Tile, Freshness Fresh, int? Total, Rows<WaitingRow> Calls) : TileModel(Tile, Fresh)
{
    public override double? ValueAt(DateTimeOffset now) => Total;
}

public sealed record WaitingRow(string Key, string Queue, string? Number, DateTimeOffset? Since, Level Level);

/// <param name="CompleteSince">For people, e.g. <c>14:03:22</c>: the platform has no list of sessions, so older ones are not known.</param>
/// <param name="Total">Null: they belong to the tenant as a whole, and only a part is seen.</param>
public sealed record IvrModel(Tile Tile, Freshness Fresh, string? CompleteSince, int? Total, Rows<IvrRow> Sessions) : TileModel(Tile, Fresh)
{
    public override double? ValueAt(DateTimeOffset now) => Total;
}

public sealed record IvrRow(string Key, string? Number, string? Name, string? Node, DateTimeOffset Since);

/// <param name="From">First hour shown.</param>
/// <param name="To">Last hour shown.</param>
/// <param name="Current">The hour that is not over yet.</param>
/// <param name="LastWeekIsKnown">At least one hour of that day is.</param>
public sealed record HoursModel(Tile Tile, Freshness Fresh, int From, int To, int Current, bool LastWeekIsKnown, Rows<HourPicture> Hours) : TileModel(Tile, Fresh)
{
    /// <summary>Of the calls offered in an hour.</summary>
    public Target? Target { get; init; }

    /// <summary>All offered calls.</summary>
    public override double? ValueAt(DateTimeOffset now) => Hours.Count == 0 ? null : Hours.Sum(h => h.Offered);
}
