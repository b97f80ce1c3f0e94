using System.Net.WebSockets;
using Wallboard.Platform.Cti;

namespace Wallboard.Platform.Tests.Cti;

public class LinkFrameTests
{
    private static string Queue(int waiting, string padding = "") => $$"""{"messageId":520,"thisQueue":"10000_8000","queueNum":{{waiting}},"dnis":"{{padding}}"}""";

    private static IEnumerable<int?> Waiting(LinkUnderTest test) => test.Frames.OfType<EventFrame>().Select(f => f.Event).OfType<QueueChanged>().Select(q => q.Waiting);

    [Fact]
    public async Task Garbage_binary_and_oversized_messages_are_counted_and_lose_nothing_else()
    {
        await using var test = await LinkUnderTest.StartAsync(new() { MaxFrameBytes = 100_000 });
        var peer = await test.SignInAsync();
        await peer.SendAsync("<html>secret</html>");
        await peer.SendAsync([1, 2, 3], WebSocketMessageType.Binary);
        await peer.SendAsync(Queue(1, new string('x', 200_000)));
        await peer.SendAsync(Queue(2, new string('x', 90_000)));
        await peer.SendAsync("");
        await peer.SendAsync(Queue(3));
        await Until.True(() => Waiting(test).Contains(3));
        Assert.Equal([2, 3], Waiting(test));
        var bad = test.Frames.OfType<BadFrame>().Select(f => f.What).ToList();
        Assert.Equal(4, bad.Count);
        Assert.Equal(4, test.Link.Counters.BadFrames);
        Assert.DoesNotContain(bad, b => b.Contains("secret", StringComparison.Ordinal));
        Assert.StartsWith("not JSON: line 0, byte 0", bad[0], StringComparison.Ordinal);
        Assert.Equal("a binary message of 3 bytes", bad[1]);
        Assert.StartsWith("a message of 2000", bad[2], StringComparison.Ordinal);
        Assert.Equal(LinkState.Fresh, test.Link.Status.State);
    }

    [Fact]
    public async Task A_message_in_many_parts_is_one_message()
    {
        await using var test = await LinkUnderTest.StartAsync();
        var peer = await test.SignInAsync();
        var bytes = System.Text.Encoding.UTF8.GetBytes(Queue(7, new string('中', 40_000)));
        foreach (var part in bytes.Chunk(1000)) await peer.SendAsync(part, end: false);
        await peer.SendAsync([], end: true);
        await Until.True(() => Waiting(test).Any());
        Assert.Equal([7], Waiting(test));
    }

    [Fact]
    public async Task A_message_without_end_closes_the_connection()
    {
        await using var test = await LinkUnderTest.StartAsync(new() { MaxFrameBytes = 10_000 });
        var peer = await test.SignInAsync();
        var part = new byte[20_000];
        Array.Fill(part, (byte)' ');
        for (var i = 0; i < 9; i++) await peer.SendAsync(part, end: false);
        await test.Says(LinkState.Offline, LinkReason.ProtocolError);
        Assert.Equal(1, test.Link.Counters.BadFrames);
    }

    [Fact]
    public async Task Text_that_is_not_UTF8_is_a_bad_frame_and_a_new_connection()
    {
        await using var test = await LinkUnderTest.StartAsync();
        var peer = await test.SignInAsync();
        await peer.SendAsync([(byte)'{', 0xFF, 0xFE, (byte)'}']);
        await test.Says(LinkState.Offline, LinkReason.ProtocolError);
        Assert.Single(test.Frames.OfType<BadFrame>());
        await test.PassUntil(() => test.Server.HasPeer);
        await test.SignInAsync();
    }

    [Fact]
    public async Task A_consumer_that_takes_nothing_stops_nothing_and_is_told_what_it_lost()
    {
        await using var test = await LinkUnderTest.StartAsync(new() { ChannelCapacity = 5 }, consume: false);
        var peer = await test.SignInAsync();
        for (var i = 1; i <= 10; i++) await peer.SendAsync(Queue(i));
        await peer.SendAsync("""{"messageId":4500,"reason":1}""");
        await test.Says(LinkState.Offline, LinkReason.SeatTakenElsewhere);

        List<CtiFrame> frames = [];
        while (test.Link.Frames.TryRead(out var frame)) frames.Add(frame);
        // 580, 520 × 4, then seven let go (six 520 and the 4500); no status is
        Assert.Equal(
            ["StatusFrame", "StatusFrame", "EventFrame", "StatusFrame", "EventFrame", "EventFrame", "EventFrame", "EventFrame", "LostFrames", "StatusFrame"],
            frames.Select(f => f.GetType().Name));
        Assert.Equal(7, frames.OfType<LostFrames>().Single().Count);
        Assert.Equal(7, test.Link.Counters.LostFrames);
    }

    [Fact]
    public void A_new_loss_after_frames_that_found_room_has_its_own_place()
    {
        var queue = new FrameQueue(1);
        CtiFrame Frame(int id) => new EventFrame(default, new UnknownEvent(id));
        foreach (var id in new[] { 1, 2, 3 }) queue.Post(Frame(id));
        Assert.True(queue.TryRead(out var first));
        queue.Post(Frame(4));
        queue.Post(Frame(5));
        List<CtiFrame> rest = [];
        while (queue.TryRead(out var frame)) rest.Add(frame);
        queue.Post(Frame(6));
        Assert.True(queue.TryRead(out var last));
        Assert.Equal([Frame(1), new LostFrames(default, 2), Frame(4), new LostFrames(default, 1), Frame(6)], [first, .. rest, last]);
        Assert.Equal(3, queue.Lost);
    }
}
