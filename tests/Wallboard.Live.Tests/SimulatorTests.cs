namespace Wallboard.Live.Tests;

public sealed class SimulatorTests
{
    [Fact]
    public async Task At_rest_the_picture_is_the_truth_and_a_restart_knows_the_whole_day()
    {
        await using var lab = await Lab.StartAsync();
        await lab.FreshAsync();
        var offered = lab.Tenant.Picture().Totals.Offered;
        Assert.True(offered > 0);
        await Lab.UntilAsync(() => lab.Tenant.Picture().Totals.Offered >= offered + 3, () => "nobody calls");

        lab.Simulator.Freeze();
        await lab.TrueAsync();

        using var second = lab.NewTenant();
        using var stop = new CancellationTokenSource();
        var running = second.RunAsync(stop.Token); // Takes the seat: the first one stays as it was.
        await lab.TrueAsync(second);
        await stop.CancelAsync();
        await running;
    }
}
