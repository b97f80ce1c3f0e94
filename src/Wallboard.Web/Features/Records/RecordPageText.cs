using Wallboard.Platform.Api;
using Wallboard.Web.Hosting;

namespace Wallboard.Web.Features.Records;

internal static class RecordPageText
{
    public static Texts Words { get; } = new("Wallboard.Web.Features.Records.RecordPageText");

    /// <summary>What went wrong at the platform, for people: its words where it has any, and the guide's section for whoever looks after it.</summary>
    public static string Of(PlatformApiException e) => Words[
        e.Fault is ApiFault.Refused ? "Failure.Refused" : e.Fault is ApiFault.NoAnswer or ApiFault.Timeout ? "Failure.NoAnswer" : "Failure.BadAnswer",
        e.Section, e.PlatformMessage ?? e.Code?.ToString(System.Globalization.CultureInfo.InvariantCulture)];
}
