using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Wallboard.Web.Hosting.Access;

/// <summary><c>Authorization: Bearer …</c>, for <c>/hub/**</c> also <c>?access_token=…</c>: an API token, or <see cref="BootstrapToken"/>.</summary>
internal sealed class BearerHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, BootstrapToken bootstrap, AccessBook book)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private const string Prefix = Schemes.Bearer + " ";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if ((header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? header[Prefix.Length..].Trim() : Schemes.HubToken(Request)) is not { } presented)
            return Task.FromResult(AuthenticateResult.NoResult());
        if (bootstrap.Matches(presented)) return Known(CallerKind.Bootstrap, null);
        var hash = Secret.Hash(presented);
        return book.Now.Tokens.Values.FirstOrDefault(t => t.SecretHash.AsSpan().SequenceEqual(hash)) is { } token
            ? Known(CallerKind.Token, token.Id)
            : Task.FromResult(AuthenticateResult.Fail("Unknown token"));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = Schemes.Bearer;
        return base.HandleChallengeAsync(properties);
    }

    private static Task<AuthenticateResult> Known(CallerKind kind, Guid? id) =>
        Task.FromResult(AuthenticateResult.Success(new(AccessClaims.Principal(kind, id, Schemes.Bearer), Schemes.Bearer)));
}
