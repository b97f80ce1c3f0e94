namespace Wallboard.Web.Features.Boards;

// What tiles are made of is public only because Razor components are.
public enum TileType
{
    Link,
    Part,
    Figure,
    Queues,
    Agents,
    WaitingCalls,
    Ivr,
    Hours,

    /// <summary>A row of <see cref="Queues"/>.</summary>
    Queue,

    /// <summary>A cell of <see cref="Agents"/>.</summary>
    Agent,
}

/// <param name="Metric">What it shows, by the name that <c>/api/live</c> has for it.</param>
public sealed record Tile(string Id, TileType Type, string Metric)
{
    /// <summary>It stands inside of another tile, which holds it when it is rendered as a whole.</summary>
    public bool IsPart => Type is TileType.Queue or TileType.Agent;
}

/// <param name="Revision">Rises with every change: screens that show an older one load the page again.</param>
internal sealed record Board(string Id, int Revision, IReadOnlyList<Tile> Tiles)
{
    /// <summary>What every tenant has from the start.</summary>
    public static readonly Board Default = new("default", 1,
    [
        new("link", TileType.Link, "link"),
        new("part", TileType.Part, "part"),
        .. FigureMetrics.All.Select(f => new Tile(f.Metric, TileType.Figure, f.Metric)),
        new("hours", TileType.Hours, "offeredByHour"),
        new("queues", TileType.Queues, "queues"),
        new("agents", TileType.Agents, "agents"),
        new("waitingCalls", TileType.WaitingCalls, "waitingCalls"),
        new("ivr", TileType.Ivr, "ivrSessions"),
    ]);
}
