using System.Text.Json;
using Wallboard.Platform.Cti;

namespace Wallboard.Platform.Tests.Cti;

public class LinkSignInTests
{
    [Fact]
    public async Task W3_W16_signs_in_with_an_extension_and_no_queues_and_pings_from_the_start()
    {
        await using var test = await LinkUnderTest.StartAsync();
        var peer = await test.SignInAsync();
        var first = peer.Received[0];
        Assert.Equal("login", first.GetProperty("type").GetString());
        var message = peer.Requests(100).Single();
        Assert.Equal("6900", message.GetProperty("extension").GetString());
        Assert.Equal(0, message.GetProperty("thisQueues").GetArrayLength());
        await Until.True(() => peer.Pings == 1);
        Assert.Equal(
            [(LinkState.Offline, LinkReason.Connecting), (LinkState.Offline, LinkReason.SigningIn), (LinkState.Fresh, LinkReason.None)], test.Statuses);
        Assert.IsType<SeatStateChanged>(Assert.IsType<EventFrame>(test.Frames[2]).Event);
        Assert.Empty(peer.Requests(102));
    }

    [Fact]
    public async Task S2_already_signed_in_is_signed_in()
    {
        await using var test = await LinkUnderTest.StartAsync();
        await test.SignInAsync("""{"messageId":9999,"errorMessageId":"100","errorCode":"34","thisDN":"10000_1900"}""");
    }

    [Theory]
    [InlineData("""{"messageId":582,"thisDN":"10000_1900","state":"2","reasonCode":3}""")]
    [InlineData("""{"messageId":583,"thisDN":"10000_1900"}""")]
    public async Task S2_a_state_of_our_seat_is_signed_in(string answer)
    {
        await using var test = await LinkUnderTest.StartAsync();
        await test.SignInAsync(answer);
    }

    [Theory]
    [InlineData("33", LinkReason.SignInRefused)]
    [InlineData("14", LinkReason.SignInRefused)]
    [InlineData("300", LinkReason.LicenceExpired)]
    public async Task W9_a_refusal_is_said_with_its_code_and_tried_again_no_sooner_than_after_two_seconds(string code, LinkReason reason)
    {
        await using var test = await LinkUnderTest.StartAsync();
        var peer = await test.Server.AcceptAsync();
        await peer.RequestAsync(100);
        await peer.SendAsync($$"""{"messageId":9999,"errorMessageId":100,"errorCode":{{code}},"errorMessage":"10000_1900"}""");
        await test.Says(LinkState.Offline, reason);
        Assert.Equal(code, test.Link.Status.Detail);
        var waited = await test.PassUntil(() => test.Server.HasPeer);
        Assert.Equal(TimeSpan.FromSeconds(2.1), waited);
        await test.SignInAsync();
        Assert.Equal([reason, LinkReason.None], test.Statuses.Select(s => s.Item2).TakeLast(2));
        Assert.Equal(1, test.Link.Counters.Reconnects);
    }

    [Fact]
    public async Task No_answer_to_the_sign_in_is_a_reason_of_its_own()
    {
        await using var test = await LinkUnderTest.StartAsync();
        var peer = await test.Server.AcceptAsync();
        await peer.RequestAsync(100);
        await test.PassAsync(1.6);
        await test.Says(LinkState.Offline, LinkReason.SignInTimeout);
    }

    [Theory]
    [InlineData("""{"messageId":580,"state":1}""")]
    [InlineData("""{"messageId":580,"state":2}|{"messageId":583}|{"messageId":583,"state":"1"}""")]
    public async Task W16_a_ready_seat_is_made_busy_once(string events)
    {
        await using var test = await LinkUnderTest.StartAsync();
        var parts = events.Split('|');
        var peer = await test.SignInAsync(parts[0]);
        foreach (var part in parts.Skip(1)) await peer.SendAsync(part);
        var busy = await peer.RequestAsync(102);
        Assert.Equal(3, busy.GetProperty("reasonCode").GetInt32());
        await peer.SendAsync("""{"messageId":583,"state":1}""");
        await test.PassAsync(3, peer);
        Assert.Single(peer.Requests(102));
    }

    [Fact]
    public async Task Nobody_at_the_address_is_refused_without_naming_it()
    {
        await using var test = await LinkUnderTest.StartAsync(address: _ => new Uri("ws://127.0.0.1:1/cti"));
        await test.Says(LinkState.Offline, LinkReason.Refused);
        Assert.Equal("ConnectionRefused", test.Link.Status.Detail);
    }

    [Fact]
    public async Task A_server_that_is_no_WebSocket_is_refused_with_its_status_and_retried_with_growing_pauses()
    {
        await using var test = await LinkUnderTest.StartAsync(address: a => new UriBuilder(a) { Path = "/elsewhere" }.Uri, jitter: 1);
        await test.Says(LinkState.Offline, LinkReason.Refused);
        Assert.Equal("HTTP 404", test.Link.Status.Detail);
        var since = test.Link.Status.Since;
        List<double> pauses = [];
        for (var attempts = 1; attempts <= 3; attempts++)
        {
            await Until.True(() => test.Clock.Created == 2 * attempts); // the connecting's own limit, and the pause
            pauses.Add((await test.PassUntil(() => test.Server.Refused > attempts)).TotalSeconds);
        }
        Assert.Equal([2, 3, 3], pauses);
        Assert.Equal(since, test.Link.Status.Since);
    }

    [Theory]
    [InlineData(1, LinkReason.SeatTakenElsewhere)]
    [InlineData(2, LinkReason.SeatCancelled)]
    public async Task W10_after_4500_the_link_waits_for_a_person(int code, LinkReason reason)
    {
        await using var test = await LinkUnderTest.StartAsync();
        Assert.False(test.Link.Retake());
        var peer = await test.SignInAsync();
        Assert.False(test.Link.Retake());
        await peer.SendAsync($$"""{"messageId":4500,"reason":{{code}},"thisDN":"10000_1900"}""");
        await test.Says(LinkState.Offline, reason);
        await Until.True(() => peer.Closed);
        await test.PassAsync(20);
        Assert.False(test.Server.HasPeer);
        Assert.True(test.Link.Retake());
        Assert.False(test.Link.Retake());
        await test.SignInAsync();
        Assert.False(test.Link.Retake());
    }

    [Fact]
    public async Task A_licence_that_expires_while_signed_in_is_said_so()
    {
        await using var test = await LinkUnderTest.StartAsync();
        var peer = await test.SignInAsync();
        await peer.SendAsync("""{"messageId":9999,"errorMessageId":266,"errorCode":300}""");
        await test.Says(LinkState.Offline, LinkReason.LicenceExpired);
        Assert.Contains(test.Frames.OfType<EventFrame>(), f => f.Event is RequestFailed { Code: 300, RequestMessageId: 266 });
    }

    [Fact]
    public async Task Stopping_says_so_last_and_closes_politely()
    {
        await using var test = await LinkUnderTest.StartAsync();
        var peer = await test.SignInAsync();
        await test.StopAsync();
        Assert.Equal((LinkState.Offline, LinkReason.Stopped), test.Statuses.Last());
        Assert.True(test.Link.Frames.Completion.IsCompleted);
        await Until.True(() => peer.Closed);
        Assert.Equal(System.Net.WebSockets.WebSocketCloseStatus.NormalClosure, peer.CloseStatus);
    }

    [Fact]
    public void Nothing_that_may_be_logged_names_seat_or_address()
    {
        var seat = new CtiSeat("10000", "10000_1900", "6900", new Uri("ws://192.0.2.7/cti"));
        Assert.Equal("tenant 10000", $"{seat}");
        Assert.DoesNotContain("192.0.2.7", JsonSerializer.Serialize($"{seat}"));
    }
}
