using Wallboard.Platform.Cti;

namespace Wallboard.Platform.Tests.Cti;

public class LinkAskTests
{
    private static readonly CtiRequest[] Requests =
    [
        new SignOut(), new Ready(), new Busy(4), new Busy(5), new PlaceCall("138"), new PlaceCall("138") { HeldCallId = "h" }, new AnswerCall(), new RefuseCall(),
        new HoldCall("c", "138"), new RetrieveCall("c", "138"), new ReleaseCall("c", "138"), new ThreeWayCall("c", "139"), new Mute("c", "138"),
        new Unmute("c", "138"), new StartRecording("c", "/r/", TimeSpan.FromMinutes(1)), new StopRecording("c", "/r/"), new BlindTransfer("c", "139"),
        new TransferToQueue("c", "10000_8000"), new TransferAndReturn("c", "139", "138"), new TransferWhenAnswered("c", "139", "6900"),
        new InterceptCall("c", "10000_1000"), new ListenToCall("c", "138"), new SendKeys("c", "138", "1"), new SignIn(), new Ping(),
        new PlayAudio("c", "/a.wav"), new AttachData("c"), new TransferToIvr("c", "138", "1"), new MonitorAgents(["10000_1000"]),
        new UnmonitorAgents(["10000_1000"]), new MonitorQueues(["10000_8000"]), new UnmonitorQueues(["10000_8000"]), new MonitorIvr(["10000"]),
        new UnmonitorIvr(["10000"]),
    ];

    /// <summary>The first of a kind by its name; an answer without a seat is ours.</summary>
    [Theory]
    [InlineData(nameof(SignIn), """{"messageId":580,"state":2}""")]
    [InlineData(nameof(SignOut), """{"messageId":581,"thisDN":"10000_1900","state":0}""")]
    [InlineData(nameof(Ready), """{"messageId":583,"thisDN":"10000_1900","state":1}""")]
    [InlineData(nameof(Busy), """{"messageId":582,"thisDN":"10000_1900","state":2,"reasonCode":"4"}""")]
    [InlineData(nameof(Busy), """{"messageId":582}""")]
    [InlineData(nameof(PlaceCall), """{"messageId":505,"thisDN":"10000_1900","callID":"new"}""")]
    [InlineData(nameof(PlaceCall), """{"messageId":506,"thisDN":"10000_1900","callID":"new"}""")]
    [InlineData(nameof(AnswerCall), """{"messageId":506,"thisDN":"10000_1900","callID":"c"}""")]
    [InlineData(nameof(RefuseCall), """{"messageId":515,"thisDN":"10000_1900","callID":"c"}""")]
    [InlineData(nameof(HoldCall), """{"messageId":509,"thisDN":"10000_1900","callID":"c"}""")]
    [InlineData(nameof(RetrieveCall), """{"messageId":513,"thisDN":"10000_1900","callID":"c"}""")]
    [InlineData(nameof(ReleaseCall), """{"messageId":515,"thisDN":"10000_1900","callID":"c"}""")]
    [InlineData(nameof(StartRecording), """{"messageId":589,"thisDN":"10000_1900","callID":"c"}""")]
    [InlineData(nameof(StopRecording), """{"messageId":519,"thisDN":"10000_1900","callID":"c"}""")]
    [InlineData(nameof(BlindTransfer), """{"messageId":515,"callID":"c"}""")]
    [InlineData(nameof(TransferToQueue), """{"messageId":515}""")]
    [InlineData(nameof(InterceptCall), """{"messageId":506,"callID":"c"}""")]
    [InlineData(nameof(ListenToCall), """{"messageId":506,"callID":"c"}""")]
    [InlineData(nameof(TransferToIvr), """{"messageId":515,"callID":"c"}""")]
    [InlineData(nameof(Ping), """{"messageId":3}""")]
    public async Task An_event_says_that_it_is_done(string kind, string answer)
    {
        var (test, peer, asked) = await AskAsync(Request(kind));
        await using var _ = test;
        var waiting = test.Clock.Created;
        await peer.SendAsync(answer);
        if (Request(kind).Acknowledgement.MayFailYet)
        {
            await Until.True(() => test.Clock.Created > waiting); // for a refusal right behind
            await test.PassAsync(0.5);
        }
        Assert.IsType<RequestDone>(await asked);
        var done = ((RequestDone)await asked).Event;
        await Until.True(() => test.Frames.OfType<EventFrame>().Any(f => f.Event == done)); // it stays an event for everybody else
    }

    [Theory]
    [InlineData(nameof(AnswerCall), 294, HintCodes.CallAnswered)]
    [InlineData(nameof(RefuseCall), 294, HintCodes.CallRefused)]
    [InlineData(nameof(TransferWhenAnswered), 215, HintCodes.Transferred)]
    [InlineData(nameof(TransferAndReturn), 215, HintCodes.Transferred)]
    [InlineData(nameof(BlindTransfer), 215, HintCodes.Transferred)]
    [InlineData(nameof(TransferToIvr), 290, HintCodes.Transferred)]
    [InlineData(nameof(Mute), 292, HintCodes.Muted)]
    [InlineData(nameof(Unmute), 293, HintCodes.Unmuted)]
    [InlineData(nameof(PlaceCall), 200, HintCodes.CalledWhileHolding)]
    [InlineData(nameof(ThreeWayCall), 214, HintCodes.ThreeWayDone)]
    [InlineData(nameof(Busy), 102, HintCodes.RestQueued)]
    public async Task W9_a_hint_with_its_code_answers(string kind, int id, int code)
    {
        var (test, peer, asked) = await AskAsync(Request(kind));
        await using var _ = test;
        await peer.SendAsync($$"""{"messageId":8888,"succeeMessageId":"{{id}}","referenceID":"{{code}}"}""");
        Assert.Equal(new RequestHinted(new(id, code)), await asked);
    }

    [Theory]
    [InlineData(nameof(MonitorAgents))]
    [InlineData(nameof(UnmonitorAgents))]
    [InlineData(nameof(MonitorQueues))]
    [InlineData(nameof(UnmonitorQueues))]
    [InlineData(nameof(MonitorIvr))]
    [InlineData(nameof(UnmonitorIvr))]
    [InlineData(nameof(AttachData))]
    [InlineData(nameof(SendKeys))]
    [InlineData(nameof(PlayAudio))]
    [InlineData(nameof(ListenToCall))]
    [InlineData(nameof(TransferToIvr))]
    public async Task W9_what_nothing_acknowledges_is_sent_when_no_refusal_has_come(string kind)
    {
        var (test, peer, asked) = await AskAsync(Request(kind));
        await using var _ = test;
        await peer.SendAsync("""{"messageId":588,"thisDN":"10000_1000","agentState":1}""");
        await peer.SendAsync("""{"messageId":520,"thisQueue":"10000_8000"}""");
        await Until.True(() => test.Frames.OfType<EventFrame>().Any(f => f.Event is QueueChanged));
        Assert.False(asked.IsCompleted);
        await test.PassAsync(0.5);
        Assert.Equal(new RequestSent(), await asked);
    }

    [Fact]
    public async Task Each_kind_that_something_acknowledges_runs_out_of_time_as_a_typed_error()
    {
        await using var test = await LinkUnderTest.StartAsync(new() { RepeatAfter = TimeSpan.Zero });
        var peer = await test.SignInAsync();
        var asked = Requests.DistinctBy(r => r.MessageId).Where(r => r is not Ping && r.Acknowledgement.Patience != Patience.Refusal)
            .Select(r => (Request: r, Answer: test.Link.AskAsync(r, default))).ToList();
        foreach (var (request, _) in asked) await peer.RequestAsync(request.MessageId!.Value, request is SignIn ? 2 : 1);
        await test.PassAsync(10, peer);
        foreach (var (request, answer) in asked.Where(a => a.Request.Acknowledgement.Patience == Patience.Answer))
        {
            var error = await Assert.ThrowsAsync<CtiNoAnswerException>(() => answer);
            Assert.Equal((request, 10), (error.Request, error.Waited.TotalSeconds));
        }
        var ringing = asked.Single(a => a.Request is ThreeWayCall).Answer;
        Assert.False(ringing.IsCompleted);
        await test.PassAsync(50, peer);
        Assert.Equal(60, (await Assert.ThrowsAsync<CtiNoAnswerException>(() => ringing)).Waited.TotalSeconds);
    }

    internal static CtiRequest Request(string kind) => Requests.First(r => r.GetType().Name == kind);

    internal static async Task<(LinkUnderTest Test, Peer Peer, Task<CtiAnswer> Asked)> AskAsync(CtiRequest request)
    {
        var test = await LinkUnderTest.StartAsync(new() { RepeatAfter = TimeSpan.Zero });
        var peer = await test.SignInAsync();
        var waiting = test.Clock.PendingTimers;
        var asked = test.Link.AskAsync(request, default);
        if (request.MessageId is { } id) await peer.RequestAsync(id, request is SignIn ? 2 : 1);
        else await Until.True(() => peer.Pings == 2);
        await Until.True(() => test.Clock.PendingTimers > waiting); // it waits for the answer
        return (test, peer, asked);
    }
}
