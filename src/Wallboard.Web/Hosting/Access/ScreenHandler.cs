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
        Credential.TryParse(Request.Cookies[Cookie], out var credential)
        && book.Now.Screens.GetValueOrDefault(credential.Id) is { } screen && credential.Matches(screen.SecretHash)
            ? AuthenticateResult.Success(new(AccessClaims.Principal(CallerKind.Screen, screen.Id, Schemes.Screen), Schemes.Screen))
            : AuthenticateResult.NoResult());
}
