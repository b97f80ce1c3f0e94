using System.Text.Json;

namespace Wallboard.Testing;

/// <summary>
/// The guide's tables as read out of it by machine: 27 requests (4.x), 21 events (5.x), 95 endpoints (6.x–8.x). Names occur twice where the guide has them
/// twice; conditions are in the descriptions only.
/// </summary>
public static class Contract
{
    /// <param name="MessageId">Null for the heartbeat (4.25).</param>
    /// <param name="Type">login, request or ping.</param>
    public sealed record Request(string Section, string Title, int? MessageId, string Type, IReadOnlyList<Field> Fields);

    public sealed record Event(string Section, string Title, int MessageId, IReadOnlyList<Field> Fields);

    /// <param name="Path">Behind the version segment, if <paramref name="Versioned"/>.</param>
    /// <param name="RateLimitPerMinute">20 or null.</param>
    /// <param name="Data">list, object, string, list of maps or none.</param>
    /// <param name="Response">The table of <c>data</c> first, then those nested in it.</param>
    /// <param name="Examples">As pasted into the guide: many are not JSON.</param>
    public sealed record Endpoint(
        string Section, string Title, string Path, bool Versioned, int? RateLimitPerMinute, IReadOnlyList<Parameter> Request, string Data,
        IReadOnlyList<Table> Response, IReadOnlyDictionary<string, string> Codes, IReadOnlyList<string> Examples);

    /// <summary>A field of a request's body.</summary>
    public sealed record Parameter(string Name, string Type, bool Required, string Description = "");

    /// <summary>One table of an answer.</summary>
    /// <param name="Label">As in the guide: <c>data:</c>, <c>busyReason：</c>.</param>
    public sealed record Table(string Label, IReadOnlyList<Field> Fields)
    {
        /// <summary>The property that holds it.</summary>
        public string Name => Label.Trim(':', '：', ' ');
    }

    /// <param name="Path">With dots for what is nested: <c>message.attachDatas.limit</c>.</param>
    /// <param name="Type">Of requests only.</param>
    public sealed record Field(string Path, string? Type = null, string Description = "");

    private sealed record Document(IReadOnlyList<Request> Requests, IReadOnlyList<Event> Events, IReadOnlyList<Endpoint> Endpoints);

    private static readonly Document Guide = Load();

    public static IReadOnlyList<Request> Requests => Guide.Requests;

    public static IReadOnlyList<Event> Events => Guide.Events;

    public static IReadOnlyList<Endpoint> Endpoints => Guide.Endpoints;

    public static Endpoint OfSection(string section) => Endpoints.Single(e => e.Section == section);

    private static Document Load()
    {
        using var stream = typeof(Contract).Assembly.GetManifestResourceStream("contract.json")!;
        return JsonSerializer.Deserialize<Document>(stream, JsonSerializerOptions.Web)!;
    }
}
