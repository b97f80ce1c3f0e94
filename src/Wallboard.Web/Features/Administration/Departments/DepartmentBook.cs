using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Administration.Departments;

internal enum DepartmentOutcome
{
    Saved,
    Deleted,
    Restored,

    /// <summary>Another one of the tenant is called so.</summary>
    NameTaken,

    /// <summary>Somebody has saved it since it was read.</summary>
    Changed,

    /// <summary>It is not there, or holds agents that the person does not see.</summary>
    NotFound,
}

/// <summary>What is written down of a department, and read again to restore one.</summary>
internal sealed record DepartmentContent(string Name, List<string> Agents)
{
    public static DepartmentContent Of(Department department) => new(department.Name, department.Agents);
}

/// <summary>The departments of the tenant that somebody is in, as far as they see its agents.</summary>
internal sealed class DepartmentBook(IDbContextFactory<WallboardDb> storage, AuditLog audit, TimeProvider clock)
{
    public static readonly TimeSpan UndoWithin = TimeSpan.FromMinutes(10);

    /// <summary>In the order of their names. Those that hold only agents whom the person does not see are left out.</summary>
    public async Task<IReadOnlyList<Department>> ListAsync(Here here)
    {
        await using var db = await storage.CreateDbContextAsync();
        var all = await db.Departments.AsNoTracking().Where(d => d.TenantId == here.In.Id).OrderBy(d => d.Name).ToListAsync();
        return [.. all.Where(d => d.Agents.Count == 0 || here.Sees(d).Any())];
    }

    /// <summary>For changing: null where it is not there, or holds agents that the person does not see.</summary>
    public async Task<Department?> FindAsync(Here here, Guid id)
    {
        await using var db = await storage.CreateDbContextAsync();
        var found = await db.Departments.AsNoTracking().FirstOrDefaultAsync(d => d.Id == id && d.TenantId == here.In.Id);
        return found is not null && here.SeesAll(found.Agents) ? found : null;
    }

    /// <param name="id">Null: a new one.</param>
    /// <param name="version">When it was read, it had been saved then.</param>
    public async Task<DepartmentOutcome> SaveAsync(HttpContext http, Guid? id, DateTimeOffset? version, DepartmentContent content)
    {
        var here = http.Here();
        if (!here.SeesAll(content.Agents)) return DepartmentOutcome.NotFound;
        await using var db = await storage.CreateDbContextAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        Department department;
        if (id is null) db.Add(department = new() { Id = Guid.NewGuid(), TenantId = here.In.Id });
        else
        {
            var mine = db.Departments.Where(d => d.Id == id && d.TenantId == here.In.Id);
            // Claimed before it is read: of two who save at once, the second is told.
            var claimed = await mine.Where(d => d.UpdatedAt == version).ExecuteUpdateAsync(set => set.SetProperty(d => d.UpdatedAt, clock.GetUtcNow()));
            if (await mine.FirstOrDefaultAsync() is not { } found || !here.SeesAll(found.Agents)) return DepartmentOutcome.NotFound;
            if (claimed == 0) return DepartmentOutcome.Changed;
            department = found;
        }
        if (await db.Departments.AnyAsync(d => d.TenantId == here.In.Id && d.Name == content.Name && d.Id != department.Id)) return DepartmentOutcome.NameTaken;
        Write(db, http, department, content);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return DepartmentOutcome.Saved;
    }

    /// <summary>And the entry of the audit log that <see cref="RestoreAsync"/> brings it back from.</summary>
    public async Task<(DepartmentOutcome Outcome, long Entry)> DeleteAsync(HttpContext http, Guid id)
    {
        var here = http.Here();
        await using var db = await storage.CreateDbContextAsync();
        if (await db.Departments.FirstOrDefaultAsync(d => d.Id == id && d.TenantId == here.In.Id) is not { } department || !here.SeesAll(department.Agents))
            return (DepartmentOutcome.NotFound, 0);
        db.Remove(department);
        var entry = audit.Add(db, http, AuditAction.DepartmentDeleted, here.In.Id, department.Name, before: DepartmentContent.Of(department));
        await db.SaveChangesAsync();
        return (DepartmentOutcome.Deleted, entry.Id);
    }

    /// <summary>For ten minutes, out of what the audit log has of it.</summary>
    public async Task<DepartmentOutcome> RestoreAsync(HttpContext http, long entry)
    {
        var here = http.Here();
        await using var db = await storage.CreateDbContextAsync();
        var since = clock.GetUtcNow() - UndoWithin;
        var deleted = await db.Audit.AsNoTracking()
            .FirstOrDefaultAsync(a => a.Id == entry && a.TenantId == here.In.Id && a.Action == AuditAction.DepartmentDeleted && a.At > since);
        return deleted?.Before is { } before && JsonSerializer.Deserialize<DepartmentContent>(before, JsonSerializerOptions.Web) is { } content
            && await SaveAsync(http, null, null, content) is var outcome
                ? outcome == DepartmentOutcome.Saved ? DepartmentOutcome.Restored : outcome
                : DepartmentOutcome.NotFound;
    }

    /// <summary>Makes or replaces those of a file, all or none. False when the departments are no longer those that the preview was made of.</summary>
    public async Task<bool> ApplyAsync(HttpContext http, IReadOnlyList<DepartmentContent> contents, string fingerprint)
    {
        var tenant = http.Here().In.Id;
        await using var db = await storage.CreateDbContextAsync();
        // Whoever else changes one meanwhile is refused or refuses us.
        await using var transaction = await db.Database.BeginTransactionAsync(System.Data.IsolationLevel.Serializable);
        var all = await db.Departments.Where(d => d.TenantId == tenant).ToListAsync();
        if (Fingerprint(all) != fingerprint) return false;
        foreach (var content in contents)
        {
            var department = all.FirstOrDefault(d => d.Name == content.Name);
            if (department is null) db.Add(department = new() { Id = Guid.NewGuid(), TenantId = tenant });
            else if (department.Agents.SequenceEqual(content.Agents)) continue;
            Write(db, http, department, content);
        }
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return true;
    }

    /// <summary>The same departments have the same.</summary>
    public static string Fingerprint(IEnumerable<Department> departments) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(
        JsonSerializer.SerializeToUtf8Bytes(departments.OrderBy(d => d.Id).Select(d => new { d.Id, d.Name, d.UpdatedAt }))));

    private void Write(WallboardDb db, HttpContext http, Department department, DepartmentContent content)
    {
        var before = department.Name.Length == 0 ? null : DepartmentContent.Of(department);
        department.Name = content.Name;
        department.Agents = [.. content.Agents.Distinct().Order(StringComparer.Ordinal)];
        department.UpdatedAt = clock.GetUtcNow();
        department.UpdatedBy = http.Here().Caller.Name;
        audit.Add(db, http, AuditAction.DepartmentChanged, department.TenantId, department.Name, before, DepartmentContent.Of(department));
    }
}

internal static class DepartmentScope
{
    /// <summary>The members whom a person sees.</summary>
    public static IEnumerable<string> Sees(this Here here, Department department) => department.Agents.Where(here.Sees);

    public static bool Sees(this Here here, string agent) => here.Grant?.Scope.Agents?.Contains(agent) is not false;

    public static bool SeesAll(this Here here, IEnumerable<string> agents) => agents.All(here.Sees);
}
