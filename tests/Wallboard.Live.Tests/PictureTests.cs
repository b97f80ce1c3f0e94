using Wallboard.Platform.Api;
using Wallboard.Platform.Cti;
using static Wallboard.Live.Tests.Model;

namespace Wallboard.Live.Tests;

public sealed class PictureTests
{
    [Fact]
    public void Before_the_first_reset_nothing_is_known()
    {
        var picture = Connected.Then(1, InQueue(Sales, "c", QueueCallStatus.Entered, waiting: 1)).Picture(1);
        Assert.Equal((Freshness.Stale, LinkReason.Fetching), (picture.Link.State, picture.Link.Reason));
        Assert.Equal(new(null, null, null, null, null, null, null, null, default, null, null, Freshness.Stale, Freshness.Offline), picture.Totals);
        Assert.Empty(picture.Agents);
        Assert.Null(picture.Ivr.CompleteSince);
    }

    [Fact]
    public void Totals_count_each_agent_once_by_what_the_platform_says()
    {
        var totals = Seeded.Then(1, AgentIs(Cai, 2, 1)).Picture(2).Totals;
        Assert.Equal((1, 1, 3), (totals.Ready, totals.Engaged, totals.SignedIn));
        var queue = Seeded.QueueAt(Sales);
        Assert.Equal((1, 1, 2), (queue.Ready, queue.Busy, queue.SignedIn));
    }

    [Fact]
    public void Today_is_counted_by_the_hour_of_entry()
    {
        Assert.Empty(Connected.Picture(0).Hours);
        var state = Seeded.Then(1, InQueue(Sales, "a", QueueCallStatus.Entered, waiting: 1)).Then(2, InQueue(Support, "b", QueueCallStatus.Entered, waiting: 1))
            .Then(5, InQueue(Sales, "a", QueueCallStatus.Answered, agent: Ann)).Then(3601, InQueue(Sales, "c", QueueCallStatus.Entered, waiting: 1));
        Assert.Equal([new(12, 2, 1, 0, null), new HourPicture(13, 1, 0, 0, null)], state.Picture(3602).Hours);
    }

    [Fact]
    public void Last_week_is_known_from_its_records_until_midnight()
    {
        const double week = 7 * 86_400;
        var today = Settings.DayOf(Noon);
        var called = Seeded.Then(1, InQueue(Sales, "a", QueueCallStatus.Entered, waiting: 1));
        // The bound of the range may belong to the next day; a queue that is gone is in no total.
        QueueVisitRecord[] rows = [Record("x", Sales, -week, 9), Record("y", Support, 3600 - week, 9), Record("z", Sales, 12 * 3600 - week, 9), Record("w", "10000_8999", -week, 9)];
        var known = called.Then(new LastWeekRead(today, rows));
        Assert.Equal([new(12, 1, 0, 0, 1), new HourPicture(13, 0, 0, 0, 1)], known.Picture(2).Hours);
        Assert.Equal(known.Picture(2).Hours, known.Then(new ResetInput(Baseline(known, 3), [])).Picture(3).Hours.Select(h => h with { Offered = h.Hour == 12 ? 1 : 0 }));
        Assert.Null(Assert.Single(called.Then(new LastWeekRead(today, [])).Picture(2).Hours).OfferedLastWeek);
        Assert.All(known.Then(new Tick(At(13 * 3600))).Picture(13 * 3600).Hours, hour => Assert.Null(hour.OfferedLastWeek));
    }

    [Fact]
    public void Silence_is_stale_even_when_the_link_does_not_say_so()
    {
        var spoken = Seeded.Then(1, new PingAnswered());
        Assert.Equal(Freshness.Fresh, spoken.Picture(5).Link.State);
        var silent = spoken.Picture(5.5).Link;
        Assert.Equal((Freshness.Stale, LinkReason.Silent, At(5)), (silent.State, silent.Reason, silent.Since));
        Assert.Equal(TimeSpan.FromSeconds(4.5), silent.Age);
    }

    [Fact]
    public void A_closed_link_keeps_its_last_numbers_and_says_that_they_are_old()
    {
        var picture = Seeded.Then(Down(3)).Picture(4);
        Assert.Equal((Freshness.Offline, LinkReason.Closed), (picture.Link.State, picture.Link.Reason));
        Assert.All(picture.Queues, queue => Assert.Equal(Freshness.Offline, queue.Fresh));
        Assert.Equal(1, picture.Totals.Ready);
    }

    [Theory]
    [InlineData(10, Freshness.Fresh, 18)]
    [InlineData(11, Freshness.Stale, 18)]
    [InlineData(31, Freshness.Offline, null)]
    public void Concurrency_ages_by_itself(double at, Freshness fresh, int? value)
    {
        var totals = Seeded.Then(new ConcurrencyRead(new(60, 20, 9, 30, 18, 9), At(0))).Picture(at).Totals;
        Assert.Equal((fresh, value), (totals.ConcurrencyFresh, totals.Concurrency));
    }

    [Fact]
    public void The_estimated_wait_is_the_platforms_or_our_own()
    {
        var waiting = Seeded.Then(1, InQueue(Sales, "c", QueueCallStatus.Entered, waiting: 1));
        Assert.Null(waiting.QueueAt(Sales, 2).EstimatedWait);
        var row = Now(Ann, 1, null, null) with { Talk = TimeSpan.FromSeconds(300), InboundAnswered = 2, OutboundAnswered = 1 };
        var own = waiting.Then(new AgentsRead([row], At(2))).QueueAt(Sales, 3);
        Assert.Equal((TimeSpan.FromSeconds(50), false), (own.EstimatedWait, own.EstimatedWaitIsPlatforms));
        var theirs = waiting.Then(new QueuesRead([Queue(Sales, 1, 0) with { EstimatedWait = TimeSpan.FromSeconds(33) }], At(2))).QueueAt(Sales, 3);
        Assert.Equal((TimeSpan.FromSeconds(33), true), (theirs.EstimatedWait, theirs.EstimatedWaitIsPlatforms));
    }

    [Fact]
    public void States_have_the_tenants_own_words_and_colours()
    {
        var baseline = Baseline(Connected) with
        {
            Definitions = [new("1", null, 2, null, [new(9, "Training", null)])],
            Colors = [new("1", null, 2, "#f00", [new(9, null, "#bbb")]), new("2", null, 1, "#0f0", null)],
        };
        var states = Connected.Then(new ResetInput(baseline, [])).Picture(0).States;
        Assert.Equal(new("Training", "#bbb"), states[(2, 9)]);
        Assert.Equal(new(null, "#f00"), states[(2, null)]);
        Assert.Equal(new(null, "#0f0"), states[(1, null)]);
    }

    [Fact]
    public void Ivr_sessions_come_go_and_tell_where_they_are()
    {
        var state = Seeded.Then(1, Ivr("i", "start", "Main")).Then(2, Ivr("i", "get_digit") with { Node = "n2" });
        Assert.Equal(new("i", "18200009225", "Main", "n2", At(-2)), Assert.Single(state.Picture(3).Ivr.Sessions));
        Assert.Empty(state.Then(4, Ivr("i", "stop")).Picture(4).Ivr.Sessions);
        Assert.Equal(At(0), state.Picture(3).Ivr.CompleteSince);
    }

    [Fact]
    public void S11_an_unknown_number_asks_for_the_lists_once()
    {
        var state = Seeded.Then(1, AgentIs("10000_1999", 1)).Then(2, AgentIs("10000_1999", 2, 1)).Then(3, InQueue("10000_9999", "c", 0, 1));
        Assert.Equal(["10000_1999", "10000_9999"], state.UnknownNumbers.Order());
        Assert.Equal(3, state.UnknownSubjects);
        Assert.True(state.Whole);
        Assert.Equal(1, Seeded.Then(1, AgentIs(null, 2, 3, extension: "6000")).Picture(1).Agents.Single(a => a.Number == Ann) is { State: 2, Reason: 3 } ? 1 : 0);
    }

    [Fact]
    public void An_event_that_cannot_be_read_to_the_end_is_in_doubt()
    {
        Assert.False(Seeded.Then(1, AgentIs(Ann, null)).Whole);
        Assert.False(Seeded.Then(1, AgentIs(null, 1)).Whole);
        Assert.False(Seeded.Then(1, AgentIs(Ann, 7)).Whole);
        Assert.False(Seeded.Then(1, InQueue(Sales, "c", 0) with { Waiting = null }).Whole);
        Assert.False(Seeded.Then(1, InQueue(null!, "c", 0)).Whole);
        Assert.False(Seeded.Then(1, new RequestFailed(MessageIds.MonitorAgents, 27, null)).Whole);
    }
}
