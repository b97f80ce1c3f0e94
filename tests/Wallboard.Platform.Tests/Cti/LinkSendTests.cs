using Wallboard.Platform.Cti;

namespace Wallboard.Platform.Tests.Cti;

public class LinkSendTests
{
    [Fact]
    public async Task Without_a_connection_sending_is_a_clear_error()
    {
        await using var test = await LinkUnderTest.StartAsync();
        await Assert.ThrowsAsync<CtiNotConnectedException>(() => test.Link.SendAsync(new MonitorIvr(["10000"]), default));
        var peer = await test.Server.AcceptAsync();
        await peer.RequestAsync(100);
        await Assert.ThrowsAsync<CtiNotConnectedException>(() => test.Link.SendAsync(new MonitorIvr(["10000"]), default));
    }

    [Fact]
    public async Task W9_the_same_message_id_waits_until_two_seconds_have_passed_others_do_not()
    {
        await using var test = await LinkUnderTest.StartAsync();
        var peer = await test.SignInAsync();
        await test.Link.SendAsync(new MonitorAgents(["10000_1000"]), default);
        var second = test.Link.SendAsync(new MonitorAgents(["10000_1001"]), default);
        await test.Link.SendAsync(new MonitorQueues(["10000_8000"]), default);
        await peer.RequestAsync(275);
        await test.PassAsync(2.0);
        Assert.False(second.IsCompleted);
        Assert.Single(peer.Requests(266));
        await test.PassAsync(0.1);
        await second;
        var request = await peer.RequestAsync(266, nth: 2);
        Assert.Equal("10000_1001", request.GetProperty("agentDNS")[0].GetString());
    }

    [Fact]
    public async Task One_who_waits_may_give_up_or_learn_that_the_connection_ended()
    {
        await using var test = await LinkUnderTest.StartAsync();
        var peer = await test.SignInAsync();
        await test.Link.SendAsync(new Ready(), default);
        using var gone = new CancellationTokenSource();
        var impatient = test.Link.SendAsync(new Ready(), gone.Token);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        Assert.Equal(LinkState.Fresh, test.Link.Status.State);
        var waiting = test.Link.SendAsync(new Ready(), default);
        peer.Abort();
        await Assert.ThrowsAsync<CtiNotConnectedException>(() => waiting);
    }

    [Fact]
    public async Task W9_a_request_that_was_too_fast_for_the_platform_is_sent_once_more()
    {
        await using var test = await LinkUnderTest.StartAsync();
        var peer = await test.SignInAsync();
        await test.Link.SendAsync(new MonitorAgents(["10000_1000"]), default);
        await peer.RequestAsync(266);
        for (var sent = 2; sent <= 3; sent++)
        {
            await peer.SendAsync("""{"messageId":9999,"errorMessageId":266,"errorCode":27}""");
            await Until.True(() => test.Frames.OfType<EventFrame>().Count(f => f.Event is RequestFailed) == sent - 1);
            await test.PassAsync(3, peer);
            Assert.Equal(2, peer.Requests(266).Count);
        }
    }

    [Fact]
    public async Task W4_a_refused_tenantIDS_is_sent_again_as_queueDNS_after_two_seconds_and_from_then_on()
    {
        await using var test = await LinkUnderTest.StartAsync();
        var peer = await test.SignInAsync();
        await test.Link.SendAsync(new MonitorIvr(["10000"]), default);
        var first = await peer.RequestAsync(301);
        Assert.Equal("10000", first.GetProperty("tenantIDS")[0].GetString());
        await peer.SendAsync("""{"messageId":9999,"errorMessageId":301,"errorCode":18}""");
        await Until.True(() => test.Frames.OfType<EventFrame>().Any(f => f.Event is RequestFailed));
        var waited = await test.PassUntil(() => peer.Requests(301).Count == 2);
        Assert.Equal(TimeSpan.FromSeconds(2.1), waited);
        var second = peer.Requests(301)[1];
        Assert.Equal("10000", second.GetProperty("queueDNS")[0].GetString());
        Assert.False(second.TryGetProperty("tenantIDS", out _));

        await test.Link.SendAsync(new UnmonitorIvr(["10000"]), default);
        Assert.True((await peer.RequestAsync(302)).TryGetProperty("queueDNS", out _));

        // refused again: that was not it, and the next one is in the table's spelling
        await peer.SendAsync("""{"messageId":9999,"errorMessageId":302,"errorCode":18}""");
        await test.PassAsync(3, peer);
        Assert.Single(peer.Requests(302));
        await test.Link.SendAsync(new MonitorIvr(["10000"]), default);
        Assert.True((await peer.RequestAsync(301, nth: 3)).TryGetProperty("tenantIDS", out _));
    }
}
