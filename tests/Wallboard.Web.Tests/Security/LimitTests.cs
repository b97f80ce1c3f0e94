using System.Net;

namespace Wallboard.Web.Tests.Security;

public sealed class LimitTests : IDisposable
{
    private readonly PortalFactory portal = new();

    public void Dispose() => portal.Dispose();

    [Fact]
    public async Task Guessing_tokens_is_slowed_down_and_hinders_nobody_who_has_one()
    {
        using var guesser = portal.CreateClient();
        guesser.DefaultRequestHeaders.Add("Authorization", "Bearer guess");
        HttpResponseMessage answer;
        var tries = 0;
        do answer = await guesser.GetAsync("/api/live/10000");
        while (answer.StatusCode == HttpStatusCode.Unauthorized && ++tries < 2000);
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), answer.Headers.RetryAfter?.Delta);

        // The same address.
        foreach (var who in (Who[])[Who.Token, Who.Bootstrap, Who.Analyst])
        {
            using var client = (await Badge.NewAsync(portal, who)).Client(portal);
            Assert.Equal((who, HttpStatusCode.OK), (who, (await client.GetAsync("/api/live/10000")).StatusCode));
        }
    }

    [Fact]
    public async Task One_token_is_counted_from_wherever_it_comes()
    {
        var (one, other) = (await Badge.NewAsync(portal, Who.Token), await Badge.NewAsync(portal, Who.Token));
        using var client = one.Client(portal);
        HttpResponseMessage answer;
        var asked = 0;
        do answer = await client.GetAsync("/api/live/10000");
        while (answer.StatusCode == HttpStatusCode.OK && ++asked < 2000);
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        using var otherClient = other.Client(portal);
        Assert.Equal(HttpStatusCode.OK, (await otherClient.GetAsync("/api/live/10000")).StatusCode);
    }

    [Fact]
    public async Task A_thousand_walls_behind_one_address_come_back_at_once()
    {
        var badge = await Badge.NewAsync(portal, Who.Viewer);
        var sockets = portal.Server.CreateWebSocketClient();
        sockets.ConfigureRequest = request => request.Headers[badge.Header!] = badge.Value;
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => sockets.StatusAsync("/hub/board"))), status => Assert.Equal(101, status));
    }
}
