using System.Collections.Concurrent;
using System.Globalization;
using Wallboard.Live;
using Wallboard.Platform.Cti;
using Wallboard.Web.Features.Live;

namespace Wallboard.Web.Features.Boards;

/// <summary>The browsers that watch one view, as SignalR sees them.</summary>
internal sealed record ViewGroup(Func<string, Task> Add, Func<string, Task> Remove, Func<BoardMessage, Task> Send);

/// <summary>
/// One board of one scope in one language, rendered once and sent to everybody who watches it. It ticks only while somebody does.
/// </summary>
/// <param name="masked">Asked at each tick: what the platform or the tenant wants changes while people watch. So is <paramref name="yardstick"/>.</param>
internal sealed class BoardView(
    Tenant tenant, Board board, Scope scope, CultureInfo culture, Func<LivePicture, bool> masked, Func<LivePicture, Yardstick> yardstick, TileRenderer renderer, ViewGroup group, TimeProvider clock,
    BoardMetrics metrics, ILogger<BoardView> log, CancellationToken stopping) : IDisposable
{
    public static readonly TimeSpan TickPeriod = TimeSpan.FromMilliseconds(250);

    /// <summary>At least one message a second, so the next tick must not come too late for it; half a tick, as no timer is exact.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(1) - (1.5 * TickPeriod);

    private const int MostUnacknowledged = 8;

    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly ConcurrentDictionary<string, long> viewers = new();
    private Dictionary<string, (TileModel Model, TileHtml Html)> tiles = [];
    private BoardMessage last = new(0, default, new(default, null, default), Build.Id, []);
    private long sentAt;
    private bool running;

    public int Viewers => viewers.Count;

    public void Dispose() => gate.Dispose();

    /// <summary>Adds a browser and gives it all tiles, with the number of the last message: what comes after it has the next.</summary>
    public async Task<BoardMessage> JoinAsync(string connection)
    {
        await gate.WaitAsync(stopping);
        try
        {
            if (!running)
            {
                await RenderAsync();
                sentAt = clock.GetTimestamp();
                running = true;
                _ = RunAsync();
            }
            await group.Add(connection);
            viewers[connection] = last.Seq;
            return last with { Tiles = [.. tiles.Values.Select(t => t.Html)] };
        }
        finally
        {
            gate.Release();
        }
    }

    public async Task LeaveAsync(string connection)
    {
        if (viewers.TryRemove(connection, out _)) await group.Remove(connection);
    }

    /// <summary>False: not, or no longer, among the viewers; join again.</summary>
    public bool Acknowledge(string connection, long seq)
    {
        while (viewers.TryGetValue(connection, out var before))
            if (viewers.TryUpdate(connection, Math.Clamp(seq, before, Volatile.Read(ref last).Seq), before)) return true;
        return false;
    }

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(TickPeriod, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping))
                if (!await TickAsync()) return;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The portal stops.
        }
    }

    /// <summary>False when nobody watches any more.</summary>
    private async Task<bool> TickAsync()
    {
        await gate.WaitAsync(stopping);
        try
        {
            DropWhoIsBehind();
            if (viewers.IsEmpty)
            {
                running = false;
                tiles = [];
                return false;
            }
            var changed = await RenderAsync();
            if (changed.Count > 0 || clock.GetElapsedTime(sentAt) >= LongestSilence) Send(changed);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // No message goes out, and every browser says by itself that its figures are old; the next tick may fare better.
            metrics.TickFailed();
            log.LogError(e, "Tenant {Tenant}, board {Board}: a tick failed", tenant.Id, board.Id);
        }
        finally
        {
            gate.Release();
        }
        return true;
    }

    /// <summary>Renders what differs from the last rendering, and gives just that.</summary>
    private async Task<IReadOnlyList<TileHtml>> RenderAsync()
    {
        var began = clock.GetTimestamp();
        var picture = tenant.Picture().Within(scope);
        var models = TileFactory.Models(board, tenant, picture, masked(picture), yardstick(picture)).ToList();
        var changed = models.Where(m => !m.Equals(tiles.GetValueOrDefault(m.Tile.Id).Model)).ToList();
        var rendered = await renderer.RenderAsync(changed, culture, picture.AsOf);
        var fresh = rendered.ToDictionary(t => t.Id);
        // In the board's order, tiles before their parts, and without those that are gone.
        tiles = models.ToDictionary(m => m.Tile.Id, m => (m, fresh.GetValueOrDefault(m.Tile.Id) ?? tiles[m.Tile.Id].Html));
        var link = picture.Link;
        last = last with
        {
            Now = tenant.Local(picture.AsOf),
            Link = new(link.State, link.Reason == LinkReason.None ? null : link.Reason, tenant.Local(link.Since)),
        };
        metrics.Rendered(rendered.Count, clock.GetElapsedTime(began));
        return rendered;
    }

    /// <summary>Not awaited: a slow browser must not hold up the tick.</summary>
    private void Send(IReadOnlyList<TileHtml> changed)
    {
        last = last with { Seq = last.Seq + 1 };
        sentAt = clock.GetTimestamp();
        _ = ObserveAsync(group.Send(last with { Tiles = changed }));
    }

    private void DropWhoIsBehind()
    {
        foreach (var (connection, acknowledged) in viewers)
        {
            if (last.Seq - acknowledged < MostUnacknowledged || !viewers.TryRemove(connection, out _)) continue;
            metrics.ViewerDropped();
            _ = ObserveAsync(group.Remove(connection));
        }
    }

    private async Task ObserveAsync(Task sending)
    {
        try
        {
            await sending;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogDebug(e, "Tenant {Tenant}, board {Board}: a browser could not be reached", tenant.Id, board.Id);
        }
    }
}
