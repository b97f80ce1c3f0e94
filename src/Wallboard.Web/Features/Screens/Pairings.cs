using Microsoft.EntityFrameworkCore;
using Wallboard.Web.Features.Administration;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Screens;

/// <summary>
/// How a television becomes a screen: it shows a code and holds a secret; somebody who may types the code; the television, asking with its secret, gets
/// the screen's credential. That is made only then, so nobody but the television ever has it.
/// </summary>
internal sealed class Pairings(IDbContextFactory<WallboardDb> storage, AuditLog audit, TimeProvider clock)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    /// <summary>Waiting at once: whoever opens <c>/tv</c> again and again without cookies fills neither the storage nor, alone, everybody's room.</summary>
    public const int Most = 500;
    public const int MostOfAnAddress = 60;

    public TimeSpan Left(Pairing pairing) => pairing.ExpiresAt - clock.GetUtcNow();

    /// <summary>The one that the television has a cookie of, else a new one. Null: too many wait.</summary>
    public async Task<Pairing?> OpenAsync(HttpContext http)
    {
        await using var db = await storage.CreateDbContextAsync();
        if (await FindAsync(db, http) is { } known) return known;
        var (now, address) = (clock.GetUtcNow(), http.Connection.RemoteIpAddress?.ToString() ?? "");
        await db.Pairings.Where(p => p.ExpiresAt <= now).ExecuteDeleteAsync();
        if (await db.Pairings.CountAsync() >= Most || await db.Pairings.CountAsync(p => p.Address == address) >= MostOfAnAddress) return null;

        var credential = Credential.New(Guid.NewGuid());
        var pairing = new Pairing
        {
            Id = credential.Id, Code = await UnusedCodeAsync(db), SecretHash = credential.Hash(), Address = address, CreatedAt = now, ExpiresAt = now + Lifetime,
        };
        db.Add(pairing);
        await db.SaveChangesAsync();
        TelevisionCookies.SetPairing(http, credential);
        return pairing;
    }

    /// <summary>The one that the television has a cookie of, unless it is over.</summary>
    public async Task<Pairing?> FindAsync(HttpContext http)
    {
        await using var db = await storage.CreateDbContextAsync();
        return await FindAsync(db, http);
    }

    /// <summary>Makes the screen whose television shows this code. Null: no television does.</summary>
    /// <param name="screen">Everything but what is known only here.</param>
    public async Task<Screen?> ApproveAsync(HttpContext http, string code, Screen screen)
    {
        await using var db = await storage.CreateDbContextAsync();
        var now = clock.GetUtcNow();
        if (await db.Pairings.SingleOrDefaultAsync(p => p.Code == code && p.ExpiresAt > now && p.ScreenId == null) is not { } pairing) return null;
        screen.Id = Guid.NewGuid();
        screen.CreatedAt = now;
        screen.CreatedBy = http.Here().Caller.Name;
        screen.Address = pairing.Address;
        pairing.ScreenId = screen.Id;
        pairing.ExpiresAt = now + Lifetime;
        db.Add(screen);
        audit.Add(db, http, AuditAction.ScreenPaired, screen.TenantId, screen.Name, after: new { screen.Board, screen.Language, screen.Theme, screen.Address });
        await db.SaveChangesAsync();
        return screen;
    }

    /// <summary>Gives an approved television its credential, once.</summary>
    public async Task<bool> ExchangeAsync(HttpContext http)
    {
        await using var db = await storage.CreateDbContextAsync();
        if (await FindAsync(db, http) is not { ScreenId: { } id } pairing
            || await db.Screens.SingleOrDefaultAsync(s => s.Id == id && s.RevokedAt == null) is not { } screen) return false;
        var credential = Credential.New(screen.Id);
        screen.SecretHash = credential.Hash();
        db.Remove(pairing);
        try
        {
            await db.SaveChangesAsync();
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody with the same cookie was quicker, and has it.
            return false;
        }
        TelevisionCookies.SetScreen(http, credential);
        TelevisionCookies.Delete(http, TelevisionCookies.Pairing);
        return true;
    }

    private async Task<Pairing?> FindAsync(WallboardDb db, HttpContext http) =>
        Credential.TryParse(http.Request.Cookies[TelevisionCookies.Pairing], out var credential)
        && await db.Pairings.FindAsync(credential.Id) is { } pairing && credential.Matches(pairing.SecretHash) && Left(pairing) > TimeSpan.Zero
            ? pairing
            : null;

    private static async Task<string> UnusedCodeAsync(WallboardDb db)
    {
        while (true)
        {
            var code = PairingCode.New();
            if (!await db.Pairings.AnyAsync(p => p.Code == code)) return code;
        }
    }
}
