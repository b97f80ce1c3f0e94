using Wallboard.Platform.Cti;
using static Wallboard.Live.Tests.Model;

namespace Wallboard.Live.Tests;

public sealed class VisitDayTests
{
    private const double Midnight = 12 * 3600;

    private static VisitDay Today(LiveState state) => new(state.Visits, state.Yesterday);

    [Fact]
    public void Told_is_what_is_new_what_is_corrected_and_what_is_gone()
    {
        var waiting = Seeded.Then(1, InQueue(Sales, "c", QueueCallStatus.Entered, waiting: 1)).Then(1, InQueue(Support, "d", QueueCallStatus.Entered, waiting: 1));
        Assert.Empty(Today(waiting).Finished);
        var answered = waiting.Then(5, InQueue(Sales, "c", QueueCallStatus.Answered, calling: 1, agent: Ann));
        var changes = Today(answered).Since(Today(waiting));
        Assert.Equal(new(new("c", Sales, 1), At(1), VisitOutcome.Answered, TimeSpan.FromSeconds(4), 2, Ann), Assert.Single(changes.Put));
        Assert.Empty(changes.Gone);

        // The end of the talk changes the visit, and nothing that is told of it.
        var over = answered.Then(90, InQueue(Sales, "c", QueueCallStatus.Left));
        Assert.NotSame(over.Visits, answered.Visits);
        Assert.Equal(" - ", Of(Today(over).Since(Today(answered))));
        Assert.Equal(" - ", Of(Today(over).Since(Today(over))));

        var visit = over.Visits.Of("c").Single();
        var corrected = over with { Visits = over.Visits.Put(visit with { Outcome = VisitOutcome.LeftOtherwise }) };
        Assert.Equal("c LeftOtherwise - ", Of(Today(corrected).Since(Today(over))));
        var reopened = over with { Visits = over.Visits.Put(visit with { Outcome = VisitOutcome.Open }) };
        Assert.Equal(" - c", Of(Today(reopened).Since(Today(over))));
        // One comes while another goes.
        var removed = over with { Visits = over.Visits.Remove(visit) };
        var other = removed.Then(100, InQueue(Sales, "e", QueueCallStatus.Entered, waiting: 1)).Then(105, InQueue(Sales, "e", QueueCallStatus.Answered, calling: 1));
        Assert.Equal("e Answered - c", Of(Today(other).Since(Today(over))));
        Assert.False(Today(other).Knows(visit.Key));
    }

    [Fact]
    public void What_ended_before_midnight_and_is_explained_after_it_is_yesterdays()
    {
        var eve = Seeded
            .Then(Midnight - 20, InQueue(Sales, "c", QueueCallStatus.Entered, waiting: 1))
            .Then(Midnight - 1, InQueue(Sales, "c", QueueCallStatus.Left, waiting: 0));
        var morning = eve.Then(new Tick(At(Midnight)));
        Assert.Same(eve.Visits, morning.Yesterday);
        Assert.Empty(Today(morning).Finished);
        Assert.Equal((0, 0), (morning.QueueAt(Sales).Offered, morning.QueueAt(Sales).Open));
        // Today's counts are not in doubt for it.
        Assert.Equal(Freshness.Fresh, morning.Then(Midnight + 60, new PingAnswered()).QueueAt(Sales, Midnight + 60).Fresh);

        var leg = Leg("c", null, Midnight - 30, null, Midnight - 1);
        var told = morning.Then(new CallsRead([new("c", Sales, 1)], CallFacts.Of([leg], [leg]), At(Midnight + 2)));
        var visit = Assert.Single(Today(told).Finished);
        Assert.Equal((new DateOnly(2026, 11, 22), VisitOutcome.Abandoned, TimeSpan.FromSeconds(19)), (visit.Day, visit.Outcome, visit.Wait));
    }

    [Fact]
    public void A_visit_of_yesterday_that_records_number_anew_is_not_told_again()
    {
        var eve = Seeded
            .Then(100, InQueue(Sales, "c", QueueCallStatus.Entered, waiting: 1)).Then(110, InQueue(Sales, "c", QueueCallStatus.Answered, calling: 1))
            .Then(120, InQueue(Sales, "c", QueueCallStatus.Left))
            .Then(Midnight - 60, InQueue(Sales, "c", QueueCallStatus.Entered, waiting: 1)).Then(Midnight - 50, InQueue(Sales, "c", QueueCallStatus.Answered, calling: 1))
            .Then(Midnight - 40, InQueue(Sales, "c", QueueCallStatus.Left));
        Assert.Equal([1, 2], new VisitDay(eve.Visits, null).Finished.Select(v => v.Key.Nth));
        var morning = eve.Then(new Tick(At(Midnight)));
        var baseline = Baseline(morning, Midnight + 60) with
        {
            VisitsFrom = At(Midnight - 70),
            Visits = [Record("c", Sales, Midnight - 60, Midnight - 50), Record("unseen", Sales, Midnight - 30, Midnight - 20)],
            Calls = CallFacts.Of([Leg("c", Ann, Midnight - 60, Midnight - 50, Midnight - 40), Leg("unseen", Ann, Midnight - 30, Midnight - 20, Midnight - 5)], []),
        };
        var read = Today(morning.Then(new ResetInput(baseline, [])));
        Assert.Equal(["unseen"], read.Finished.Select(v => v.Key.CallId));
    }

    private static string Of(VisitChanges changes) =>
        $"{string.Join(',', changes.Put.Select(v => $"{v.Key.CallId} {v.Outcome}"))} - {string.Join(',', changes.Gone.Select(key => key.CallId))}";
}
