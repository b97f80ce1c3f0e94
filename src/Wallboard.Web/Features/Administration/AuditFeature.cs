using Microsoft.EntityFrameworkCore;
using Wallboard.Reports;
using Wallboard.Web.Features.Live;
using Wallboard.Web.Hosting;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Administration;

/// <summary>The record of what was done, as a file.</summary>
internal static class AuditFeature
{
    private const int AtOnce = 1000;

    public static void MapAudit(this WebApplication app) =>
        app.MapGet("/t/{tenant}/audit/export", ExportAsync).Needs(Permission.ReadAudit).RequireRateLimiting(Limits.Api);

    private static async Task<IResult> ExportAsync(
        HttpContext http, AuditLog audit, Tenants tenants, IDbContextFactory<WallboardDb> storage, TimeProvider clock, CancellationToken cancel)
    {
        var (caller, here, _) = http.Here();
        if (here is not { } tenant) return Results.NotFound();
        var filter = AuditFilter.Of(http.Request.Query) with { Before = null };
        await audit.WriteAsync(
            http, AuditAction.Exported, tenant.Id, "audit",
            after: filter.IsEmpty ? null : new { filter.Who, filter.Action, refused = filter.Refused ? true : (bool?)null, filter.Text, filter.From, filter.To });
        var name = $"audit-{tenant.Id}-{AuditFilter.Iso(DateOnly.FromDateTime(tenant.Local(clock.GetUtcNow()).DateTime))}.csv";
        var readsAll = AuditFilter.ReadsAll(caller, tenants);
        return Results.Stream(stream => WriteAsync(stream, tenant, filter, readsAll, storage, cancel), CsvWriter.ContentType, name);
    }

    private static async Task WriteAsync(
        Stream stream, Tenant tenant, AuditFilter filter, bool readsAll, IDbContextFactory<WallboardDb> storage, CancellationToken cancel)
    {
        var words = AuditText.Words;
        await using var csv = new CsvWriter(stream);
        string[] columns = ["Time", "Action", "Outcome", "Who", "Kind", "Address", "Subject", "Changes", "Code"];
        await csv.RowAsync(columns.Select(column => words[column]));
        while (true)
        {
            List<AuditEntry> page;
            // A slow reader must not hold a connection.
            await using (var db = await storage.CreateDbContextAsync(cancel))
                page = await filter.Apply(db, tenant, readsAll).AsNoTracking().Take(AtOnce).ToListAsync(cancel);
            foreach (var entry in page)
                await csv.RowAsync(
                    AuditText.Time(tenant.Local(entry.At)), AuditText.Of(entry.Action), entry.Refused ? words["Refused"] : words["Done"], entry.ActorName,
                    AuditText.Kind(entry.ActorKind), entry.Address, AuditText.SubjectOf(entry), string.Join(words["Semicolon"], AuditChange.Of(entry.Before, entry.After, tenant)),
                    entry.Action.ToString());
            if (page.Count < AtOnce) return;
            filter = filter with { Before = page[^1].Id };
        }
    }
}
