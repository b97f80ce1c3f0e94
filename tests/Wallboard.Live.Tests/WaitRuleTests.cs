using System.Collections.Immutable;
using Wallboard.Platform.Api;
using Wallboard.Platform.Cti;
using static Wallboard.Live.Tests.Model;

namespace Wallboard.Live.Tests;

/// <summary>Waits at the limits of the service level: 20 s, and 5 s for short abandons.</summary>
public sealed class WaitRuleTests
{
    // Both events took less than a second, on either side of a full one.
    private static LiveState Answered => Seeded.Then(1.9, InQueue(Sales, "c", QueueCallStatus.Entered, waiting: 1)).Then(22.1, InQueue(Sales, "c", QueueCallStatus.Answered, calling: 1, agent: Ann));

    private static readonly VisitKey Key = new("c", Sales, 1);

    private static LiveState Told(LiveState state, QueueVisitRecord[] rows, params CallRecord[] legs) => state.Then(new WaitsRead([Key], rows, CallFacts.Of(legs, [])));

    private static Tally Tally(LiveState state) => state.Visits.Tallies[Sales];

    [Fact]
    public void An_answer_at_the_limit_is_in_time_by_the_records()
    {
        Assert.Equal((1, 0, 21.0), (Tally(Answered).Answered, Tally(Answered).AnsweredInTime, Tally(Answered).AnsweredWait));
        Assert.Equal([Key], Answered.Visits.WaitsToRead);
        var read = Told(Answered, [Record("c", Sales, 1, 21, Ann)], Leg("c", Ann, 15, 21, null, Sales));
        Assert.Equal((1, 1, 20.0), (Tally(read).Answered, Tally(read).AnsweredInTime, Tally(read).AnsweredWait));
        Assert.Empty(read.Visits.WaitsToRead);
        // And out of it, where the events were too quick.
        Assert.Equal(0, Tally(Told(Answered, [Record("c", Sales, 1, 22, Ann)], Leg("c", Ann, 15, 22, null, Sales))).AnsweredInTime);
    }

    [Theory]
    [InlineData(18, false)]
    [InlineData(19, true)]
    [InlineData(22, true)]
    [InlineData(23, false)]
    public void Only_what_may_be_on_the_other_side_is_asked_for(int wait, bool asked)
    {
        var visit = new Visit(Key, At(0)) { Outcome = VisitOutcome.Answered, AnsweredAt = At(wait) };
        Assert.Equal(asked, WaitRule.IsToRead(visit, QueueOptions.Default));
        Assert.False(WaitRule.IsToRead(visit with { WaitRecorded = true }, QueueOptions.Default));
        Assert.False(WaitRule.IsToRead(visit with { Outcome = VisitOutcome.Open }, QueueOptions.Default));
    }

    [Fact]
    public void An_abandoned_call_has_two_limits()
    {
        var gone = Seeded.Then(1, InQueue(Sales, "c", QueueCallStatus.Entered, waiting: 1)).Then(7, InQueue(Sales, "c", QueueCallStatus.Left));
        Assert.Empty(gone.Visits.WaitsToRead);
        var leg = Leg("c", null, 0, null, 7);
        var abandoned = gone.Then(new CallsRead([Key], CallFacts.Of([leg], [leg]), At(9)));
        Assert.Equal((1, 0), (Tally(abandoned).Abandoned, Tally(abandoned).ShortAbandons));
        Assert.Equal([Key], abandoned.Visits.WaitsToRead);
        Assert.Equal([Key], Told(abandoned, [Record("c", Sales, 1, null)]).Visits.WaitsToRead);
        var read = Told(abandoned, [Record("c", Sales, 1, 6)]);
        Assert.Equal((1, 1), (Tally(read).Abandoned, Tally(read).ShortAbandons));
        Assert.Empty(read.Visits.WaitsToRead);
    }

    [Fact]
    public void While_there_is_no_leg_the_end_of_the_record_stands_for_the_answer_if_it_is_near()
    {
        var near = Told(Answered, [Record("c", Sales, 1, 21, Ann)]);
        Assert.Equal((1, 1), (Tally(near).AnsweredInTime, near.Visits.WaitsToRead.Count));
        // The end of the talk is another thing.
        Assert.Equal(Answered.Visits.Of("c").Single(), Told(Answered, [Record("c", Sales, 1, 95, Ann)]).Visits.Of("c").Single());
        Assert.Equal(0, Tally(Told(near, [Record("c", Sales, 1, 21, Ann)], Leg("c", Ann, 15, 22, 95, Sales))).AnsweredInTime);
    }

    [Fact]
    public void By_another_clock_the_wait_counts_and_the_entry_stays()
    {
        var read = Told(Answered, [Record("c", Sales, 31, 51, Ann)], Leg("c", Ann, 45, 51, null, Sales)).Visits.Of("c").Single();
        Assert.Equal((At(1), TimeSpan.FromSeconds(20), true), (read.EnteredAt, read.Wait, read.WaitRecorded));
    }

    [Fact]
    public void A_record_is_of_the_visit_that_it_is_nearest_to()
    {
        var back = Answered.Then(30, InQueue(Sales, "c", QueueCallStatus.Left)).Then(31, InQueue(Sales, "c", QueueCallStatus.Entered, waiting: 1));
        QueueVisitRecord[] rows = [Record("c", Sales, 31, null), Record("c", Sales, 1, 21, Ann)];
        var read = Told(back, rows, Leg("c", Ann, 15, 21, 30, Sales)).Visits.Of("c");
        Assert.Equal([(At(1), 20), (At(31), 0)], read.Select(visit => (visit.EnteredAt, (int)visit.Wait.TotalSeconds)));
        Assert.Equal(back.Visits.Of("c"), Told(back, [rows[0]]).Visits.Of("c"));
    }

    [Fact]
    public void A_reset_reads_the_waits_as_well()
    {
        var baseline = Baseline(Answered, 60) with { Visits = [Record("c", Sales, 1, 21, Ann)], Calls = CallFacts.Of([Leg("c", Ann, 15, 21, 50, Sales)], []) };
        var after = Answered.Then(new ResetInput(baseline, []));
        Assert.Equal((1, 1), (Tally(after).Answered, Tally(after).AnsweredInTime));
        Assert.Empty(after.Visits.WaitsToRead);
    }

    [Fact]
    public void The_records_are_asked_a_few_times_and_for_a_few_at_once()
    {
        var wanted = Enumerable.Range(0, 20).Select(i => new VisitKey($"c{i}", Sales, 1)).ToImmutableHashSet();
        var (schedule, asked) = (new WaitSchedule(), new List<VisitKey>());
        for (var seconds = 0; seconds < 7200; seconds++)
        {
            var due = schedule.Due(wanted, At(seconds));
            Assert.True(due.Count <= WaitSchedule.AtOnce);
            asked.AddRange(due);
        }
        Assert.Equal(wanted.ToDictionary(key => key, _ => 6), asked.GroupBy(key => key).ToDictionary(key => key.Key, key => key.Count()));
        // What has been read is forgotten.
        Assert.Empty(schedule.Due([], At(7200)));
        Assert.Empty(schedule.Due(wanted, At(7200)));
        Assert.Equal(WaitSchedule.AtOnce, schedule.Due(wanted, At(7201)).Count);
    }
}
