using Microsoft.Extensions.DependencyInjection;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Tests.Security;

/// <summary>The kinds of callers: the columns of the matrix.</summary>
public enum Who
{
    Nobody,
    Viewer,
    Analyst,
    Supervisor,
    Administrator,
    Screen,

    /// <summary>An API token with all that a token may have.</summary>
    Token,
    Bootstrap,
}

internal static class WhoExtensions
{
    public static IReadOnlySet<Permission> Permissions(this Who who) => who switch
    {
        Who.Screen => Grants.Screen,
        Who.Token => Grants.Token,
        Who.Bootstrap => Grants.Bootstrap,
        _ => who.Role() is { } role ? Grants.Of(role) : new HashSet<Permission>(),
    };

    public static Role? Role(this Who who) => Enum.TryParse<Role>(who.ToString(), out var role) ? role : null;

    public static bool May(this Who who, string need) => need switch
    {
        Surface.Everybody => true,
        Surface.Nobody => false,
        Surface.SignedIn => who.Role() is not null,
        _ => who.Permissions().Contains(Enum.Parse<Permission>(need)),
    };

    /// <summary>Whether the portal sees at this address who it is: a television's cookie counts below /tv only, a person's everywhere else.</summary>
    public static bool IsKnownAt(this Who who, string path) => who switch
    {
        Who.Nobody => false,
        Who.Token or Who.Bootstrap => true,
        _ => $"{path}/".StartsWith(Schemes.ScreenPath + "/", StringComparison.Ordinal) == (who == Who.Screen),
    };
}

/// <summary>How a caller says who they are: one header.</summary>
internal sealed record Badge(Who Who, string? Header, string? Value, Guid? Id = null)
{
    public HttpClient Client(PortalFactory portal)
    {
        var client = portal.CreateClient(new() { AllowAutoRedirect = false, HandleCookies = false });
        if (Header is not null) client.DefaultRequestHeaders.TryAddWithoutValidation(Header, Value);
        return client;
    }

    /// <summary>An open connection to a hub.</summary>
    public Task<HubBrowser> HubAsync(PortalFactory portal, string hub) => HubBrowser.OpenAsync(
        portal, hub, Header == "Cookie" ? Value : null, Header == "Authorization" ? Value!["Bearer ".Length..] : null);

    /// <summary>The status of a handshake: 101 when it was let in.</summary>
    public Task<int> HandshakeAsync(PortalFactory portal, string hub)
    {
        var sockets = portal.Server.CreateWebSocketClient();
        if (Header is not null) sockets.ConfigureRequest = request => request.Headers[Header] = Value;
        return sockets.StatusAsync(hub);
    }

    /// <summary>A new caller of the kind in a tenant; of a person their session's id.</summary>
    public static async Task<Badge> NewAsync(PortalFactory portal, Who who, string tenant = "10000", IReadOnlyList<Permission>? permissions = null)
    {
        switch (who)
        {
            case Who.Nobody: return new(who, null, null);
            case Who.Bootstrap: return new(who, "Authorization", $"Bearer {PortalFactory.Token}");
            case Who.Screen:
                var (screen, screenSecret) = (Rows.Screen(tenant), Secret.New());
                screen.SecretHash = Secret.Hash(screenSecret);
                await portal.AddAsync(screen);
                return new(who, "Cookie", $"{ScreenHandler.Cookie}={screen.Id:N}.{screenSecret}", screen.Id);
            case Who.Token:
                var (token, secret) = (Rows.Token(tenant), Secret.New());
                token.SecretHash = Secret.Hash(secret);
                token.Permissions = [.. permissions ?? [.. Grants.Token]];
                await portal.AddAsync(token);
                return new(who, "Authorization", $"Bearer {secret}", token.Id);
            default:
                var (_, _, session) = await portal.SignIn(who.Role()!.Value, tenant);
                return new(who, "Cookie", portal.Cookie(session), session.Id);
        }
    }
}
