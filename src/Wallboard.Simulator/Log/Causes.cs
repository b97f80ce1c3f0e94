namespace Wallboard.Simulator.Log;

internal static class Causes
{
    /// <summary>6.21 and 5.10 hangupCause.</summary>
    public static string Text(Cause cause) => cause switch
    {
        Cause.CallerHungUp => "send_bye",
        Cause.CalledHungUp => "recv_bye",
        Cause.Refused => "CALL_REJECTED",
        Cause.NoAnswer => "NO_ANSWER",
        Cause.Busy => "USER_BUSY",
        _ => "NORMAL_CLEARING",
    };
}
