using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using Wallboard.Web.Features.Live;
using Wallboard.Web.Hosting;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Accounts.Links;

/// <summary>
/// Somebody has to be the first: at each start, while a tenant has no administrator, one link that makes one is printed to standard output.
/// </summary>
internal sealed class FirstAdministrator(WallboardDb db, OneTimeLinks links, Tenants tenants, IServer server, DemoMode demo)
{
    /// <summary>A new link, in the place of any before; null while every tenant has an administrator.</summary>
    public async Task<string?> MakeLinkAsync()
    {
        if (await TenantsWithoutAsync() is []) return null;
        var path = await links.AddAsync(new() { Purpose = LinkPurpose.Setup, CreatedBy = "start" }, OneTimeLinks.SetupLasts, _ => true);
        await db.SaveChangesAsync();
        return Base() + path;
    }

    /// <summary>Those that the link is for.</summary>
    public async Task<IReadOnlyList<Tenant>> TenantsWithoutAsync()
    {
        var with = await (
            from membership in db.Memberships
            join person in db.Users on membership.PersonId equals person.Id
            where membership.Role == Role.Administrator && person.DisabledAt == null && (demo.Active || !person.IsDemo)
            select membership.TenantId).ToListAsync();
        return [.. tenants.All.Where(t => !with.Contains(t.Id))];
    }

    /// <summary>The first address that the server listens at, as somebody at this machine would open it.</summary>
    private string Base()
    {
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? Portal.DefaultUrl;
        foreach (var any in (string[])["//[::]", "//0.0.0.0", "//+", "//*"]) address = address.Replace(any, "//localhost", StringComparison.Ordinal);
        return address.TrimEnd('/');
    }
}
