using Microsoft.EntityFrameworkCore;
using Wallboard.Live;
using Wallboard.Web.Features.Live;

namespace Wallboard.Web.Storage;

/// <summary>Each minute, how many calls each tenant has (guide 6.34), where it is known and not old.</summary>
internal sealed class ConcurrencyKeeper(Tenants tenants, IDbContextFactory<WallboardDb> storage, TimeProvider clock, ILogger<ConcurrencyKeeper> log)
    : StorageTask("concurrency", TimeSpan.FromSeconds(20), clock, log)
{
    protected override async Task WriteAsync(CancellationToken cancel)
    {
        await using var db = await storage.CreateDbContextAsync(cancel);
        foreach (var tenant in tenants.All)
        {
            var picture = tenant.Picture();
            if (picture.Totals is not { Concurrency: { } used, ConcurrencyFresh: Freshness.Fresh } totals) continue;
            var minute = new DateTimeOffset(picture.AsOf.UtcTicks / TimeSpan.TicksPerMinute * TimeSpan.TicksPerMinute, TimeSpan.Zero);
            if (await db.Concurrency.AnyAsync(c => c.TenantId == tenant.Id && c.At == minute, cancel)) continue;
            db.Concurrency.Add(new() { TenantId = tenant.Id, At = minute, Used = used, Allowed = totals.MaxConcurrency });
        }
        await db.SaveChangesAsync(cancel);
    }
}
