namespace Wallboard.Live;

/// <summary>What agents did today, metrics.md: sums over any number of agents. Seconds.</summary>
/// <param name="Handled">Answered inbound + answered outbound calls.</param>
/// <param name="AfterCallWork"><c>null</c> where the tenant's agents do not go into after-call work by themselves (6.4 <c>afterState</c> ≠ 2).</param>
public readonly record struct Handling(double Talk, double? AfterCallWork, double Ready, double SignedIn, int Handled)
{
    /// <summary>AHT; seconds.</summary>
    public Ratio AverageHandlingTime => new(Talk + (AfterCallWork ?? 0), Handled);

    /// <summary>ATT; seconds.</summary>
    public Ratio AverageTalkTime => new(Talk, Handled);

    /// <summary>ACW; seconds.</summary>
    public Ratio AverageAfterCallWork => AfterCallWork is { } work ? new(work, Handled) : default;

    /// <summary>Ringing and dialling are in neither part. An agent in two queues counts in both: never add queues.</summary>
    public Ratio Occupancy => new(Talk + (AfterCallWork ?? 0), Talk + (AfterCallWork ?? 0) + Ready);

    public Ratio Utilisation => new(Talk + (AfterCallWork ?? 0), SignedIn);

    public static Handling operator +(Handling a, Handling b) => new(
        a.Talk + b.Talk, a.AfterCallWork is null && b.AfterCallWork is null ? null : (a.AfterCallWork ?? 0) + (b.AfterCallWork ?? 0),
        a.Ready + b.Ready, a.SignedIn + b.SignedIn, a.Handled + b.Handled);

    /// <summary>EWT where the platform sends none: waiting × AHT ÷ agents working the queue; <c>null</c> with nobody signed in or no AHT.</summary>
    public static TimeSpan? EstimatedWait(int waiting, Ratio averageHandlingTime, int signedIn) =>
        signedIn > 0 && averageHandlingTime.Value is { } seconds ? TimeSpan.FromSeconds(Math.Round(waiting * seconds / signedIn)) : null;
}
