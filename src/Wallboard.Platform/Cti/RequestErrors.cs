using System.Globalization;
using System.Resources;

namespace Wallboard.Platform.Cti;

/// <summary>Codes of <see cref="RequestFailed"/>, and what they mean to people. Guide 5.18; an open set.</summary>
public static class RequestErrors
{
    public const int NoSuchCall = 4, NoSuchSeat = 14, BadParameters = 18, TooFast = 27, NoExtension = 31, InACall = 32, ExtensionInUse = 33,
        AlreadySignedIn = 34, TransferFailed = 35, MuteFailed = 36, UnmuteFailed = 37, HoldBroken = 38, CallWhileHoldingFailed = 39, ThreeWayFailed = 40,
        NoPhone = 41, LicenceExpired = 300;

    private static readonly ResourceManager Resources = new("Wallboard.Platform.Cti.RequestErrors", typeof(RequestErrors).Assembly);

    /// <summary>In Chinese or English; a code that the guide does not list gets a general text with its number.</summary>
    public static string Text(int? code, CultureInfo language)
    {
        if (code is not { } known) return Of("Refused", language);
        var number = known.ToString(CultureInfo.InvariantCulture);
        return Resources.GetString(number, language) ?? string.Format(language, Of("Unknown", language), number);
    }

    private static string Of(string key, CultureInfo language) => Resources.GetString(key, language)!;
}
