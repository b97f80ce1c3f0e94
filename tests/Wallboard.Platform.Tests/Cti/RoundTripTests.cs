using Wallboard.Platform.Cti;
using Wallboard.Simulator;

namespace Wallboard.Platform.Tests.Cti;

/// <summary>The client against the simulator, over a real socket.</summary>
public class RoundTripTests
{
    private static Task<SimulatorServer> SimulatorAsync() => SimulatorServer.StartAsync(new()
    {
        Preset = Preset.Quick, Start = new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.FromHours(8)), Awkward = true,
    });

    [Fact]
    public async Task The_seats_states_and_monitors()
    {
        await using var simulator = await SimulatorAsync();
        await using var seat = await SimulatedSeat.StartAsync(simulator);
        Assert.Equal(4, (await seat.DoneByAsync<SeatStateChanged>(new Busy(4))).Reason);
        Assert.Equal(1, (await seat.DoneByAsync<SeatStateChanged>(new Ready())).State);
        Assert.Equal(new RequestSent(), await seat.AskAsync(new MonitorAgents(["10000_1000"])));
        Assert.Equal(new RequestSent(), await seat.AskAsync(new MonitorIvr(["10000"])));
        Assert.Equal(RequestErrors.NoSuchSeat, await seat.RefusedAsync(new UnmonitorAgents(["10000_7777"])));
        Assert.Equal(RequestErrors.BadParameters, await seat.RefusedAsync(new UnmonitorQueues(["10000_7777"])));
        Assert.Equal(RequestErrors.AlreadySignedIn, await seat.RefusedAsync(new SignIn()));
        await seat.DoneByAsync<PingAnswered>(new Ping());
        Assert.Equal(MessageIds.SeatSignedOut, (await seat.DoneByAsync<SeatStateChanged>(new SignOut())).MessageId);
    }
}
