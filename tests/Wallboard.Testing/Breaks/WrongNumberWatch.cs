using System.Text.Json;
using Wallboard.Simulator;

namespace Wallboard.Testing.Breaks;

/// <summary>
/// Looks at the portal ten times a second for as long as it lives. A figure that is shown as fresh has to be a value that was true
/// within the last four seconds. One that is not for a whole second (the truth is only sampled, so a single look proves nothing) is a
/// wrong number shown as fresh: five seconds are the time in which a broken picture has to be marked.
/// </summary>
public sealed class WrongNumberWatch : IAsyncDisposable
{
    private static readonly TimeSpan window = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan lasting = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan every = TimeSpan.FromMilliseconds(100);

    private readonly SimulatorServer platform;
    private readonly PortalProcess portal;
    private readonly Queue<(long At, IReadOnlyDictionary<string, string> Facts)> recent = [];
    private readonly Dictionary<string, long> suspect = [];
    private readonly Dictionary<string, string> wrong = [];
    private readonly CancellationTokenSource stop = new();
    private readonly Task watching;

    public WrongNumberWatch(SimulatorServer platform, PortalProcess portal)
    {
        (this.platform, this.portal) = (platform, portal);
        watching = Task.Run(Watch);
    }

    /// <summary>How often the portal was looked at while it said fresh.</summary>
    public int FreshLooks { get; private set; }

    /// <summary>When the portal was first seen not to be fresh, as a <see cref="TimeProvider.GetTimestamp"/>.</summary>
    public long? MarkedAt { get; private set; }

    /// <summary>When the link was first seen to be given up.</summary>
    public long? OfflineAt { get; private set; }

    /// <summary>Wrong numbers that were shown as fresh.</summary>
    public async Task<IReadOnlyList<string>> Stop()
    {
        await stop.CancelAsync();
        await watching;
        return [.. wrong.Values];
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        stop.Dispose();
    }

    private async Task Watch()
    {
        while (!stop.IsCancellationRequested)
        {
            Remember();
            JsonElement live;
            try
            {
                live = await portal.Live();
            }
            catch (HttpRequestException)
            {
                continue; // A portal that does not answer shows nothing.
            }
            Remember();
            Judge(live);
            await Task.Delay(every, TimeProvider.System);
        }
    }

    private void Remember()
    {
        var now = TimeProvider.System.GetTimestamp();
        recent.Enqueue((now, LiveComparison.Facts(TruthJson.Of(platform))));
        while (TimeProvider.System.GetElapsedTime(recent.Peek().At, now) > window) recent.Dequeue();
    }

    private void Judge(JsonElement live)
    {
        if (live.GetProperty("link").GetProperty("state").GetString() != "fresh")
        {
            MarkedAt ??= TimeProvider.System.GetTimestamp();
            if (live.GetProperty("link").GetProperty("state").GetString() == "offline") OfflineAt ??= TimeProvider.System.GetTimestamp();
            suspect.Clear();
            return;
        }
        FreshLooks++;
        var doubtful = live.GetProperty("queues").EnumerateArray()
            .Where(q => q.GetProperty("fresh").GetString() != "fresh").Select(q => $"queue {q.GetProperty("dn").GetString()} ").ToList();
        foreach (var (key, value) in LiveComparison.Facts(live))
        {
            if (doubtful.Exists(key.StartsWith) || (doubtful.Count > 0 && key.StartsWith("total", StringComparison.Ordinal))) continue;
            var truths = recent.Select(r => r.Facts.GetValueOrDefault(key, "missing")).Distinct().ToList();
            if (recent.Any(r => LiveComparison.IsSame(key, value, r.Facts.GetValueOrDefault(key, "missing"), r.Facts))) suspect.Remove(key);
            else if (!suspect.TryGetValue(key, out var since)) suspect[key] = TimeProvider.System.GetTimestamp();
            else if (TimeProvider.System.GetElapsedTime(since) >= lasting) wrong[key] = $"{key} was shown as {value} while it was {string.Join(" or ", truths)}";
        }
    }
}
