using System.Text.Json.Serialization;

namespace Wallboard.Platform.Api;

/// <summary>Voicemail and text messages (SMS). Guide 6.28, 6.29, 7.1–7.3.</summary>
public sealed class MessagesApi
{
    private readonly ApiCaller caller;

    internal MessagesApi(ApiCaller caller) => this.caller = caller;

    /// <summary>
    /// Voicemail. Guide 6.28, which takes no tenant: another's rows are left out, and so are rows that name no agent unless one was asked for.
    /// </summary>
    /// <param name="agent">The agent's number.</param>
    /// <param name="number">The customer's number.</param>
    /// <param name="seen">Told after each page how many rows there are so far, another tenant's among them.</param>
    /// <exception cref="ArgumentException">The agent is another tenant's.</exception>
    public IAsyncEnumerable<Voicemail> VoicemailsAsync(
        string? agent = null, string? number = null, DateTimeOffset? from = null, DateTimeOffset? to = null, string? sort = null, string? order = null,
        IProgress<PageProgress>? seen = null, CancellationToken ct = default)
    {
        if (agent is not null) caller.RequireOwn([agent], nameof(agent));
        return caller.PagesAsync(
            ApiEndpoint.Voicemails,
            [("agent", agent), ("mobile", number), ("startTime", caller.Time(from)), ("endTime", caller.Time(to)), ("sort", sort), ("order", order)],
            j => j.Voicemail, seen, ct).Where(v => v.Agent is null ? agent is not null : caller.Owned(v.Agent));
    }

    /// <summary>Text messages. Guide 6.29.</summary>
    /// <param name="seen">Told after each page how many rows there are so far.</param>
    public IAsyncEnumerable<TextMessage> ListAsync(TextMessageFilter filter, IProgress<PageProgress>? seen = null, CancellationToken ct = default) =>
        caller.PagesAsync(
            ApiEndpoint.Messages,
            caller.Tenant(
                ("agent", filter.Agent), ("startTime", caller.Time(filter.From)), ("endTime", caller.Time(filter.To)), ("sendState", ApiCaller.Text(filter.SendState)),
                ("type", filter.Types), ("sendMobile", filter.SentFrom), ("content", filter.Content),
                ("stateValue", filter.Read is { } read ? (read ? "1" : "0") : null), ("ids", filter.Ids), ("sort", filter.Sort), ("order", filter.Order),
                ("attr", filter.Attributes)),
            j => j.TextMessage, seen, ct);

    /// <summary>Sends a message to one number or many. Guide 7.1; never sent twice by itself.</summary>
    /// <exception cref="ArgumentException">The agent is another tenant's.</exception>
    public Task SendAsync(NewTextMessage message, CancellationToken ct = default)
    {
        caller.RequireOwn([message.Agent], nameof(message));
        return caller.DoAsync(
            ApiEndpoint.SendMessage,
            caller.Tenant(
                ("content", message.Content), ("thisDN", message.Agent), ("number", ApiCaller.Join(message.Numbers)), ("gateway", message.Gateway),
                ("port", message.Port), ("type", ApiCaller.Text(message.Type)), ("attr", message.Attribute)),
            ct);
    }

    /// <summary>Marks messages as read, once each is known to be the tenant's. Guide 7.2.</summary>
    /// <exception cref="PlatformApiException"><see cref="ApiFault.NotTheTenants"/>: nothing was changed.</exception>
    public async Task MarkReadAsync(IReadOnlyCollection<string> ids, CancellationToken ct = default)
    {
        await RequireOwnAsync(ApiEndpoint.MarkMessagesRead, ids, ct).ConfigureAwait(false);
        await caller.DoBatchedAsync(ApiEndpoint.MarkMessagesRead, ids, ct).ConfigureAwait(false);
    }

    /// <summary>Deletes a message, once it is known to be the tenant's. Guide 7.3.</summary>
    /// <exception cref="PlatformApiException"><see cref="ApiFault.NotTheTenants"/>: nothing was deleted.</exception>
    public async Task DeleteAsync(string id, CancellationToken ct = default)
    {
        await RequireOwnAsync(ApiEndpoint.DeleteMessages, [id], ct).ConfigureAwait(false);
        await caller.DoAsync(ApiEndpoint.DeleteMessages, [("id", id)], ct).ConfigureAwait(false);
    }

    /// <summary>Deletes the messages of a call, once the call is known to be the tenant's (6.22). Guide 7.3.</summary>
    /// <exception cref="PlatformApiException"><see cref="ApiFault.NotTheTenants"/>: nothing was deleted.</exception>
    public async Task DeleteOfCallAsync(string callId, CancellationToken ct = default)
    {
        await caller.RequireOwnAsync(ApiEndpoint.DeleteMessages, [callId], c => (c.TenantId, null, c.CallId), [_ => CallAsync()], ct).ConfigureAwait(false);
        await caller.DoAsync(ApiEndpoint.DeleteMessages, [("calleeId", callId)], ct).ConfigureAwait(false);

        async IAsyncEnumerable<CallDetail> CallAsync()
        {
            if (await caller.ObjectAsync(ApiEndpoint.Call, caller.Tenant(("id", callId)), j => j.CallDetail, ct).ConfigureAwait(false) is { } call) yield return call;
        }
    }

    private Task RequireOwnAsync(ApiEndpoint endpoint, IReadOnlyCollection<string> ids, CancellationToken ct) =>
        caller.RequireOwnAsync(endpoint, ids, m => (m.TenantId, m.Id, null), [some => ListAsync(new(Ids: string.Join(',', some)), ct: ct)], ct);
}

/// <summary>A voicemail. Guide 6.28.</summary>
/// <param name="CallerNumber"><c>cidNumber</c>: the customer.</param>
/// <param name="Agent"><c>userName</c>: the agent's number.</param>
/// <param name="FilePath">Of the recording, on the platform.</param>
public sealed record Voicemail(
    [property: JsonPropertyName("callId")] string? CallId,
    [property: JsonPropertyName("cidNumber")] string? CallerNumber,
    [property: JsonPropertyName("createTime")] DateTimeOffset? CreatedAt,
    [property: JsonPropertyName("userName")] string? Agent,
    [property: JsonPropertyName("filePath")] string? FilePath)
{
    /// <summary>As the guide spells it elsewhere.</summary>
    [JsonInclude, JsonPropertyName("createdTime")]
    internal DateTimeOffset? CreatedTime { init => CreatedAt ??= value; }
}

/// <summary>A text message. Guide 6.29.</summary>
/// <param name="CallId"><c>calleeId</c>.</param>
/// <param name="Number"><c>mobile</c>: who it went to.</param>
/// <param name="SentFrom"><c>sourceMobile</c>.</param>
/// <param name="SendState">−1 not sent, −2 failed, 0 sent, 1 wrong number, 2 no credit, 3 wrong parameters, 4 bad number, 5 bad template, 6 handed over.</param>
/// <param name="Type">1 after a call, 2 by hand, 3 flash by hand, 4 received.</param>
/// <param name="ReadState"><c>stateValue</c>: 1 read; 0 or nothing unread, see <see cref="IsRead"/>.</param>
/// <param name="Attribute">As it was given on sending.</param>
public sealed record TextMessage(
    [property: JsonPropertyName("id")] string? Id,
    [property: JsonPropertyName("agent")] string? Agent,
    [property: JsonPropertyName("calleeId")] string? CallId,
    [property: JsonPropertyName("mobile")] string? Number,
    [property: JsonPropertyName("sourceMobile")] string? SentFrom,
    [property: JsonPropertyName("createdTime")] DateTimeOffset? CreatedAt,
    [property: JsonPropertyName("extension")] string? Extension,
    [property: JsonPropertyName("state")] int? SendState,
    [property: JsonPropertyName("content")] string? Content,
    [property: JsonPropertyName("type")] int? Type,
    [property: JsonPropertyName("stateValue")] int? ReadState,
    [property: JsonPropertyName("attr")] string? Attribute)
{
    /// <summary>Not in the guide's table, but in its sample.</summary>
    [JsonPropertyName("tenantId")]
    public string? TenantId { get; init; }

    [JsonIgnore]
    public bool IsRead => ReadState == 1;

    /// <summary>As the guide spells it elsewhere.</summary>
    [JsonInclude, JsonPropertyName("createTime")]
    internal DateTimeOffset? CreateTime { init => CreatedAt ??= value; }
}

/// <summary>Filter of <c>query/querySmHistories</c>. Guide 6.29. Every field may be left out.</summary>
/// <param name="Types">See <see cref="TextMessage"/>; separated by commas.</param>
/// <param name="SentFrom"><c>sendMobile</c>.</param>
/// <param name="Content">Part of it.</param>
/// <param name="Ids">Row ids, separated by commas.</param>
/// <param name="Attributes">Separated by commas.</param>
public sealed record TextMessageFilter(
    string? Agent = null, DateTimeOffset? From = null, DateTimeOffset? To = null, int? SendState = null, string? Types = null, string? SentFrom = null,
    string? Content = null, bool? Read = null, string? Ids = null, string? Attributes = null, string? Sort = null, string? Order = null);

/// <summary>A message to be sent. Guide 7.1.</summary>
/// <param name="Agent">Who sends it.</param>
/// <param name="Numbers">Whom it goes to.</param>
/// <param name="Gateway">The platform chooses where left out; so for <paramref name="Port"/>.</param>
/// <param name="Type">See <see cref="TextMessage"/>; 2 where left out.</param>
/// <param name="Attribute">Any text: 6.29 answers with it.</param>
public sealed record NewTextMessage(
    string Agent, IReadOnlyCollection<string> Numbers, string Content, string? Gateway = null, string? Port = null, int? Type = null, string? Attribute = null);
