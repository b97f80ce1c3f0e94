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
        await lab.UntilAsync(() => lab.Tenant.Picture().Totals.Offered >= offered + 3, () => "nobody calls");

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

public sealed class MidnightTests
{
    [Fact]
    public async Task Over_midnight_the_counts_begin_anew()
    {
        await using var lab = await Lab.StartAsync(new() { Preset = Simulator.Preset.Quick, Start = new DateTimeOffset(2026, 11, 22, 23, 59, 48, TimeSpan.FromHours(8)) });
        await lab.FreshAsync();
        Assert.True(lab.Tenant.Picture().Totals.Offered > 100);
        await lab.UntilAsync(() => lab.Tenant.Picture().AsOf.TimeOfDay is { Hours: 0, Seconds: >= 3 }, () => "no midnight");
        lab.Simulator.Freeze();
        await lab.TrueAsync();
        Assert.True(lab.Tenant.Picture().Totals.Offered < 100);
    }
}

public sealed class AwkwardPlatformTests
{
    [Fact]
    public async Task A_platform_that_does_everything_the_other_way_is_understood_too()
    {
        await using var lab = await Lab.StartAsync(new()
        {
            Preset = Simulator.Preset.Quick,
            Awkward = true,
            Silent = new()
            {
                MonitorStartSendsStates = true, SeatStaysSignedIn = true, RepeatAgentEvents = true, LeftAfterTalk = false, TenRowsByDefault = true, EndTimeInclusive = false,
                AgentEventsFirst = true, LegsOnlyWhenEnded = true,
            },
        });
        await lab.FreshAsync();
        lab.Simulator.Freeze();
        await lab.TrueAsync();
        lab.Simulator.Thaw();
        lab.Simulator.Faults.Inject(Simulator.Faults.FaultKind.DropLinks, TimeSpan.FromSeconds(1));
        await lab.UntilAsync(() => lab.Tenant.Picture().Link.State == Freshness.Offline, () => "not offline");
        await lab.FreshAsync();
        lab.Simulator.Freeze();
        await lab.TrueAsync();
        Assert.True(lab.Tenant.Health.DifferencesSoFar == 0, lab.Said);
    }
}

public sealed class WaitTests
{
    [Fact]
    public async Task Waits_at_the_limit_are_those_of_the_records()
    {
        // Few visits, so that each one shows, and many of them near the limit.
        await using var lab = await Lab.StartAsync(new()
        {
            Preset = Simulator.Preset.Quick, ServiceLevelSeconds = 3, Start = new DateTimeOffset(2026, 11, 22, 0, 1, 0, TimeSpan.FromHours(8)),
        });
        await lab.FreshAsync();
        await lab.UntilAsync(() => ReadByAsking() >= 5, () => "no wait was read");
        lab.Simulator.Freeze();
        await lab.TrueAsync();
        Assert.Equal(1, lab.Tenant.Health.Resets);

        int ReadByAsking() => lab.Tenant.State.Visits.All.Count(visit => visit is { EntryTold: true, WaitRecorded: true });
    }
}

public sealed class LostEventsTests
{
    [Fact]
    public async Task Events_that_are_lost_are_found_by_comparing_and_the_picture_is_stale_until_it_is_right()
    {
        await using var lab = await Lab.StartAsync();
        await lab.FreshAsync();
        var before = lab.Tenant.Health;
        lab.Simulator.Faults.Inject(Simulator.Faults.FaultKind.InsertGarbage, count: 1); // A reset, so that the next comparison is near.
        await lab.UntilAsync(() => lab.Tenant.Health.Resets > before.Resets, () => "no reset");
        // Until it is found: what later events tell again is not wrong any more when a slow machine compares.
        lab.Simulator.Faults.Inject(Simulator.Faults.FaultKind.LoseEvents);
        await lab.UntilAsync(
            () => lab.Tenant.Health.DifferencesSoFar > before.DifferencesSoFar && lab.Tenant.Picture().Link.State == Freshness.Stale, () => "no difference found, or not stale");
        lab.Simulator.Freeze();
        lab.Simulator.Faults.Clear();
        await lab.TrueAsync();
        await lab.UntilAsync(() => lab.Tenant.Health.Differences.Count == 0, () => "a difference lasts");
    }
}

public sealed class HideNumberTests
{
    [Fact]
    public async Task Whether_the_platform_hides_numbers_is_asked_and_unknown_while_it_does_not_say()
    {
        await using var lab = await Lab.StartAsync(new() { Preset = Simulator.Preset.Quick, Tenants = [new() { HideNumber = true }] });
        await lab.UntilAsync(() => lab.Tenant.Picture().HidesNumbers is true, () => "not read");
        lab.Simulator.HideNumber("10000", false);
        using var second = lab.NewTenant();
        Assert.Null(second.Picture().HidesNumbers);
        using var stop = new CancellationTokenSource();
        var running = second.RunAsync(stop.Token);
        await lab.UntilAsync(() => second.Picture().HidesNumbers is false, () => "not read");
        await lab.UntilAsync(() => lab.Tenant.Picture().HidesNumbers is false, () => "not read again");
        await stop.CancelAsync();
        await running;
    }
}
