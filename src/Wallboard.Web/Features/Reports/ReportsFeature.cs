using Wallboard.Web.Features.Records;
using Wallboard.Web.Features.Reports.Deliveries;
using Wallboard.Web.Features.Reports.Files;
using Wallboard.Web.Features.Reports.Pages;
using Wallboard.Web.Features.Reports.Reconciliation;
using Wallboard.Web.Features.Reports.Schedules;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Reports;

/// <summary>Statistics and records: pages, files, and what is kept of them.</summary>
internal static class ReportsFeature
{
    public static void AddReports(this IServiceCollection services)
    {
        services.AddSingleton<TenantPlatforms>();
        services.AddSingleton<ReportStore>();
        services.AddSingleton<ReportDesk>();
        services.AddSingleton<RecordDesk>();
        services.AddSingleton<ReconciliationDesk>();
        services.AddSingleton<SavedReports>();
        services.AddHostedService<ConcurrencyKeeper>();
        services.AddHostedService<VisitHistory>();
        services.AddFiles();
        services.AddDeliveries();
        services.AddSchedules();
    }

    public static void MapReports(this WebApplication app)
    {
        app.MapFiles();
        app.MapDeliveries();
        app.MapSavedReports();
        app.MapSchedules();
    }
}
