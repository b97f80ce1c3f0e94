using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Tests.Security;

/// <summary>Rows of storage, as the portal's own features would have made them.</summary>
internal static class Rows
{
    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public static Screen Screen(string tenant) => new()
    {
        Id = Guid.NewGuid(), TenantId = tenant, Name = $"screen of {tenant}", Board = "default", Language = "zh-CN", Theme = "dark",
        SecretHash = Secret.Hash(Secret.New()), CreatedAt = Now, CreatedBy = "test",
    };

    public static ApiToken Token(string tenant) => new()
    {
        Id = Guid.NewGuid(), TenantId = tenant, Name = $"token of {tenant}", SecretHash = Secret.Hash(Secret.New()), Permissions = [Permission.ReadLive],
        CreatedAt = Now, CreatedBy = "test", ExpiresAt = Now.AddDays(1),
    };

    public static Department Department(string tenant) => new()
    {
        Id = Guid.NewGuid(), TenantId = tenant, Name = $"department of {tenant}", Agents = [$"{tenant}_1000"], UpdatedAt = Now, UpdatedBy = "test",
    };

    public static async Task AddAsync(this PortalFactory portal, params object[] rows)
    {
        await using var db = portal.Storage();
        db.AddRange(rows);
        await db.SaveChangesAsync();
    }
}
