using Microsoft.EntityFrameworkCore;
using Wallboard.Live;
using Wallboard.Web.Features.Live;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Boards;

/// <summary>What the figures of a board stand beside.</summary>
/// <param name="Compares">The tenant wants to see last week.</param>
/// <param name="LastWeek">Null: not known.</param>
internal sealed record Yardstick(Targets Targets, bool Compares, LastWeekTotals? LastWeek)
{
    public static readonly Yardstick None = new(Targets.None, Compares: false, null);

    /// <summary>In a part of the tenant, what all of it is to count up to is no target.</summary>
    public Yardstick For(LivePicture picture) => picture.Part is null ? this : this with { Targets = Targets.OfParts() };
}

/// <summary>Keeps each tenant's last week and targets at hand. A day that the records have not told whole is not known: a part of it would look like all of it.</summary>
internal sealed class Yardsticks(Tenants tenants, AccessBook book, IDbContextFactory<WallboardDb> storage, TimeProvider clock, ILogger<Yardsticks> log)
    : StorageTask("last week", Every, clock, log)
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(20);

    private readonly Dictionary<string, LastWeek> weeks = [];
    private readonly Dictionary<string, (string? Stored, Targets Targets)> targets = [];
    private readonly Lock access = new();

    protected override bool AlsoAtStop => false;

    /// <summary>Asked at each tick of a view.</summary>
    public Yardstick Of(Tenant tenant, LivePicture picture, Scope scope)
    {
        var preferences = book.Now.PreferencesOf(tenant.Id);
        var now = tenant.Local(picture.AsOf).DateTime;
        lock (access)
        {
            if (!targets.TryGetValue(tenant.Id, out var known) || known.Stored != preferences.Targets)
                targets[tenant.Id] = known = (preferences.Targets, Targets.Parse(preferences.Targets));
            var week = weeks.GetValueOrDefault(tenant.Id);
            var totals = preferences.BoardCompares && week?.Day == DateOnly.FromDateTime(now).AddDays(-7) ? week.Until(TimeOnly.FromDateTime(now), scope) : (LastWeekTotals?)null;
            return new(known.Targets, preferences.BoardCompares, totals);
        }
    }

    protected override async Task WriteAsync(CancellationToken cancel)
    {
        foreach (var tenant in tenants.All)
        {
            var day = DateOnly.FromDateTime(tenant.Local(tenant.Picture().AsOf).DateTime).AddDays(-7);
            lock (access)
                if (weeks.GetValueOrDefault(tenant.Id)?.Day == day) continue;
            if (!book.Now.PreferencesOf(tenant.Id).BoardCompares || await ReadAsync(tenant, day, cancel) is not { } week) continue;
            lock (access) weeks[tenant.Id] = week;
        }
    }

    private async Task<LastWeek?> ReadAsync(Tenant tenant, DateOnly day, CancellationToken cancel)
    {
        await using var db = await storage.CreateDbContextAsync(cancel);
        if (!await db.ReadDays.AnyAsync(d => d.TenantId == tenant.Id && d.Day == day, cancel)) return null;
        var rows = await db.Visits.Where(v => v.TenantId == tenant.Id && v.Day == day)
            .Select(v => new { v.Queue, v.EnteredAt, v.Outcome, v.WaitSeconds, v.CallType }).ToListAsync(cancel);
        return new(
            day,
            rows.Select(v => new LastWeekVisit(
                v.Queue, TimeOnly.FromDateTime(tenant.Local(v.EnteredAt).DateTime), Enum.Parse<VisitOutcome>(v.Outcome.ToString()), TimeSpan.FromSeconds(v.WaitSeconds), v.CallType)),
            queue => tenant.Options.Queues.GetValueOrDefault(queue) ?? QueueOptions.Default);
    }
}
