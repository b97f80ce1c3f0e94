using Microsoft.EntityFrameworkCore;
using Wallboard.Live;
using Wallboard.Platform.Api;
using Wallboard.Web.Features.Live;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Reports;

/// <summary>
/// Reads the queue visits of past days from the platform's records, once each, the latest first: days before the portal was there, and those over whose end it was not.
/// What the wall stored meanwhile is replaced: reports and records agree.
/// </summary>
internal sealed class VisitHistory(
    Tenants tenants, TenantPlatforms platforms, IDbContextFactory<WallboardDb> storage, StorageOptions options, TimeProvider clock, ILogger<VisitHistory> log)
    : StorageTask("queue visits of past days", Every, clock, log)
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    private readonly TimeProvider clock = clock;

    protected override bool AlsoAtStop => false;

    /// <summary>A day of each tenant.</summary>
    protected override async Task WriteAsync(CancellationToken cancel)
    {
        foreach (var tenant in tenants.All)
            // While the live picture is not whole, the platform has enough to do, or is not there.
            if (tenant.Picture().Link.State == Freshness.Fresh && await NextAsync(tenant, cancel) is { } day) await ReadAsync(tenant, day, cancel);
    }

    /// <summary>The latest day that is over and has not been read.</summary>
    private async Task<DateOnly?> NextAsync(Tenant tenant, CancellationToken cancel)
    {
        var last = DateOnly.FromDateTime(tenant.Local(clock.GetUtcNow() - RecordedDay.Settling).DateTime).AddDays(-1);
        var first = last.AddDays(1 - options.ReadDays);
        await using var db = await storage.CreateDbContextAsync(cancel);
        var read = await db.ReadDays.Where(d => d.TenantId == tenant.Id && d.Day >= first).Select(d => d.Day).ToHashSetAsync(cancel);
        for (var day = last; day >= first; day = day.AddDays(-1))
            if (!read.Contains(day)) return day;
        return null;
    }

    private async Task ReadAsync(Tenant tenant, DateOnly day, CancellationToken cancel)
    {
        RecordedDay recorded;
        try
        {
            recorded = await RecordedDay.ReadAsync(platforms.Of(tenant), tenant.Options, day, ct: cancel);
        }
        catch (PlatformApiException e)
        {
            throw new InvalidOperationException($"Tenant {tenant.Id}: the queue visits of {day:yyyy-MM-dd} cannot be read: {e.Message}", e);
        }
        await using var db = await storage.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.Visits.Where(v => v.TenantId == tenant.Id && v.Day == day).ExecuteDeleteAsync(cancel);
        db.Visits.AddRange(recorded.Finished.Select(visit => StoredVisit.Of(tenant.Id, visit)));
        db.ReadDays.Add(new() { TenantId = tenant.Id, Day = day, Visits = recorded.Finished.Count, Unresolved = recorded.Unresolved, ReadAt = clock.GetUtcNow() });
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }
}
