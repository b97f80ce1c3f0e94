using Wallboard.Simulator;
using Wallboard.Testing;
using Wallboard.Testing.Breaks;

namespace Wallboard.Benchmarks;

/// <summary>Lets the platform run undisturbed and watches for wrong numbers shown as fresh.</summary>
internal static class SoakCommand
{
    public static async Task<int> Run(TimeSpan length, int seed)
    {
        await using var platform = await SimulatorServer.StartAsync(new SimulatorOptions { Preset = Preset.Quick, Seed = seed });
        await using var portal = await PortalProcess.Open(PortalProcess.Tenant(platform.Socket, platform.Api));
        await using var watch = new WrongNumberWatch(platform, portal);
        var start = TimeProvider.System.GetTimestamp();
        await Eventually.True(() => Task.FromResult(TimeProvider.System.GetElapsedTime(start) >= length), length * 2, "the soak");
        var wrong = await watch.Stop();
        foreach (var line in wrong) Console.WriteLine($"WRONG AS FRESH: {line}");
        Console.WriteLine($"{watch.FreshLooks} looks at a fresh picture in {length.TotalSeconds:0} s, {wrong.Count} wrong numbers");
        if (wrong.Count > 0) Console.WriteLine(portal.Output);
        return wrong.Count == 0 ? 0 : 1;
    }
}
