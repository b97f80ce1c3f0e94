using System.Globalization;
using System.Text.RegularExpressions;
using Wallboard.Live;
using Wallboard.Platform.Cti;
using Wallboard.Web.Features.Live;

namespace Wallboard.Web.Features.Boards;

/// <summary>(tile, picture) → what the tile shows. Pure.</summary>
internal static partial class TileFactory
{
    private const int MostRows = 60;

    /// <summary>The day that the chart shows at least: hours that come must not move those that are there.</summary>
    private const int EarliestStart = 8, LatestEnd = 20;

    /// <summary>What the portal's own seat is called in a board's elements.</summary>
    private const string OwnSeat = "portal";

    private static readonly Thresholds thresholds = Thresholds.Default;

    /// <summary>Every tile, each followed by its parts.</summary>
    public static IEnumerable<TileModel> Models(Board board, Tenant tenant, LivePicture picture, bool masked, Yardstick yardstick) =>
        board.Tiles.Select(tile => Model(tile, tenant, picture, masked, yardstick)).SelectMany(WithParts);

    private static IEnumerable<TileModel> WithParts(TileModel model) => model switch
    {
        QueuesModel queues => [queues, .. queues.Queues.Value],
        AgentsModel agents => [agents, .. agents.Agents.Value],
        _ => [model],
    };

    private static TileModel Model(Tile tile, Tenant tenant, LivePicture picture, bool masked, Yardstick yardstick) => tile.Type switch
    {
        TileType.Link => Link(tile, tenant, picture.Link),
        TileType.Part => new PartModel(tile, picture.Link.State, picture.Part),
        TileType.Figure => Figure(tile, picture) with { Beside = Beside(tile.Metric, yardstick.For(picture)) },
        TileType.Queues => Queues(tile, picture),
        TileType.Agents => Agents(tile, tenant, picture),
        TileType.WaitingCalls => WaitingCalls(tile, picture, masked),
        TileType.Ivr => Ivr(tile, tenant, picture, masked),
        TileType.Hours => Hours(tile, tenant, picture) with { Target = yardstick.For(picture).Targets.Of(Targets.OfferedByHour) },
        _ => throw new InvalidOperationException($"Tile {tile.Id}: no type {tile.Type}"),
    };

    private static LinkModel Link(Tile tile, Tenant tenant, LinkPicture link) =>
        new(tile, link.State, link.State, link.Reason, link.Since, TimeOfDay(tenant, link.Since), link.Detail, tenant.Id);

    private static FigureModel Figure(Tile tile, LivePicture picture)
    {
        var metric = FigureMetrics.Find(tile.Metric);
        var totals = picture.Totals;
        if (tile.Metric == FigureMetrics.Concurrency && picture.Part is not null)
            return new(tile, picture.Link.State, metric.Unit, null, null, null, null, Level.Calm, NotInPart: true);
        // Concurrency is polled over HTTP, whatever the link does.
        var fresh = tile.Metric == FigureMetrics.Concurrency ? totals.ConcurrencyFresh : Worst(picture.Link.State, totals.Fresh);
        var value = metric.Value(totals);
        var level = thresholds.Figure(tile.Metric, value);
        if (metric.Unit != FigureUnit.Duration)
            return new(tile, fresh, metric.Unit, value, null, metric.Of?.Invoke(totals), metric.Unit == FigureUnit.Rate ? CommonSettings(picture) : null, level);
        var since = Began(picture, totals.Waiting, totals.LongestWait);
        return new(tile, fresh, metric.Unit, since is null ? value : null, since, null, null, level);
    }

    private static FigureBeside? Beside(string metric, Yardstick yardstick)
    {
        var (compared, target) = (yardstick.Compares && LastWeekTotals.Has(metric), yardstick.Targets.Of(metric));
        return compared || target is not null ? new(compared, compared ? yardstick.LastWeek?.Figure(metric) : null, target) : null;
    }

    private static QueueOptions? CommonSettings(LivePicture picture) =>
        picture.Queues.Select(q => q.Settings).Distinct().ToList() is [var only] ? only : null;

    private static QueuesModel Queues(Tile tile, LivePicture picture)
    {
        var queues = picture.Queues.Select(q => Queue(q, picture))
            .OrderByDescending(q => q.Level).ThenBy(q => q.Level == Level.Calm ? null : q.LongestSince).ThenBy(q => q.Number, StringComparer.Ordinal).ToList();
        var worst = queues.Select(r => r.Fresh).Append(picture.Link.State).Max();
        return new(tile, worst, Sorted(queues.Select(q => q.Number)), new(new(queues)));
    }

    private static QueueModel Queue(QueuePicture q, LivePicture picture) => new(
        new($"queue-{q.Number}", TileType.Queue, "queue"), Worst(picture.Link.State, q.Fresh), q.Number, q.Name, q.Waiting,
        Began(picture, q.Waiting, q.LongestWait), q.ServiceLevel.Value, q.Settings, q.Offered, q.Answered, q.Abandoned, q.Ready, q.Busy, q.SignedIn,
        thresholds.QueueWaiting.Above(q.Waiting),
        thresholds.LongestWait.Above(q.Waiting is 0 ? 0 : q.LongestWait?.TotalSeconds), thresholds.ServiceLevel.Below(q.ServiceLevel.Value));

    private static AgentsModel Agents(Tile tile, Tenant tenant, LivePicture picture)
    {
        var agents = picture.Agents.Select(a => Agent(Disguised(a, tenant), picture))
            .OrderBy(a => a.State is null or 0).ThenByDescending(a => a.Level).ThenBy(a => a.Level == Level.Calm ? null : a.Since)
            .ThenBy(a => a.Number, StringComparer.Ordinal).ToList();
        return new(tile, picture.Link.State, Sorted(agents.Select(a => a.Number)), agents.Count(a => a.State is 1 or 2), new(new(agents)));
    }

    /// <summary>The portal's own seat counts as all others do; where it is, is nobody's business: whoever signs in there puts the portal out.</summary>
    private static AgentPicture Disguised(AgentPicture agent, Tenant tenant) =>
        agent.Number == tenant.Options.Seat ? agent with { Number = OwnSeat, Extension = null } : agent;

    private static Rows<string> Sorted(IEnumerable<string> numbers) => new(numbers.Order(StringComparer.Ordinal));

    private static AgentModel Agent(AgentPicture agent, LivePicture picture)
    {
        var reason = agent.State == 2 ? agent.Reason : null;
        var own = agent.State is { } state ? picture.States.GetValueOrDefault((state, reason)) : null;
        var color = own?.Color is { } c && Color().IsMatch(c) ? c : null;
        return new(
            new($"agent-{agent.Number}", TileType.Agent, "agent"), picture.Link.State, agent.Number, agent.Name, agent.Extension, agent.State, reason,
            agent.Since, own?.Text, color, thresholds.Agent(agent.State, reason, picture.AsOf - agent.Since));
    }

    private static WaitingCallsModel WaitingCalls(Tile tile, LivePicture picture, bool masked)
    {
        var names = picture.Queues.ToDictionary(q => q.Number, q => q.Name ?? q.Number);
        var calls = picture.Waiting.OrderBy(w => w.EnteredAt ?? DateTimeOffset.MaxValue).ThenBy(w => w.CallId, StringComparer.Ordinal).Take(MostRows);
        return new(tile, picture.Link.State, picture.Totals.Waiting is null ? null : picture.Waiting.Count, new(calls.Select((w, i) => new WaitingRow(
            $"{w.Queue}-{Key(w.CallId, i)}", names.GetValueOrDefault(w.Queue, w.Queue), NumberMask.Apply(w.Number, !masked), w.EnteredAt,
            thresholds.LongestWait.Above((picture.AsOf - w.EnteredAt)?.TotalSeconds)))));
    }

    private static IvrModel Ivr(Tile tile, Tenant tenant, LivePicture picture, bool masked)
    {
        var (completeSince, all) = (picture.Ivr.CompleteSince, picture.Ivr.Sessions);
        var sessions = all.OrderBy(s => s.StartedAt).ThenBy(s => s.CallId, StringComparer.Ordinal).Take(MostRows);
        return new(tile, picture.Link.State, completeSince is { } since ? TimeOfDay(tenant, since) : null, picture.Part is null ? all.Count : null, new(sessions.Select((s, i) =>
            new IvrRow(Key(s.CallId, i), NumberMask.Apply(s.Number, !masked), s.Name, s.Node, s.StartedAt))));
    }

    private static HoursModel Hours(Tile tile, Tenant tenant, LivePicture picture)
    {
        var (hours, now) = (picture.Hours, tenant.Local(picture.AsOf).Hour);
        return new(
            tile, Worst(picture.Link.State, picture.Totals.Fresh), hours.Select(h => h.Hour).Append(now).Append(EarliestStart).Min(),
            hours.Select(h => h.Hour).Append(now).Append(LatestEnd).Max(), now, hours.Any(h => h.OfferedLastWeek is not null), new(hours));
    }

    private static Freshness Worst(Freshness one, Freshness other) => one > other ? one : other;

    /// <summary>When the longest wait began; with nobody waiting there is none, and its zero must not begin to tick.</summary>
    private static DateTimeOffset? Began(LivePicture picture, int? waiting, TimeSpan? longest) =>
        waiting is not 0 && longest is { } known ? picture.AsOf - known : null;

    /// <summary>An id for the row's element: call ids of some platforms hold an address after the <c>@</c>, which is no browser's business.</summary>
    private static string Key(string? callId, int index) => callId?.Split('@')[0] is { Length: > 0 } id ? id : $"row{index}";

    private static string TimeOfDay(Tenant tenant, DateTimeOffset instant) =>
        tenant.Local(instant).ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    [GeneratedRegex("^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$")]
    private static partial Regex Color();
}
