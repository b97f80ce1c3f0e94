using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Wallboard.Web.Hosting;

/// <summary>The read-everything token for provisioning and tests: <c>Access:BootstrapToken</c>, or the content of <c>Access:BootstrapTokenFile</c>.</summary>
internal sealed class AccessToken
{
    private readonly byte[]? hash;

    public AccessToken(IConfiguration configuration)
    {
        var token = configuration["Access:BootstrapToken"];
        if (string.IsNullOrWhiteSpace(token) && configuration["Access:BootstrapTokenFile"] is { Length: > 0 } file) token = File.ReadAllText(file);
        if (!string.IsNullOrWhiteSpace(token)) hash = Hash(token.Trim());
    }

    /// <summary>In constant time; false for everything while no token is set.</summary>
    public bool Matches(string presented) => hash is not null && CryptographicOperations.FixedTimeEquals(hash, Hash(presented));

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}

/// <summary><c>Authorization: Bearer …</c> against <see cref="AccessToken"/>.</summary>
internal sealed class BearerHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, AccessToken token)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Bearer";
    private const string Prefix = SchemeName + " ";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)) return Task.FromResult(AuthenticateResult.NoResult());
        if (!token.Matches(header[Prefix.Length..].Trim())) return Task.FromResult(AuthenticateResult.Fail("Unknown token"));
        var bearer = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, "bootstrap")], SchemeName));
        return Task.FromResult(AuthenticateResult.Success(new(bearer, SchemeName)));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = SchemeName;
        return base.HandleChallengeAsync(properties);
    }
}

internal static class AccessRegistration
{
    public static void AddAccess(this IServiceCollection services)
    {
        services.AddSingleton<AccessToken>();
        services.AddAuthentication(BearerHandler.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, BearerHandler>(BearerHandler.SchemeName, null);
        services.AddAuthorization();
        services.AddAntiforgery();
    }
}
