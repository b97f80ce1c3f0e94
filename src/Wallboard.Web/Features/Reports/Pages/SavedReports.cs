using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Wallboard.Reports;
using Wallboard.Web.Features.Administration;
using Wallboard.Web.Hosting;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Reports.Pages;

internal enum SavedOutcome
{
    Saved,
    Deleted,
    Restored,
    NameTaken,

    /// <summary>No name, or one that can disguise itself.</summary>
    NameFaulty,
    NotFound,
}

/// <summary>Reports as people of a tenant have set them up. Everybody of it sees them; what is in them is limited to what each may see when it is opened.</summary>
internal sealed class SavedReports(IDbContextFactory<WallboardDb> storage, AuditLog audit, TimeProvider clock)
{
    /// <summary>More than that is no list to find anything in.</summary>
    private const int Most = 200;

    private sealed record Content(string Name, string Report, string Query);

    /// <summary>Those whose report the catalogue still has, by name.</summary>
    public async Task<IReadOnlyList<(SavedReport View, Report Report)>> ListAsync(string tenant)
    {
        await using var db = await storage.CreateDbContextAsync();
        var views = await db.SavedReports.Where(r => r.TenantId == tenant).OrderBy(r => r.Name).AsNoTracking().ToListAsync();
        return [.. views.Select(view => (view, ReportCatalogue.Find(view.Report)!)).Where(one => one.Item2 is not null)];
    }

    public async Task<SavedOutcome> SaveAsync(HttpContext http, string? name, string? report, string? query)
    {
        if (ReportCatalogue.Find(report) is not { } known) return SavedOutcome.NotFound;
        if (!Label.TryClean(name, out var clean)) return SavedOutcome.NameFaulty;
        // Read and written anew: nothing of an address is kept that reports do not know.
        return await AddAsync(http, new(clean, known.Id, ReportAddress.Read(known, query ?? "").ToQueryString()));
    }

    public async Task<(SavedOutcome Outcome, long? Entry)> DeleteAsync(HttpContext http, Guid id)
    {
        var tenant = http.Here().In.Id;
        await using var db = await storage.CreateDbContextAsync();
        if (await db.SavedReports.SingleOrDefaultAsync(r => r.Id == id && r.TenantId == tenant) is not { } view) return (SavedOutcome.NotFound, null);
        db.Remove(view);
        var entry = audit.Add(db, http, AuditAction.ReportDeleted, tenant, view.Name, new Content(view.Name, view.Report, view.Query));
        await db.SaveChangesAsync();
        return (SavedOutcome.Deleted, entry.Id);
    }

    /// <param name="entry">Of the audit log: what was deleted stands there.</param>
    public async Task<SavedOutcome> RestoreAsync(HttpContext http, long entry)
    {
        var tenant = http.Here().In.Id;
        await using var db = await storage.CreateDbContextAsync();
        var deleted = await db.Audit.AsNoTracking().SingleOrDefaultAsync(e => e.Id == entry && e.TenantId == tenant && e.Action == AuditAction.ReportDeleted && !e.Refused);
        if (deleted?.Before is not { } before || JsonSerializer.Deserialize<Content>(before, JsonSerializerOptions.Web) is not { } content) return SavedOutcome.NotFound;
        return await AddAsync(http, content) == SavedOutcome.NameTaken ? SavedOutcome.NameTaken : SavedOutcome.Restored;
    }

    private async Task<SavedOutcome> AddAsync(HttpContext http, Content content)
    {
        var here = http.Here();
        await using var db = await storage.CreateDbContextAsync();
        var names = await db.SavedReports.Where(r => r.TenantId == here.In.Id).Select(r => r.Name).ToListAsync();
        if (names.Count >= Most || names.Contains(content.Name)) return SavedOutcome.NameTaken;
        db.Add(new SavedReport
        {
            Id = Guid.NewGuid(), TenantId = here.In.Id, Name = content.Name, Report = content.Report, Query = content.Query, CreatedBy = here.Caller.Name, CreatedAt = clock.GetUtcNow(),
        });
        audit.Add(db, http, AuditAction.ReportSaved, here.In.Id, content.Name, after: content);
        try
        {
            await db.SaveChangesAsync();
        }
        catch (DbUpdateException)
        {
            // Somebody else was quicker with the same name.
            return SavedOutcome.NameTaken;
        }
        return SavedOutcome.Saved;
    }
}
