using Microsoft.EntityFrameworkCore;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Administration.Tokens;

/// <summary>What an administrator asks for.</summary>
/// <param name="Queues">Null: all that the administrator sees.</param>
/// <param name="Agents">Likewise.</param>
internal sealed record TokenRequest(string Name, IReadOnlyList<Permission> Permissions, List<string>? Queues, List<string>? Agents, int Days);

/// <summary>The API tokens of a tenant.</summary>
internal sealed class TokenBook(IDbContextFactory<WallboardDb> storage, AuditLog audit, TimeProvider clock)
{
    /// <summary>So that people, and programs that look for secrets in the wrong places, see what it is.</summary>
    public const string Prefix = "wbt_";

    public static IReadOnlyList<int> Days { get; } = [7, 30, 90, 180, 365];

    /// <summary>The newest first; those that are of no use any more too.</summary>
    public async Task<IReadOnlyList<ApiToken>> ListAsync(string tenant)
    {
        await using var db = await storage.CreateDbContextAsync();
        return await db.ApiTokens.AsNoTracking().Where(t => t.TenantId == tenant).OrderByDescending(t => t.CreatedAt).ToListAsync();
    }

    /// <summary>The secret, which is known only here and now; null where an active token has the name.</summary>
    public async Task<string?> CreateAsync(HttpContext http, TokenRequest request)
    {
        var (here, now, secret) = (http.Here(), clock.GetUtcNow(), Prefix + Secret.New());
        await using var db = await storage.CreateDbContextAsync();
        if (await db.ApiTokens.AnyAsync(t => t.TenantId == here.In.Id && t.Name == request.Name && t.RevokedAt == null && t.ExpiresAt > now)) return null;
        var token = new ApiToken
        {
            Id = Guid.NewGuid(), TenantId = here.In.Id, Name = request.Name, SecretHash = Secret.Hash(secret), Permissions = [.. request.Permissions],
            // Nobody hands out more than they have.
            Queues = Within(request.Queues, here.Grant!.Scope.Queues), Agents = Within(request.Agents, here.Grant.Scope.Agents),
            CreatedBy = here.Caller.Name, CreatedAt = now, ExpiresAt = now.AddDays(request.Days),
        };
        db.Add(token);
        audit.Add(db, http, AuditAction.TokenCreated, here.In.Id, token.Name, after: Written(token));
        await db.SaveChangesAsync();
        return secret;
    }

    /// <summary>False where there is nothing to revoke.</summary>
    public async Task<bool> RevokeAsync(HttpContext http, Guid id)
    {
        var here = http.Here();
        await using var db = await storage.CreateDbContextAsync();
        if (await db.ApiTokens.FirstOrDefaultAsync(t => t.Id == id && t.TenantId == here.In.Id && t.RevokedAt == null) is not { } token) return false;
        token.RevokedAt = clock.GetUtcNow();
        audit.Add(db, http, AuditAction.TokenRevoked, here.In.Id, token.Name, before: Written(token));
        await db.SaveChangesAsync();
        return true;
    }

    private static List<string>? Within(List<string>? asked, IReadOnlySet<string>? own) =>
        own is null ? asked : [.. (asked ?? own.AsEnumerable()).Where(own.Contains).Order(StringComparer.Ordinal)];

    private static object Written(ApiToken token) => new { token.Name, token.Permissions, token.Queues, token.Agents, token.ExpiresAt };
}
