using System.Globalization;
using Wallboard.Platform.Cti;

namespace Wallboard.Platform.Tests.Cti;

public class LinkCorrelationTests
{
    [Theory]
    [InlineData(4, "未找到该通话，可能已经挂断")]
    [InlineData(38, "通话保持异常结束")]
    [InlineData(4711, "请求被拒绝，错误码 4711")]
    public async Task W9_a_refusal_is_a_typed_error_with_its_request_and_words(int code, string chinese)
    {
        var request = new HoldCall("c", "138");
        var (test, peer, asked) = await LinkAskTests.AskAsync(request);
        await using var _ = test;
        await peer.SendAsync($$"""{"messageId":9999,"errorMessageId":"204","errorCode":"{{code}}","errorMessage":"?","thisDN":"10000_1900"}""");
        var e = await Assert.ThrowsAsync<CtiRefusedException>(() => asked);
        Assert.Equal((request, code, "?", chinese), (e.Request, e.Code, e.PlatformText, e.Text(CultureInfo.GetCultureInfo("zh-CN"))));
        await Until.True(() => test.Frames.OfType<EventFrame>().Any(f => f.Event is RequestFailed { Code: var c } && c == code));
    }

    [Fact]
    public async Task W9_a_refusal_of_what_nothing_acknowledges_comes_in_time_too()
    {
        var (test, peer, asked) = await LinkAskTests.AskAsync(new AttachData("gone"));
        await using var _ = test;
        await peer.SendAsync("""{"messageId":9999,"errorMessageId":279,"errorCode":4}""");
        Assert.Equal(RequestErrors.NoSuchCall, (await Assert.ThrowsAsync<CtiRefusedException>(() => asked)).Code);
    }

    [Fact]
    public async Task With_no_time_for_refusals_it_is_sent_at_once()
    {
        await using var test = await LinkUnderTest.StartAsync(new() { RefusalWithin = TimeSpan.Zero });
        await test.SignInAsync();
        Assert.Equal(new RequestSent(), await test.Link.AskAsync(new AttachData("c"), default));
    }

    [Fact]
    public async Task W9_others_answers_and_unasked_hints_are_only_events()
    {
        var (test, peer, asked) = await LinkAskTests.AskAsync(new Busy(5));
        await using var _ = test;
        string[] others =
        [
            """{"messageId":8888,"succeeMessageId":102,"referenceID":0}""", """{"messageId":8888,"succeeMessageId":101,"referenceID":1}""",
            """{"messageId":8888,"referenceID":1}""", """{"messageId":9999,"errorMessageId":101,"errorCode":32}""", """{"messageId":9999,"errorCode":18}""",
            """{"messageId":582,"thisDN":"10000_1900","state":2,"reasonCode":1}""", """{"messageId":582,"thisDN":"10000_1000","state":2,"reasonCode":5}""",
            """{"messageId":580,"state":2}""",
        ];
        foreach (var other in others) await peer.SendAsync(other);
        await Until.True(() => test.Frames.OfType<EventFrame>().Count() == others.Length + 1);
        Assert.False(asked.IsCompleted);
        await peer.SendAsync("""{"messageId":582,"thisDN":"10000_1900","state":2,"reasonCode":5}""");
        Assert.IsType<RequestDone>(await asked);
    }

    [Fact]
    public async Task Events_of_another_call_are_no_answer()
    {
        var (test, peer, asked) = await LinkAskTests.AskAsync(new ReleaseCall("c", "138"));
        await using var _ = test;
        await peer.SendAsync("""{"messageId":515,"thisDN":"10000_1900","callID":"another"}""");
        await peer.SendAsync("""{"messageId":515,"thisDN":"10000_1900","callID":"c","attachDatas":{"hangupCause":"send_bye"}}""");
        Assert.Equal("send_bye", Assert.IsType<SeatCallChanged>(Assert.IsType<RequestDone>(await asked).Event).HangupCause);
    }

    [Fact]
    public async Task A_call_beside_a_held_one_is_done_when_it_is_answered_and_may_fail_until_then()
    {
        var (test, peer, asked) = await LinkAskTests.AskAsync(new PlaceCall("139") { HeldCallId = "h" });
        await using var _ = test;
        await peer.SendAsync("""{"messageId":505,"thisDN":"10000_1900","callID":"new"}""");
        await peer.SendAsync("""{"messageId":9999,"errorMessageId":200,"errorCode":39}""");
        Assert.Equal(RequestErrors.CallWhileHoldingFailed, (await Assert.ThrowsAsync<CtiRefusedException>(() => asked)).Code);
    }

    [Fact]
    public async Task W9_one_of_each_message_id_is_open_at_a_time_and_others_meanwhile()
    {
        await using var test = await LinkUnderTest.StartAsync();
        var peer = await test.SignInAsync();
        var first = test.Link.AskAsync(new HoldCall("a", "138"), default);
        await peer.RequestAsync(204);
        var second = test.Link.AskAsync(new HoldCall("b", "139"), default);
        var sent = test.Link.SendAsync(new HoldCall("c", "137"), default);
        var mute = test.Link.AskAsync(new Mute("a", "138"), default);
        await peer.RequestAsync(292);
        await peer.SendAsync("""{"messageId":8888,"succeeMessageId":292,"referenceID":6}""");
        Assert.IsType<RequestHinted>(await mute);
        await test.PassAsync(4, peer);
        Assert.Single(peer.Requests(204));
        await peer.SendAsync("""{"messageId":9999,"errorMessageId":204,"errorCode":4}""");
        await Assert.ThrowsAsync<CtiRefusedException>(() => first);
        var next = await peer.RequestAsync(204, nth: 2);
        Assert.Equal("b", next.GetProperty("callID").GetString());
        Assert.False(second.IsCompleted);
        await peer.SendAsync("""{"messageId":509,"callID":"b"}""");
        await second;
        await test.PassUntil(() => peer.Requests(204).Count == 3);
        await sent;
    }

    [Fact]
    public async Task W9_too_fast_for_the_platform_is_asked_once_more_and_then_refused()
    {
        await using var test = await LinkUnderTest.StartAsync();
        var peer = await test.SignInAsync();
        var asked = test.Link.AskAsync(new Ready(), default);
        await peer.RequestAsync(101);
        await Until.True(() => test.Clock.PendingTimers == 3); // the answer's
        var timers = test.Clock.Created;
        await peer.SendAsync("""{"messageId":9999,"errorMessageId":101,"errorCode":27}""");
        await Until.True(() => test.Clock.Created > timers);
        Assert.Equal(2.1, (await test.PassUntil(() => peer.Requests(101).Count == 2)).TotalSeconds);
        Assert.False(asked.IsCompleted);
        await peer.SendAsync("""{"messageId":9999,"errorMessageId":101,"errorCode":27}""");
        Assert.Equal(RequestErrors.TooFast, (await Assert.ThrowsAsync<CtiRefusedException>(() => asked)).Code);
    }

    [Fact]
    public async Task W4_a_refused_spelling_is_asked_again_in_the_other_and_is_no_error()
    {
        await using var test = await LinkUnderTest.StartAsync();
        var peer = await test.SignInAsync();
        var asked = test.Link.AskAsync(new MonitorIvr(["10000"]), default);
        await peer.RequestAsync(301);
        await peer.SendAsync("""{"messageId":9999,"errorMessageId":301,"errorCode":18}""");
        await test.PassUntil(() => peer.Requests(301).Count == 2);
        Assert.True(peer.Requests(301)[1].TryGetProperty("queueDNS", out _));
        await test.PassUntil(() => asked.IsCompleted);
        Assert.Equal(new RequestSent(), await asked);
    }

    [Fact]
    public async Task W5_hold_is_asked_again_in_the_tables_spelling_and_refused_in_both_it_is_a_refusal_a_person_can_read()
    {
        var (test, peer, asked) = await LinkAskTests.AskAsync(new HoldCall("c", "138"));
        await using var _ = test;
        Assert.Equal("138", (await peer.RequestAsync(204)).GetProperty("otherDN").GetString());
        await peer.SendAsync("""{"messageId":9999,"errorMessageId":204,"errorCode":18}""");
        var again = await peer.RequestAsync(204, nth: 2);
        Assert.Equal("138", again.GetProperty("oterDN").GetString());
        Assert.False(again.TryGetProperty("otherDN", out var _));
        await peer.SendAsync("""{"messageId":9999,"errorMessageId":204,"errorCode":18}""");
        Assert.Equal("请求参数错误", (await Assert.ThrowsAsync<CtiRefusedException>(() => asked)).Text(CultureInfo.GetCultureInfo("zh-CN")));
    }

    [Fact]
    public async Task Out_of_the_call_is_not_yet_transferred_when_a_refusal_is_right_behind()
    {
        var (test, peer, asked) = await LinkAskTests.AskAsync(new BlindTransfer("c", "139"));
        await using var _ = test;
        await peer.SendAsync("""{"messageId":515,"thisDN":"10000_1900","callID":"c"}""");
        await peer.SendAsync("""{"messageId":9999,"errorMessageId":215,"errorCode":35}""");
        Assert.Equal(RequestErrors.TransferFailed, (await Assert.ThrowsAsync<CtiRefusedException>(() => asked)).Code);
    }

    [Fact]
    public async Task A_call_that_comes_in_meanwhile_is_not_the_one_that_was_asked_for()
    {
        var (test, peer, asked) = await LinkAskTests.AskAsync(new PlaceCall("138"));
        await using var _ = test;
        await peer.SendAsync("""{"messageId":506,"thisDN":"10000_1900","callID":"in","callType":"2"}""");
        await peer.SendAsync("""{"messageId":9999,"errorMessageId":200,"errorCode":32}""");
        Assert.Equal(RequestErrors.InACall, (await Assert.ThrowsAsync<CtiRefusedException>(() => asked)).Code);
    }

    [Fact]
    public async Task What_the_caller_has_given_up_is_not_sent_again_behind_their_back()
    {
        var (test, peer, asked) = await LinkAskTests.AskAsync(new PlaceCall("138"));
        await using var _ = test;
        await test.PassAsync(10, peer);
        await Assert.ThrowsAsync<CtiNoAnswerException>(() => asked);
        await peer.SendAsync("""{"messageId":9999,"errorMessageId":200,"errorCode":27}""");
        await Until.True(() => test.Frames.OfType<EventFrame>().Any(f => f.Event is RequestFailed));
        await test.PassAsync(1, peer);
        Assert.Single(peer.Requests(200));
    }

    [Fact]
    public async Task The_same_event_for_two_that_wait_answers_the_next_one_the_second_time()
    {
        await using var test = await LinkUnderTest.StartAsync();
        var peer = await test.SignInAsync();
        var answer = test.Link.AskAsync(new AnswerCall(), default);
        var call = test.Link.AskAsync(new PlaceCall("138") { HeldCallId = "a" }, default);
        await peer.RequestAsync(294);
        await peer.RequestAsync(200);
        await peer.SendAsync("""{"messageId":506,"callID":"a"}""");
        await peer.SendAsync("""{"messageId":506,"callID":"b"}""");
        Assert.IsType<RequestDone>(await answer);
        Assert.IsType<RequestDone>(await call);
    }

    [Fact]
    public async Task Another_seat_that_signs_out_is_not_ours()
    {
        await using var test = await LinkUnderTest.StartAsync();
        var peer = await test.SignInAsync();
        await peer.SendAsync("""{"messageId":583,"thisDN":"10000_1000","state":1}""");
        await peer.SendAsync("""{"messageId":581,"thisDN":"10000_1000","state":0}""");
        await Until.True(() => test.Frames.OfType<EventFrame>().Any(f => f.Event is SeatStateChanged { MessageId: 581 }));
        Assert.Equal(LinkState.Fresh, test.Link.Status.State);
        await test.PassAsync(1, peer);
        Assert.Empty(peer.Requests(102));
    }

    [Fact]
    public async Task Losing_the_connection_while_waiting_says_that_nobody_can_tell()
    {
        var (test, peer, asked) = await LinkAskTests.AskAsync(new HoldCall("c", "138"));
        await using var _ = test;
        peer.Abort();
        Assert.IsType<HoldCall>((await Assert.ThrowsAsync<CtiConnectionLostException>(() => asked)).Request);
        await Assert.ThrowsAsync<CtiNotConnectedException>(() => test.Link.AskAsync(new Ready(), default));
    }

    [Fact]
    public async Task Answers_that_end_the_connection_are_answers()
    {
        var (test, peer, asked) = await LinkAskTests.AskAsync(new SignOut());
        await using var _ = test;
        await peer.SendAsync("""{"messageId":581,"thisDN":"10000_1900","state":0}""");
        Assert.IsType<RequestDone>(await asked);
        await test.Says(LinkState.Offline, LinkReason.Closed);

        var (other, otherPeer, refused) = await LinkAskTests.AskAsync(new Ready());
        await using var __ = other;
        await otherPeer.SendAsync("""{"messageId":9999,"errorMessageId":101,"errorCode":300}""");
        Assert.Equal(RequestErrors.LicenceExpired, (await Assert.ThrowsAsync<CtiRefusedException>(() => refused)).Code);
        await other.Says(LinkState.Offline, LinkReason.LicenceExpired);
    }

    [Fact]
    public async Task Who_gives_up_frees_the_turn_and_a_late_answer_is_only_an_event()
    {
        var (test, peer, asked) = await LinkAskTests.AskAsync(new PlaceCall("138"));
        await using var _ = test;
        using var gone = new CancellationTokenSource();
        var waiting = test.Link.AskAsync(new PlaceCall("139"), gone.Token);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await test.PassAsync(10, peer);
        await Assert.ThrowsAsync<CtiNoAnswerException>(() => asked);
        await peer.SendAsync("""{"messageId":505,"callID":"late"}""");
        await Until.True(() => test.Frames.OfType<EventFrame>().Any(f => f.Event is SeatCallChanged { CallId: "late" }));
        var next = test.Link.AskAsync(new PlaceCall("139"), default);
        await peer.RequestAsync(200, nth: 2);
        await peer.SendAsync("""{"messageId":505,"callID":"new"}""");
        Assert.Equal("new", Assert.IsType<SeatCallChanged>(Assert.IsType<RequestDone>(await next).Event).CallId);
    }

    [Fact]
    public async Task W16_a_seat_that_asked_to_be_ready_is_left_ready()
    {
        var (test, peer, asked) = await LinkAskTests.AskAsync(new Ready());
        await using var _ = test;
        await peer.SendAsync("""{"messageId":583,"thisDN":"10000_1900","state":1}""");
        await asked;
        await test.PassAsync(3, peer);
        Assert.Empty(peer.Requests(102));
    }

    [Fact]
    public async Task W16_a_supervisors_seat_names_its_queues_and_is_left_ready()
    {
        await using var test = await LinkUnderTest.StartAsync(signIn: new() { Queues = ["10000_8000"] });
        var peer = await test.SignInAsync("""{"messageId":580,"state":1,"thisQueues":["10000_8000"]}""");
        Assert.Equal("10000_8000", peer.Requests(100).Single().GetProperty("thisQueues")[0].GetString());
        await test.PassAsync(3, peer);
        Assert.Empty(peer.Requests(102));
    }

    [Fact]
    public async Task W13_being_made_busy_by_the_phone_is_not_the_busy_that_was_asked_for()
    {
        var (test, peer, asked) = await LinkAskTests.AskAsync(new Busy(4));
        await using var _ = test;
        foreach (var reason in new[] { 3, 1, 4 }) // 200 sets 3, dialling or ringing sets 1
            await peer.SendAsync($$"""{"messageId":582,"thisDN":"10000_1900","state":2,"reasonCode":{{reason}}}""");
        Assert.Equal(4, Assert.IsType<SeatStateChanged>(Assert.IsType<RequestDone>(await asked).Event).Reason);
    }
}
