using Wallboard.Platform.Cti;

namespace Wallboard.Platform.Tests.Cti;

public class LinkLifeTests
{
    [Fact]
    public async Task Silence_is_stale_after_four_seconds_and_fresh_again_with_any_frame()
    {
        await using var test = await LinkUnderTest.StartAsync();
        var peer = await test.SignInAsync();
        await test.PassAsync(3.9);
        Assert.Equal(LinkState.Fresh, test.Link.Status.State);
        await test.PassAsync(0.1);
        await test.Says(LinkState.Stale, LinkReason.Silent);
        await peer.SendAsync("""{"messageId":573}""");
        await test.Says(LinkState.Fresh, LinkReason.None);
        Assert.Equal(test.Clock.GetUtcNow(), test.Link.LastFrameAt);
        Assert.Equal(1, test.Link.Counters.UnknownEvents[573]);
    }

    [Fact]
    public async Task Answered_pings_keep_the_link_fresh()
    {
        await using var test = await LinkUnderTest.StartAsync();
        var peer = await test.SignInAsync();
        await test.PassAsync(30, peer);
        Assert.Equal([LinkReason.Connecting, LinkReason.SigningIn, LinkReason.None], test.Statuses.Select(s => s.Item2));
        Assert.Equal(13, peer.Pings);
    }

    [Fact]
    public async Task W3_three_pings_unanswered_close_the_link_although_TCP_is_open_and_other_frames_come()
    {
        await using var test = await LinkUnderTest.StartAsync();
        var peer = await test.SignInAsync();
        await peer.SendAsync(LinkUnderTest.Pong);
        await Until.True(() => test.Link.Counters.Frames == 2);
        for (var i = 0; i < 9; i++)
        {
            await test.PassAsync(1);
            var frames = test.Link.Counters.Frames;
            await peer.SendAsync("""{"messageId":520,"thisQueue":"10000_8000"}""");
            await Until.True(() => test.Link.Counters.Frames > frames);
        }
        Assert.Equal(LinkState.Fresh, test.Link.Status.State);
        var waited = await test.PassUntil(() => test.Link.Status.Reason == LinkReason.PingsUnanswered, 2);
        Assert.Equal(TimeSpan.FromSeconds(1), waited);
        Assert.Equal(4, peer.Pings);
    }

    [Fact]
    public async Task A_platform_that_answers_no_ping_at_all_is_alive_while_frames_come()
    {
        await using var test = await LinkUnderTest.StartAsync();
        var peer = await test.SignInAsync();
        for (var i = 0; i < 20; i++)
        {
            await test.PassAsync(1);
            var frames = test.Link.Counters.Frames;
            await peer.SendAsync("""{"messageId":520,"thisQueue":"10000_8000"}""");
            await Until.True(() => test.Link.Counters.Frames > frames);
        }
        Assert.Equal(LinkState.Fresh, test.Link.Status.State);
        await test.PassUntil(() => test.Link.Status.Reason == LinkReason.PingsUnanswered, 11);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_dropped_link_comes_back_by_itself(bool abort)
    {
        await using var test = await LinkUnderTest.StartAsync();
        var peer = await test.SignInAsync();
        await test.PassAsync(3, peer);
        if (abort) peer.Abort();
        else await peer.CloseAsync();
        await test.Says(LinkState.Offline, LinkReason.Closed);
        var waited = await test.PassUntil(() => test.Server.HasPeer);
        Assert.Equal(TimeSpan.FromSeconds(0.5), waited);
        await test.SignInAsync();
        Assert.Equal(1, test.Link.Counters.Reconnects);
    }

    [Fact]
    public async Task The_consumer_can_ask_for_a_new_connection()
    {
        await using var test = await LinkUnderTest.StartAsync();
        test.Link.Reset(LinkReason.Reconciliation);
        var peer = await test.SignInAsync();
        test.Link.Reset(LinkReason.Reconciliation);
        await test.Says(LinkState.Offline, LinkReason.Reconciliation);
        await Until.True(() => peer.Closed);
        await test.PassUntil(() => test.Server.HasPeer);
        await test.SignInAsync();
    }

    [Fact]
    public async Task Recovers_again_and_again_and_never_signs_in_twice_within_two_seconds()
    {
        await using var test = await LinkUnderTest.StartAsync(jitter: 0.5);
        for (var i = 0; i < 10; i++)
        {
            var peer = await test.SignInAsync();
            peer.Abort();
            await test.Says(LinkState.Offline, LinkReason.Closed);
            Assert.Equal(TimeSpan.FromSeconds(2.1), await test.PassUntil(() => test.Server.HasPeer));
        }
    }
}
