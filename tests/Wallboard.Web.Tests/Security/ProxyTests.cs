using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Wallboard.Web.Hosting;

namespace Wallboard.Web.Tests.Security;

/// <summary>On a real port, where the browser's address is a loopback one.</summary>
public sealed class ProxyTests : IDisposable
{
    private readonly PortalFactory portal = new();

    public void Dispose() => portal.Dispose();

    [Theory]
    [InlineData(null, "203.0.113.7", "127.0.0.1")]
    [InlineData("127.0.0.1", "203.0.113.7", "203.0.113.7")]
    [InlineData("127.0.0.0/8", "203.0.113.7", "203.0.113.7")]
    [InlineData("10.0.0.1", "203.0.113.7", "127.0.0.1")]
    [InlineData("127.0.0.1", "1.2.3.4, 203.0.113.7", "203.0.113.7")] // the first one the browser has made up
    [InlineData("127.0.0.1, 10.0.0.0/24", "1.2.3.4, 203.0.113.7, 10.0.0.9", "203.0.113.7")]
    [InlineData("127.0.0.1", "nonsense", "127.0.0.1")]
    public async Task The_address_is_the_proxys_word_if_it_is_ours_and_nobody_elses(string? trusted, string forwarded, string address)
    {
        if (trusted is not null) portal.Settings["Proxy:Trusted"] = trusted;
        var at = portal.Listen();
        var viewer = await Badge.NewAsync(portal, Who.Viewer);
        await RawHttp.SendAsync(at, "", ["GET /api/live/10000 HTTP/1.1", $"X-Forwarded-For: {forwarded}", $"X-Real-IP: {forwarded}", $"Forwarded: for={forwarded}", .. viewer.Line()]);
        await using var db = portal.Storage();
        Assert.Equal(address, (await db.Audit.SingleAsync()).Address.Replace("::ffff:", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("127.0.0.1", true)]
    public async Task Https_is_the_proxys_word_too(string? trusted, bool https)
    {
        if (trusted is not null) portal.Settings["Proxy:Trusted"] = trusted;
        var at = portal.Listen();
        var (_, text) = await RawHttp.SendAsync(at, "", "GET /health/live HTTP/1.1", "X-Forwarded-For: 203.0.113.7", "X-Forwarded-Proto: https");
        Assert.Equal(https, text.Contains("Strict-Transport-Security", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Proxy:Trusted", "127.0.0.1, ::1, 10.0.0.0/24", null)]
    [InlineData("Proxy:Trusted", "127.0.0.1, proxy.example.com", "Proxy:Trusted: 'proxy.example.com' is neither an address nor a network, e.g. 10.0.0.5 or 10.0.0.0/24")]
    [InlineData("ForwardedHeaders_Enabled", "true", "ASPNETCORE_FORWARDEDHEADERS_ENABLED: believes everybody's headers; name your proxy in Proxy:Trusted instead")]
    public void Settings_that_would_believe_the_wrong_ones_are_faults(string key, string value, string? fault) =>
        Assert.Equal(fault, Proxy.Faults(new ConfigurationBuilder().AddInMemoryCollection([new(key, value)]).Build()).SingleOrDefault()?.ToString());
}
