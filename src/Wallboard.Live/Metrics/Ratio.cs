namespace Wallboard.Live;

/// <summary>A fraction kept as its two sums, so that several queues or periods are added before dividing, never averaged.</summary>
/// <param name="Over">Numerator.</param>
/// <param name="Under">Denominator; 0 = nothing to divide by.</param>
public readonly record struct Ratio(double Over, double Under)
{
    /// <summary>The fraction, e.g. 0.8113; <c>null</c> with denominator 0: never 0 %, never 100 %.</summary>
    public double? Value => Under > 0 ? Over / Under : null;

    public static Ratio operator +(Ratio a, Ratio b) => new(a.Over + b.Over, a.Under + b.Under);

    /// <summary>The fraction as seconds, for averages of durations.</summary>
    internal TimeSpan? Duration => Value is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
}
