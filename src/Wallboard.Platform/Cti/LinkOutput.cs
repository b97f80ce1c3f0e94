namespace Wallboard.Platform.Cti;

/// <summary>What a link tells the outside: frames in order, its status, its counters.</summary>
internal sealed class LinkOutput(TimeProvider clock, int capacity)
{
    private const int MostUnknownIds = 64;

    private readonly Lock gate = new();
    private readonly Dictionary<int, long> unknown = [];
    private long frames, bad, connections;
    private CtiLinkStatus status = new(LinkState.Offline, LinkReason.Starting, clock.GetUtcNow());
    private DateTimeOffset? lastFrameAt;

    public FrameQueue Frames { get; } = new(capacity);

    public CtiLinkStatus Status
    {
        get { lock (gate) return status; }
    }

    public DateTimeOffset? LastFrameAt
    {
        get { lock (gate) return lastFrameAt; }
    }

    public CtiCounters Counters
    {
        get { lock (gate) return new(frames, bad, Frames.Lost, Math.Max(0, connections - 1), new Dictionary<int, long>(unknown)); }
    }

    /// <summary>Says so once: the same again changes nothing, not even since when.</summary>
    public void Say(LinkState state, LinkReason reason, string? detail = null)
    {
        lock (gate)
        {
            if (status.State == state && status.Reason == reason && status.Detail == detail) return;
            status = new(state, reason, clock.GetUtcNow(), detail);
            Frames.Post(new StatusFrame(status.Since, status));
        }
    }

    public void Connected()
    {
        lock (gate) connections++;
    }

    public void Event(CtiEvent e)
    {
        lock (gate)
        {
            Arrived();
            if (e is UnknownEvent)
            {
                var id = unknown.Count < MostUnknownIds || unknown.ContainsKey(e.MessageId) ? e.MessageId : 0;
                unknown[id] = unknown.GetValueOrDefault(id) + 1;
            }
            Frames.Post(new EventFrame(lastFrameAt!.Value, e));
        }
    }

    /// <returns>How many there were.</returns>
    public long Bad(string what)
    {
        lock (gate)
        {
            Arrived();
            Frames.Post(new BadFrame(lastFrameAt!.Value, what));
            return ++bad;
        }
    }

    private void Arrived()
    {
        frames++;
        lastFrameAt = clock.GetUtcNow();
    }
}
