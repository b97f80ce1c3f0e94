using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Wallboard.Web.Features.Administration;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Reports.Deliveries;

internal enum DestinationOutcome
{
    Saved,
    NameTaken,
    NotFound,
    Deleted,

    /// <summary>A schedule sends to it.</summary>
    InUse,
}

/// <summary>What an administrator has typed.</summary>
/// <param name="Address">Of a webhook, or the folder's name; null: as it was.</param>
/// <param name="Secret">Null: as it was; empty: none any more.</param>
internal sealed record DestinationInput(string Name, DestinationKind Kind, string? Address, string? Secret);

/// <summary>The destinations of tenants. Addresses and secrets of webhooks are protected in storage, and are shown to nobody.</summary>
internal sealed class DestinationBook(IDbContextFactory<WallboardDb> storage, IDataProtectionProvider protection, AuditLog audit, TimeProvider clock)
{
    private readonly IDataProtector protector = protection.CreateProtector("Wallboard.Destinations");

    /// <summary>In the order of their names.</summary>
    public async Task<IReadOnlyList<Destination>> ListAsync(string tenant, CancellationToken ct = default)
    {
        await using var db = await storage.CreateDbContextAsync(ct);
        return await db.Destinations.AsNoTracking().Where(d => d.TenantId == tenant).OrderBy(d => d.Name).ToListAsync(ct);
    }

    public async Task<Destination?> FindAsync(string tenant, Guid id, CancellationToken ct = default)
    {
        await using var db = await storage.CreateDbContextAsync(ct);
        return await db.Destinations.AsNoTracking().FirstOrDefaultAsync(d => d.Id == id && d.TenantId == tenant, ct);
    }

    /// <summary>Names of the schedules that send to each destination.</summary>
    public async Task<ILookup<Guid, string>> UsesAsync(string tenant, CancellationToken ct = default)
    {
        await using var db = await storage.CreateDbContextAsync(ct);
        var schedules = await db.Schedules.Where(s => s.TenantId == tenant).OrderBy(s => s.Name).Select(s => new { s.Name, s.Recipients }).ToListAsync(ct);
        return schedules.SelectMany(s => s.Recipients.Select(Recipient.Parse).OfType<Recipient>().Where(r => r.Kind == RecipientKind.Destination).Select(r => (r.Id, s.Name)).Distinct())
            .ToLookup(use => use.Id, use => use.Name);
    }

    /// <summary>Where a webhook is, and what it is signed with. Null: it was protected with keys that are there no more.</summary>
    public WebhookTarget? Open(Destination destination)
    {
        try
        {
            return new(new(protector.Unprotect(destination.Address)), destination.Secret is { } secret ? protector.Unprotect(secret) : null);
        }
        catch (Exception e) when (e is CryptographicException or UriFormatException)
        {
            return null;
        }
    }

    /// <summary>As much of it as tells one from another: the host and the last four signs, or the folder. Null: it cannot be read.</summary>
    public string? Shown(Destination destination)
    {
        if (destination.Kind == DestinationKind.Folder) return destination.Address;
        if (Open(destination) is not { } target) return null;
        var path = target.Address.PathAndQuery.TrimStart('/');
        return path.Length > 12 ? $"{target.Address.Host}/…{path[^4..]}" : target.Address.Host;
    }

    /// <param name="id">Null: a new one.</param>
    public async Task<DestinationOutcome> SaveAsync(HttpContext http, Guid? id, DestinationInput input)
    {
        var here = http.Here();
        await using var db = await storage.CreateDbContextAsync();
        Destination destination;
        if (id is null) db.Add(destination = new() { Id = Guid.NewGuid(), TenantId = here.In.Id });
        else if (await db.Destinations.FirstOrDefaultAsync(d => d.Id == id && d.TenantId == here.In.Id) is { } found) destination = found;
        else return DestinationOutcome.NotFound;
        if (await db.Destinations.AnyAsync(d => d.TenantId == here.In.Id && d.Name == input.Name && d.Id != destination.Id)) return DestinationOutcome.NameTaken;
        var before = id is null ? null : Written(destination);
        (destination.Name, destination.Kind, destination.UpdatedBy, destination.UpdatedAt) = (input.Name, input.Kind, here.Caller.Name, clock.GetUtcNow());
        if (input.Address is { } address) destination.Address = input.Kind == DestinationKind.Folder ? address : protector.Protect(address);
        if (input.Secret is { } secret) destination.Secret = secret.Length > 0 ? protector.Protect(secret) : null;
        audit.Add(db, http, AuditAction.DestinationChanged, here.In.Id, destination.Name, before, Written(destination));
        await db.SaveChangesAsync();
        return DestinationOutcome.Saved;
    }

    public async Task<DestinationOutcome> DeleteAsync(HttpContext http, Guid id)
    {
        var here = http.Here();
        await using var db = await storage.CreateDbContextAsync();
        if (await db.Destinations.FirstOrDefaultAsync(d => d.Id == id && d.TenantId == here.In.Id) is not { } destination) return DestinationOutcome.NotFound;
        if ((await UsesAsync(here.In.Id)).Contains(id)) return DestinationOutcome.InUse;
        db.Remove(destination);
        audit.Add(db, http, AuditAction.DestinationDeleted, here.In.Id, destination.Name, before: Written(destination));
        await db.SaveChangesAsync();
        return DestinationOutcome.Deleted;
    }

    /// <summary>For the audit log: nothing that would let anybody send there.</summary>
    private object Written(Destination destination) => new { destination.Name, destination.Kind, Target = Shown(destination), Signed = destination.Secret is not null };
}
