using Wallboard.Platform.Api;
using Wallboard.Platform.Cti;
using static Wallboard.Live.Tests.Model;

namespace Wallboard.Live.Tests;

public sealed class ResetTests
{
    private static Dictionary<string, IReadOnlyList<QueuedCall>> Present(params QueuedCall[] calls) => new() { [Sales] = calls };

    private static QueuedCall Queued(string call, int held, string? agent = null) => new(Sales, TimeSpan.FromSeconds(held), null, agent, null, "18200009225", null, call);

    [Fact]
    public void What_is_gone_is_forgotten()
    {
        var before = Seeded.Then(1, Ivr("i", "start", "Menu")).Then(1, InQueue(Support, "w", QueueCallStatus.Entered, waiting: 1)).Then(Down(5)).Then(Up(8));
        var baseline = Baseline(before, 9) with
        {
            Agents = [Agent(Ann, "6000")], Queues = [(Sales, "Sales")], Members = new Dictionary<string, IReadOnlyList<string>> { [Sales] = [Ann, Bob] },
        };
        var picture = before.Then(new ResetInput(baseline, [])).Picture(10);
        Assert.Equal([Ann], picture.Agents.Select(agent => agent.Number));
        Assert.Equal([Sales], picture.Queues.Select(queue => queue.Number));
        Assert.Equal(1, picture.Totals.SignedIn);
        Assert.Empty(picture.Waiting);
        Assert.Empty(picture.Ivr.Sessions);
        Assert.Equal(At(9), picture.Ivr.CompleteSince);
    }

    [Fact]
    public void An_event_from_the_fetch_makes_no_second_visit()
    {
        var before = Connected;
        var baseline = Baseline(before, 10) with { QueuedCalls = Present(Queued("c", 4)), Visits = [Record("c", Sales, 6, null)], QueuesNow = [Queue(Sales, 1, 0)] };
        EventFrame[] meanwhile =
        [
            Happened(6.9, InQueue(Sales, "c", QueueCallStatus.Entered, waiting: 1)), Happened(10.5, InQueue(Sales, "late", QueueCallStatus.Entered, waiting: 2)),
            Happened(11, InQueue(Sales, "c", QueueCallStatus.SentToAgent, waiting: 1, calling: 1, agent: Ann)), Happened(12, InQueue(Sales, "c", QueueCallStatus.Answered, waiting: 1, calling: 1)),
        ];
        var after = before.Then(new ResetInput(baseline, meanwhile));
        var queue = after.QueueAt(Sales, 13);
        Assert.Equal((2, 1, 1, 1), (queue.Offered, queue.Answered, queue.Open, queue.Waiting));
        Assert.Equal(["late"], after.Picture(13).Waiting.Select(call => call.CallId));
        Assert.Equal(TimeSpan.FromSeconds(6), after.Visits.Of("c").Single().Wait);

        // The same once more changes nothing.
        var again = after.Then(new ResetInput(baseline with { Before = after }, meanwhile));
        Assert.Equal(after.Visits.Tallies[Sales], again.Visits.Tallies[Sales]);
    }

    [Fact]
    public void A_visit_that_is_in_the_records_and_not_yet_on_the_list_waits_by_its_own_event()
    {
        var baseline = Baseline(Connected, 10) with { Visits = [Record("c", Sales, 10, null)] };
        var after = Connected.Then(new ResetInput(baseline, [Happened(10.4, InQueue(Sales, "c", QueueCallStatus.Entered, waiting: 1))]));
        Assert.Equal("c", Assert.Single(after.Picture(11).Waiting).CallId);
    }

    [Fact]
    public void A_visit_that_entered_after_the_list_was_read_is_not_over_because_the_menu_before_it_is()
    {
        var menu = CallFacts.Of([Leg("c", null, 2, 2, 10)], []);
        var baseline = Baseline(Connected, 10) with { Visits = [Record("c", Sales, 10, null)], Calls = menu };
        var entered = Happened(10.4, InQueue(Sales, "c", QueueCallStatus.Entered, waiting: 1));
        var after = Connected.Then(new ResetInput(baseline, [entered, Happened(13, InQueue(Sales, "c", QueueCallStatus.Answered, calling: 1, agent: Ann))])).QueueAt(Sales);
        Assert.Equal((1, 1, 0), (after.Offered, after.Answered, after.LeftOtherwise));
        // The event may also come when the fetch is over.
        var late = Connected.Then(new ResetInput(baseline, []));
        Assert.Equal((1, 0), (late.QueueAt(Sales).Open, late.QueueAt(Sales).LeftOtherwise));
        Assert.Equal("c", Assert.Single(late.Then(10.6, InQueue(Sales, "c", QueueCallStatus.Entered, waiting: 1)).Picture(11).Waiting).CallId);
    }

    [Fact]
    public void A_call_that_talks_and_is_on_the_list_was_not_there_twice_because_an_event_came_late()
    {
        var answered = Baseline(Connected, 10) with
        {
            QueuedCalls = Present(Queued("c", 9, Ann)), QueuesNow = [Queue(Sales, 0, 1)], Visits = [Record("c", Sales, 1, 2, Ann)], AgentsNow = [Now(Ann, 2, 1, 8, "c")],
        };
        // The records have told of it already; a minute later it is taken for another visit.
        var once = Connected.Then(new ResetInput(answered, []));
        Assert.Equal(1, once.Then(11, InQueue(Sales, "c", QueueCallStatus.Entered, calling: 1)).QueueAt(Sales).Offered);
        var twice = once.Then(70, InQueue(Sales, "c", QueueCallStatus.Entered, calling: 1));
        Assert.Equal(2, twice.QueueAt(Sales).Offered);
        var again = twice.Then(new ResetInput(answered with { Before = twice, QueuedCalls = Present(Queued("c", 79, Ann)), ReadAt = At(80), DoneAt = At(80) }, [])).QueueAt(Sales);
        Assert.Equal((1, 1, 0), (again.Offered, again.Answered, again.Open));
    }

    [Theory]
    [InlineData(0, 7, 1)]
    [InlineData(0, 40, 1)]
    [InlineData(5, 7, 2)]
    public void An_enter_event_that_comes_late_is_of_the_visit_that_the_records_have_unless_nobody_listened_then(double listening, double told, int offered)
    {
        var baseline = Baseline(Connected, 6) with { EventsSince = At(listening), Visits = [Record("c", Sales, 1, 3, Ann)], Calls = CallFacts.Of([Leg("c", Ann, 2, 3, 6, Sales)], []) };
        var after = Connected.Then(new ResetInput(baseline, [])).Then(told, InQueue(Sales, "c", QueueCallStatus.Entered, waiting: 1));
        Assert.Equal((offered, 1), (after.QueueAt(Sales).Offered, after.QueueAt(Sales).Answered));
        // What it says is said once: the next one is of another visit.
        Assert.Equal(offered + (offered == 1 ? 1 : 0), after.Then(told + 1, InQueue(Sales, "c", QueueCallStatus.Entered, waiting: 1)).QueueAt(Sales).Offered);
    }

    [Fact]
    public void A_start_at_noon_knows_the_day()
    {
        var missed = Leg("gone", null, -3010, null, -2990, Sales) with { Id = "1" };
        var baseline = Baseline(Connected) with
        {
            Visits =
            [
                Record("old", Sales, -7200, -7190, Ann), Record("gone", Sales, -3000, -2990), Record("talks", Sales, -60, -50, Bob), Record("rings", Sales, -9, null, Ann),
                Record("waits", Sales, -5, null), Record("left", Sales, -100, -80), Record("left", Support, -80, -70, Cai),
            ],
            Calls = CallFacts.Of([Leg("old", Ann, -7195, -7190, -7000, Sales), missed, Leg("left", Cai, -75, -70, -20, Support)], [missed]),
            QueuedCalls = Present(Queued("talks", 10, Bob), Queued("rings", 9, Ann), Queued("waits", 5), Queued("odd", 2, agent: "18200009225")),
            AgentsNow = [Now(Ann, 2, 8, 3, "rings"), Now(Bob, 2, 1, 50, "talks")],
        };
        var state = Connected.Then(new ResetInput(baseline, []));
        var queue = state.QueueAt(Sales);
        Assert.Equal((7, 2, 1, 1, 3), (queue.Offered, queue.Answered, queue.Abandoned, queue.LeftOtherwise, queue.Open));
        Assert.Equal(["waits", "odd"], state.Picture(0).Waiting.Select(call => call.CallId));
        Assert.Equal(At(-5), state.Picture(0).Waiting[0].EnteredAt);
        Assert.Equal(1, state.QueueAt(Support).Answered);
        Assert.Equal(VisitStage.Talking, state.Visits.Of("talks").Single().Stage);
        Assert.Equal(VisitStage.Ringing, state.Visits.Of("rings").Single().Stage);
    }

    [Fact]
    public void An_agent_who_sent_the_call_to_the_queue_has_not_answered_it_there()
    {
        // 6.14 was read while Bob still talked, 6.19 a moment later, when the call waited again.
        var baseline = Baseline(Connected, 10) with
        {
            Visits = [Record("c", Sales, -60, -50, Bob), Record("c", Sales, 10, null)],
            Calls = CallFacts.Of([Leg("c", Bob, -55, -50, 10, Sales)], []),
            AgentsNow = [Now(Bob, 2, 1, 60, "c")],
        };
        var after = Connected.Then(new ResetInput(baseline, [Happened(10.4, InQueue(Sales, "c", QueueCallStatus.Entered, waiting: 1))]));
        Assert.Equal((2, 1, 1), (after.QueueAt(Sales, 11).Offered, after.QueueAt(Sales, 11).Answered, after.QueueAt(Sales, 11).Open));
        Assert.Equal("c", Assert.Single(after.Picture(11).Waiting).CallId);
    }

    [Fact]
    public void A_call_that_came_and_was_answered_during_the_fetch_counts_once()
    {
        // 6.19 was read before it came; 6.9 a few seconds later, when it talked: its holding time is the wait alone and says nothing of the entry.
        var baseline = Baseline(Connected, 10) with { QueuedCalls = Present(Queued("c", 1, Ann)), AgentsNow = [Now(Ann, 2, 1, 3, "c")] };
        var after = Connected.Then(new ResetInput(baseline,
        [
            Happened(5, InQueue(Sales, "c", QueueCallStatus.Entered, waiting: 1)), Happened(5.5, InQueue(Sales, "c", QueueCallStatus.SentToAgent, calling: 1, agent: Ann)),
            Happened(6, InQueue(Sales, "c", QueueCallStatus.Answered, calling: 1, agent: Ann)),
        ]));
        Assert.Equal((1, 1, 0), (after.QueueAt(Sales, 11).Offered, after.QueueAt(Sales, 11).Answered, after.QueueAt(Sales, 11).Open));
        Assert.Equal(TimeSpan.FromSeconds(1), after.Visits.Of("c").Single().Wait);
    }

    [Fact]
    public void A_call_that_its_agent_has_passed_on_is_answered_while_it_rings_at_the_next()
    {
        var baseline = Baseline(Connected, 40) with
        {
            Visits = [Record("c", Sales, 1, 4, Ann)],
            Calls = CallFacts.Of([Leg("c", Ann, 2, 4, 30, Sales)], []),
            AgentsNow = [Now(Bob, 2, 8, 5, "c")],
        };
        var after = Connected.Then(new ResetInput(baseline, []));
        Assert.Equal((1, 1, 0), (after.QueueAt(Sales, 41).Offered, after.QueueAt(Sales, 41).Answered, after.QueueAt(Sales, 41).Open));
        Assert.Equal((Ann, TimeSpan.FromSeconds(3)), (after.Visits.Of("c").Single().Agent, after.Visits.Of("c").Single().Wait));
    }

    [Theory]
    [InlineData(8, 1)]
    [InlineData(10, 0)]
    public void What_an_agents_event_says_of_the_queues_counts_is_in_them_when_they_were_read_later(double talkEnds, int calling)
    {
        // 6.19 and 6.21 were read while it talked, 6.8 at 9 s.
        var baseline = Baseline(Connected, 12) with
        {
            Visits = [Record("c", Sales, 1, 4, Ann)],
            Calls = CallFacts.Of([Leg("c", Ann, 2, 4, null, Sales)], []),
            AgentsNow = [Now(Ann, 2, 1, 4, "c")],
            QueuedCalls = Present(Queued("c", 3, Ann)),
            QueuesNow = [Queue(Sales, 0, 1), Queue(Support, 0, 0)],
            QueuesReadAt = At(9),
        };
        Assert.Equal(calling, Connected.Then(new ResetInput(baseline, [Happened(talkEnds, AgentIs(Ann, 2, 0))])).QueueAt(Sales, 12).Calling);
    }

    [Theory]
    [InlineData(8, 1)]
    [InlineData(9, 0)]
    public void Counts_that_were_read_last_are_not_older_ones_again(double talkEnds, int read)
    {
        // The talk's end is told by no 520, and the last one before it was when it had begun. 6.8 was asked at 8.5 s and came at 9.5 s.
        var baseline = Baseline(Connected, 2) with
        {
            Visits = [Record("c", Sales, 1, 4, Ann)],
            AgentsNow = [Now(Ann, 2, 1, 4, "c")],
            QueuedCalls = Present(Queued("c", 3, Ann)),
            QueuesNow = [Queue(Sales, 0, read), Queue(Support, 0, 0)],
            QueuesAskedAt = At(8.5),
            QueuesReadAt = At(9.5),
        };
        var told = Happened(talkEnds - 0.3, InQueue(Sales, "d", QueueCallStatus.Entered, waiting: 1, calling: 1));
        var after = Connected.Then(new ResetInput(baseline, [told, Happened(talkEnds, AgentIs(Ann, 2, 0))]));
        Assert.Equal((talkEnds < 8.5 ? read : 0, 2), (after.QueueAt(Sales, 12).Calling, after.QueueAt(Sales, 12).Offered));
    }

    [Fact]
    public void A_talk_that_was_read_is_not_ended_by_the_agents_event_from_before_it()
    {
        var baseline = Baseline(Connected, 10) with
        {
            Visits = [Record("c", Sales, 1, 4, Ann)],
            Calls = CallFacts.Of([Leg("c", Ann, 2, 4, null, Sales)], []),
            AgentsNow = [Now(Ann, 2, 1, 6, "c")],
            QueuedCalls = Present(Queued("c", 3, Ann)),
            QueuesNow = [Queue(Sales, 0, 1), Queue(Support, 0, 0)],
            QueuesAskedAt = At(9),
            QueuesReadAt = At(10),
        };
        var talks = Connected.Then(new ResetInput(baseline, [Happened(2, AgentIs(Ann, 1)), Happened(2.5, AgentIs(Ann, 2, 8, "c")), Happened(4, AgentIs(Ann, 2, 1, "c"))]));
        Assert.Equal((VisitStage.Talking, 1), (talks.Visits.Of("c").Single().Stage, talks.QueueAt(Sales, 12).Calling));
        Assert.Equal(0, talks.Then(60, AgentIs(Ann, 2, 0)).QueueAt(Sales, 60).Calling);
        // Even if it was: the list's holding time is the wait.
        var ended = talks.Then(11, AgentIs(Ann, 1)).Then(12, AgentIs(Ann, 2, 1, "c"));
        var again = ended.Then(new ResetInput(baseline with { Before = ended, ReadAt = At(40), DoneAt = At(40), QueuesAskedAt = At(40), QueuesReadAt = At(40), Visits = [] }, []));
        Assert.Equal((1, 1), (again.QueueAt(Sales, 41).Offered, again.QueueAt(Sales, 41).Answered));
    }

    [Fact]
    public void The_clock_says_which_day_it_is_before_anything_is_read()
    {
        var early = Reducer.Reduce(LiveState.Start(Settings, At(86_400)), new ClockRead(At(0), At(86_400), At(86_400.01)));
        Assert.Equal(new(2026, 11, 22), early.Day);
    }

    [Fact]
    public void History_is_kept_and_what_has_no_record_is_let_go()
    {
        var before = Seeded
            .Then(1, InQueue(Sales, "a", QueueCallStatus.Entered, waiting: 1)).Then(3, InQueue(Sales, "a", QueueCallStatus.Answered, calling: 1)).Then(9, InQueue(Sales, "a", QueueCallStatus.Left))
            .Then(10, InQueue(Sales, "phantom", QueueCallStatus.Entered, waiting: 1)).Then(12, InQueue(Sales, "phantom", QueueCallStatus.Left));
        var later = Baseline(before, 60) with { VisitsFrom = At(5), Visits = [Record("b", Sales, 40, null)] };
        var after = before.Then(new ResetInput(later, []));
        Assert.Equal(["a", "b"], after.Visits.All.Select(visit => visit.Key.CallId).Order());
        Assert.Equal((2, 1), (after.QueueAt(Sales).Offered, after.QueueAt(Sales).Answered));
    }

    [Fact]
    public void S3_since_is_seeded_from_the_holding_time_and_a_repeated_state_keeps_it()
    {
        Assert.Equal(At(-60), Seeded.Agents[Ann].Since);
        Assert.Null(Seeded.Agents[Cai].Since);
        var ready = Seeded.Then(7, AgentIs(Bob, 1)).Then(8, AgentIs(Bob, 1, reason: 3));
        Assert.Equal((At(7), (int?)null), (ready.Agents[Bob].Since, ready.Agents[Bob].Reason));
        var baseline = Baseline(ready, 20) with { AgentsNow = [Now(Bob, 1, null, 12), Now(Ann, 1, null, 5)] };
        var after = ready.Then(new ResetInput(baseline, []));
        Assert.Equal((At(7), At(15)), (after.Agents[Bob].Since, after.Agents[Ann].Since));
    }

    [Fact]
    public void Members_come_from_the_agents_list_where_the_queue_does_not_tell()
    {
        var baseline = Baseline(Connected) with
        {
            Members = new Dictionary<string, IReadOnlyList<string>> { [Sales] = ["1000"] },
            Agents = [Agent(Ann, "6000") with { Queues = ["8001"] }, Agent(Bob, "6001") with { Queues = [Sales, Support] }],
        };
        var picture = Connected.Then(new ResetInput(baseline, [])).Picture(0);
        Assert.Equal([Sales, Support], picture.Agents[0].Queues);
        Assert.Equal([Support], picture.Agents[1].Queues);
    }

    [Fact]
    public void A_bad_frame_during_the_fetch_is_not_settled_by_it()
    {
        var before = Seeded.Then(new FrameInput(new BadFrame(At(1), "not JSON")));
        Assert.Equal((Freshness.Stale, LinkReason.BadFrame), (before.Picture(1).Link.State, before.Picture(1).Link.Reason));
        var worse = before.Then(new FrameInput(new LostFrames(At(2), 7)));
        Assert.Equal(LinkReason.FramesLost, worse.Then(new ResetInput(Baseline(before, 2), [])).Picture(2).Link.Reason);
        Assert.Equal(Freshness.Fresh, worse.Then(new ResetInput(Baseline(worse, 3), [])).Picture(3).Link.State);
    }

    [Fact]
    public void A_break_during_the_fetch_is_not_settled_by_it()
    {
        var broken = Seeded.Then(Down(1)).Then(Up(4));
        Assert.Equal(LinkReason.Fetching, broken.Picture(4).Link.Reason);
        Assert.Equal(Freshness.Stale, broken.Then(new ResetInput(Baseline(Seeded, 1), [])).Picture(4).Link.State);
        var failed = broken.Then(new FetchFailed("6.8: Timeout", At(5)));
        Assert.Equal((LinkReason.FetchFailed, "6.8: Timeout"), (failed.Picture(5).Link.Reason, failed.Picture(5).Link.Detail));
    }
}
