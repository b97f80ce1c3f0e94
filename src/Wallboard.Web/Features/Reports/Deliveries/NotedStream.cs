using System.Text;

namespace Wallboard.Web.Features.Reports.Deliveries;

/// <summary>Knows whether it has been read to its end.</summary>
internal sealed class NotedStream : Stream
{
    private readonly Stream inner;

    private NotedStream(Stream inner) => this.inner = inner;

    public static NotedStream Of(Stream stream) => new(stream);

    public static NotedStream Of(string text) => new(new MemoryStream(Encoding.UTF8.GetBytes(text)));

    public bool HasEnded { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Noted(inner.Read(buffer, offset, count));

    public override int Read(Span<byte> buffer) => Noted(inner.Read(buffer));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => Noted(await inner.ReadAsync(buffer, cancellationToken));

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Noted(await inner.ReadAsync(buffer.AsMemory(offset, count), cancellationToken));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }

    private int Noted(int read)
    {
        HasEnded |= read == 0 || inner.Position == inner.Length;
        return read;
    }
}
