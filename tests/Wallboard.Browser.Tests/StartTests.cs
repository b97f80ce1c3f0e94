using System.Text.Json;
using Wallboard.Simulator;
using Wallboard.Testing;

namespace Wallboard.Browser.Tests;

/// <summary>What an operator meets at start: faults named, a platform that is down, a seat refused.</summary>
public sealed class StartTests
{
    [Fact]
    public async Task Bad_settings_are_all_named_and_the_portal_ends_with_2()
    {
        var settings = new Dictionary<string, string>
        {
            ["Platform__Tenants__0__Id"] = "10000",
            ["Platform__Tenants__0__Socket"] = "http://not-a-socket",
            ["Platform__Tenants__0__Api"] = "nonsense",
            ["Platform__Tenants__0__TimeZone"] = "Mars/Olympus",
            ["Platform__Tenants__0__Queues__10000_8000__Formula"] = "Best",
        };
        await using var portal = PortalProcess.Start(settings);

        Assert.Equal(2, await portal.Exited(TimeSpan.FromSeconds(20)));
        foreach (var key in new[] { "Socket", "Api", "Seat", "Extension", "TimeZone", "Queues:10000_8000:Formula" })
            Assert.Contains($"Platform:Tenants:0:{key}", portal.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_tenant_and_no_demo_ends_with_2()
    {
        await using var portal = PortalProcess.Start(new Dictionary<string, string> { ["Demo__Enabled"] = "false" });

        Assert.Equal(2, await portal.Exited(TimeSpan.FromSeconds(20)));
        Assert.Contains("Platform:Tenants", portal.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_platform_that_is_down_at_start_is_said_and_found_again_without_a_restart()
    {
        var port = PortalProcess.FreePort();
        var (socket, api) = (new Uri($"ws://127.0.0.1:{port}/cti"), new Uri($"http://127.0.0.1:{port}/5.0.x.20210203_release/"));
        await using var portal = await PortalProcess.Open(PortalProcess.Tenant(socket, api));

        await Eventually.Nothing(async () => Missing((await portal.Ready()).ToString(), "offline", "refused"), TimeSpan.FromSeconds(10), "ready says so");
        var live = await portal.Live();
        Assert.Equal("offline", live.GetProperty("link").GetProperty("state").GetString());
        Assert.Equal(JsonValueKind.Null, live.GetProperty("totals").GetProperty("waiting").ValueKind);

        await using var platform = await SimulatorServer.StartAsync(new SimulatorOptions { Preset = Preset.Quick }, $"http://127.0.0.1:{port}");
        platform.Freeze();
        await Eventually.Nothing(async () => LiveComparison.Differences(await portal.Live(), TruthJson.Of(platform)), TimeSpan.FromSeconds(10), "found again");
    }

    [Fact]
    public async Task A_seat_that_the_platform_does_not_know_is_said_with_its_code()
    {
        await using var platform = await SimulatorServer.StartAsync(new SimulatorOptions { Preset = Preset.Quick });
        var settings = PortalProcess.Tenant(platform.Socket, platform.Api);
        settings["Platform__Tenants__0__Seat"] = "10000_1999";
        await using var portal = await PortalProcess.Start(settings).Listening();

        await Eventually.Nothing(async () => Missing((await portal.Ready()).ToString(), "signInRefused", "14"), TimeSpan.FromSeconds(10), "ready says so");
    }

    private static string[] Missing(string text, params string[] words) =>
        [.. words.Where(word => !text.Contains(word, StringComparison.OrdinalIgnoreCase)).Select(word => $"'{word}' is not in {text}")];
}
