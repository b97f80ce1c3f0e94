using System.Globalization;
using Wallboard.Reports;
using Wallboard.Web.Features.Reports.Deliveries;
using Wallboard.Web.Features.Reports.Pages;
using Wallboard.Web.Hosting;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Reports.Schedules;

/// <summary>What a schedule's form shows: what was saved, or what was typed with what is wrong with it.</summary>
internal sealed class ScheduleForm
{
    public const int MostReports = 10, MostRecipients = 50;

    private const int LongestQuery = 16_384;

    public string Name { get; set; } = "";

    public RecurrenceKind Kind { get; set; } = RecurrenceKind.Weekly;

    public string Time { get; set; } = "08:00";

    public IReadOnlyList<int> Weekdays { get; set; } = [0];

    /// <summary>Null = the last.</summary>
    public int? Day { get; set; } = 1;

    public string Cron { get; set; } = "";

    public string Zone { get; set; } = "";

    public List<ScheduledReport> Reports { get; set; } = [];

    public IReadOnlyList<FileFormat> Formats { get; set; } = [FileFormat.Xlsx];

    /// <summary>People and destinations.</summary>
    public IReadOnlyList<string> Recipients { get; set; } = [];

    /// <summary>Addresses, one a line.</summary>
    public string Mail { get; set; } = "";

    public string Language { get; set; } = "";

    public MissedPeriods Missed { get; set; }

    /// <summary>In words, by field.</summary>
    public Dictionary<string, string> Faults { get; } = [];

    public static ScheduleForm Of(ScheduleContent content)
    {
        var form = new ScheduleForm
        {
            Name = content.Name, Zone = content.Zone, Reports = [.. content.Reports], Formats = content.Formats, Language = content.Language, Missed = content.Missed,
            Recipients = [.. content.Recipients.Where(r => !r.StartsWith(RecipientChoices.Mail, StringComparison.Ordinal))],
            Mail = string.Join('\n', content.Recipients.Where(r => r.StartsWith(RecipientChoices.Mail, StringComparison.Ordinal)).Select(r => r[RecipientChoices.Mail.Length..])),
        };
        if (!Recurrence.TryParse(content.Recurrence, out var recurrence)) return form;
        form.Kind = recurrence.Kind;
        if (recurrence.Kind == RecurrenceKind.Cron) form.Cron = recurrence.Cron!;
        else form.Time = recurrence.Time.ToString("HH:mm", CultureInfo.InvariantCulture);
        if (recurrence.Kind == RecurrenceKind.Weekly) form.Weekdays = recurrence.Weekdays;
        if (recurrence.Kind == RecurrenceKind.Monthly) form.Day = recurrence.Day;
        return form;
    }

    /// <param name="today">In the tenant's zone.</param>
    public static ScheduleForm Of(IFormCollection sent, DateOnly today)
    {
        var form = new ScheduleForm
        {
            Name = sent["name"].ToString(), Kind = Choice(sent["kind"], RecurrenceKind.Daily), Time = sent["time"].ToString(), Cron = sent["cron"].ToString(), Zone = sent["zone"].ToString(),
            Weekdays = [.. Enumerable.Range(0, 7).Where(day => sent["weekdays"].Contains($"{day}"))],
            Day = int.TryParse(sent["day"], NumberStyles.None, CultureInfo.InvariantCulture, out var day) && day is >= 1 and <= 28 ? day : null,
            Formats = [.. Enum.GetValues<FileFormat>().Where(format => sent["formats"].Contains(format.ToString()))],
            Recipients = [.. sent["recipients"].OfType<string>().Distinct()], Mail = Shown(sent["mail"].ToString()), Language = sent["language"].ToString(), Missed = Choice(sent["missed"], MissedPeriods.CatchUp),
        };
        // The n-th period is the n-th report's; an empty one leaves its days as they are.
        var periods = sent["period"];
        foreach (var (i, text) in sent["report"].Index().Take(MostReports))
            if (text is { Length: <= LongestQuery } && text.Split('?', 2) is [var id, var query] && ScheduledReport.Of(id, query, today) is { } report)
                form.Reports.Add(i < periods.Count && Preset(periods[i]) is { } preset ? report.With(preset) : report);
        return form;
    }

    public static PeriodPreset? Preset(string? spelt) => Enum.GetValues<PeriodPreset>().Where(preset => ReportAddress.Spelt(preset) == spelt).Cast<PeriodPreset?>().FirstOrDefault();

    /// <summary>When it would be due; null where that is not clear yet.</summary>
    public (Recurrence Recurrence, TimeZoneInfo Zone)? When() => AskedRecurrence() is { } recurrence && AskedZone() is { } zone ? (recurrence, zone) : null;

    /// <summary>Null: <see cref="Faults"/> says why.</summary>
    /// <param name="known">People and destinations that there are.</param>
    /// <param name="mail">Where mail may go to.</param>
    public ScheduleContent? Read(IReadOnlyCollection<string> known, MailOptions mail)
    {
        var words = ScheduleText.Words;
        if (!Label.TryClean(Name, out var name)) Faults["name"] = words["Name.bad"];
        if (Reports.Count == 0) Faults["reports"] = words["Report.none"];
        var (recurrence, zone) = (AskedRecurrence(), AskedZone());
        if (zone is null) Faults["zone"] = words["Zone.bad"];
        if (Formats.Count == 0) Faults["formats"] = words["Formats.bad"];
        List<string> recipients = [.. Recipients.Where(known.Contains), .. Addresses(mail).Select(recipient => recipient.ToString())];
        if (recipients.Count == 0) Faults.TryAdd("recipients", words["Recipients.bad"]);
        if (recipients.Count > MostRecipients) Faults["recipients"] = words["Recipients.tooMany", MostRecipients];
        if (!Languages.All.Contains(Language)) Language = Languages.Current;
        return Faults.Count > 0 || recurrence is null || zone is null || name is null
            ? null
            : new(name, recurrence.Text, Zone, Reports, Formats, [.. recipients.Distinct(StringComparer.OrdinalIgnoreCase)], Language, Missed);
    }

    private Recurrence? AskedRecurrence()
    {
        var words = ScheduleText.Words;
        if (Kind == RecurrenceKind.Cron)
        {
            if (Recurrence.TryCron(Cron, out var cron)) return cron;
            Faults["cron"] = words["Cron.bad", (int)Recurrence.Shortest.TotalMinutes];
            return null;
        }
        if (!Recurrence.IsTime(Time, out var time)) Faults["time"] = words["Time.bad"];
        else if (Kind == RecurrenceKind.Weekly && Weekdays.Count == 0) Faults["weekdays"] = words["Weekdays.bad"];
        else
            return Kind switch
            {
                RecurrenceKind.Daily => Recurrence.Daily(time),
                RecurrenceKind.Weekly => Recurrence.Weekly(Weekdays, time),
                _ => Recurrence.Monthly(Day, time),
            };
        return null;
    }

    /// <summary>IANA names only: what Windows calls its zones, another machine need not know.</summary>
    private TimeZoneInfo? AskedZone() => TimeZoneInfo.TryFindSystemTimeZoneById(Zone, out var zone) && zone.HasIanaId ? zone : null;

    private IEnumerable<Recipient> Addresses(MailOptions mail)
    {
        foreach (var line in Mail.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            if (!mail.IsSet) Faults["mail"] = DeliveryText.Words["Refused.mail"];
            else if (Recipient.Mail(line) is not { } recipient) Faults["mail"] = ScheduleText.Words["Recipients.mail.bad", Short(line)];
            else if (!mail.MayGoTo(recipient.Address!)) Faults["mail"] = DeliveryText.Words["Refused.domain", Short(line)];
            else yield return recipient;

        static string Short(string line) => line.Length > 60 ? line[..60] + "…" : line;
    }

    /// <summary>What it is shown as is what it means.</summary>
    private static string Shown(string lines) => string.Concat(lines.EnumerateRunes().Where(rune => rune.Value == '\n' || !Label.IsHidden(rune)));

    private static T Choice<T>(string? asked, T otherwise) where T : struct, Enum =>
        Enum.GetValues<T>().Where(choice => choice.ToString() == asked).Cast<T?>().FirstOrDefault() ?? otherwise;
}
