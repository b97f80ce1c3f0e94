using Wallboard.Live;
using Wallboard.Platform.Api;
using Wallboard.Reports;
using Wallboard.Web.Features.Live;
using Wallboard.Web.Features.Reports;
using Wallboard.Web.Hosting.Access;

namespace Wallboard.Web.Features.Records;

/// <summary>A page of calls as somebody may see them.</summary>
/// <param name="Announced">Rows of all pages; null where the platform has not said, or the reader does not see all of them.</param>
/// <param name="HasNext">There may be more.</param>
internal sealed record CallsPageOf(IReadOnlyList<(string Id, Cell[] Cells)> Rows, int? Announced, bool HasNext);

/// <summary>Where pages and files get records: limited to what the reader may see, with numbers as they may see them.</summary>
internal sealed class RecordDesk(TenantPlatforms platforms, TimeProvider clock)
{
    public const int OnAPage = 50;

    public async Task<CallsPageOf> CallsAsync(Tenant tenant, Grant grant, CallQuery query, int page, CancellationToken ct)
    {
        var records = Records(tenant, grant);
        var answer = await platforms.Of(tenant).Calls.PageAsync(query.Filter(tenant), page, OnAPage, ct);
        var rows = answer.Rows.Where(r => Sees(grant.Scope, r.QueueNumber, r.Agent)).Select(r => (r.Id ?? "", records.Row(r))).ToList();
        // What a platform calls the total may be the number of rows on the page.
        var announced = answer.Announced >= ((page - 1) * OnAPage) + answer.Rows.Count ? answer.Announced : null;
        return new(rows, grant.Scope.IsAll ? announced : null, answer.Rows.Count == OnAPage && (announced is not { } all || page * OnAPage < all || all == OnAPage));
    }

    /// <summary>One leg and the others of its call; null where there is none that the reader may see.</summary>
    public async Task<CallDetails?> CallAsync(Tenant tenant, Grant grant, string id, CancellationToken ct)
    {
        var api = platforms.Of(tenant).Calls;
        if (await api.GetAsync(id, ct) is not { } detail || detail.TenantId is { } owner && owner != tenant.Id || !Sees(grant.Scope, detail.QueueNumber, detail.Agent)) return null;
        var records = Records(tenant, grant);
        List<(string Id, Cell[] Cells)> legs = [];
        IReadOnlyList<IReadOnlyDictionary<string, string?>> data = [];
        if (detail.CallId is { Length: > 0 } call)
        {
            legs = await api.ListAsync(new(CallId: call, Sort: "startStamp", Order: "asc"), null, ct).Where(r => Sees(grant.Scope, r.QueueNumber, r.Agent))
                .Select(r => (r.Id ?? "", records.Row(r))).ToListAsync(ct);
            data = await api.AttachedDataAsync(call, ct: ct);
        }
        return new(detail, legs, [.. data.SelectMany(map => map).Where(pair => !string.IsNullOrEmpty(pair.Value)).Select(pair => (pair.Key, Masked(tenant, grant, pair.Value)!))]);
    }

    /// <summary>All calls that match, for a file.</summary>
    public ReportTable Table(Tenant tenant, Grant grant, CallQuery query, IProgress<PageProgress>? progress)
    {
        // What happens while we read would come twice or not at all: the range ends in the past.
        var now = tenant.Local(clock.GetUtcNow()).DateTime.AddSeconds(-5);
        var past = query.To < now ? query : query with { To = now };
        var heading = new ReportHeading(
            CallRecords.Id, tenant.DisplayName, tenant.Options.TimeZone, DateOnly.FromDateTime(past.From), DateOnly.FromDateTime(past.To), ReportUnit.Range, ReportSubject.Tenant,
            [.. past.Notes()]) { Sections = ["6.21"], ReadAt = clock.GetUtcNow() };
        return Records(tenant, grant).Table(
            platforms.Of(tenant), past.Filter(tenant), heading, r => Sees(grant.Scope, r.QueueNumber, r.Agent), grant.Scope.IsAll, progress);
    }

    public static bool ShowsWhole(Tenant tenant, Grant grant) =>
        NumberMask.MayShowWhole(tenant.Picture().HidesNumbers, boardShows: false, unmasked: grant.UnmaskedUntil is not null);

    public static string? Masked(Tenant tenant, Grant grant, string? number) => NumberMask.Apply(number, ShowsWhole(tenant, grant));

    private static CallRecords Records(Tenant tenant, Grant grant)
    {
        var whole = ShowsWhole(tenant, grant);
        return new(TimeZoneInfo.FindSystemTimeZoneById(tenant.Options.TimeZone), number => NumberMask.Apply(number, whole), tenant.Names().GetValueOrDefault);
    }

    /// <summary>Who sees some queues sees those queues' calls, who sees some agents those agents'; a call that no agent had is its queue's alone.</summary>
    private static bool Sees(Scope scope, string? queue, string? agent) =>
        (scope.Queues is null || (queue is { Length: > 0 } && scope.HasQueue(queue)))
        && (scope.Agents is null || (agent is { Length: > 0 } ? scope.HasAgent(agent) : scope.Queues is not null));
}

/// <param name="Data">What was attached to the call. Guide 6.39.</param>
internal sealed record CallDetails(CallDetail Detail, IReadOnlyList<(string Id, Cell[] Cells)> Legs, IReadOnlyList<(string Name, string Value)> Data);
