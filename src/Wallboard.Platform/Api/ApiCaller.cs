using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Wallboard.Platform.Api;

/// <summary>What the areas' methods are made of: one object, a list, a long list asked for in parts, or pages.</summary>
internal sealed class ApiCaller
{
    /// <summary>Numbers named in one request.</summary>
    private const int Batch = 100;

    private readonly PlatformApiOptions options;
    private readonly TimeProvider clock;
    private readonly ApiTransport transport;
    private readonly PlatformJson json;

    public ApiCaller(HttpClient http, PlatformApiOptions options, TimeProvider clock, Random jitter)
    {
        this.options = options;
        this.clock = clock;
        transport = new ApiTransport(http, options, clock, jitter, Counters);
        json = PlatformJson.For(options.Zone, Counters);
    }

    public ApiCounters Counters { get; } = new();

    public RateLimits Limits => transport.Limits;

    public string TenantId => options.TenantId;

    public TimeZoneInfo Zone => options.Zone;

    public static string? Text(int? value) => value?.ToString(CultureInfo.InvariantCulture);

    public static string? Text(decimal? value) => value?.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whole seconds.</summary>
    public static string? Seconds(TimeSpan? value) => value is { } time ? ((long)time.TotalSeconds).ToString(CultureInfo.InvariantCulture) : null;

    /// <summary>A time of day, <c>12:00:01</c>; the end of the day is <c>23:59:59</c>, as in the guide.</summary>
    public static string? TimeOfDay(TimeSpan? value) => value is not { } time ? null
        : time == TimeSpan.FromDays(1) ? "23:59:59"
        : time >= TimeSpan.Zero && time < TimeSpan.FromDays(1) ? $"{time:hh\\:mm\\:ss}"
        : throw new ArgumentOutOfRangeException(nameof(value), time, "A time of day is between 00:00:00 and 24:00:00.");

    public static string? Join(IReadOnlyCollection<string>? values) => values is null ? null : string.Join(',', values);

    /// <summary>The platform's text of an instant, in its zone.</summary>
    public string? Time(DateTimeOffset? at) =>
        at is { } instant ? TimeZoneInfo.ConvertTime(instant, options.Zone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) : null;

    /// <summary>The fields of a request, with the tenant.</summary>
    public (string, string?)[] Tenant(params ReadOnlySpan<(string Name, string? Value)> fields) => [("tenantId", options.TenantId), .. fields];

    /// <summary>Whether a number such as <c>10000_8000</c> is the tenant's; one without a tenant counts as its own.</summary>
    public bool IsOwn(string number) => number.IndexOf('_', StringComparison.Ordinal) is var at && (at < 0 || number.AsSpan(0, at).SequenceEqual(options.TenantId));

    /// <summary>As <see cref="IsOwn"/>, of a row that came: a foreign one is counted.</summary>
    public bool Owned(string number)
    {
        if (IsOwn(number)) return true;
        Counters.AddForeignRow();
        return false;
    }

    /// <summary>As <see cref="Owned"/>, of a row that names its tenant.</summary>
    public bool OwnedBy(string tenant)
    {
        if (tenant == options.TenantId) return true;
        Counters.AddForeignRow();
        return false;
    }

    /// <exception cref="ArgumentException">One of the numbers is another tenant's.</exception>
    public void RequireOwn(IEnumerable<string> numbers, string what)
    {
        if (!numbers.All(IsOwn)) throw new ArgumentException("The number is another tenant's.", what);
    }

    public async Task<T?> ObjectAsync<T>(ApiEndpoint endpoint, (string, string?)[] fields, Func<PlatformJson, JsonTypeInfo<T>> type, CancellationToken ct)
        where T : class
    {
        using var answer = await transport.CallAsync(endpoint, fields, ct).ConfigureAwait(false);
        // What is done is done, whatever comes with the word of it: an error would have it done again.
        return endpoint.Writes && !answer.HasRows ? null : Rows(answer, type(json), Counters).Select(r => r.Row).FirstOrDefault();
    }

    public async Task<IReadOnlyList<T>> ListAsync<T>(ApiEndpoint endpoint, (string, string?)[] fields, Func<PlatformJson, JsonTypeInfo<T>> type, CancellationToken ct)
        where T : class
    {
        using var answer = await transport.CallAsync(endpoint, fields, ct).ConfigureAwait(false);
        return [.. Rows(answer, type(json), Counters).Select(r => r.Row)];
    }

    public async Task<IReadOnlyList<T>> BatchedAsync<T>(
        ApiEndpoint endpoint, string field, IReadOnlyCollection<string> numbers, (string, string?)[] others, Func<PlatformJson, JsonTypeInfo<T>> type, CancellationToken ct)
        where T : class
    {
        List<T> rows = [];
        foreach (var batch in numbers.Chunk(Batch))
            rows.AddRange(await ListAsync(endpoint, Tenant([(field, string.Join(',', batch)), .. others]), type, ct).ConfigureAwait(false));
        return rows;
    }

    /// <summary>An answer that is one text.</summary>
    public async Task<string?> TextAsync(ApiEndpoint endpoint, (string, string?)[] fields, CancellationToken ct)
    {
        using var answer = await transport.CallAsync(endpoint, fields, ct).ConfigureAwait(false);
        return answer.Data.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined ? null
            : JsonText.Of(answer.Data) ?? throw answer.Fault(ApiFault.BadEnvelope, $"data is a {answer.Data.ValueKind}");
    }

    /// <summary>A call whose answer is only that it was done.</summary>
    public async Task DoAsync(ApiEndpoint endpoint, (string, string?)[] fields, CancellationToken ct) =>
        (await transport.CallAsync(endpoint, fields, ct).ConfigureAwait(false)).Dispose();

    /// <summary>As <see cref="DoAsync"/>, of ids in parts.</summary>
    public async Task DoBatchedAsync(ApiEndpoint endpoint, IReadOnlyCollection<string> ids, CancellationToken ct)
    {
        foreach (var batch in ids.Chunk(Batch)) await DoAsync(endpoint, [("id", string.Join(',', batch))], ct).ConfigureAwait(false);
    }

    /// <summary>As the other, of one id that a look-up by id, which names the tenant, must find.</summary>
    public Task RequireOwnAsync<T>(ApiEndpoint endpoint, string id, Func<T, (string? Tenant, string? Id)> identity, Func<Task<T?>> get)
        where T : class
    {
        return RequireOwnAsync(endpoint, [id], row => (identity(row).Tenant, identity(row).Id, null), [_ => OneAsync()], default);

        async IAsyncEnumerable<T> OneAsync()
        {
            if (await get().ConfigureAwait(false) is { } row) yield return row;
        }
    }

    /// <summary>
    /// For endpoints that take ids without a tenant: each must be a row's id or call in what one of the look-ups, which name the tenant, finds.
    /// </summary>
    /// <exception cref="PlatformApiException"><see cref="ApiFault.NotTheTenants"/>: one of the ids is not found.</exception>
    public async Task RequireOwnAsync<T>(
        ApiEndpoint endpoint, IReadOnlyCollection<string> ids, Func<T, (string? Tenant, string? Id, string? Call)> identity,
        IEnumerable<Func<string[], IAsyncEnumerable<T>>> lookups, CancellationToken ct)
    {
        var missing = ids.ToHashSet();
        foreach (var lookup in lookups)
            foreach (var batch in missing.ToArray().Chunk(Batch))
                await FindAsync(lookup(batch), row => Found(identity(row))).ConfigureAwait(false);
        if (missing.Count > 0) throw new PlatformApiException(ApiFault.NotTheTenants, endpoint, "", detail: $"{missing.Count} of {ids.Count}");

        bool Found((string? Tenant, string? Id, string? Call) row)
        {
            if (row.Tenant is null || row.Tenant == options.TenantId)
            {
                if (row.Id is not null) missing.Remove(row.Id);
                if (row.Call is not null) missing.Remove(row.Call);
            }
            return missing.Count == 0;
        }

        async Task FindAsync(IAsyncEnumerable<T> rows, Func<T, bool> done)
        {
            try
            {
                await foreach (var row in rows.WithCancellation(ct).ConfigureAwait(false))
                    if (done(row)) return;
            }
            catch (PlatformApiException e) when (e.Fault == ApiFault.Refused)
            {
                // a call id where the platform takes row ids only
            }
        }
    }

    /// <summary>Asks for page after page until <see cref="Paging"/> says that there can be no more.</summary>
    public async IAsyncEnumerable<T> PagesAsync<T>(
        ApiEndpoint endpoint, (string, string?)[] fields, Func<PlatformJson, JsonTypeInfo<T>> type, IProgress<PageProgress>? seen,
        [EnumeratorCancellation] CancellationToken ct)
        where T : class
    {
        var paging = new Paging(options.PageSize);
        do
        {
            List<T> fresh = [];
            using (var answer = await PageAsync(endpoint, [.. fields, .. paging.Fields], paging.MayBeOver, ct).ConfigureAwait(false))
            {
                if (answer is null) yield break;
                paging.Begin(answer.TotalCount, answer.Rows().Count);
                foreach (var (element, row) in Rows(answer, type(json), Counters))
                    if (paging.IsNew(element)) fresh.Add(row);
            }
            seen?.Report(new(paging.Seen, paging.Announced));
            foreach (var row in fresh) yield return row;
        }
        while (paging.GoesOn());
    }

    /// <summary>One page, for whoever turns them by hand; one past the end is empty.</summary>
    public async Task<ApiPage<T>> OnePageAsync<T>(
        ApiEndpoint endpoint, (string, string?)[] fields, int page, int size, Func<PlatformJson, JsonTypeInfo<T>> type, CancellationToken ct)
        where T : class
    {
        (string, string?)[] paging = [("currentPage", Text(page)), ("pageSize", Text(size))];
        using var answer = await PageAsync(endpoint, [.. fields, .. paging], mayBeOver: page > 1, ct).ConfigureAwait(false);
        return answer is null ? new([], null) : new([.. Rows(answer, type(json), Counters).Select(r => r.Row)], answer.TotalCount);
    }

    /// <returns><c>null</c> where the platform refuses a page that may be past the end.</returns>
    private async Task<ApiAnswer?> PageAsync(ApiEndpoint endpoint, (string, string?)[] fields, bool mayBeOver, CancellationToken ct)
    {
        try
        {
            return await transport.CallAsync(endpoint, fields, ct).ConfigureAwait(false);
        }
        catch (PlatformApiException e) when (mayBeOver && e.Fault == ApiFault.Refused)
        {
            return null;
        }
    }

    public async Task<ClockReading> ClockAsync(CancellationToken ct)
    {
        // { "actionID": "abcd123", "code": 200, "data": "2021-01-21 00:00:00", "message": "success!", "tenantID": 10000 }
        var sent = clock.GetUtcNow();
        using var answer = await transport.CallAsync(ApiEndpoint.Clock, [], ct).ConfigureAwait(false);
        var received = clock.GetUtcNow();
        return JsonText.Of(answer.Data) is { } text && InstantConverter.Instant(text.Trim(), options.Zone) is { } platform
            ? new(platform, sent, received)
            : throw answer.Fault(ApiFault.BadEnvelope, "data is no time");
    }

    /// <summary>The rows that can be read; what is no object is counted.</summary>
    public static IEnumerable<(JsonElement Element, T Row)> Rows<T>(ApiAnswer answer, JsonTypeInfo<T> type, ApiCounters counters)
        where T : class
    {
        foreach (var element in answer.Rows())
        {
            if (Row(element, type) is not { } row)
            {
                counters.AddBadRow();
                continue;
            }
            counters.AddRow();
            (row as IDynamicColumns)?.Take(element, counters);
            yield return (element, row);
        }
    }

    private static T? Row<T>(JsonElement element, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return element.ValueKind == JsonValueKind.Object ? element.Deserialize(type) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null; // a field's name that is no text
        }
    }
}
