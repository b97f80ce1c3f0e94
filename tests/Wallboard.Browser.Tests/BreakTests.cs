using Wallboard.Simulator;
using Wallboard.Testing;
using Wallboard.Testing.Breaks;

namespace Wallboard.Browser.Tests;

/// <summary>One portal, one page, ten breaks after one another. The hundred are a command of their own: see the README.</summary>
[Collection(OneAtATime.Name)]
public sealed class BreakTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task Ten_breaks_are_marked_mended_and_never_show_a_wrong_number_as_fresh()
    {
        await using var platform = await SimulatorServer.StartAsync(new SimulatorOptions { Preset = Preset.Quick, Seed = 11 });
        await using var portal = await PortalProcess.Open(PortalProcess.Tenant(platform.Socket, platform.Api));
        var page = await chromium.Open(portal);
        var results = new List<BreakResult>();

        foreach (var kind in BreakKind.Ten)
            results.Add(await BreakRun.Once(kind, platform, portal, truth => BoardPage.Differences(page, truth)));

        Assert.All(results, result => Assert.Empty(result.WrongAsFresh));
        Assert.All(results, result => Assert.True(result.RightAfter <= BreakRun.Limit, $"{result.Name}: right only after {result.RightAfter}"));
        Assert.Equal(10, results.Count);
    }
}
