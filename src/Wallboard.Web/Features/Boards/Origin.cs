using Wallboard.Web.Hosting.Access;

namespace Wallboard.Web.Features.Boards;

/// <summary>Where a figure of the board comes from, in the glossary's terms, and where its rows are.</summary>
/// <param name="Metric">As in <c>data-metric</c>.</param>
/// <param name="Terms">Of the glossary: their definitions and sources are the figure's. None: it has words of its own.</param>
/// <param name="IsToday">It covers the day so far; else this moment.</param>
internal sealed record Origin(string Metric, string NameKey, IReadOnlyList<string> Terms, bool IsToday, IReadOnlyList<OriginWay> Ways)
{
    private static readonly OriginWay
        reconciliation = new("reconciliation", Permission.ReadRecords, "reconciliation?day={0}", "&queue="),
        calls = new("calls", Permission.ReadRecords, "records/calls?from={0}&to={0}", "&queue="),
        levels = new("levels", Permission.ViewReports, "reports/service-level?unit=hour&period=today", "&numbers="),
        concurrency = new("concurrency", Permission.ViewReports, "reports/concurrency?period=today", null);

    public static IReadOnlyList<Origin> All { get; } =
    [
        Now("waiting", "waiting-now"), Now("longestWaitSeconds", "longest-wait-now"),
        Today("serviceLevel", "service-level", reconciliation, levels), Today("offered", "offered", reconciliation, calls),
        Today("answered", "answered", reconciliation, calls), Today("abandoned", "abandoned", reconciliation, calls),
        Now("ready", "ready-busy-signed-in"), Now("engaged", "ready-busy-signed-in"), Now("signedIn", "ready-busy-signed-in"),
        Now("busy", "ready-busy-signed-in") with { NameKey = "Queue.busy" }, Now("concurrency", "concurrency") with { Ways = [concurrency] },
        Today("offeredByHour", "offered", reconciliation, levels) with { NameKey = "Hours" },
        Today("queues", "offered", reconciliation, levels) with { NameKey = "Queues", Terms = ["waiting-now", "longest-wait-now", "service-level", "offered", "answered", "abandoned", "ready-busy-signed-in"] },
        Now("agents", "time-in-state") with { NameKey = "Agents", Terms = ["ready-busy-signed-in", "time-in-state"] },
        Now("waitingCalls", "waiting-now") with { NameKey = "WaitingCalls" },
        Now("ivrSessions", "") with { NameKey = "Ivr", Terms = [] },
    ];

    private static Origin Now(string metric, string term) => new(metric, $"Metric.{metric}", [term], false, []);

    private static Origin Today(string metric, string term, params OriginWay[] ways) => new(metric, $"Metric.{metric}", [term], true, ways);
}

/// <param name="Key">Its words: <c>Why.way.{key}</c>.</param>
/// <param name="Path">Below <c>/t/{tenant}/</c>; <c>{0}</c> is the tenant's today.</param>
/// <param name="Queue">What stands before a queue's number in the address; null: it is about no single queue.</param>
internal sealed record OriginWay(string Key, Permission Permission, string Path, string? Queue);
