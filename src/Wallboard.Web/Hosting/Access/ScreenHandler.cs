using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Wallboard.Web.Hosting.Access;

/// <summary>A television's cookie: the id of its screen and a secret, <c>{id:N}.{secret}</c>.</summary>
internal sealed class ScreenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, AccessBook book)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Cookie = "wallboard.screen";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(
        Request.Cookies[Cookie] is { } cookie && cookie.Split('.', 2) is [var text, var secret] && Guid.TryParseExact(text, "N", out var id)
        && book.Now.Screens.GetValueOrDefault(id) is { } screen && Secret.Matches(secret, screen.SecretHash)
            ? AuthenticateResult.Success(new(AccessClaims.Principal(CallerKind.Screen, id, Schemes.Screen), Schemes.Screen))
            : AuthenticateResult.NoResult());
}
