using System.Globalization;
using Wallboard.Platform.Api;
using Wallboard.Reports;

namespace Wallboard.Web.Features.Reports.Files;

/// <summary>Why there is no file, as it is kept: a key of <see cref="FileText"/> and what its words name. Read in whatever language it is shown in.</summary>
internal static class FileFailure
{
    private const char Separator = '\n';

    /// <param name="rows">That had come.</param>
    public static string Of(Exception e, long rows) => e switch
    {
        ReportShortfallException shortfall => Join("Failure.shortfall", shortfall.Announced, shortfall.Rows),
        PlatformApiException { Fault: ApiFault.Refused } refused => Join("Failure.refused", refused.Section, refused.Code ?? 0, rows),
        PlatformApiException { Code: { } code } failed => Join("Failure.status", failed.Section, code, rows),
        PlatformApiException { Fault: ApiFault.NoAnswer or ApiFault.Timeout } silent => Join("Failure.silent", silent.Section, rows),
        PlatformApiException wrong => Join("Failure.wrong", wrong.Section, rows),
        ReportRefusedException refused => Join($"Failure.{refused.Refusal}"),
        FileRefusedException refused => Join(refused.Key, [.. refused.Arguments]),
        _ => Join("Failure.other"),
    };

    /// <summary>In the current language. A schedule's files may have failed for reasons of its own.</summary>
    public static string Words(string? failure)
    {
        var parts = (failure ?? "").Split(Separator);
        return FileText.Words.Find(parts[0]) is { } words ? string.Format(CultureInfo.CurrentCulture, words, [.. parts.Skip(1)]) : Schedules.RunFailure.Words(failure);
    }

    public static bool IsUnexpected(Exception e) => e is not (ReportShortfallException or PlatformApiException or ReportRefusedException or FileRefusedException);

    private static string Join(string key, params object[] arguments) =>
        string.Join(Separator, arguments.Select(a => Convert.ToString(a, CultureInfo.InvariantCulture)).Prepend(key));
}
