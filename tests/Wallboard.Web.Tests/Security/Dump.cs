using System.Collections;
using Microsoft.EntityFrameworkCore;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Tests.Security;

/// <summary>All of storage as text, but for what changes by looking: the audit, "last seen" and the like.</summary>
internal static class Dump
{
    private static readonly HashSet<Type> left = [typeof(AuditEntry), typeof(AccessRevision), typeof(Microsoft.AspNetCore.DataProtection.EntityFrameworkCore.DataProtectionKey)];

    /// <param name="tenant">Only rows that name it.</param>
    public static async Task<string> OfAsync(PortalFactory portal, string? tenant = null)
    {
        await using var db = portal.Storage();
        var lines = new List<string>();
        foreach (var type in db.Model.GetEntityTypes().Where(t => !left.Contains(t.ClrType) && !t.IsOwned()))
        {
            var rows = (IQueryable<object>)typeof(DbContext).GetMethod(nameof(DbContext.Set), [])!.MakeGenericMethod(type.ClrType).Invoke(db, null)!;
            foreach (var row in await rows.AsNoTracking().ToListAsync())
                lines.Add($"{type.ClrType.Name}: " + string.Join(", ", type.GetProperties().Where(p => p.PropertyInfo is not null && !p.Name.StartsWith("Last", StringComparison.Ordinal))
                    .Select(p => $"{p.Name}={Text(p.PropertyInfo!.GetValue(row))}")));
        }
        return string.Join('\n', lines.Where(l => tenant is null || l.Contains(tenant, StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    private static string Text(object? value) => value switch
    {
        byte[] bytes => Convert.ToHexString(bytes),
        string text => text,
        IEnumerable many => string.Join('|', many.Cast<object>()),
        _ => $"{value}",
    };
}
