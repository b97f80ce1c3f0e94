using Microsoft.AspNetCore.StaticAssets;

namespace Wallboard.Web.Hosting;

internal static class SecurityHeaders
{
    /// <summary>Only what the portal itself serves; no script or style inside a page; nothing is ever shown inside another page.</summary>
    public const string ContentSecurityPolicy =
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
        "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    private const string OneYear = "max-age=31536000";

    /// <summary>On every answer, errors too: those clear what was set before them, so the headers are set when the answer starts.</summary>
    public static void UseSecurityHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = ContentSecurityPolicy;
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            // Not no-referrer: browsers would then say "Origin: null" when they post our own forms, which SameOrigin could not tell from another site's.
            headers["Referrer-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            if (context.Request.IsHttps && context.Request.Host.Host != "localhost") headers.StrictTransportSecurity = OneYear;
            // Whatever is not the same for everybody stays nowhere: no cache on the way, nothing behind the back button after signing out.
            if (context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is null) headers.CacheControl = "no-store";
            return Task.CompletedTask;
        });
        return next(context);
    });
}
