using Wallboard.Platform.Cti;
using Wallboard.Simulator.Faults;

namespace Wallboard.Live.Tests;

public sealed class FaultTests(FaultTests.OneLab fixture) : IClassFixture<FaultTests.OneLab>
{
    private readonly Lab lab = fixture.Lab;

    [Theory]
    [InlineData(FaultKind.DropLinks, 1.0, null)]
    [InlineData(FaultKind.InsertGarbage, null, 20)]
    [InlineData(FaultKind.GarbleFrames, 2.0, 3)]
    [InlineData(FaultKind.OversizedFrame, null, null)]
    public async Task A_fault_is_seen_and_then_the_picture_is_the_truth(FaultKind kind, double? seconds, int? count)
    {
        await lab.FreshAsync();
        lab.Simulator.Faults.Inject(kind, seconds is { } s ? TimeSpan.FromSeconds(s) : null, count);
        await lab.UntilAsync(() => lab.Tenant.Picture().Link.State != Freshness.Fresh, () => "still fresh");
        await lab.UntilAsync(() => lab.Simulator.Faults.Active.Count == 0, () => "fault lasts");
        await TrueAtRestAsync();
    }

    [Fact]
    public async Task Events_that_come_again_change_nothing()
    {
        await lab.FreshAsync();
        var connected = lab.Tenant.Health.Frames;
        await lab.UntilAsync(() => lab.Tenant.Health.Frames > connected + 20, () => "nothing to repeat yet");
        var frames = lab.Tenant.Health.Frames;
        lab.Simulator.Faults.Inject(FaultKind.Burst, count: 5000);
        await lab.UntilAsync(() => lab.Tenant.Health.Frames > frames + 5000, () => "no burst");
        await TrueAtRestAsync();
    }

    [Theory]
    [InlineData(FaultKind.Http500)]
    [InlineData(FaultKind.TruncatedJson)]
    public async Task While_a_fetch_fails_the_picture_says_so_and_then_recovers(FaultKind kind)
    {
        await lab.FreshAsync();
        lab.Simulator.Faults.Inject(kind);
        lab.Simulator.Faults.Inject(FaultKind.DropLinks);
        await lab.UntilAsync(() => lab.Tenant.Picture().Link is { State: Freshness.Stale, Reason: LinkReason.FetchFailed, Detail: not null }, () => lab.Tenant.Picture().Link.ToString());
        lab.Simulator.Faults.Clear();
        await TrueAtRestAsync();
    }

    [Theory]
    [InlineData("query/queryAgentCustomState")]
    [InlineData("query/queryQueues")]
    public async Task What_the_picture_can_do_without_does_not_keep_it_from_being_fresh(string path)
    {
        await lab.FreshAsync();
        lab.Simulator.Faults.Inject(FaultKind.Http500, path: path);
        lab.Simulator.Faults.Inject(FaultKind.DropLinks);
        await lab.UntilAsync(() => lab.Tenant.Picture().Link.State != Freshness.Fresh, () => "still fresh");
        await TrueAtRestAsync();
    }

    [Fact]
    public async Task A_seat_taken_elsewhere_waits_for_a_person()
    {
        await lab.FreshAsync();
        Assert.False(lab.Tenant.Retake());
        lab.Simulator.Faults.Inject(FaultKind.SeatTaken);
        await lab.UntilAsync(() => lab.Tenant.Picture().Link is { State: Freshness.Offline, Reason: LinkReason.SeatTakenElsewhere }, () => lab.Tenant.Picture().Link.ToString());
        await lab.UntilAsync(lab.Tenant.Retake, () => "nothing to take");
        await lab.FreshAsync();
        await TrueAtRestAsync();
    }

    private async Task TrueAtRestAsync()
    {
        lab.Simulator.Freeze();
        try
        {
            await lab.TrueAsync();
        }
        finally
        {
            // For the next one: a failure is one test's.
            lab.Simulator.Faults.Clear();
            lab.Simulator.Thaw();
        }
    }

    public sealed class OneLab : IAsyncLifetime
    {
        internal Lab Lab { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Lab = await Lab.StartAsync();

        public ValueTask DisposeAsync() => Lab.DisposeAsync();
    }
}
