using System.Globalization;
using Wallboard.Reports;
using Wallboard.Web.Features.Live;
using Wallboard.Web.Features.Records;
using Wallboard.Web.Hosting;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Reports.Schedules;

internal static class ScheduleText
{
    public static Texts Words { get; } = new("Wallboard.Web.Features.Reports.Schedules.ScheduleText");

    /// <summary>E.g. <c>每周一、周五 08:00</c>.</summary>
    public static string Of(Recurrence recurrence)
    {
        var time = recurrence.Time.ToString("HH:mm", CultureInfo.InvariantCulture);
        return recurrence.Kind switch
        {
            RecurrenceKind.Daily => Words["Recurrence.Daily", time],
            RecurrenceKind.Weekly => Words["Recurrence.Weekly", string.Join(Words["Comma"], recurrence.Weekdays.Select(day => Words[$"Weekday.{day}"])), time],
            RecurrenceKind.Monthly => recurrence.Day is { } day ? Words["Recurrence.Monthly", day, time] : Words["Recurrence.MonthlyLast", time],
            _ => Words["Recurrence.Cron", recurrence.Cron],
        };
    }

    /// <summary>With its zone, e.g. <c>每周一 08:00（Asia/Shanghai）</c>.</summary>
    public static string When(Schedule schedule) =>
        Recurrence.TryParse(schedule.Recurrence, out var recurrence) ? Words["Recurrence.in", Of(recurrence), schedule.Zone] : schedule.Recurrence;

    /// <summary>With what its clock differs from UTC: <c>2027-03-28 03:00 +02:00</c>.</summary>
    public static string Instant(DateTimeOffset local) => local.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);

    /// <summary>What a report of a schedule is called: <c>通话统计 · 按日 · 队列</c>.</summary>
    public static string Name(ScheduledReport report)
    {
        if (ReportCatalogue.Find(report.Report) is not { } known) return report.Report == CallRecords.Id ? RecordText.Of("Title") : report.Report;
        var query = Files.StatisticsTables.QueryOf(known, report.Query);
        return string.Join(" · ", ReportText.Name(known), ReportText.Name(query.Unit), ReportText.Name(query.Subject));
    }

    /// <summary>What it covers beside that: <c>昨天 · 号码：138****0000</c>.</summary>
    public static string About(ScheduledReport report, Tenant tenant)
    {
        var period = report.Preset is { } preset ? ReportText.Name(preset) : Words["Report.fixed", report.Days(default) is { } days ? Days(days) : "—"];
        return Narrowed(report, tenant) is { Length: > 0 } narrowed ? $"{period} · {narrowed}" : period;
    }

    /// <summary>What narrows it, with numbers masked; empty where nothing does.</summary>
    public static string Narrowed(ScheduledReport report, Tenant tenant)
    {
        if (report.Report == CallRecords.Id) return Join(CallQuery.Of(report.Query, default(DateOnly)).Filters());
        var numbers = ReportCatalogue.Find(report.Report) is { } known ? Files.StatisticsTables.QueryOf(known, report.Query).Numbers : [];
        return Join(numbers.Count > 0 ? [(ReportText.Of("Notes.numbers"), Files.StatisticsTables.Names(tenant, numbers))] : []);

        static string Join(IEnumerable<(string Name, string Value)> filters) => string.Join(" · ", filters.Select(filter => Words["Narrowed", filter.Name, filter.Value]));
    }

    /// <summary>And the days that it covers when it is due.</summary>
    public static string Title(ScheduledReport report, DateOnly due) => report.Days(due) is { } days ? $"{Name(report)} · {Days(days)}" : Name(report);

    public static string Days(DayRange days) => days.Days == 1
        ? days.From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{days.From:yyyy-MM-dd} – {days.To:yyyy-MM-dd}");

    /// <summary>What became of a run, with a mark and in words.</summary>
    /// <param name="wrong">A part of it did not arrive for certain.</param>
    public static (string? Kind, string Words) Badge(ScheduleRun run, bool wrong, Tenant tenant) => run switch
    {
        { State: RunState.Done } when wrong => ("error", Words["Run.State.Wrong"]),
        { State: RunState.Done } => ("good", Words["Run.State.Done"]),
        { State: RunState.Failed } => ("error", Words["Run.State.Failed"]),
        { State: RunState.Waiting, NextAttemptAt: { } next } => ("warning", Words["Run.State.Retry", $"{tenant.Local(next):HH:mm}"]),
        { State: RunState.Skipped } => (null, Words["Run.State.Skipped"]),
        _ => ("info", Words[$"Run.State.{run.State}"]),
    };
}
