using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace Wallboard.Platform.Cti;

/// <summary>
/// The ordered stream of frames. With <paramref name="capacity"/> event frames held, further ones are let go: a marker stands where they
/// would have stood, and becomes one <see cref="LostFrames"/> when it is read. Status frames always fit.
/// </summary>
internal sealed class FrameQueue(int capacity) : ChannelReader<CtiFrame>
{
    private sealed record Marker(DateTimeOffset ReceivedAt) : CtiFrame(ReceivedAt)
    {
        public int Count { get; set; }
    }

    private readonly Channel<CtiFrame> frames = Channel.CreateUnbounded<CtiFrame>();
    private readonly Lock gate = new();
    private Marker? open;
    private int held;
    private long lost;

    public long Lost
    {
        get { lock (gate) return lost; }
    }

    public override Task Completion => frames.Reader.Completion;

    public void Post(CtiFrame frame)
    {
        lock (gate)
        {
            if (frame is StatusFrame)
            {
                frames.Writer.TryWrite(frame);
                return;
            }
            if (held < capacity)
            {
                open = null;
                held++;
                frames.Writer.TryWrite(frame);
                return;
            }
            if (open is null) frames.Writer.TryWrite(open = new Marker(frame.ReceivedAt));
            open.Count++;
            lost++;
        }
    }

    public void Complete() => frames.Writer.TryComplete();

    public override bool TryRead([MaybeNullWhen(false)] out CtiFrame item)
    {
        lock (gate)
        {
            if (!frames.Reader.TryRead(out item)) return false;
            if (item is Marker marker)
            {
                if (open == marker) open = null;
                item = new LostFrames(marker.ReceivedAt, marker.Count);
            }
            else if (item is not StatusFrame)
            {
                held--;
            }
            return true;
        }
    }

    public override ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken = default) => frames.Reader.WaitToReadAsync(cancellationToken);
}
