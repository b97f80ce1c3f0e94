namespace Wallboard.Live;

/// <summary>Contact counts over visits to a queue, metrics.md. Sums only: any two can be added, and a visit taken out again.</summary>
/// <param name="AnsweredInTime">Answered after ≤ T.</param>
/// <param name="AbandonedInTime">Abandoned after ≤ T.</param>
/// <param name="ShortAbandons">Abandoned after ≤ s.</param>
/// <param name="AnsweredWait">Seconds, from queue entry.</param>
/// <param name="AbandonedWait">Seconds, from queue entry.</param>
/// <param name="OfferedInbound">Of the offered, those of call type 2: what some platforms count alone.</param>
/// <param name="AnsweredInbound">Of the answered, those of call type 2.</param>
public readonly record struct Tally(
    int Offered, int Answered, int Abandoned, int LeftOtherwise, int AnsweredInTime, int AbandonedInTime, int ShortAbandons,
    double AnsweredWait, double AbandonedWait, int OfferedInbound = 0, int AnsweredInbound = 0)
{
    /// <summary>Entered, neither answered nor known to have ended otherwise.</summary>
    public int Open => Offered - Answered - Abandoned - LeftOtherwise;

    public int Finished => Offered - Open;

    public Ratio AnswerRate => new(Answered, Finished);

    public Ratio AbandonmentRate => new(Abandoned, Finished);

    /// <summary>ASA: seconds.</summary>
    public Ratio AverageSpeedOfAnswer => new(AnsweredWait, Answered);

    /// <summary>Seconds.</summary>
    public Ratio AverageTimeToAbandon => new(AbandonedWait, Abandoned);

    public Ratio ServiceLevel(ServiceLevelFormula formula) => formula switch
    {
        ServiceLevelFormula.All => new(AnsweredInTime + AbandonedInTime, Answered + Abandoned),
        ServiceLevelFormula.Answered => new(AnsweredInTime, Answered),
        ServiceLevelFormula.LateAbandons => new(AnsweredInTime, Answered + Abandoned - AbandonedInTime),
        ServiceLevelFormula.ShortAbandonsOut => new(AnsweredInTime, Answered + Abandoned - ShortAbandons),
        _ => new(AnsweredInTime, Answered + Abandoned),
    };

    public static Tally operator +(Tally a, Tally b) => a.Plus(b, 1);

    public static Tally operator -(Tally a, Tally b) => a.Plus(b, -1);

    /// <summary>What one visit adds.</summary>
    /// <param name="wait">From entry to answer, or to the end where there was none.</param>
    public static Tally Of(VisitOutcome outcome, TimeSpan wait, int? callType, QueueOptions settings)
    {
        var seconds = wait.TotalSeconds;
        var answered = outcome == VisitOutcome.Answered ? 1 : 0;
        var abandoned = outcome == VisitOutcome.Abandoned ? 1 : 0;
        var inTime = seconds <= settings.ServiceLevelSeconds ? 1 : 0;
        var inbound = callType is null or 2 ? 1 : 0;
        return new(
            1, answered, abandoned, outcome == VisitOutcome.LeftOtherwise ? 1 : 0, answered * inTime, abandoned * inTime,
            seconds <= settings.ShortAbandonSeconds ? abandoned : 0, answered * seconds, abandoned * seconds, inbound, answered * inbound);
    }

    internal static Tally Of(Visit visit, QueueOptions settings) => Of(visit.Outcome, visit.Wait, visit.CallType, settings);

    private Tally Plus(Tally other, int sign) => new(
        Offered + sign * other.Offered, Answered + sign * other.Answered, Abandoned + sign * other.Abandoned,
        LeftOtherwise + sign * other.LeftOtherwise, AnsweredInTime + sign * other.AnsweredInTime, AbandonedInTime + sign * other.AbandonedInTime,
        ShortAbandons + sign * other.ShortAbandons, AnsweredWait + sign * other.AnsweredWait, AbandonedWait + sign * other.AbandonedWait,
        OfferedInbound + sign * other.OfferedInbound, AnsweredInbound + sign * other.AnsweredInbound);
}
