using System.Text.Json;

namespace Wallboard.Testing;

/// <summary>Compares what <c>/api/live</c> says with the simulator's truth, which has the same shape. Exact, field by field.</summary>
public static class LiveComparison
{
    private const string Level = "serviceLevel";

    private static readonly string[] queueFields =
        ["waiting", "calling", "ready", "busy", "signedIn", "offered", "answered", "abandoned", "leftOtherwise", "open", "serviceLevel"];

    private static readonly string[] totalFields =
        ["waiting", "ready", "engaged", "signedIn", "offered", "answered", "abandoned", "serviceLevel"];

    /// <summary>One line per difference; empty when the picture is the truth.</summary>
    public static IReadOnlyList<string> Differences(JsonElement live, JsonElement truth)
    {
        var shown = Facts(live);
        var real = Facts(truth);
        return [.. shown.Keys.Union(real.Keys).Order(StringComparer.Ordinal)
            .Select(key => (key, shown: shown.GetValueOrDefault(key, "missing"), real: real.GetValueOrDefault(key, "missing")))
            .Where(fact => fact.shown != fact.real)
            .Select(fact => $"{fact.key} shows {fact.shown}, is {fact.real}")];
    }

    /// <summary>
    /// Of a platform that goes on: equal, or a service level that differs by one visit. Events carry no time: a wait that is measured by when they come can be a second
    /// longer or shorter than the platform's, and a visit that waited for just T counts on the other side then, until its records are read a moment later.
    /// </summary>
    public static bool IsSame(string key, string shown, string real, IReadOnlyDictionary<string, string> truth)
    {
        if (shown == real) return true;
        if (!key.EndsWith(Level, StringComparison.Ordinal) || Number(shown) is not { } one || Number(real) is not { } other) return false;
        var subject = key[..^Level.Length];
        var visits = Number(truth.GetValueOrDefault($"{subject}answered")) + Number(truth.GetValueOrDefault($"{subject}abandoned"));
        // Both are rounded to four places.
        return Math.Abs(one - other) <= (1 / visits) + 0.0001;

        static double? Number(string? text) => double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    /// <summary>Every comparable figure by a name of its own.</summary>
    public static IReadOnlyDictionary<string, string> Facts(JsonElement picture)
    {
        var facts = new Dictionary<string, string>();
        foreach (var agent in picture.GetProperty("agents").EnumerateArray())
        {
            var state = Text(agent, "state");
            facts[$"agent {Text(agent, "dn")}"] = state == "2" ? $"2/{Text(agent, "reason")}" : state;
        }
        foreach (var queue in picture.GetProperty("queues").EnumerateArray())
            foreach (var field in queueFields) facts[$"queue {Text(queue, "dn")} {field}"] = Text(queue, field);
        foreach (var call in picture.GetProperty("waiting").EnumerateArray())
            facts[$"waiting {Text(call, "queue")} {Text(call, "callId")}"] = "there";
        foreach (var field in totalFields) facts[$"total {field}"] = Text(picture.GetProperty("totals"), field);
        return facts;
    }

    /// <summary>The calls in the IVR, apart from those that began before they could be known.</summary>
    public static IReadOnlyList<string> IvrDifferences(JsonElement live, JsonElement truth)
    {
        var since = live.GetProperty("ivr").GetProperty("completeSince");
        if (since.ValueKind != JsonValueKind.String) return ["the IVR is not known yet"];
        var known = since.GetDateTimeOffset().AddSeconds(1);
        var shown = Sessions(live).Select(s => s.CallId).ToHashSet();
        var all = Sessions(truth).ToList();
        return
        [
            .. all.Where(s => s.StartedAt > known && !shown.Contains(s.CallId)).Select(s => $"IVR session {s.CallId} is not shown"),
            .. shown.Except(all.Select(s => s.CallId)).Select(id => $"IVR session {id} is over and still shown"),
        ];
    }

    private static IEnumerable<(string CallId, DateTimeOffset StartedAt)> Sessions(JsonElement picture) =>
        picture.GetProperty("ivr").GetProperty("sessions").EnumerateArray()
            .Select(s => (s.GetProperty("callId").GetString()!, s.GetProperty("startedAt").GetDateTimeOffset()));

    private static string Text(JsonElement element, string name) =>
        !element.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? "null"
        : value.ValueKind == JsonValueKind.Number ? Math.Round(value.GetDouble(), 4).ToString("R", System.Globalization.CultureInfo.InvariantCulture)
        : value.ToString();
}
