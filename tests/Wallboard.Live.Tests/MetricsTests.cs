namespace Wallboard.Live.Tests;

/// <summary>The worked examples of metrics.md.</summary>
public sealed class MetricsTests
{
    [Theory]
    [InlineData(ServiceLevelFormula.All, 83.02)]
    [InlineData(ServiceLevelFormula.Answered, 86.00)]
    [InlineData(ServiceLevelFormula.Strict, 81.13)]
    [InlineData(ServiceLevelFormula.LateAbandons, 82.69)]
    [InlineData(ServiceLevelFormula.ShortAbandonsOut, 82.06)]
    public void The_five_service_levels(ServiceLevelFormula formula, double percent)
    {
        var tally = new Tally(1060, 1000, 60, 0, 860, 20, 12, 0, 0);
        Assert.Equal(percent, Math.Round(tally.ServiceLevel(formula).Value!.Value * 100, 2));
    }

    [Fact]
    public void Finished_leaves_the_open_out_and_the_service_level_leaves_out_what_left_otherwise()
    {
        var tally = new Tally(110, 90, 5, 5, 80, 0, 0, 0, 0);
        Assert.Equal(10, tally.Open);
        Assert.Equal(100, tally.Finished);
        Assert.Equal(0.9, tally.AnswerRate.Value);
        Assert.Equal(0.05, tally.AbandonmentRate.Value);
        Assert.Equal(new Ratio(80, 95), tally.ServiceLevel(ServiceLevelFormula.Strict));
    }

    [Fact]
    public void Queues_are_added_before_dividing()
    {
        var a = new Tally(1, 1, 0, 0, 1, 0, 0, 5, 0);
        var b = new Tally(99, 99, 0, 0, 0, 0, 0, 9900, 0);
        Assert.Equal(0.01, (a.ServiceLevel(ServiceLevelFormula.Strict) + b.ServiceLevel(ServiceLevelFormula.Strict)).Value);
        Assert.Equal(0.01, (a + b).ServiceLevel(ServiceLevelFormula.Strict).Value);
    }

    [Fact]
    public void Nothing_offered_is_nothing()
    {
        var none = default(Tally);
        Assert.All(Enum.GetValues<ServiceLevelFormula>(), formula => Assert.Null(none.ServiceLevel(formula).Value));
        Assert.Null(none.AnswerRate.Value);
        Assert.Null(none.AbandonmentRate.Value);
        Assert.Null(none.AverageSpeedOfAnswer.Duration);
        Assert.Null(default(Handling).AverageHandlingTime.Value);
        Assert.Null(default(Handling).Occupancy.Value);
    }

    [Fact]
    public void Durations_pass_24_hours() => Assert.Equal("26:49:30", DurationText.Of(TimeSpan.FromSeconds(96_570)));

    [Fact]
    public void Handling_adds_agents()
    {
        var sum = new Handling(600, 60, 340, 1000, 4) + new Handling(200, 40, 660, 1000, 6);
        Assert.Equal(90, sum.AverageHandlingTime.Value);
        Assert.Equal(80, sum.AverageTalkTime.Value);
        Assert.Equal(10, sum.AverageAfterCallWork.Value);
        Assert.Equal(new Ratio(900, 1900), sum.Occupancy);
        Assert.Equal(0.45, sum.Utilisation.Value);
        Assert.Null((sum with { AfterCallWork = null }).AverageAfterCallWork.Value);
    }

    [Fact]
    public void Estimated_wait_shares_the_work_among_those_signed_in()
    {
        Assert.Equal(TimeSpan.FromSeconds(135), Handling.EstimatedWait(3, new Ratio(900, 10), 2));
        Assert.Null(Handling.EstimatedWait(3, new Ratio(900, 10), 0));
        Assert.Null(Handling.EstimatedWait(3, default, 2));
    }

    [Fact]
    public void A_visit_counts_by_its_wait_and_the_queues_limits()
    {
        var entered = new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.FromHours(8));
        var visit = new Visit(new("c", "q", 1), entered) { Stage = VisitStage.Ended, EndedAt = entered.AddSeconds(5), Outcome = VisitOutcome.Abandoned };
        Assert.Equal(new Tally(1, 0, 1, 0, 0, 1, 1, 0, 5, 1), Tally.Of(visit, QueueOptions.Default));
        var answered = visit with { Outcome = VisitOutcome.Answered, AnsweredAt = entered.AddSeconds(21), EndedAt = entered.AddSeconds(80) };
        Assert.Equal(new Tally(1, 1, 0, 0, 0, 0, 0, 21, 0, 1, 1), Tally.Of(answered, QueueOptions.Default));
    }
}
