using System.Text.RegularExpressions;
using Wallboard.Testing;

namespace Wallboard.Benchmarks.Walls;

/// <summary>Simulator (preset Load: 200 agents, 20 queues, about 100 events a second), tap and portal. Simulator and portal are processes of their own.</summary>
internal sealed partial record Stage(SimulatorProcess Platform, EventTap Tap, PortalProcess Portal) : IAsyncDisposable
{
    public static async Task<Stage> Set()
    {
        var platform = await SimulatorProcess.Start("Load");
        var tap = await EventTap.Start(platform.Socket);
        var stage = new Stage(platform, tap, await PortalProcess.Open(PortalProcess.Tenant(tap.Socket, platform.Api)));
        await Eventually.True(async () =>
        {
            var live = await stage.Portal.Live();
            return live.GetProperty("link").GetProperty("state").GetString() == "fresh" && live.GetProperty("agents").GetArrayLength() >= 200;
        }, TimeSpan.FromSeconds(40), "the portal shows 200 agents");
        return stage;
    }

    /// <summary>The view that a browser joins, as its page says it.</summary>
    public async Task<string> View() => ViewName().Match(await Portal.Http.GetStringAsync(new Uri("?lang=zh-CN", UriKind.Relative))).Groups[1].Value;

    public async ValueTask DisposeAsync()
    {
        await Portal.DisposeAsync();
        await Tap.DisposeAsync();
        await Platform.DisposeAsync();
    }

    [GeneratedRegex("data-view=\"([^\"]*)\"")]
    private static partial Regex ViewName();
}
