using Wallboard.Simulator;
using Wallboard.Simulator.Faults;

namespace Wallboard.Live.Tests;

public sealed class SlowFetchTests
{
    [Fact]
    public async Task A_fetch_of_many_seconds_while_calls_go_on_counts_none_twice_and_loses_none()
    {
        await using var lab = await Lab.StartAsync(new SimulatorOptions { Preset = Preset.Quick, Seed = 5 });
        lab.Simulator.Faults.Inject(new Fault { Kind = FaultKind.SlowHttp, DelaySeconds = 0.5 });
        await lab.FreshAsync();
        lab.Simulator.Freeze();
        lab.Simulator.Faults.Clear();
        await lab.TrueAsync();
        // Not because a comparison found and mended anything.
        Assert.True(lab.Tenant.Health is { DifferencesSoFar: 0, Resets: 1 }, lab.Said);
    }
}
