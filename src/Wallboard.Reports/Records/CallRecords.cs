using System.Globalization;
using Wallboard.Platform.Api;

namespace Wallboard.Reports;

/// <summary>The list of calls, leg by leg, as a table. Guide 6.21.</summary>
/// <param name="zone">The tenant's.</param>
/// <param name="mask">What a phone number may look like to whoever reads.</param>
/// <param name="nameOf">Of a queue or agent.</param>
public sealed class CallRecords(TimeZoneInfo zone, Func<string?, string?> mask, Func<string, string?> nameOf)
{
    public const string Id = "call-records";

    /// <summary>Results of a call that the guide names.</summary>
    public static IReadOnlyList<string> HangupCauses { get; } =
    [
        "send_bye", "recv_bye", "call_failed", "CALL_REJECTED", "NO_ANSWER", "NO_USER_RESPONSE", "USER_BUSY", "UNALLOCATED_NUMBER", "NORMAL_RELEASE", "NORMAL_CLEARING",
        "NORMAL_TEMPORARY_FAILURE", "TIMEOUT", "NO_ROUTE_DESTINATION", "USER_NOT_REGISTERED", "NORMAL_UNSPECIFIED", "RECOVERY_ON_TIMER_EXPIRE",
    ];

    /// <summary><c>channelAttr</c>.</summary>
    public static IReadOnlyList<string> Attributes { get; } = ["transfer", "conference", "monitor", "makeCall", "holdCall"];

    /// <summary>What the platform can sort by, by column: the fields of its answer.</summary>
    public static IReadOnlyDictionary<string, string> Sorts { get; } = new Dictionary<string, string>
    {
        ["startedAt"] = "startStamp", ["answeredAt"] = "answerStamp", ["endedAt"] = "endStamp", ["talk"] = "billsec", ["duration"] = "duration", ["agent"] = "agent",
        ["queue"] = "queueName", ["result"] = "hangupCause", ["direction"] = "ctiCallType",
    };

    /// <summary>In the current language.</summary>
    public static IReadOnlyList<ReportColumn> Columns =>
    [
        Column("id", ColumnKind.Text, extra: true), Column("startedAt", ColumnKind.Instant), Column("direction", ColumnKind.Text), Column("caller", ColumnKind.Text),
        Column("called", ColumnKind.Text), Column("queue", ColumnKind.Text), Column("agent", ColumnKind.Text), Column("answeredAt", ColumnKind.Instant),
        Column("endedAt", ColumnKind.Instant, extra: true), Column("talk", ColumnKind.Duration), Column("duration", ColumnKind.Duration), Column("result", ColumnKind.Text),
        Column("attribute", ColumnKind.Text), Column("digits", ColumnKind.Text), Column("ivr", ColumnKind.Text, extra: true), Column("extension", ColumnKind.Text, extra: true),
        Column("campaign", ColumnKind.Text, extra: true), Column("callId", ColumnKind.Text, extra: true), Column("recorded", ColumnKind.Text),
        Column("ituCode", ColumnKind.Text, extra: true), Column("sipCode", ColumnKind.Text, extra: true),
    ];

    /// <summary>One cell a column.</summary>
    public Cell[] Row(CallRecord record) =>
    [
        Cell.Of(record.Id), Local(record.StartedAt), Cell.Of(RecordText.Code("Direction", record.CallType?.ToString(CultureInfo.InvariantCulture))),
        Cell.Of(mask(record.CallerNumber)), Cell.Of(mask(record.CalledNumber)), Named(record.QueueNumber), Named(record.Agent), Local(record.AnsweredAt), Local(record.EndedAt),
        Cell.Of(record.Talk), Cell.Of(record.Duration), Cell.Of(RecordText.Code("Result", record.HangupCause)), Cell.Of(RecordText.Code("Attribute", record.ChannelAttribute)),
        Cell.Of(record.SatisfactionDigits), Cell.Of(record.IvrName), Cell.Of(record.Extension), Cell.Of(record.CampaignId), Cell.Of(record.CallId?.Split('@')[0]),
        Cell.Of(record.FileName is { Length: > 0 } ? RecordText.Of("Yes") : null), Cell.Of(record.ItuCode), Cell.Of(record.SipCode),
    ];

    /// <summary>
    /// All of them, page by page. Sorted by the record's own number, so that what is added meanwhile moves nothing; the range must end in the past.
    /// </summary>
    /// <param name="sees">Whether the reader may see a record.</param>
    /// <param name="isWhole">The reader sees all: then as many rows as the platform announces must come.</param>
    public ReportTable Table(PlatformApi api, CallFilter filter, ReportHeading heading, Func<CallRecord, bool> sees, bool isWhole, IProgress<PageProgress>? progress)
    {
        int? announced = null;
        var rows = api.Calls.ListAsync(filter with { Sort = "id", Order = "asc" }, new Watching(p =>
        {
            announced = p.Announced;
            progress?.Report(p);
        })).Where(sees).Select(Row);
        return new(heading, Columns, rows) { Announced = () => isWhole ? announced : null };
    }

    private Cell Local(DateTimeOffset? at) => Cell.Of(at is { } instant ? TimeZoneInfo.ConvertTime(instant, zone).DateTime : null);

    /// <summary>E.g. <c>郭敏 10000_1000</c>.</summary>
    private Cell Named(string? number) => Cell.Of(number is { Length: > 0 } && nameOf(number) is { } name ? $"{name} {number}" : number);

    private static ReportColumn Column(string key, ColumnKind kind, bool extra = false) => new(key, "", kind) { Title = RecordText.Of($"Call.{key}"), IsExtra = extra };

    private sealed class Watching(Action<PageProgress> seen) : IProgress<PageProgress>
    {
        public void Report(PageProgress value) => seen(value);
    }
}
