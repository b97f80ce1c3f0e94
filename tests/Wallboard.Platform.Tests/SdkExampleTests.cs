using System.Collections.Concurrent;
using Wallboard.Simulator;
using Wallboard.Testing;

namespace Wallboard.Platform.Tests;

public class SdkExampleTests
{
    [Fact]
    public async Task It_runs()
    {
        await using var server = await SimulatorServer.StartAsync(
            new SimulatorOptions { Preset = Preset.Quick, Seed = 1, Speed = 0, Start = new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.FromHours(8)) });
        using var http = new HttpClient();
        using var stop = new CancellationTokenSource();
        ConcurrentQueue<string> said = new();
        var running = SdkExample.WatchQueuesAsync(http, server.Api, server.Socket, said.Enqueue, stop.Token);
        await Until.True(
            () =>
            {
                if (!running.IsCompleted) server.Advance(TimeSpan.FromSeconds(1));
                return running.IsFaulted || said.Any(line => line.Contains("call ", StringComparison.Ordinal));
            },
            () => string.Join('\n', said));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Contains(said, line => line.EndsWith("answered today", StringComparison.Ordinal));
    }

    [Fact]
    public void The_documentation_shows_it_as_it_is()
    {
        var source = File.ReadAllText(Path.Combine(Repository.Root, "tests", "Wallboard.Platform.Tests", "SdkExample.cs"));
        Assert.Contains($"```csharp\n{source}```\n", File.ReadAllText(Path.Combine(Repository.Root, "docs", "platform.md")), StringComparison.Ordinal);
    }
}
