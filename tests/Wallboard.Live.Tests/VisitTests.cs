using Wallboard.Platform.Cti;
using static Wallboard.Live.Tests.Model;

namespace Wallboard.Live.Tests;

public sealed class VisitTests
{
    [Fact]
    public void A_refused_call_waits_on_from_its_entry_and_counts_once()
    {
        var waiting = Seeded
            .Then(1.4, InQueue(Sales, "c", QueueCallStatus.Entered, waiting: 1))
            .Then(4, InQueue(Sales, "c", QueueCallStatus.SentToAgent, calling: 1, agent: Ann));
        Assert.Empty(waiting.Picture(5).Waiting);

        waiting = waiting.Then(9, InQueue(Sales, "c", QueueCallStatus.Refused, waiting: 1));
        var call = Assert.Single(waiting.Picture(10).Waiting);
        Assert.Equal(At(1), call.EnteredAt);
        Assert.Equal(TimeSpan.FromSeconds(9), waiting.QueueAt(Sales, 10).LongestWait);

        var answered = waiting
            .Then(12, InQueue(Sales, "c", QueueCallStatus.SentToAgent, calling: 1, agent: Bob))
            .Then(15.9, InQueue(Sales, "c", QueueCallStatus.Answered, calling: 1, agent: Bob))
            .Then(99, InQueue(Sales, "c", QueueCallStatus.Left));
        var queue = answered.QueueAt(Sales, 100);
        Assert.Equal((1, 1, 0, 0, 0), (queue.Offered, queue.Answered, queue.Abandoned, queue.LeftOtherwise, queue.Open));
        Assert.Equal(1, queue.ServiceLevel.Value);
        Assert.Equal(TimeSpan.FromSeconds(14), answered.Visits.All.Single().Wait);
    }

    [Fact]
    public void S4_left_without_an_answer_stays_open_until_the_records_say()
    {
        var left = Seeded.Then(1, InQueue(Sales, "c", QueueCallStatus.Entered, waiting: 1)).Then(5, InQueue(Sales, "c", QueueCallStatus.Left));
        var queue = left.QueueAt(Sales, 6);
        Assert.Equal((1, 0, 1), (queue.Offered, queue.Abandoned, queue.Open));
        Assert.Null(queue.ServiceLevel.Value);

        var key = left.Visits.All.Single().Key;
        Assert.True(left.Then(new CallsRead([key], CallFacts.None, At(6))).Visits.All.Single().Unresolved);
        var leg = Leg("c", null, 0, null, 5);
        var told = left.Then(new CallsRead([key], CallFacts.Of([leg], [leg]), At(9)));
        queue = told.QueueAt(Sales, 6);
        Assert.Equal((1, 1, 0), (queue.Offered, queue.Abandoned, queue.Open));
        Assert.Equal(0, queue.ServiceLevel.Value);
    }

    [Fact]
    public void While_nobody_answers_how_visits_ended_the_queue_is_old()
    {
        var left = Seeded.Then(1, InQueue(Sales, "c", QueueCallStatus.Entered, waiting: 1)).Then(5, InQueue(Sales, "c", QueueCallStatus.Left)).Then(9, new PingAnswered());
        Assert.Equal(Freshness.Fresh, left.QueueAt(Sales, 8).Fresh);
        Assert.Equal(Freshness.Stale, left.QueueAt(Sales, 9).Fresh);
        Assert.Equal(Freshness.Stale, left.Picture(9).Totals.Fresh);
        Assert.Equal(Freshness.Fresh, left.QueueAt(Support, 9).Fresh);

        // Answered, though it does not know yet: the call counts as open, and that is so.
        var asked = left.Then(new CallsRead([left.Visits.All.Single().Key], CallFacts.None, At(9)));
        Assert.Equal(Freshness.Fresh, asked.QueueAt(Sales, 10).Fresh);
        // A failure does not wait for its time to be over.
        Assert.Equal(Freshness.Stale, left.Then(new CallsRead([left.Visits.All.Single().Key], Facts: null, At(6))).QueueAt(Sales, 6).Fresh);
        Assert.Equal(Freshness.Stale, asked.Then(new CallsRead([left.Visits.All.Single().Key], Facts: null, At(10))).QueueAt(Sales, 10).Fresh);
    }

    [Fact]
    public void An_answer_about_one_visit_does_not_make_another_fresh()
    {
        var both = Seeded.Then(1, InQueue(Sales, "c", QueueCallStatus.Entered, waiting: 1)).Then(1, InQueue(Support, "d", QueueCallStatus.Entered, waiting: 1))
            .Then(5, InQueue(Sales, "c", QueueCallStatus.Left)).Then(5, InQueue(Support, "d", QueueCallStatus.Left)).Then(9, new PingAnswered());
        var asked = both.Then(new CallsRead([both.Visits.Of("d").Single().Key], CallFacts.None, At(9)));
        Assert.Equal([Freshness.Stale, Freshness.Fresh], asked.Picture(10).Queues.Select(queue => queue.Fresh));
    }

    [Fact]
    public void A_call_that_goes_on_in_another_queue_or_in_the_ivr_left_otherwise()
    {
        var left = Seeded.Then(1, InQueue(Sales, "c", QueueCallStatus.Entered, waiting: 1)).Then(5, InQueue(Sales, "c", QueueCallStatus.Left));
        Assert.Equal(1, left.Then(5, InQueue(Support, "c", QueueCallStatus.Entered, waiting: 1)).QueueAt(Sales, 6).LeftOtherwise);
        Assert.Equal(1, left.Then(7, Ivr("c", "get_digit")).QueueAt(Sales, 8).LeftOtherwise);
        Assert.Equal(0, left.Then(7, Ivr("c", "stop")).QueueAt(Sales, 8).LeftOtherwise);

        var overtaken = Seeded.Then(1, InQueue(Sales, "c", QueueCallStatus.Entered, waiting: 1))
            .Then(5, InQueue(Support, "c", QueueCallStatus.Entered, waiting: 1)).Then(5, InQueue(Sales, "c", QueueCallStatus.Left));
        Assert.Equal(1, overtaken.QueueAt(Sales, 6).LeftOtherwise);
    }

    [Fact]
    public void A_talk_that_ends_without_an_event_of_the_queue_leaves_it_all_the_same()
    {
        var talking = Seeded
            .Then(1, InQueue(Sales, "c", QueueCallStatus.Entered, waiting: 1)).Then(2, AgentIs(Ann, 2, 8, "c"))
            .Then(3, InQueue(Sales, "c", QueueCallStatus.Answered, calling: 1, agent: Ann)).Then(3, AgentIs(Ann, 2, 1, "c"));
        Assert.Equal(1, talking.QueueAt(Sales).Calling);
        var over = talking.Then(60, AgentIs(Ann, 2, 0));
        Assert.Equal(0, over.QueueAt(Sales).Calling);
        Assert.Equal(0, over.Then(60, InQueue(Sales, "c", QueueCallStatus.Left)).QueueAt(Sales).Calling);
        Assert.Equal(0, talking.Then(60, InQueue(Sales, "c", QueueCallStatus.Left)).Then(60, AgentIs(Ann, 2, 0)).QueueAt(Sales).Calling);
    }

    [Fact]
    public void A_second_enter_is_the_same_visit_and_a_later_one_another()
    {
        var twice = Seeded.Then(1, InQueue(Sales, "c", QueueCallStatus.Entered, waiting: 1)).Then(20, InQueue(Sales, "c", QueueCallStatus.Entered, waiting: 1));
        Assert.Equal(1, twice.QueueAt(Sales, 20).Offered);
        var again = twice.Then(30, InQueue(Sales, "c", QueueCallStatus.Left)).Then(60, InQueue(Sales, "c", QueueCallStatus.Entered, waiting: 1));
        Assert.Equal(2, again.QueueAt(Sales, 60).Offered);
        Assert.Equal(At(60), Assert.Single(again.Picture(61).Waiting).EnteredAt);
    }

    [Fact]
    public void Somebody_who_entered_unseen_is_taken_in_with_the_wait_that_the_event_tells()
    {
        var sent = Seeded.Then(30, InQueue(Sales, "c", QueueCallStatus.Refused, waiting: 1, held: "12"));
        Assert.Equal(At(18), Assert.Single(sent.Picture(30).Waiting).EnteredAt);
        Assert.Empty(Seeded.Then(30, InQueue(Sales, "c", QueueCallStatus.Left)).Visits.All);
    }

    [Fact]
    public void Longest_wait_is_zero_with_nobody_waiting_and_unknown_when_the_calls_are()
    {
        Assert.Equal(TimeSpan.Zero, Seeded.Picture(1).Totals.LongestWait);
        var nameless = Seeded.Then(1, new QueueChanged(Sales, 2, 2, 0, null, null, null, null, null, null, null, null));
        Assert.Equal(2, nameless.Picture(2).Totals.Waiting);
        Assert.Null(nameless.Picture(2).Totals.LongestWait);
    }

    [Fact]
    public void S10_at_midnight_the_counts_begin_anew_and_who_waits_goes_on_waiting()
    {
        var eve = Seeded
            .Then(10, InQueue(Sales, "done", QueueCallStatus.Entered, waiting: 1)).Then(12, InQueue(Sales, "done", QueueCallStatus.Answered, calling: 1))
            .Then(12 * 3600 - 5, InQueue(Sales, "late", QueueCallStatus.Entered, waiting: 1));
        Assert.Equal(2, eve.QueueAt(Sales).Offered);
        var morning = eve.Then(new Tick(At(12 * 3600)));
        Assert.Equal(new DateOnly(2026, 11, 23), morning.Day);
        Assert.Equal(0, morning.QueueAt(Sales).Offered);
        Assert.Equal(At(12 * 3600 - 5), Assert.Single(morning.Picture(12 * 3600).Waiting).EnteredAt);

        // The talk of yesterday ends, and so does the wait: neither is of today.
        var after = morning.Then(12 * 3600 + 5, InQueue(Sales, "done", QueueCallStatus.Left)).Then(12 * 3600 + 6, InQueue(Sales, "late", QueueCallStatus.Answered, calling: 1));
        Assert.Equal((0, 0, 0), (after.QueueAt(Sales).Offered, after.QueueAt(Sales).Answered, after.QueueAt(Sales).Open));
        Assert.Empty(after.Picture(12 * 3600 + 7).Waiting);
    }
}
