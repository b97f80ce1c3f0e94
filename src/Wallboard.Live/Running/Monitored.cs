using Wallboard.Platform.Cti;

namespace Wallboard.Live;

/// <summary>What one connection has been asked to tell. A new connection begins with nothing.</summary>
internal sealed class Monitored
{
    private readonly HashSet<string> agents = [], queues = [];
    private bool ivr;

    /// <summary>When the first monitors were asked for; local.</summary>
    public DateTimeOffset? Since { get; private set; }

    /// <summary>Asks for what is missing and lets go what is no longer there. "Sent" is not "done": nothing acknowledges a monitor.</summary>
    /// <exception cref="CtiNotConnectedException">The connection broke.</exception>
    public async Task ChangeAsync(
        CtiLink link, string tenant, IReadOnlyCollection<string> allAgents, IReadOnlyCollection<string> allQueues, DateTimeOffset now, CancellationToken ct)
    {
        Since ??= now;
        await ChangeAsync(agents, allAgents, numbers => new MonitorAgents(numbers), numbers => new UnmonitorAgents(numbers)).ConfigureAwait(false);
        await ChangeAsync(queues, allQueues, numbers => new MonitorQueues(numbers), numbers => new UnmonitorQueues(numbers)).ConfigureAwait(false);
        if (!ivr) await link.SendAsync(new MonitorIvr([tenant]), ct).ConfigureAwait(false);
        ivr = true;

        async Task ChangeAsync(
            HashSet<string> present, IReadOnlyCollection<string> wanted, Func<List<string>, CtiRequest> start, Func<List<string>, CtiRequest> stop)
        {
            List<string> added = [.. wanted.Except(present)], removed = [.. present.Except(wanted)];
            if (added.Count > 0) await link.SendAsync(start(added), ct).ConfigureAwait(false);
            present.UnionWith(added);
            if (removed.Count > 0) await link.SendAsync(stop(removed), ct).ConfigureAwait(false);
            present.ExceptWith(removed);
        }
    }
}
