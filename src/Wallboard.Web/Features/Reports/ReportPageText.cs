using Wallboard.Web.Hosting;

namespace Wallboard.Web.Features.Reports;

/// <summary>Words of the pages around reports. What reports and their columns are called is <see cref="Wallboard.Reports.ReportText"/>'s.</summary>
internal static class ReportPageText
{
    public static Texts Words { get; } = new("Wallboard.Web.Features.Reports.ReportPageText");
}
