using Wallboard.Web.Features.Live;

namespace Wallboard.Web.Hosting.Access;

/// <summary>Who asks, and in which tenant: what every page and endpoint works with. The policy that let the request in has found both.</summary>
/// <param name="Tenant">Null on pages that are about no tenant, when the caller has none.</param>
internal sealed record Here(Caller Caller, Tenant? Tenant, Grant? Grant)
{
    /// <summary>The tenant that a page needs; its policy has made sure that there is one.</summary>
    public Tenant In => Tenant ?? throw new InvalidOperationException("No tenant: the page has no policy that needs one");

    public bool May(Permission permission) => Grant?.Permissions.Contains(permission) is true;
}

internal static class HereExtensions
{
    /// <summary>The tenant that an address is about: <c>/t/{tenant}/…</c>, <c>/api/…/{tenant}</c>, else <c>?tenant=</c>.</summary>
    public static string? TenantOfAddress(this HttpContext http) =>
        http.GetRouteValue("tenant") as string ?? (http.Request.Query["tenant"].ToString() is { Length: > 0 } asked ? asked : null);

    public static Here Here(this HttpContext http)
    {
        if (http.Features.Get<Here>() is { } known) return known;
        var caller = http.RequestServices.GetRequiredService<AccessBook>().Of(http.User);
        var grant = http.TenantOfAddress() is { } asked ? caller.In(asked) : caller.Grants is [var first, ..] ? first : null;
        var here = new Here(caller, http.RequestServices.GetRequiredService<Tenants>().Find(grant?.TenantId), grant);
        http.Features.Set(here);
        return here;
    }
}
