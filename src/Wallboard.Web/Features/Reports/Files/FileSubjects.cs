using System.Globalization;
using Wallboard.Reports;
using Wallboard.Web.Features.Live;
using Wallboard.Web.Features.Records;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Reports.Files;

/// <summary>What can be had as a file: the statistics of the catalogue, and the lists of records.</summary>
internal sealed class FileSubjects(ReportDesk desk, StatisticsTables statistics, RecordDesk records)
{
    /// <summary>The query as it is understood, and what its file is called; null where there is nothing of the kind.</summary>
    public (string Query, string Name)? Of(Tenant tenant, string id, string query, FileFormat format)
    {
        if (id == CallRecords.Id)
        {
            var calls = Calls(tenant, query);
            return (calls.ToQueryString(), FileText.FileName(RecordText.Of("Title"), DateOnly.FromDateTime(calls.From), DateOnly.FromDateTime(calls.To), format));
        }
        if (ReportCatalogue.Find(id) is not { } report) return null;
        var asked = StatisticsTables.QueryOf(report, query);
        var days = asked.Period.On(desk.Today(tenant));
        return (asked.ToQueryString(), FileText.FileName($"{ReportText.Name(report)}_{ReportText.Name(asked.Unit)}", days.From, days.To, format));
    }

    public async Task<ReportTable> TableAsync(FileOrder order, CancellationToken ct)
    {
        if (order.Report != CallRecords.Id) return await statistics.TableAsync(order, ct);
        if (!order.Grant.Permissions.Contains(Permission.ReadRecords)) throw new FileRefusedException("Failure.access");
        return records.Table(order.Tenant, order.Grant, Calls(order.Tenant, order.Query), order.Progress);
    }

    private CallQuery Calls(Tenant tenant, string query) => CallQuery.Of(query, desk.Today(tenant));
}
