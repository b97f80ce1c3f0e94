using Wallboard.Platform.Api;
using Wallboard.Platform.Cti;
using static Wallboard.Live.Tests.Model;

namespace Wallboard.Live.Tests;

/// <summary>Platforms that read the guide in another way where it is silent.</summary>
public sealed class OtherPlatformTests
{
    private static LiveState Waits => Seeded.Then(1, InQueue(Sales, "c", QueueCallStatus.Entered, waiting: 1));

    private static LiveState Talks => Waits.Then(2, AgentIs(Ann, 2, 8, "c")).Then(3, AgentIs(Ann, 2, 1, "c"))
        .Then(3, InQueue(Sales, "c", QueueCallStatus.Answered, calling: 1, agent: Ann));

    private static (int?, int?, int) Counts(LiveState state) => (state.QueueAt(Sales).Waiting, state.QueueAt(Sales).Calling, state.Picture(0).Waiting.Count);

    [Fact]
    public void No_520_when_a_call_is_sent_to_an_agent_or_comes_back_from_one()
    {
        var rings = Waits.Then(2, AgentIs(Ann, 2, 8, "c"));
        Assert.Equal((0, 1, 0), Counts(rings));
        Assert.Equal((1, 0, 1), Counts(rings.Then(9, AgentIs(Ann, 2, 3))));
        Assert.Equal((0, 1, 0), Counts(rings.Then(9, AgentIs(Ann, 2, 1))));
        // Where one comes as well, before or after, nothing is counted twice.
        var told = Waits.Then(2, InQueue(Sales, "c", QueueCallStatus.SentToAgent, calling: 1, agent: Ann)).Then(2, AgentIs(Ann, 2, 8, "c"));
        Assert.Equal((0, 1, 0), Counts(told));
        Assert.Equal((1, 0, 1), Counts(told.Then(9, InQueue(Sales, "c", QueueCallStatus.Refused, waiting: 1)).Then(9, AgentIs(Ann, 2, 3))));
        Assert.Equal((1, 0, 1), Counts(told.Then(9, AgentIs(Ann, 2, 3)).Then(9, InQueue(Sales, "c", QueueCallStatus.Refused, waiting: 1))));
    }

    [Fact]
    public void The_seat_that_calls_the_queue_is_not_the_one_that_it_rings_at()
    {
        var internalCall = Seeded.Then(1, AgentIs(Cai, 2, 1, "c")).Then(1, InQueue(Sales, "c", QueueCallStatus.Entered, waiting: 1) with { CallerNumber = "6002" });
        Assert.Equal((1, 0, 1), Counts(internalCall.Then(2, AgentIs(Cai, 2, 1, "c"))));
        var late = Seeded.Then(1, InQueue(Sales, "c", QueueCallStatus.Entered, waiting: 1) with { CallerNumber = null, CallType = 1 });
        Assert.Equal((1, 0, 1), Counts(late.Then(2, AgentIs(Cai, 2, 1, "c"))));
        var transferred = Talks.Then(60, InQueue(Support, "c", QueueCallStatus.Entered, waiting: 1)).Then(60, AgentIs(Ann, 2, 1, "c"));
        Assert.Equal("c", Assert.Single(transferred.Picture(61).Waiting).CallId);

        var queued = new QueuedCall(Sales, TimeSpan.FromSeconds(4), null, Cai, "6002", Cai, null, "c");
        var baseline = Baseline(Connected) with
        {
            QueuedCalls = new Dictionary<string, IReadOnlyList<QueuedCall>> { [Sales] = [queued] }, QueuesNow = [Queue(Sales, 1, 0)], AgentsNow = [Now(Cai, 2, 1, 5, "c")],
        };
        Assert.Equal((1, 0, 1), Counts(Connected.Then(new ResetInput(baseline, []))));
        var gone = baseline with { QueuedCalls = new Dictionary<string, IReadOnlyList<QueuedCall>>(), Visits = [Record("c", Sales, -9, -1) with { CallerNumber = "1002" }] };
        Assert.Equal(0, Connected.Then(new ResetInput(gone, [])).QueueAt(Sales).Answered);
    }

    [Fact]
    public void A_call_that_leaves_when_it_is_answered_calls_until_the_talk_is_over()
    {
        var left = Talks.Then(3, InQueue(Sales, "c", QueueCallStatus.Left, calling: 1));
        Assert.Equal(0, left.Then(60, AgentIs(Ann, 2, 0)).QueueAt(Sales).Calling);
    }

    [Fact]
    public void An_agent_by_extension_and_a_588_that_names_no_call()
    {
        var answered = Waits.Then(2, AgentIs(Ann, 2, 1)).Then(2, InQueue(Sales, "c", QueueCallStatus.Answered, calling: 1, agent: "6000"));
        Assert.Equal(Ann, answered.Visits.Of("c").Single().Agent);
        Assert.Equal(0, answered.Then(60, AgentIs(Ann, 2, 0)).QueueAt(Sales).Calling);
    }

    [Fact]
    public void A_state_of_an_extension_that_nobody_has_doubts_the_picture() =>
        Assert.Equal(Freshness.Stale, Seeded.Then(1, AgentIs(null, 1, extension: "6999")).Picture(1).Link.State);

    [Fact]
    public void An_answer_that_a_break_hid_is_not_taken_for_an_overflow()
    {
        var rang = Waits.Then(2, InQueue(Sales, "c", QueueCallStatus.SentToAgent, calling: 1, agent: Ann)).Then(60, InQueue(Sales, "c", QueueCallStatus.Left));
        var on = rang.Then(61, InQueue(Support, "c", QueueCallStatus.Entered, waiting: 1));
        Assert.Equal(1, on.QueueAt(Sales).Open);
        var facts = CallFacts.Of([Leg("c", Ann, 2, 5, 60)], []);
        Assert.Equal(1, on.Then(new CallsRead([on.Visits.Of("c")[0].Key], facts, At(62))).QueueAt(Sales).Answered);
    }

    [Fact]
    public void A_call_that_comes_to_a_queue_has_left_the_ivr_and_a_start_of_it_has_left_the_queue()
    {
        var queued = Seeded.Then(0, Ivr("c", "start", "Menu")).Then(1, Ivr("c", "execute_end")).Then(1, InQueue(Sales, "c", QueueCallStatus.Entered, waiting: 1));
        Assert.Empty(queued.Picture(2).Ivr.Sessions);
        Assert.Empty(queued.Then(1, Ivr("c", "execute_end")).Picture(2).Ivr.Sessions);
        var back = queued.Then(9.2, InQueue(Sales, "c", QueueCallStatus.Left)).Then(9.3, Ivr("c", "start", "Voicemail"));
        Assert.Equal((1, 1), (back.QueueAt(Sales).LeftOtherwise, back.Picture(10).Ivr.Sessions.Count));
    }

    [Fact]
    public void A_whole_days_records_correct_a_guess()
    {
        var guessed = Waits.Then(5, InQueue(Sales, "c", QueueCallStatus.Left)).Then(7, Ivr("c", "get_digit"));
        Assert.Equal(1, guessed.QueueAt(Sales).LeftOtherwise);
        var baseline = Baseline(guessed, 60) with { Visits = [Record("c", Sales, 1, 5, Ann)], Calls = CallFacts.Of([Leg("c", Ann, 2, 4, 50, Sales)], []) };
        var queue = guessed.Then(new ResetInput(baseline, [])).QueueAt(Sales);
        Assert.Equal((1, 1, 0), (queue.Offered, queue.Answered, queue.LeftOtherwise));
    }

    [Fact]
    public void Records_of_another_clock_are_of_the_same_visit()
    {
        var done = Talks.Then(30, InQueue(Sales, "c", QueueCallStatus.Left));
        var baseline = Baseline(done, 60) with { Visits = [Record("c", Sales, 9, 11, Ann)] };
        var visit = Assert.Single(done.Then(new ResetInput(baseline, [])).Visits.All);
        Assert.Equal((At(1), VisitOutcome.Answered), (visit.EnteredAt, visit.Outcome));
    }

    [Fact]
    public void Records_that_are_written_late_let_no_visit_go()
    {
        var done = Talks.Then(30, InQueue(Sales, "c", QueueCallStatus.Left));
        var late = Baseline(done, 60) with { Visits = [Record("before", Sales, -20, -10)] };
        Assert.Equal(2, done.Then(new ResetInput(late, [])).QueueAt(Sales).Offered);
        Assert.Equal(1, done.Then(new ResetInput(late with { Visits = [Record("after", Sales, 20, 40)] }, [])).QueueAt(Sales).Offered);
    }
}
