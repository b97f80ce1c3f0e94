using FsCheck;
using FsCheck.Fluent;
using Wallboard.Live;
using static Wallboard.Reports.Tests.Reconciliation.Day;

namespace Wallboard.Reports.Tests.Reconciliation;

/// <summary>What is wrong is found, and named with its call.</summary>
public sealed class FaultTests
{
    [Fact]
    public void A_visit_that_was_not_counted_is_a_lost_event()
    {
        var said = new Day().Answered("a", "09:00:00", "09:00:10").Answered("b", "09:01:00", "09:01:10").Said("10:00:00");
        var result = Reconciler.Of(said with { Wall = [.. Visits(said).Where(v => v.Key.CallId == "a")] });
        Assert.Equal("-1 LostEvent (b)", Of(result, DaySource.Wall, DayFigure.Offered));
        Assert.Equal((DifferenceReason.LostEvent, DaySource.Wall, "b", "l1"), Assert.Single(result.Faults) is var (reason, source, row) ? (reason, source, row.CallId, row.Record) : default);
    }

    [Fact]
    public void A_visit_whose_end_was_not_heard_of_is_a_lost_event()
    {
        var said = new Day().Answered("a", "09:00:00", "09:00:10").Said("10:00:00");
        var result = Reconciler.Of(said with { Wall = [.. Visits(said).Select(v => v with { Outcome = VisitOutcome.Open, Wait = TimeSpan.Zero })] });
        Assert.Equal("-1 LostEvent (a)", Of(result, DaySource.Wall, DayFigure.Answered));
        Assert.Equal("+1 LostEvent (a)", Of(result, DaySource.Wall, DayFigure.Open));
    }

    [Fact]
    public void A_visit_without_a_record_one_that_is_counted_twice_and_one_that_ended_otherwise_are_named()
    {
        var said = new Day().Answered("a", "09:00:00", "09:00:10").Answered("b", "09:01:00", "09:01:10").Answered("c", "09:02:00", "09:02:10").Said();
        var visits = Visits(said);
        var result = Reconciler.Of(said with
        {
            Stored =
            [
                visits[0], visits[0] with { Key = new("a", Queue, 2) }, visits[1] with { Outcome = VisitOutcome.Abandoned }, visits[2] with { Wait = TimeSpan.FromSeconds(40) },
                new(new("d", Queue, 1), At("11:00:00"), VisitOutcome.Answered, TimeSpan.Zero, 2),
            ],
        });
        Assert.Equal("+1 NoRecord (d), +1 DoubledVisit (a)", Of(result, DaySource.Stored, DayFigure.Offered));
        Assert.Equal("+1 OtherOutcome (b)", Of(result, DaySource.Stored, DayFigure.Abandoned));
        Assert.Equal("+10 DoubledVisit (a), -10 OtherOutcome (b), +30 OtherWait (c)", Of(result, DaySource.Stored, DayFigure.AnsweredWait));
    }

    [Theory]
    [InlineData("v0")]
    [InlineData("v9")]
    public void A_record_that_came_twice_is_named_and_counts_once(string id)
    {
        var result = Reconciler.Of(new Day().Answered("a", "09:00:00", "09:00:10").Row("a", "09:00:00", "09:00:10", id).Leg("a", "10000_1000", "09:00:10", "09:00:10", "12:30:00", id: "l0").Said());
        Assert.Equal("+1 DoubledRecord (a)", Of(result, DaySource.QueueRecords, DayFigure.Offered));
        Assert.Equal(2, result.Rows[(DayFigure.Offered, DaySource.QueueRecords)].Count);
        Assert.Equal("+1 DoubledRecord (a)", Of(result, DaySource.CallRecords, DayFigure.Answered));
        Assert.Equal(1, result.At(DayFigure.Offered, DaySource.Records)!.Value);
    }

    [Fact]
    public void A_call_with_one_half_of_its_records_is_named()
    {
        var said = new Day().Leg("a", "10000_1000", "09:00:00", "09:00:05", "09:01:00").Row("b", "09:00:00", "09:00:10").Said();
        var result = Reconciler.Of(said with { ByDay = [ByDay(1, 1, 0, 0, 0)] });
        Assert.Equal("+1 NoQueueRecord (a), -1 NoCallRecord (b)", Of(result, DaySource.CallRecords, DayFigure.Offered));
        Assert.Equal("+1 NoCallRecord (b)", Of(result, DaySource.QueueDay, DayFigure.Answered));
        Assert.Equal("-1 NoCallRecord (b)", Of(result, DaySource.QueueDay, DayFigure.Open));
        Assert.True(result.IsRed);
    }

    /// <summary>Whatever the day was: those that are taken away are named, and so are those that are added, and no others; nothing is left over.</summary>
    [Fact]
    public void Just_the_calls_that_are_spoiled_are_named()
    {
        var calls = Gen.Choose(0, 3).Two().ListOf();
        Prop.ForAll(calls.ToArbitrary(), made =>
        {
            var (day, lost, more, expected) = (new Day(), new HashSet<string>(), new HashSet<string>(), new List<string>());
            foreach (var (at, (kind, spoilt)) in made.Index())
            {
                var (call, from) = ($"c{at}", $"09:{at % 60:00}:00");
                var (rung, end) = ($"09:{at % 60:00}:08", $"09:{at % 60:00}:15");
                if (kind == 0) day.Abandoned(call, from, end);
                else day.Row(call, from, end).Leg(call, "10000_1001", rung, kind == 1 ? end : null, end);
                if (kind == 3) day.Leg(call, "10000_1002", end, null, end);
                if (spoilt == 0) lost.Add(call);
                if (spoilt == 1) more.Add(call);
                if (spoilt == 2) day.Row(call, from, end, $"v{day.Rows.Count - 1}");
                expected.AddRange(spoilt switch { 0 => [$"{call} LostEvent"], 1 => [$"{call} DoubledVisit"], 2 => [$"{call} DoubledRecord"], _ => [] });
            }
            var said = day.Said();
            var visits = Visits(said);
            var result = Reconciler.Of(said with
            {
                Wall = [.. visits.Where(v => !lost.Contains(v.Key.CallId)), .. visits.Where(v => more.Contains(v.Key.CallId)).Select(v => v with { Key = v.Key with { Nth = 2 } })],
            });
            Assert.Equal(expected.Order(), result.Faults.Select(fault => $"{fault.Row.CallId} {fault.Reason}").Distinct().Order());
            Assert.All(result.Cells, cell => Assert.Equal(0, cell.Unexplained));
            // As many calls stand behind a number as it says.
            Assert.All(result.Cells.Where(cell => cell.Figure < DayFigure.AnsweredWait), cell => Assert.Equal(cell.Value, result.Rows[(cell.Figure, cell.Source)].Count));
        }).QuickCheckThrowOnFailure();
    }
}
