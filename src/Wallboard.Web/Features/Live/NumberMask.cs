namespace Wallboard.Web.Features.Live;

internal static class NumberMask
{
    private const int LongestInternalNumber = 4;

    /// <summary>
    /// <c>13812341234</c> becomes <c>138****1234</c>; shorter numbers show less, so that at least four digits are always hidden.
    /// Extensions and service numbers (four digits at most) are nobody's phone and stay as they are.
    /// </summary>
    public static string? Apply(string? number)
    {
        if (number is null || number.Length <= LongestInternalNumber) return number;
        var shown = Math.Max(number.Length - 4, 0);
        var last = Math.Min(4, (shown + 1) / 2);
        var first = Math.Min(3, shown - last);
        return $"{number[..first]}****{number[^last..]}";
    }
}
