using Wallboard.Platform.Api;
using Wallboard.Reports;

namespace Wallboard.Web.Features.Reports.Pages;

/// <summary>Why rows are missing, in words: what failed and of which section of the guide; never an address of the platform.</summary>
internal static class ReportFailure
{
    public static string Of(Exception failure) => failure switch
    {
        PlatformApiException { Fault: ApiFault.Refused } refused => ReportPageText.Words["Fault.Refused", refused.Section, refused.Code, refused.PlatformMessage],
        PlatformApiException { Fault: ApiFault.HttpStatus } status => ReportPageText.Words["Fault.HttpStatus", status.Section, status.Code],
        PlatformApiException platform => ReportPageText.Words[$"Fault.{platform.Fault}", platform.Section],
        ReportShortfallException few => ReportPageText.Words["Shortfall", few.Rows, few.Announced],
        _ => ReportPageText.Words["Phase.Failed"],
    };
}
