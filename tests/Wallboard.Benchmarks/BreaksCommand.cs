using Wallboard.Simulator;
using Wallboard.Testing;
using Wallboard.Testing.Breaks;

namespace Wallboard.Benchmarks;

/// <summary>Breaks the link again and again, every kind in turn, and says how long the picture took each time.</summary>
internal static class BreaksCommand
{
    public static async Task<int> Run(int count)
    {
        await using var platform = await SimulatorServer.StartAsync(new SimulatorOptions { Preset = Preset.Quick });
        await using var portal = await PortalProcess.Open(PortalProcess.Tenant(platform.Socket, platform.Api));
        var bad = 0;
        var rightAfter = new List<double>();
        for (var i = 0; i < count; i++)
        {
            var kind = BreakKind.All[i % BreakKind.All.Count];
            try
            {
                var result = await BreakRun.Once(kind, platform, portal);
                var late = result.RightAfter > BreakRun.Limit;
                if (late || result.WrongAsFresh.Count > 0) bad++;
                rightAfter.Add(result.RightAfter.TotalSeconds);
                Console.WriteLine($"{i + 1,3} {kind.Name,-38} marked after {result.MarkedAfter?.TotalSeconds,5:0.00} s, right after {result.RightAfter.TotalSeconds,5:0.00} s{(late ? "  LATE" : "")}");
                foreach (var wrong in result.WrongAsFresh) Console.WriteLine($"      WRONG AS FRESH: {wrong}");
            }
            catch (TimeoutException failure)
            {
                bad++;
                platform.Thaw();
                platform.Faults.Clear();
                Console.WriteLine($"{i + 1,3} {kind.Name,-38} FAILED: {failure.Message}");
            }
        }
        rightAfter.Sort();
        if (rightAfter.Count > 0) Console.WriteLine($"right after: median {rightAfter[rightAfter.Count / 2]:0.00} s, worst {rightAfter[^1]:0.00} s");
        Console.WriteLine($"{count - bad} of {count} breaks were marked, mended and never lied");
        return bad == 0 ? 0 : 1;
    }
}
