using System.Diagnostics;
using System.Net;
using AngleSharp.Html.Parser;

namespace Wallboard.Web.Tests;

/// <summary>The portal as operators start it: a process of its own, from a published folder, in some other working directory.</summary>
public sealed class PublishedPortalTests(PublishedPortal published) : IClassFixture<PublishedPortal>
{
    private static readonly Dictionary<string, string> Tenant = new()
    {
        ["Platform__Tenants__0__Id"] = "10000",
        ["Platform__Tenants__0__Socket"] = "ws://127.0.0.1:1/",
        ["Platform__Tenants__0__Api"] = "http://127.0.0.1:1/5.0",
        ["Platform__Tenants__0__Seat"] = "10000_1900",
        ["Platform__Tenants__0__Extension"] = "6900",
    };

    [Fact]
    public async Task Everything_the_page_names_is_served_from_a_published_folder()
    {
        using var portal = PublishedPortal.Start(new(Tenant) { ["ASPNETCORE_URLS"] = "http://127.0.0.1:0" }, published.Dll);
        try
        {
            var address = await AddressAsync(portal);
            using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new(address) };
            var page = await new HtmlParser().ParseDocumentAsync(await client.GetStringAsync("/tv"));
            var assets = page.QuerySelectorAll("link[href], script[src]").Select(a => a.GetAttribute("href") ?? a.GetAttribute("src")!).ToList();
            Assert.True(assets.Count >= 6);
            foreach (var asset in assets.Concat(["_framework/blazor.web.js", "js/board.js", "js/feed.js", "lib/signalr/signalr.min.js", "lib/idiomorph/idiomorph.esm.js"]))
                Assert.Equal((asset, HttpStatusCode.OK), (asset, (await client.GetAsync($"/{asset}")).StatusCode));
            var settings = await client.GetAsync("/appsettings.json");
            Assert.NotEqual(HttpStatusCode.OK, settings.StatusCode);
            Assert.False(settings.Headers.Contains("Server"));
            Assert.Contains("\"state\":\"offline\"", await client.GetStringAsync("/health/ready"), StringComparison.Ordinal);
        }
        finally
        {
            portal.Kill(entireProcessTree: true);
            await portal.WaitForExitAsync();
        }
    }

    [Fact]
    public async Task Bad_settings_are_listed_and_the_exit_code_is_2()
    {
        var (exitCode, _, error) = await PublishedPortal.RunAsync(
            new(Tenant) { ["Platform__Tenants__0__TimeZone"] = "Mars/Olympus", ["Platform__Tenants__0__Socket"] = "http://x/" }, published.Dll);
        Assert.Equal(2, exitCode);
        Assert.Equal(
            [
                "The portal does not start: 2 fault(s) in its settings.",
                "  Platform:Tenants:0:Socket: 'http://x/' is not an address beginning with ws:// or wss://",
                "  Platform:Tenants:0:TimeZone: 'Mars/Olympus' is not a time zone known here; an IANA name, e.g. Asia/Shanghai",
            ], error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("PostgreSQL", "Host=127.0.0.1;Port=1;Database=secret;Username=secret;Password=secret", "ConnectionRefused")]
    [InlineData("Sqlite", "Data Source=/proc/secret/wallboard.db", "FileNotFoundException")]
    public async Task A_storage_that_does_not_answer_is_one_line_without_its_address_and_the_exit_code_is_3(string provider, string connection, string reason)
    {
        var (exitCode, output, error) = await PublishedPortal.RunAsync(
            new(Tenant) { ["Storage__Provider"] = provider, ["Storage__ConnectionString"] = connection }, published.Dll);
        Assert.Equal(3, exitCode);
        Assert.Equal($"The portal does not start: Storage:ConnectionString: the storage does not answer ({reason})\n", error);
        Assert.DoesNotContain("secret", output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_number_of_tenants_can_be_asked_for()
    {
        Assert.Equal((0, "0\n", ""), await PublishedPortal.RunAsync([], published.Dll, "--tenants"));
        Assert.Equal((0, "1\n", ""), await PublishedPortal.RunAsync(Tenant, published.Dll, "--tenants"));
    }

    private static async Task<string> AddressAsync(Process portal)
    {
        const string Listening = "Now listening on: ";
        while (await portal.StandardOutput.ReadLineAsync() is { } line)
            if (line.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var at) return line[(at + Listening.Length)..].Trim();
        throw new InvalidOperationException($"The portal ended: {await portal.StandardError.ReadToEndAsync()}");
    }
}
