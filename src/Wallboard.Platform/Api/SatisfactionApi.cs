using System.Text.Json;
using System.Text.Json.Serialization;

namespace Wallboard.Platform.Api;

/// <summary>What callers answered to the satisfaction question. Guide 6.26, 6.27.</summary>
public sealed class SatisfactionApi
{
    private readonly ApiCaller caller;

    internal SatisfactionApi(ApiCaller caller) => this.caller = caller;

    /// <summary>Guide 6.26.</summary>
    /// <param name="seen">Told after each page how many rows there are so far.</param>
    public IAsyncEnumerable<SatisfactionRecord> ListAsync(SatisfactionFilter filter, IProgress<PageProgress>? seen = null, CancellationToken ct = default) =>
        caller.PagesAsync(
            ApiEndpoint.Satisfactions,
            caller.Tenant(
                ("startTime", caller.Time(filter.From)), ("endTime", caller.Time(filter.To)), ("number", filter.Number), ("ivrDtmfDigit", filter.Digits),
                ("ids", filter.Ids), ("routeType", filter.ComponentType), ("callId", filter.CallId), ("ivrID", filter.IvrId),
                ("callType", ApiCaller.Text(filter.CallType)), ("ivrResult", filter.Result), ("sort", filter.Sort), ("order", filter.Order)),
            j => j.SatisfactionRecord, seen, ct);

    /// <summary>Key presses counted by key. Guide 6.27; it counts only the keys that it is asked for.</summary>
    /// <param name="keys">All that the question offers, e.g. <c>1</c> to <c>5</c>.</param>
    /// <param name="seen">Told after each page how many rows there are so far.</param>
    public IAsyncEnumerable<SatisfactionStatistics> CountsAsync(
        StatisticsSubject subject, IReadOnlyCollection<string> keys, DateTimeOffset? from = null, DateTimeOffset? to = null, string? sort = null, string? order = null,
        IProgress<PageProgress>? seen = null, CancellationToken ct = default) =>
        caller.PagesAsync(
            ApiEndpoint.SatisfactionStatistics,
            caller.Tenant(
                [("startTime", caller.Time(from)), ("endTime", caller.Time(to)), ("ivrDtmfDigits", ApiCaller.Join(keys)), .. subject.TypedFields(caller),
                    ("sort", sort), ("order", order)]),
            j => j.SatisfactionStatistics, seen, ct);
}

/// <summary>One answer. Guide 6.26.</summary>
/// <param name="Digits"><c>ivrDtmfDigit</c>: the key pressed.</param>
/// <param name="Outcome"><c>stopCause</c>: <c>FAILED</c> or <c>SUCCESS</c>.</param>
public sealed record SatisfactionRecord(
    [property: JsonPropertyName("id")] string? Id,
    [property: JsonPropertyName("callId")] string? CallId,
    [property: JsonPropertyName("tenantId")] string? TenantId,
    [property: JsonPropertyName("startTime")] DateTimeOffset? StartedAt,
    [property: JsonPropertyName("endTime")] DateTimeOffset? EndedAt,
    [property: JsonPropertyName("ani")] string? CallerNumber,
    [property: JsonPropertyName("dnis")] string? DialledNumber,
    [property: JsonPropertyName("callType")] int? CallType,
    [property: JsonPropertyName("ivrDtmfDigit")] string? Digits,
    [property: JsonPropertyName("ivrDigitType")] string? ComponentType,
    [property: JsonPropertyName("stopCause")] string? Outcome);

/// <summary>Filter of <c>query/querySatisfactions</c>. Guide 6.26. Every field may be left out.</summary>
/// <param name="Ids">Row ids, separated by commas.</param>
/// <param name="ComponentType"><c>routeType</c>.</param>
/// <param name="CallType">1 internal, 2 inbound, 3 outbound, 4 in- and outbound.</param>
/// <param name="Result"><c>ivrResult</c>.</param>
public sealed record SatisfactionFilter(
    DateTimeOffset? From = null, DateTimeOffset? To = null, string? Number = null, string? Digits = null, string? Ids = null, string? ComponentType = null,
    string? CallId = null, string? IvrId = null, int? CallType = null, string? Result = null, string? Sort = null, string? Order = null);

/// <summary>Key presses of one subject. Guide 6.27.</summary>
/// <param name="Number"><c>agent</c>.</param>
/// <param name="Name">An agent's or tenant's name, a queue's number or a department.</param>
public sealed record SatisfactionStatistics(
    [property: JsonPropertyName("agent")] string? Number,
    [property: JsonPropertyName("tenantId")] string? TenantId,
    [property: JsonPropertyName("name")] string? Name) : IDynamicColumns
{
    /// <summary>Presses by key.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, int?> Presses { get; private set; } = new Dictionary<string, int?>();

    // { "agent": "10000_1000", "1": "12", "2": "32", "3": "22", "4": "0" }
    void IDynamicColumns.Take(JsonElement row, ApiCounters counters)
    {
        var presses = new Dictionary<string, int?>();
        foreach (var column in row.EnumerateObject())
        {
            var key = JsonText.Name(column);
            if (key.Length == 0 || !key.All(c => char.IsAsciiDigit(c) || c is '*' or '#')) continue;
            presses[key] = JsonText.Of(column.Value) is { } text ? IntConverter.Number(text) : null;
            if (presses[key] is null && JsonText.Of(column.Value) is { Length: > 0 }) counters.AddBadField();
        }
        Presses = presses;
    }
}
