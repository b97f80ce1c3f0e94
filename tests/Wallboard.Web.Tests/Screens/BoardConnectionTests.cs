using Microsoft.EntityFrameworkCore;
using Wallboard.Testing;
using Wallboard.Web.Features.Boards;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Tests.Screens;

/// <summary>A socket outlives what it was opened with, but not for long.</summary>
public sealed class BoardConnectionTests : IDisposable
{
    private readonly FakeTimeProvider clock = new();
    private readonly PortalFactory portal;

    public BoardConnectionTests() => portal = new() { Clock = clock, OtherTenants = { "20000" } };

    public void Dispose() => portal.Dispose();

    [Theory]
    [InlineData("session ended")]
    [InlineData("person disabled")]
    [InlineData("membership gone")]
    public async Task A_persons_connection_ends_with_their_right_to_look(string how)
    {
        var (client, person, session) = await portal.SignIn(Role.Viewer);
        using var browser = await JoinedAsync(client, "/hub/board", cookie: portal.Cookie(session));
        await StaysAsync(browser);
        await ChangeAsync(async db =>
        {
            if (how == "session ended") (await db.Sessions.SingleAsync()).EndedAt = clock.GetUtcNow();
            else if (how == "person disabled") (await db.Users.SingleAsync(p => p.Id == person.Id)).DisabledAt = clock.GetUtcNow();
            else db.Memberships.Remove(await db.Memberships.SingleAsync());
        });
        await EndsAsync(browser);
        await Assert.ThrowsAnyAsync<Exception>(() => HubBrowser.OpenAsync(portal, "/hub/board", portal.Cookie(session)));
    }

    [Theory]
    [InlineData("in the header", "revoked")]
    [InlineData("in the address", "revoked")]
    [InlineData("in the address", "expired")]
    public async Task A_tokens_connection_ends_with_the_token_and_it_opens_no_other(string where, string how)
    {
        var (secret, id) = await TokenAsync();
        var (address, bearer) = where == "in the header" ? ("/hub/board", secret) : ($"/hub/board?access_token={secret}", null);
        var viewer = await portal.SignedIn(Role.Viewer);
        using var tool = await JoinedAsync(viewer, address, bearer: bearer);
        await StaysAsync(tool);
        await ChangeAsync(async db =>
        {
            var token = await db.ApiTokens.SingleAsync(t => t.Id == id);
            if (how == "revoked") token.RevokedAt = clock.GetUtcNow();
            else token.ExpiresAt = clock.GetUtcNow();
        });
        await EndsAsync(tool);
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => HubBrowser.OpenAsync(portal, address, bearer: bearer));
        Assert.Contains("401", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_in_an_address_is_taken_for_the_hub_only()
    {
        var (secret, _) = await TokenAsync();
        var client = portal.CreateClient(new() { AllowAutoRedirect = false });
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, (await client.GetAsync($"/api/live/10000?access_token={secret}")).StatusCode);
        Assert.Equal(System.Net.HttpStatusCode.Redirect, (await client.GetAsync($"/?access_token={secret}")).StatusCode);
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, (await client.GetAsync($"/tv/hub?access_token={secret}")).StatusCode);
    }

    [Fact]
    public async Task A_screen_joins_no_board_of_another_tenant_and_a_persons_cookie_is_nothing_to_the_televisions_hub()
    {
        var (_, cookie) = await portal.Paired();
        var (_, other) = await portal.Paired("20000");
        using var television = await HubBrowser.OpenAsync(portal, "/tv/hub", cookie);
        Assert.EndsWith("No such view", (await television.InvokeAsync("Join", await ViewAsync(portal.Holding(other), "/tv"))).GetProperty("error").GetString(), StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(() => HubBrowser.OpenAsync(portal, "/hub/board", cookie));
        var session = (await portal.SignIn(Role.Administrator)).Session;
        await Assert.ThrowsAsync<InvalidOperationException>(() => HubBrowser.OpenAsync(portal, "/tv/hub", portal.Cookie(session)));
    }

    private async Task<HubBrowser> JoinedAsync(HttpClient page, string address, string? cookie = null, string? bearer = null)
    {
        var browser = await HubBrowser.OpenAsync(portal, address, cookie, bearer);
        Assert.True((await browser.InvokeAsync("Join", await ViewAsync(page, "/"))).TryGetProperty("result", out _));
        return browser;
    }

    private static async Task<string> ViewAsync(HttpClient client, string page) => (await client.PageAsync(page)).GetElementById("screen")!.GetAttribute("data-view")!;

    private async Task<(string Secret, Guid Id)> TokenAsync()
    {
        var credential = Credential.New(Guid.NewGuid());
        await ChangeAsync(db =>
        {
            db.Add(new ApiToken
            {
                Id = credential.Id, TenantId = "10000", Name = "a tool", SecretHash = credential.Hash(), Permissions = [Permission.ViewBoards], CreatedBy = "test",
                CreatedAt = clock.GetUtcNow(), ExpiresAt = clock.GetUtcNow().AddDays(1),
            });
            return Task.CompletedTask;
        });
        return (credential.Secret, credential.Id);
    }

    private async Task ChangeAsync(Func<WallboardDb, Task> change)
    {
        await using var db = portal.Storage();
        await change(db);
        await db.SaveChangesAsync();
    }

    /// <summary>Looked at, and left alone.</summary>
    private async Task StaysAsync(HubBrowser browser)
    {
        clock.Advance(BoardConnections.LookEvery);
        Assert.True((await browser.InvokeAsync("Acknowledge", 1)).TryGetProperty("invocationId", out _));
    }

    private async Task EndsAsync(HubBrowser browser)
    {
        var closed = browser.ClosedAsync();
        await Eventually.True(() =>
        {
            clock.Advance(BoardConnections.LookEvery);
            return Task.FromResult(closed.IsCompleted);
        }, TimeSpan.FromSeconds(10), "the connection ends");
        await closed;
    }
}
