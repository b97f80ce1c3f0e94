using System.Globalization;
using System.Text.Json.Nodes;
using Wallboard.Simulator.Model;
using Wallboard.Simulator.Plan;

namespace Wallboard.Simulator.Http;

/// <summary>A request that the guide answers with code 201.</summary>
internal sealed class BadParametersException(string field) : Exception($"Field {field} is missing, unreadable or not documented.");

/// <summary>One HTTP request as an endpoint sees it. Every field is documented as a String; numbers are taken too.</summary>
internal sealed class ApiCall(JsonObject body, PlatformModel platform, long now)
{
    public PlatformModel Platform => platform;
    public long Now => now;

    /// <summary>What a paged answer says beside its rows; null for an answer without pages.</summary>
    public (int CurrentPage, int TotalCount)? Paging { get; private set; }

    /// <summary>Null when missing or empty.</summary>
    public string? Text(string field) => body[field]?.ToString() is { Length: > 0 } text ? text : null;

    public string Required(string field) => Text(field) ?? throw new BadParametersException(field);

    /// <summary>A comma list; null when missing.</summary>
    public HashSet<string>? List(string field) =>
        Text(field)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToHashSet();

    public int? Whole(string field)
    {
        if (Text(field) is not { } text) return null;
        return int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : throw new BadParametersException(field);
    }

    /// <summary>UTC ticks of a platform stamp.</summary>
    public long? Instant(string field)
    {
        if (Text(field) is not { } text) return null;
        return platform.Zone.Parse(text) ?? throw new BadParametersException(field);
    }

    /// <summary>The instants [from, to) at which a record may begin to be in startTime … endTime.</summary>
    public (long From, long To) Range()
    {
        var (from, to) = (Instant("startTime"), Instant("endTime"));
        if (to is not null && platform.Options.Silent.EndTimeInclusive) to += TimeSpan.TicksPerSecond;
        return (from ?? long.MinValue, to ?? long.MaxValue);
    }

    /// <summary>Whether what is of an instant is in startTime … endTime.</summary>
    public Func<long, bool> InRange()
    {
        var (from, to) = Range();
        return at => at >= from && at < to;
    }

    public TenantModel Tenant() =>
        platform.Tenants.GetValueOrDefault(Required("tenantId")) ?? throw new BadParametersException("tenantId");

    /// <summary>The asked tenant, or all of them.</summary>
    public IEnumerable<TenantModel> Tenants() => Text("tenantId") is null ? platform.Tenants.Values : [Tenant()];

    /// <summary>The agent of the tenant that a field names.</summary>
    public AgentPlan Agent(TenantModel tenant, string field) => tenant.Plan.Agent(Required(field)) ?? throw new BadParametersException(field);

    /// <summary>
    /// Whose record each number of a comma list is, where the guide's tables know no tenant. What is no number (a call's id) is tried with everybody.
    /// </summary>
    public IEnumerable<(TenantModel Tenant, int? Id, string Text)> Named(string field) =>
        from text in List(field) ?? []
        from tenant in platform.Tenants.Values
        let id = tenant.Keys.Id(Number(text))
        where id is not null || Number(text) is null
        select (tenant, id, text);

    /// <summary>The one entry that a field names, of whatever tenant it is.</summary>
    public (TenantModel Tenant, T Entry) Named<T>(string field, Func<TenantModel, int?, T?> find) where T : class =>
        Named(field).Select(n => (n.Tenant, Entry: find(n.Tenant, n.Id))).FirstOrDefault(n => n.Entry is not null) is { Entry: { } entry, Tenant: { } tenant }
            ? (tenant, entry)
            : throw new BadParametersException(field);

    /// <summary>A tenant's records that a field names: one by its number, or all of a call by the call's id.</summary>
    public IEnumerable<T> Records<T>(TenantModel tenant, string field, Func<int, T?> byNumber, Func<int, IEnumerable<T>> ofCall) where T : class =>
        from text in List(field) ?? []
        from record in Number(text) is { } number
            ? tenant.Keys.Id(number) is { } id && byNumber(id) is { } one ? [one] : []
            : ofCall(tenant.Rows.CallIndex(text))
        select record;

    /// <summary>The index of the call whose id a field has: null when missing, -1 when there is no such call.</summary>
    public int? OfCall(TenantModel tenant, string field) => Text(field) is { } id ? tenant.Rows.CallIndex(id) : null;

    /// <summary>Whom a call without a tenant is counted against.</summary>
    public string Scope() =>
        Text("tenantId") ?? Named(Text("outboundId") is null ? "id" : "outboundId").Select(n => n.Tenant.Plan.Id).FirstOrDefault("");

    private static int? Number(string text) => int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Sorts by the field of the answer that "sort" names, cuts the asked page out and shapes its rows.</summary>
    public JsonArray PageBy<T>(IEnumerable<T> rows, Func<T, JsonObject> shape) =>
        Text("sort") is { } sort ? Page(rows.Select(shape).Where(r => r.ContainsKey(sort)), r => r, FieldOrder(sort)) : Page(rows, shape);

    // As numbers where they are numbers.
    private static Dictionary<string, Func<JsonObject, IComparable>> FieldOrder(string field) => new()
    {
        [field] = row => row[field]?.ToString() is { Length: > 0 } text ? (Number(text) ?? int.MaxValue, text) : (int.MinValue, ""),
    };

    /// <summary>Sorts, cuts the asked page out and shapes its rows.</summary>
    public JsonArray Page<T>(IEnumerable<T> rows, Func<T, JsonObject> shape, IReadOnlyDictionary<string, Func<T, IComparable>>? sortable = null)
    {
        var sorted = rows;
        if (Text("sort") is { } sort && sortable?.GetValueOrDefault(sort) is { } key)
            sorted = Text("order") == "desc" ? rows.OrderByDescending(key) : rows.OrderBy(key);
        var all = sorted.ToList();
        var (page, size) = (Whole("currentPage") ?? 1, Whole("pageSize") ?? (platform.Options.Silent.TenRowsByDefault ? 10 : Math.Max(1, all.Count)));
        if (page < 1 || size < 1) throw new BadParametersException("currentPage");
        Paging = (page, all.Count);
        return new JsonArray([.. all.Skip((page - 1) * size).Take(size).Select(shape)]);
    }

    public static JsonArray Rows<T>(IEnumerable<T> rows, Func<T, JsonObject> shape) => new([.. rows.Select(shape)]);
}
