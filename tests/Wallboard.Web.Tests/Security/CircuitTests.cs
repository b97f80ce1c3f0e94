using System.Net;
using Wallboard.Web.Hosting.Access;

namespace Wallboard.Web.Tests.Security;

/// <summary>Blazor's own socket: for whoever has signed in, from our own pages.</summary>
public sealed class CircuitTests : IDisposable
{
    private readonly PortalFactory portal = new();

    public void Dispose() => portal.Dispose();

    [Theory]
    [InlineData(true, "http://localhost", 101)]
    [InlineData(true, "http://evil.example", 403)]
    [InlineData(true, "null", 403)]
    [InlineData(false, "http://localhost", 401)]
    public async Task Its_socket_opens_for_our_own_pages_and_people_only(bool signedIn, string origin, int status)
    {
        var (_, _, session) = await portal.SignIn(Role.Analyst);
        var sockets = portal.Server.CreateWebSocketClient();
        sockets.ConfigureRequest = request =>
        {
            if (signedIn) request.Headers.Cookie = portal.Cookie(session);
            request.Headers.Origin = origin;
        };
        Assert.Equal(status, await sockets.StatusAsync("/_blazor"));
    }

    [Fact]
    public async Task Nobody_gets_a_connection_to_begin_with()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await portal.CreateClient().PostAsync("/_blazor/negotiate?negotiateVersion=1", null)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await (await portal.SignedIn(Role.Viewer)).PostAsync("/_blazor/negotiate?negotiateVersion=1", null)).StatusCode);
    }

    /// <summary>Boards hang for months: they have no circuit, and not its script.</summary>
    [Fact]
    public async Task Only_pages_of_work_bring_its_script()
    {
        var client = await portal.SignedIn(Role.Administrator);
        Assert.Contains("blazor.web.js", await client.GetStringAsync("/t/10000/reports/calls"), StringComparison.Ordinal);
        foreach (var path in (string[])["/", "/help", "/t/10000/reports", "/t/10000/settings", "/tv"])
            Assert.DoesNotContain("blazor.web.js", await client.GetStringAsync(path), StringComparison.Ordinal);
    }
}
