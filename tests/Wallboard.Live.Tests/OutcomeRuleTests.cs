using Wallboard.Platform.Api;
using static Wallboard.Live.Tests.Model;

namespace Wallboard.Live.Tests;

public sealed class OutcomeRuleTests
{
    private static readonly Visit Gone = new(new("c", Sales, 1), At(100)) { Stage = VisitStage.Ended, EndedAt = At(130) };

    private static VisitOutcome? Outcome(Visit visit, bool missed, params CallRecord[] legs) => OutcomeRule.Decide(visit, null, Facts(missed, legs), Settings)?.Outcome;

    private static CallFacts Facts(bool missed, params CallRecord[] legs) => CallFacts.Of(legs, missed ? legs : []);

    [Fact]
    public void No_record_is_no_outcome() => Assert.Null(Outcome(Gone, false));

    [Fact]
    public void An_answered_leg_of_the_queue_is_an_answer_with_its_own_wait()
    {
        var decided = OutcomeRule.Decide(Gone, null, Facts(false, Leg("c", Ann, 90, 128, 300, Sales)), Settings)!;
        Assert.Equal(VisitOutcome.Answered, decided.Outcome);
        Assert.Equal(TimeSpan.FromSeconds(28), decided.Wait);
        Assert.Equal(Ann, decided.Agent);
    }

    [Fact]
    public void A_leg_without_a_queue_counts_for_the_agent_that_the_visit_was_sent_to()
    {
        Assert.Equal(VisitOutcome.Answered, Outcome(Gone with { Agent = Ann }, false, Leg("c", Ann, 90, 128, 300)));
        Assert.Equal(VisitOutcome.LeftOtherwise, Outcome(Gone with { Agent = Bob }, false, Leg("c", Ann, 90, 150, 300)));
    }

    [Fact]
    public void The_machines_answer_is_none() => Assert.Equal(VisitOutcome.Abandoned, Outcome(Gone, true, Leg("c", null, 90, 101, 130)));

    [Fact]
    public void An_answer_before_the_entry_or_in_another_queue_is_anothers()
    {
        Assert.Equal(VisitOutcome.Abandoned, Outcome(Gone, true, Leg("c", Ann, 10, 20, 99, Support), Leg("c", null, 99, null, 131, Sales)));
        Assert.Equal(VisitOutcome.LeftOtherwise, Outcome(Gone, false, Leg("c", Ann, 90, 140, 300, Support)));
    }

    [Fact]
    public void Missed_and_ended_with_the_visit_is_abandoned() => Assert.Equal(VisitOutcome.Abandoned, Outcome(Gone, true, Leg("c", null, 90, null, 133)));

    [Fact]
    public void A_call_that_went_on_was_not_abandoned_there() => Assert.Equal(VisitOutcome.LeftOtherwise, Outcome(Gone, true, Leg("c", null, 90, null, 134)));

    [Fact]
    public void A_call_that_is_at_the_voicemail_goes_on() =>
        Assert.Equal(VisitOutcome.LeftOtherwise, Outcome(Gone, false, Leg("c", null, 130, 130, null, Sales)));

    [Fact]
    public void An_agent_that_did_not_answer_does_not_make_the_voicemail_a_missed_call()
    {
        var (rang, voicemail) = (Leg("c", Ann, 110, null, 120, Sales) with { Id = "1" }, Leg("c", null, 130, 130, 132, Sales) with { Id = "2" });
        Assert.Equal(VisitOutcome.LeftOtherwise, OutcomeRule.Decide(Gone, null, CallFacts.Of([rang, voicemail], [rang]), Settings)!.Outcome);
    }

    [Fact]
    public void Not_missed_or_timed_out_is_left_otherwise()
    {
        Assert.Equal(VisitOutcome.LeftOtherwise, Outcome(Gone, false, Leg("c", null, 90, null, 130)));
        Assert.Equal(VisitOutcome.LeftOtherwise, Outcome(Gone, true, Leg("c", null, 90, null, 130, cause: "TIMEOUT")));
    }

    [Fact]
    public void Records_that_end_before_the_visit_are_not_the_last_word() => Assert.Null(Outcome(Gone, true, Leg("c", Ann, 90, null, 110)));

    [Fact]
    public void A_call_with_a_further_visit_left_this_one()
    {
        var next = new Visit(new("c", Support, 1), At(131));
        var decided = OutcomeRule.Decide(Gone, next, Facts(false, Leg("c", Ann, 90, 140, 300)), Settings)!;
        Assert.Equal(VisitOutcome.LeftOtherwise, decided.Outcome);
        Assert.Equal(VisitOutcome.LeftOtherwise, OutcomeRule.Decide(Gone, next, CallFacts.None, Settings)!.Outcome);
    }

    [Fact]
    public void A_queue_by_its_name_says_as_much_as_none() =>
        Assert.Equal(VisitOutcome.Answered, Outcome(Gone with { Agent = Ann }, false, Leg("c", Ann, 90, 128, 300, "售前咨询")));

    [Fact]
    public void A_leg_that_rang_while_the_visit_lasted_is_the_visits_own()
    {
        Assert.Equal(VisitOutcome.Answered, Outcome(Gone, false, Leg("c", Ann, 131, 145, 300)));
        Assert.Equal(VisitOutcome.LeftOtherwise, Outcome(Gone, false, Leg("c", Ann, 141, 145, 300)));
    }

    [Fact]
    public void The_callers_own_leg_is_no_answer()
    {
        var own = Leg("c", Ann, 90, 101, 130, Sales) with { CallerNumber = "1000" };
        Assert.Equal(VisitOutcome.Abandoned, Outcome(Gone, true, own));
        Assert.Equal(VisitOutcome.Abandoned, Outcome(Gone, true, own with { CallerNumber = "6000", Extension = "6000" }));
    }

    [Fact]
    public void Given_up_after_a_transfer_is_abandoned_although_the_call_was_answered_before() =>
        Assert.Equal(VisitOutcome.Abandoned, Outcome(Gone, false, Leg("c", Ann, 10, 20, 99, Support), Leg("c", null, 5, 5, 131)));

    [Fact]
    public void Timed_out_to_the_voicemail_after_a_transfer_is_left_otherwise_however_short_the_message() =>
        Assert.Equal(VisitOutcome.LeftOtherwise, Outcome(Gone, false, Leg("c", Ann, 10, 20, 99, Support), Leg("c", null, 130, 130, 132, Sales)));

    [Fact]
    public void Without_an_answer_stamp_the_talk_tells()
    {
        var decided = OutcomeRule.Decide(Gone, null, Facts(false, Leg("c", Ann, 90, null, 300, Sales) with { Talk = TimeSpan.FromSeconds(172) }), Settings)!;
        Assert.Equal((VisitOutcome.Answered, At(128)), (decided.Outcome, decided.AnsweredAt));
    }

    [Fact]
    public void An_event_that_came_late_does_not_keep_the_visit_open()
    {
        var late = Gone with { EndedAt = At(127) };
        var facts = Facts(true, Leg("c", null, 80, null, 122, Sales));
        Assert.Null(OutcomeRule.Decide(late, null, facts, Settings, At(131)));
        Assert.Equal(VisitOutcome.Abandoned, OutcomeRule.Decide(late, null, facts, Settings, At(132))!.Outcome);
    }
}
