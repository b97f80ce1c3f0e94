using Microsoft.EntityFrameworkCore;

namespace Wallboard.Web.Tests.Security;

/// <summary>Whatever was good once, and is no more, opens nothing: not one of all the surfaces.</summary>
public sealed class EndedTests(AccessPortal access) : IClassFixture<AccessPortal>
{
    [Theory]
    [InlineData(Who.Administrator, "the session ended")]
    [InlineData(Who.Administrator, "the person disabled")]
    [InlineData(Who.Administrator, "the person removed")]
    [InlineData(Who.Screen, "revoked")]
    [InlineData(Who.Token, "revoked")]
    [InlineData(Who.Token, "expired")]
    public async Task A_credential_that_has_ended_is_refused_at_once_everywhere(Who who, string how)
    {
        var badge = await Badge.NewAsync(access.Portal, who);
        var hub = who == Who.Screen ? "/tv/hub" : "/hub/board";
        using var client = badge.Client(access.Portal);
        Assert.Equal(101, await badge.HandshakeAsync(access.Portal, hub));
        using var open = await badge.HubAsync(access.Portal, hub);
        await EndAsync(badge, how);

        var wrong = new List<string>();
        foreach (var surface in access.Surfaces.Where(s => s.Kind != SurfaceKind.HubMethod && s.Need is not (Surface.Everybody or Surface.Nobody)))
            foreach (var method in surface.Methods)
            {
                var address = access.OfOurs.Address(surface);
                using var request = new HttpRequestMessage(new(method), address) { Content = method == "POST" ? new FormUrlEncodedContent([]) : null };
                using var answer = await client.SendAsync(request);
                if (MatrixTests.FaultOf(answer, Who.Nobody, surface.Need, address) is { } fault) wrong.Add($"{method} {address}: {fault}");
            }
        Assert.Empty(wrong);
        Assert.Equal(401, await badge.HandshakeAsync(access.Portal, hub));
        // On a connection that was open before, and that nobody has looked at since.
        Assert.True((await open.InvokeAsync("Join", "10000/default.1/zh-CN/masked/all")).TryGetProperty("error", out _));
    }

    private async Task EndAsync(Badge badge, string how)
    {
        await using var db = access.Portal.Storage();
        var now = access.Clock.GetUtcNow();
        if (badge.Who == Who.Screen) (await db.Screens.SingleAsync(s => s.Id == badge.Id)).RevokedAt = now;
        else if (badge.Who == Who.Token)
        {
            var token = await db.ApiTokens.SingleAsync(t => t.Id == badge.Id);
            if (how == "revoked") token.RevokedAt = now;
            else token.ExpiresAt = now;
        }
        else
        {
            var session = await db.Sessions.SingleAsync(s => s.Id == badge.Id);
            var person = await db.Users.SingleAsync(p => p.Id == session.PersonId);
            if (how == "the session ended") session.EndedAt = now;
            else if (how == "the person disabled") person.DisabledAt = now;
            else db.Remove(person);
        }
        await db.SaveChangesAsync();
    }
}
