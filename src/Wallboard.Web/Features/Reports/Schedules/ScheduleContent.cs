using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Reports.Schedules;

/// <summary>All that people set up of a schedule; what is written down of it, and read again to restore one.</summary>
internal sealed record ScheduleContent(
    string Name, string Recurrence, string Zone, IReadOnlyList<ScheduledReport> Reports, IReadOnlyList<FileFormat> Formats, IReadOnlyList<string> Recipients, string Language,
    MissedPeriods Missed)
{
    public static ScheduleContent Of(Schedule schedule) => new(
        schedule.Name, schedule.Recurrence, schedule.Zone, ScheduledReport.Read(schedule.Reports), schedule.Formats, schedule.Recipients, schedule.Language, schedule.Missed);

    public void WriteTo(Schedule schedule)
    {
        (schedule.Name, schedule.Recurrence, schedule.Zone, schedule.Language, schedule.Missed) = (Name, Recurrence, Zone, Language, Missed);
        (schedule.Reports, schedule.Formats, schedule.Recipients) = (ScheduledReport.Write(Reports), [.. Formats], [.. Recipients]);
    }
}
