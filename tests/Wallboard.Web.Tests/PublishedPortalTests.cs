using System.Diagnostics;
using System.Net;
using AngleSharp.Html.Parser;

namespace Wallboard.Web.Tests;

/// <summary>The portal as operators start it: a process of its own, from a published folder, in some other working directory.</summary>
public sealed class PublishedPortalTests : IAsyncLifetime
{
    private static readonly Dictionary<string, string> Tenant = new()
    {
        ["Platform__Tenants__0__Id"] = "10000",
        ["Platform__Tenants__0__Socket"] = "ws://127.0.0.1:1/",
        ["Platform__Tenants__0__Api"] = "http://127.0.0.1:1/5.0",
        ["Platform__Tenants__0__Seat"] = "10000_1900",
        ["Platform__Tenants__0__Extension"] = "6900",
    };

    private readonly string folder = Directory.CreateTempSubdirectory("wallboard-published-").FullName;

    private string Portal => Path.Combine(folder, "Wallboard.Web.dll");

    public async ValueTask InitializeAsync()
    {
        var project = Path.Combine(RepositoryRoot(), "src", "Wallboard.Web");
        // What these tests were built with, in its own configuration; nothing is built again.
        var configuration = AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            ? "Release" : "Debug";
        var (exitCode, output, error) = await RunAsync([], "publish", project, "--no-build", "--nologo", "-c", configuration, "-o", folder);
        Assert.True(exitCode == 0, output + error);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Everything_the_page_names_is_served_from_a_published_folder()
    {
        using var portal = Start(new(Tenant) { ["ASPNETCORE_URLS"] = "http://127.0.0.1:0" }, Portal);
        try
        {
            var address = await AddressAsync(portal);
            using var client = new HttpClient { BaseAddress = new(address) };
            var page = await new HtmlParser().ParseDocumentAsync(await client.GetStringAsync("/tv"));
            var assets = page.QuerySelectorAll("link[href], script[src]").Select(a => a.GetAttribute("href") ?? a.GetAttribute("src")!).ToList();
            Assert.True(assets.Count >= 6);
            foreach (var asset in assets.Concat(["_framework/blazor.web.js", "js/feed.js", "lib/idiomorph/idiomorph.esm.js"]))
                Assert.Equal((asset, HttpStatusCode.OK), (asset, (await client.GetAsync($"/{asset}")).StatusCode));
            var settings = await client.GetAsync("/appsettings.json");
            Assert.Equal(HttpStatusCode.NotFound, settings.StatusCode);
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
        var (exitCode, _, error) = await RunAsync(
            new(Tenant) { ["Platform__Tenants__0__TimeZone"] = "Mars/Olympus", ["Platform__Tenants__0__Socket"] = "http://x/" }, Portal);
        Assert.Equal(2, exitCode);
        Assert.Equal(
            [
                "The portal does not start: 2 fault(s) in its settings.",
                "  Platform:Tenants:0:Socket: 'http://x/' is not an address beginning with ws:// or wss://",
                "  Platform:Tenants:0:TimeZone: 'Mars/Olympus' is not a time zone known here; an IANA name, e.g. Asia/Shanghai",
            ], error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task The_number_of_tenants_can_be_asked_for()
    {
        Assert.Equal((0, "0\n", ""), await RunAsync([], Portal, "--tenants"));
        Assert.Equal((0, "1\n", ""), await RunAsync(Tenant, Portal, "--tenants"));
    }

    private static async Task<string> AddressAsync(Process portal)
    {
        const string Listening = "Now listening on: ";
        while (await portal.StandardOutput.ReadLineAsync() is { } line)
            if (line.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var at) return line[(at + Listening.Length)..].Trim();
        throw new InvalidOperationException($"The portal ended: {await portal.StandardError.ReadToEndAsync()}");
    }

    private static Process Start(Dictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = Path.GetTempPath(), RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (key, value) in environment) start.Environment[key] = value;
        return Process.Start(start)!;
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(Dictionary<string, string> environment, params string[] arguments)
    {
        using var process = Start(environment, arguments);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Wallboard.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
