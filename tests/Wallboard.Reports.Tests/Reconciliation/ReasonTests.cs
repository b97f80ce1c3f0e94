using Wallboard.Live;
using static Wallboard.Reports.Tests.Reconciliation.Day;

namespace Wallboard.Reports.Tests.Reconciliation;

/// <summary>One small day for each reason: what is explained, by how much, by which calls, and nothing else.</summary>
public sealed class ReasonTests
{
    [Fact]
    public void Where_all_say_the_same_there_is_nothing_to_explain()
    {
        var said = new Day().Answered("a", "09:00:00", "09:00:10").Said();
        var result = Reconciler.Of(said with { Wall = Visits(said), Stored = Visits(said), Now = Now(1, 1), ByDay = [ByDay(1, 1, 0, 0, 0)] });
        Assert.All(result.Cells, cell => Assert.Equal((0.0, 0, 0.0), (cell.Difference, cell.Parts.Count, cell.Unexplained)));
        Assert.False(result.IsRed);
        Assert.Equal([DaySource.Wall, DaySource.Stored, DaySource.Records, DaySource.QueueNow, DaySource.QueueDay, DaySource.QueueRecords, DaySource.CallRecords], result.Cells.Select(cell => cell.Source).Distinct());
    }

    [Fact]
    public void A_call_refused_by_one_agent_and_taken_by_another_has_a_row_more()
    {
        var result = Reconciler.Of(new Day().Row("a", "09:00:00", "09:00:20").Leg("a", "10000_1000", "09:00:05", null, "09:00:10").Leg("a", "10000_1001", "09:00:12", "09:00:20", "09:02:00").Said());
        Assert.Equal("+1 RefusedThenAnswered (a)", Of(result, DaySource.CallRecords, DayFigure.Offered));
        Assert.Equal("", Of(result, DaySource.CallRecords, DayFigure.Answered));
        Assert.Equal(2, result.Rows[(DayFigure.Offered, DaySource.CallRecords)].Count);
    }

    [Fact]
    public void A_call_that_rang_at_two_agents_and_was_given_up_has_a_row_more()
    {
        var result = Reconciler.Of(new Day().Row("a", "09:00:00", "09:00:20").Leg("a", "10000_1000", "09:00:05", null, "09:00:10").Leg("a", "10000_1001", "09:00:12", null, "09:00:20").Said());
        Assert.Equal("+1 RungAgain (a)", Of(result, DaySource.CallRecords, DayFigure.Offered));
    }

    [Fact]
    public void A_call_that_rang_nowhere_has_no_row()
    {
        var result = Reconciler.Of(new Day().Abandoned("a", "09:00:00", "09:00:04").Said());
        Assert.Equal("-1 NobodyRung (a)", Of(result, DaySource.CallRecords, DayFigure.Offered));
        Assert.Equal(1, result.At(DayFigure.ShortAbandons, DaySource.Records)!.Value);
    }

    [Fact]
    public void A_call_that_was_transferred_has_a_row_more_of_the_answered_too()
    {
        var result = Reconciler.Of(new Day().Answered("a", "09:00:00", "09:00:10", "09:05:00").Leg("a", "10000_1001", "09:05:00", "09:05:05", "09:09:00", "transfer").Said());
        Assert.Equal("+1 PassedOn (a)", Of(result, DaySource.CallRecords, DayFigure.Offered));
        Assert.Equal("+1 PassedOn (a)", Of(result, DaySource.CallRecords, DayFigure.Answered));
    }

    [Fact]
    public void A_call_that_entered_before_midnight_and_rang_after_it_is_of_two_days()
    {
        var result = Reconciler.Of(new Day()
            .Row("yesterday's", "20 23:59:58", "00:00:05").Leg("yesterday's", "10000_1000", "00:00:02", "00:00:05", "00:01:00")
            .Row("today's", "23:59:58", "22 00:00:05").Leg("today's", "10000_1000", "22 00:00:02", "22 00:00:05", "22 00:01:00").Said());
        Assert.Equal("+0 IntervalRule (yesterday's today's)", Of(result, DaySource.CallRecords, DayFigure.Offered));
        Assert.Equal(1, result.At(DayFigure.Answered, DaySource.Records)!.Value);
    }

    [Fact]
    public void A_counter_may_leave_short_abandons_out_or_count_inbound_calls_only_but_only_all_of_them()
    {
        var day = new Day().Answered("a", "09:00:00", "09:00:10").Abandoned("b", "09:00:00", "09:00:04").Abandoned("c", "09:00:00", "09:00:05").Row("d", "10:00:00", "10:00:01", type: 1).Leg("d", "10000_1000", "10:00:01", "10:00:01", "10:01:00");
        Assert.Equal("-2 ShortAbandonsOut (b c)", Of(Reconciler.Of(day.Said() with { ByDay = [ByDay(4, 2, 0, 0, 0)] }), DaySource.QueueDay, DayFigure.Abandoned));
        Assert.Equal("-1 ?", Of(Reconciler.Of(day.Said() with { ByDay = [ByDay(4, 2, 1, 1, 5)] }), DaySource.QueueDay, DayFigure.Abandoned));
        Assert.Equal("-1 InboundOnly (d)", Of(Reconciler.Of(day.Said() with { Now = Now(3, 1) }), DaySource.QueueNow, DayFigure.Offered));
        Assert.Equal("+1 ?", Of(Reconciler.Of(day.Said() with { Now = Now(5, 1) }), DaySource.QueueNow, DayFigure.Offered));
    }

    [Fact]
    public void What_happens_while_reading_some_sources_have_and_others_not()
    {
        var said = new Day().Answered("a", "09:00:00", "09:00:10").Row("b", "10:00:01", null).Answered("c", "09:59:30", "10:00:00", "10:00:30").Said("10:00:00");
        var result = Reconciler.Of(said with
        {
            Now = Now(2, 1), Wall = [.. Visits(said).Where(v => v.Key.CallId != "b").Select(v => v.Key.CallId == "c" ? v with { Outcome = VisitOutcome.Open, Wait = TimeSpan.Zero } : v)],
            Stored = [.. Visits(said).Where(v => v.Key.CallId == "a")],
        });
        Assert.Equal("-1 WhileReading (b)", Of(result, DaySource.QueueNow, DayFigure.Offered));
        Assert.Equal("-1 WhileReading (c)", Of(result, DaySource.QueueNow, DayFigure.Answered));
        Assert.Equal("-1 WhileReading (b)", Of(result, DaySource.Wall, DayFigure.Offered));
        Assert.Equal("-1 WhileReading (c)", Of(result, DaySource.Wall, DayFigure.Answered));
        Assert.Equal("-1 StillOpen (b), -1 NotStoredYet (c)", Of(result, DaySource.Stored, DayFigure.Offered));
        Assert.Equal("-1 StillOpen (b)", Of(result, DaySource.CallRecords, DayFigure.Offered));
        Assert.False(result.IsRed);
    }

    [Fact]
    public void A_visit_that_came_and_went_while_reading_may_have_been_open_in_between()
    {
        var said = new Day().Answered("a", "10:00:01", "10:00:02").Said("10:00:00");
        Assert.Equal("+1 WhileReading (a)", Of(Reconciler.Of(said with { ByDay = [ByDay(1, 0, 0, 0, 0)] }), DaySource.QueueDay, DayFigure.Open));
        Assert.Equal("-1 WhileReading (a)", Of(Reconciler.Of(said with { ByDay = [ByDay(1, 0, 0, 0, 0)] }), DaySource.QueueDay, DayFigure.Answered));
        Assert.Equal("-1 WhileReading (a)", Of(Reconciler.Of(said with { ByDay = [ByDay(0, 0, 0, 0, 0)] }), DaySource.QueueDay, DayFigure.Offered));
    }

    [Fact]
    public void A_record_that_comes_when_the_call_is_over_leaves_the_visit_open_meanwhile()
    {
        var said = new Day().Row("a", "09:59:00", "09:59:10").Said("10:00:00");
        var result = Reconciler.Of(said with { Now = Now(1, 1), Wall = [new(new("a", Queue, 1), At("09:59:00"), VisitOutcome.Answered, TimeSpan.FromSeconds(10), 2)] });
        Assert.Equal("+1 StillOpen (a)", Of(result, DaySource.Wall, DayFigure.Answered));
        Assert.Equal("-1 StillOpen (a)", Of(result, DaySource.Wall, DayFigure.Open));
        Assert.Equal("+1 StillOpen (a)", Of(result, DaySource.QueueNow, DayFigure.Answered));
        Assert.False(result.IsRed);
    }

    [Fact]
    public void Two_clocks_may_put_a_wait_on_two_sides_of_the_threshold_and_an_entry_on_two_sides_of_midnight()
    {
        var said = new Day().Answered("a", "09:00:00", "09:00:20").Answered("b", "00:00:00", "00:00:10").Said();
        var result = Reconciler.Of(said with { Wall = [.. Visits(said).Select(v => v.Key.CallId == "a" ? v with { Wait = TimeSpan.FromSeconds(21) } : v with { EnteredAt = At("20 23:59:59") })] });
        Assert.Equal("-1 IntervalRule (b), -1 EventClock (a)", Of(result, DaySource.Wall, DayFigure.ServiceLevelOver));
        Assert.Equal("-10 IntervalRule (b), +1 EventClock (a)", Of(result, DaySource.Wall, DayFigure.AnsweredWait));
        Assert.False(result.IsRed);
    }

    [Fact]
    public void Without_records_the_numbers_stand_alone()
    {
        var said = new Day().Answered("a", "09:00:00", "09:00:10").Said();
        var result = Reconciler.Of(said with { Records = null, Wall = Visits(said), Now = Now(5, 5) });
        Assert.Equal((1.0, 5.0), (result.At(DayFigure.Offered, DaySource.Wall)!.Value, result.At(DayFigure.Offered, DaySource.QueueNow)!.Value));
        Assert.All(result.Cells, cell => Assert.Equal(((double?)null, false), (cell.Expected, cell.IsRed)));
    }
}
