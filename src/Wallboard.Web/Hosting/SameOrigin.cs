using Wallboard.Web.Features.Administration;
using Wallboard.Web.Hosting.Access;

namespace Wallboard.Web.Hosting;

/// <summary>
/// What another site makes a browser do in somebody's name is refused: posting, and opening a socket. It stands before antiforgery, which sockets and the
/// API do not have.
/// </summary>
internal static class SameOrigin
{
    private const string Site = "Sec-Fetch-Site";

    public static void UseSameOrigin(this WebApplication app) => app.Use(async (http, next) =>
    {
        if (!Acts(http.Request) || IsOurs(http.Request))
        {
            await next(http);
            return;
        }
        var services = http.RequestServices;
        if (services.GetRequiredService<AccessBook>().Of(http.User).Kind != CallerKind.Nobody)
            await services.GetRequiredService<AuditLog>().RefusedAsync(http);
        http.Response.StatusCode = StatusCodes.Status403Forbidden;
    });

    /// <summary>The header and not <c>WebSockets.IsWebSocketRequest</c>, which is not known before the hub's own endpoint.</summary>
    private static bool Acts(HttpRequest request) =>
        !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method))
        || request.Headers.Upgrade.Count > 0;

    /// <summary>No page can forge either header, so one that speaks for us is enough. Whoever sends neither is no browser: a tool, which nobody can lead astray.</summary>
    private static bool IsOurs(HttpRequest request)
    {
        var (site, origin) = (request.Headers[Site].ToString(), request.Headers.Origin.ToString());
        return site is "same-origin" or "none" || (origin.Length == 0 ? site.Length == 0 : IsOurs(origin, request));
    }

    /// <summary>A proxy that ends https may not have said so; the other way round there is none.</summary>
    private static bool IsOurs(string origin, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var from)
        && (from.Scheme == request.Scheme || from.Scheme == Uri.UriSchemeHttps)
        && string.Equals(from.Host, request.Host.Host, StringComparison.OrdinalIgnoreCase)
        && (request.Host.Port is { } port ? from.Port == port : from.IsDefaultPort);
}
