using System.Net;
using Microsoft.EntityFrameworkCore;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Tests.Security;

/// <summary>What another site makes a browser send: the cookie goes with it, but the browser says from where.</summary>
public sealed class SameOriginTests(AccessPortal access) : IClassFixture<AccessPortal>
{
    private readonly PortalFactory portal = access.Portal;

    [Theory]
    [InlineData("Origin: http://localhost", true)]
    [InlineData("Origin: https://localhost", true)] // a proxy that ends https and does not say so
    [InlineData("Origin: http://LOCALHOST:80", true)]
    [InlineData("Sec-Fetch-Site: same-origin", true)]
    [InlineData("", true)] // no browser
    [InlineData("Origin: http://localhost:81", false)]
    [InlineData("Origin: http://evil.example", false)]
    [InlineData("Origin: http://localhost.evil.example", false)]
    [InlineData("Origin: http://localhost@evil.example", false)]
    [InlineData("Origin: ftp://localhost", false)]
    [InlineData("Origin: null", false)]
    [InlineData("Origin: nonsense", false)]
    [InlineData("Sec-Fetch-Site: cross-site", false)]
    [InlineData("Sec-Fetch-Site: same-site", false)]
    [InlineData("Sec-Fetch-Site: cross-site|Origin: http://evil.example", false)]
    public async Task Posting_and_opening_a_socket_are_for_our_own_pages(string headers, bool ours)
    {
        var sent = headers.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(h => h.Split(": ")).ToList();
        foreach (var badge in (Badge[])[access.Badges[Who.Supervisor], access.Badges[Who.Bootstrap]])
        {
            using var client = badge.Client(portal);
            foreach (var header in sent) client.DefaultRequestHeaders.TryAddWithoutValidation(header[0], header[1]);
            Assert.Equal(ours ? HttpStatusCode.Conflict : HttpStatusCode.Forbidden, (await client.PostAsync("/api/link/10000/retake", null)).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/live/10000")).StatusCode);
            Assert.Equal(ours ? 101 : 403, await HandshakeAsync(badge, sent));
        }
    }

    [Fact]
    public async Task It_is_written_down_in_whose_name_another_site_tried()
    {
        var (client, person, _) = await portal.SignIn(Hosting.Access.Role.Supervisor);
        client.DefaultRequestHeaders.Add("Origin", "http://evil.example");
        Assert.Equal(HttpStatusCode.Forbidden, (await client.PostAsync("/api/link/10000/retake", null)).StatusCode);
        await using var db = portal.Storage();
        var entry = await db.Audit.SingleAsync(e => e.ActorId == person.Id);
        Assert.Equal((AuditAction.AccessRefused, "POST /api/link/10000/retake"), (entry.Action, entry.Subject));
    }

    private async Task<int> HandshakeAsync(Badge badge, List<string[]> headers)
    {
        var sockets = portal.Server.CreateWebSocketClient();
        sockets.ConfigureRequest = request =>
        {
            request.Headers[badge.Header!] = badge.Value;
            foreach (var header in headers) request.Headers[header[0]] = header[1];
        };
        return await sockets.StatusAsync("/hub/board");
    }
}
