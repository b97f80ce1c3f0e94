using Wallboard.Platform.Cti;
using Wallboard.Simulator;

namespace Wallboard.Platform.Tests.Cti;

/// <summary>Calls that more than two take part in: the client against the simulator, over a real socket.</summary>
public class RoundTripTransferTests
{
    private const string Customer = "13800000001", Third = "13500000001";

    [Fact]
    public async Task Transfers_in_each_mode()
    {
        await using var simulator = await SimulatedSeat.SimulatorAsync();
        await using var seat = await SimulatedSeat.StartAsync(simulator);
        var call = await seat.CallOutAsync(Customer);
        await seat.HintedAsync(new TransferAndReturn(call, Third, Customer), HintCodes.Transferred);
        await seat.DoneByAsync<SeatCallChanged>(new ReleaseCall(call, "10000_1900"));

        call = await seat.CallOutAsync("13800000002");
        await seat.HintedAsync(new TransferWhenAnswered(call, Third, "6900"), HintCodes.Transferred);
        await seat.CallAsync(MessageIds.CallReleased, call);

        call = await seat.CallOutAsync("13800000003");
        await seat.DoneAsync(new TransferToQueue(call, simulator.Truth().Queues[0].Dn), HintCodes.Transferred);
        await seat.CallAsync(MessageIds.CallReleased, call);

        call = await seat.CallOutAsync("13800000004");
        await seat.DoneAsync(new TransferToIvr(call, "13800000004", "1"), HintCodes.Transferred);
        await seat.CallAsync(MessageIds.CallReleased, call);
    }

    [Fact]
    public async Task A_call_is_given_away_and_taken_back()
    {
        await using var simulator = await SimulatedSeat.SimulatorAsync();
        await using var seat = await SimulatedSeat.StartAsync(simulator);
        await using var agent = await ColleagueAsync(simulator, out _);
        await seat.DoneByAsync<SeatStateChanged>(new Ready()); // a member of no queue: nobody else rings there
        var call = await agent.CallOutAsync(Customer);
        await agent.DoneAtOnceAsync(new BlindTransfer(call, "10000_1900"), HintCodes.Transferred);
        await seat.CallAsync(MessageIds.CallRinging, call);
        await seat.DoneAtOnceAsync(new AnswerCall(), HintCodes.CallAnswered);
        await seat.CallAsync(MessageIds.CallEstablished, call);

        await agent.DoneAsync(new InterceptCall(call, "10000_1900"), HintCodes.Transferred);
        await seat.CallAsync(MessageIds.CallReleased, call);
    }

    [Fact]
    public async Task A_supervisor_listens_helps_and_hangs_up_for_another()
    {
        await using var simulator = await SimulatedSeat.SimulatorAsync();
        await using var supervisor = await SimulatedSeat.StartAsync(simulator);
        await using var agent = await ColleagueAsync(simulator, out var dn);
        var call = await agent.CallOutAsync(Customer);
        Assert.Equal(MessageIds.CallRinging, (await supervisor.DoneByAsync<SeatCallChanged>(new ListenToCall(call, Customer))).MessageId);
        await supervisor.CallAsync(MessageIds.CallEstablished, call);
        await supervisor.DoneByAsync<SeatCallChanged>(new ReleaseCall(call, "10000_1900"));

        await supervisor.DoneAsync(new ThreeWayCall(call, "10000_1900") { Seat = dn }, HintCodes.ThreeWayDone);
        await agent.HintedAsync(new ThreeWayCall(call, Third, MutedNumber: Customer), HintCodes.ThreeWayDone);
        await supervisor.DoneByAsync<SeatCallChanged>(new ReleaseCall(call, "10000_1900"));
        await supervisor.SentAsync(new ReleaseCall(call, dn) { OfAnother = true });
        await agent.CallAsync(MessageIds.CallReleased, call);
    }

    [Fact]
    public async Task A_call_beside_a_held_one()
    {
        await using var simulator = await SimulatedSeat.SimulatorAsync();
        await using var seat = await SimulatedSeat.StartAsync(simulator);
        var call = await seat.CallOutAsync(Customer);
        await seat.DoneByAsync<SeatCallChanged>(new HoldCall(call, Customer));
        await seat.DoneAsync(new PlaceCall(Third) { HeldCallId = call }, HintCodes.CalledWhileHolding);
        var other = seat.Events.OfType<SeatCallChanged>().Last(c => c.MessageId == MessageIds.CallDialling).CallId!;
        Assert.NotEqual(call, other);
        await seat.DoneByAsync<SeatCallChanged>(new ReleaseCall(other, Third));
        await seat.DoneByAsync<SeatCallChanged>(new RetrieveCall(call, Customer));
    }

    /// <summary>An agent who is free now, and attended by a client from now on.</summary>
    private static Task<SimulatedSeat> ColleagueAsync(SimulatorServer simulator, out string dn)
    {
        var free = simulator.Truth().Agents.First(a => a is { State: 1, CallId: null });
        dn = free.Dn;
        return SimulatedSeat.StartAsync(simulator, dn, free.Extension);
    }
}
