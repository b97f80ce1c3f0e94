using Wallboard.Live;

namespace Wallboard.Web.Features.Live;

/// <summary>A tenant as screens, API and health see it. The functions are the seam between them and whatever keeps the picture.</summary>
/// <param name="Picture">The picture at the platform's present instant.</param>
/// <param name="Retake">After 4500: take the seat again; false when the link is not waiting for a person.</param>
/// <param name="Health">More for operators.</param>
internal sealed record Tenant(TenantOptions Options, Func<LivePicture> Picture, Func<bool> Retake, Func<LiveHealth?> Health)
{
    private readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(Options.TimeZone);

    public string Id => Options.Id;

    public string DisplayName => Options.Name.Length > 0 ? Options.Name : Options.Id;

    /// <summary>An instant on the tenant's own clock.</summary>
    public DateTimeOffset Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, zone);

    /// <summary>What the platform calls its agents and queues now, by their numbers.</summary>
    public Dictionary<string, string?> Names()
    {
        var picture = Picture();
        return picture.Agents.Select(a => (a.Number, a.Name)).Concat(picture.Queues.Select(q => (q.Number, q.Name)))
            .Where(one => one.Name is { Length: > 0 }).DistinctBy(one => one.Number).ToDictionary(one => one.Number, one => one.Name);
    }

    /// <summary>The instant of a time on the tenant's own clock.</summary>
    public DateTimeOffset Instant(DateTime local) => new(local, zone.GetUtcOffset(local));
}

/// <summary>The configured tenants, in their order; the first is the default.</summary>
internal sealed class Tenants(IReadOnlyList<Tenant> all)
{
    public IReadOnlyList<Tenant> All { get; } = all;

    public Tenant Default => All[0];

    public Tenant? Find(string? id) => All.FirstOrDefault(t => t.Id == id);
}
