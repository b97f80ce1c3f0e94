using Wallboard.Platform.Cti;

namespace Wallboard.Platform.Tests.Cti;

/// <summary>The client against the simulator, over a real socket.</summary>
public class RoundTripTests
{
    private const string Customer = "13800000001", NoAnswer = "13800000009";

    [Fact]
    public async Task The_seats_states_and_monitors()
    {
        await using var simulator = await SimulatedSeat.SimulatorAsync();
        await using var seat = await SimulatedSeat.StartAsync(simulator);
        Assert.Equal(4, (await seat.DoneByAsync<SeatStateChanged>(new Busy(4))).Reason);
        Assert.Equal(1, (await seat.DoneByAsync<SeatStateChanged>(new Ready())).State);
        await seat.SentAsync(new MonitorAgents(["10000_1000"]));
        await seat.SentAsync(new MonitorIvr(["10000"]));
        await seat.RefusedAsync(RequestErrors.NoSuchSeat, new UnmonitorAgents(["10000_7777"]));
        await seat.RefusedAsync(RequestErrors.BadParameters, new UnmonitorQueues(["10000_7777"]));
        await seat.RefusedAsync(RequestErrors.AlreadySignedIn, new SignIn());
        await seat.DoneByAsync<PingAnswered>(new Ping());
        Assert.Equal(MessageIds.SeatSignedOut, (await seat.DoneByAsync<SeatStateChanged>(new SignOut())).MessageId);
    }

    [Fact]
    public async Task A_call_from_dialling_to_hanging_up()
    {
        await using var simulator = await SimulatedSeat.SimulatorAsync();
        await using var seat = await SimulatedSeat.StartAsync(simulator);
        var dialling = await seat.DoneByAsync<SeatCallChanged>(new PlaceCall(Customer));
        Assert.Equal((MessageIds.CallDialling, Customer), (dialling.MessageId, dialling.OtherNumber));
        var call = dialling.CallId!;
        await seat.CallAsync(MessageIds.CallEstablished, call);
        await seat.RefusedAsync(RequestErrors.InACall, new Ready());

        Assert.Equal(call, (await seat.DoneByAsync<SeatCallChanged>(new HoldCall(call, Customer))).CallId);
        Assert.Equal(MessageIds.CallRetrieved, (await seat.DoneByAsync<SeatCallChanged>(new RetrieveCall(call, Customer))).MessageId);
        Assert.NotNull((await seat.DoneByAsync<RecordingChanged>(new StartRecording(call, "/record/", TimeSpan.FromMinutes(5)))).FileName);
        Assert.NotNull((await seat.DoneByAsync<RecordingChanged>(new StopRecording(call, "/record/"))).Duration);
        await seat.HintedAsync(new Mute(call, Customer), HintCodes.Muted);
        await seat.HintedAsync(new Unmute(call, Customer), HintCodes.Unmuted);
        await Task.WhenAll(
            seat.SentAsync(new SendKeys(call, Customer, "1#")), seat.SentAsync(new PlayAudio(call, "/a.wav")),
            seat.SentAsync(new AttachData(call, new Dictionary<string, string> { ["order"] = "7" })));
        var released = await seat.DoneByAsync<SeatCallChanged>(new ReleaseCall(call, Customer));
        Assert.Equal((call, "send_bye"), (released.CallId, released.HangupCause));
    }

    [Fact]
    public async Task Calls_that_ring_are_answered_or_refused()
    {
        await using var simulator = await SimulatedSeat.SimulatorAsync();
        await using var seat = await SimulatedSeat.StartAsync(simulator);
        await seat.RefusedAsync(RequestErrors.NoSuchCall, new AnswerCall());
        simulator.RingSeat(number: Customer);
        var ringing = await seat.CallAsync(MessageIds.CallRinging);
        Assert.Equal(Customer, ringing.CallerNumber);
        await seat.DoneAtOnceAsync(new RefuseCall(), HintCodes.CallRefused);
        await seat.CallAsync(MessageIds.CallReleased, ringing.CallId);
        simulator.RingSeat(number: "13800000002");
        await Until.True(() => seat.Events.OfType<SeatCallChanged>().Any(c => c.CallerNumber == "13800000002"));
        var next = await seat.CallAsync(MessageIds.CallRinging);
        await seat.DoneAtOnceAsync(new AnswerCall(), HintCodes.CallAnswered);
        await seat.CallAsync(MessageIds.CallEstablished, next.CallId);
    }

    [Fact]
    public async Task W9_each_refused_request_is_a_typed_error()
    {
        await using var simulator = await SimulatedSeat.SimulatorAsync();
        await using var seat = await SimulatedSeat.StartAsync(simulator);
        CtiRequest[] ofNoCall =
        [
            new HoldCall("gone", Customer), new RetrieveCall("gone", Customer), new ReleaseCall("gone", Customer), new BlindTransfer("gone", Customer),
            new TransferToIvr("gone", Customer, "1"), new ThreeWayCall("gone", Customer), new ListenToCall("gone", Customer), new Mute("gone", Customer),
            new Unmute("gone", Customer), new StartRecording("gone", "/r/", TimeSpan.FromMinutes(1)), new StopRecording("gone", "/r/"),
            new SendKeys("gone", Customer, "1"), new PlayAudio("gone", "/a.wav"), new AttachData("gone"),
        ];
        foreach (var request in ofNoCall) await seat.RefusedAsync(RequestErrors.NoSuchCall, request);
        await seat.RefusedAsync(RequestErrors.NoSuchSeat, new PlaceCall("10000_7777"));

        var call = await seat.CallOutAsync(Customer);
        (int Code, CtiRequest Request)[] others =
        [
            (RequestErrors.HoldBroken, new RetrieveCall(call, Customer)), (RequestErrors.TransferFailed, new TransferWhenAnswered(call, NoAnswer, "6900")),
            (RequestErrors.MuteFailed, new Mute(call, NoAnswer)), (RequestErrors.UnmuteFailed, new Unmute(call, Customer)),
            (RequestErrors.CallWhileHoldingFailed, new PlaceCall("13500000001") { HeldCallId = call }),
            (RequestErrors.ThreeWayFailed, new ThreeWayCall(call, NoAnswer)), (RequestErrors.InACall, new Busy(4)),
            (RequestErrors.BadParameters, new SendKeys(call, Customer, "x")),
        ];
        foreach (var (code, request) in others) await seat.RefusedAsync(code, request);
    }
}
