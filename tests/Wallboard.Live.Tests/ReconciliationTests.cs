using System.Collections.Immutable;
using Wallboard.Platform.Api;
using Wallboard.Platform.Cti;
using static Wallboard.Live.Tests.Model;

namespace Wallboard.Live.Tests;

public sealed class ReconciliationTests
{
    private static readonly LiveState Waiting = Seeded.Then(1, InQueue(Sales, "c", QueueCallStatus.Entered, waiting: 1));

    private static ImmutableArray<Difference> Compare(LiveState[] window, params QueueRealtime[] rows) => Reconciliation.Compare(window, rows, []);

    [Fact]
    public void A_figure_agrees_with_any_that_ours_had_meanwhile()
    {
        Assert.Empty(Compare([Seeded, Waiting], Queue(Sales, 0, 0, 0, 0)));
        Assert.Empty(Compare([Seeded, Waiting], Queue(Sales, 1, 0, 1, 0)));
        Assert.Equal(["queueNum", "waiting calls", "inCalls"], Compare([Seeded, Waiting], Queue(Sales, 2, 0, 2, 0)).Select(d => d.Field));
    }

    [Fact]
    public void What_the_platform_leaves_out_is_not_compared()
    {
        var silent = new QueueRealtime(Sales, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
        Assert.Empty(Compare([Waiting], silent, Queue("10000_9999", 5, 5)));
    }

    [Fact]
    public void Agents_are_compared_by_state_and_by_reason_while_busy()
    {
        ImmutableArray<Difference> Compare(params AgentRealtime[] rows) => Reconciliation.Compare([Seeded], [], rows);
        Assert.Empty(Compare(Now(Ann, 1, 3, null), Now(Bob, 2, 5, null), Now(Bob, 2, null, null), Now(Cai, null, null, null)));
        Assert.Equal(new("6.14", "state", Ann, "1", "0"), Assert.Single(Compare(Now(Ann, 0, null, null))));
        Assert.Equal(new("6.14", "reasonCode", Bob, "5", "1"), Assert.Single(Compare(Now(Bob, 2, 1, null))));
    }

    [Fact]
    public void Readiness_is_counted_over_the_members()
    {
        var row = Queue(Sales, 0, 0) with { Ready = 1, Busy = 1, SignedIn = 2 };
        Assert.Empty(Compare([Seeded], row));
        Assert.Equal("readyNum", Assert.Single(Compare([Seeded], row with { Ready = 2 })).Field);
    }

    [Fact]
    public void Internal_calls_may_be_left_out_of_the_days_count()
    {
        var both = Waiting.Then(2, InQueue(Sales, "i", QueueCallStatus.Entered, waiting: 2) with { CallType = 1 });
        Assert.Empty(Compare([both], Queue(Sales, 2, 0, 2)));
        Assert.Empty(Compare([both], Queue(Sales, 2, 0, 1)));
    }

    [Fact]
    public void The_days_counts_are_left_alone_in_its_first_minute()
    {
        var midnight = Waiting.Then(new Tick(At(12 * 3600 + 1))).Then(12 * 3600 + 30, new PingAnswered());
        Assert.Empty(Compare([midnight], Queue(Sales, 1, 0, 99)));
        Assert.NotEmpty(Compare([midnight.Then(12 * 3600 + 61, new PingAnswered())], Queue(Sales, 1, 0, 99)));
    }

    [Fact]
    public void Only_what_differs_twice_counts_and_it_is_not_fresh_until_a_comparison_finds_nothing()
    {
        var first = Compare([Waiting], Queue(Sales, 2, 0, 1));
        Assert.Empty(Reconciliation.Lasting(first, Compare([Waiting], Queue(Support, 1, 0))));
        var lasting = Reconciliation.Lasting(first, first);
        Assert.Equal(2, lasting.Length);

        var different = Waiting.Then(new Reconciled(At(2), lasting, ForceReset: true));
        Assert.Equal((Freshness.Stale, LinkReason.Reconciliation), (different.Picture(2).Link.State, different.Picture(2).Link.Reason));
        Assert.Equal("6.8 queueNum 10000_8000: 1 ≠ 2, 6.8 waiting calls 10000_8000: 1 ≠ 2", different.Picture(2).Link.Detail);
        var reset = different.Then(new ResetInput(Baseline(different, 3), []));
        Assert.Equal(Freshness.Stale, reset.Picture(3).Link.State);
        Assert.Equal(Freshness.Fresh, reset.Then(new Reconciled(At(4), [], false)).Picture(4).Link.State);
    }

    [Fact]
    public void S5_a_count_of_the_day_that_is_counted_otherwise_marks_its_queue_and_the_sums_that_it_is_in()
    {
        var difference = Assert.Single(Compare([Waiting], Queue(Sales, 1, 0, 7)));
        Assert.True(Reconciliation.IsOfDay(difference));
        Assert.False(Reconciliation.IsOfDay(Compare([Waiting], Queue(Sales, 2, 0))[0]));
        var picture = Waiting.Then(new Reconciled(At(2), [difference with { CountedOtherwise = true }], ForceReset: false)).Picture(2);
        Assert.Equal((Freshness.Fresh, Freshness.Stale), (picture.Link.State, picture.Totals.Fresh));
        Assert.Equal([Freshness.Stale, Freshness.Fresh], picture.Queues.Select(queue => queue.Fresh));
    }

    [Fact]
    public void A_queue_that_no_list_has_named_asks_for_the_lists()
    {
        Assert.Empty(Seeded.Then(new QueuesRead([Queue(Sales, 0, 0)], At(1))).UnknownNumbers);
        Assert.Equal(["10000_8002"], Seeded.Then(new QueuesRead([Queue("8002", 0, 0)], At(1))).UnknownNumbers);
    }
}
