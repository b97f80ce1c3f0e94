using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Wallboard.Platform.Api;
using Wallboard.Reports;
using Wallboard.Web.Features.Live;

namespace Wallboard.Web.Features.Records;

/// <summary>Which calls are looked at: the filters of the guide (6.21). All of it stands in the address; what cannot be understood is no filter.</summary>
/// <param name="From">On the tenant's own clock; so is <paramref name="To"/>.</param>
/// <param name="To">The last second.</param>
/// <param name="Direction">1 internal, 2 inbound, 3 outbound.</param>
/// <param name="Missed">1 by the agent, 2 in the IVR, 3 in the queue, 4 not, 5 all.</param>
/// <param name="OutMissed">1 not answered, 2 answered.</param>
public sealed record CallQuery(DateTime From, DateTime To)
{
    private const string Minute = "yyyy-MM-ddTHH:mm", Day = "yyyy-MM-dd";
    private const int Longest = 100;

    public string? Number { get; init; }
    public string? Agent { get; init; }
    public string? Queue { get; init; }
    public int? Direction { get; init; }
    public int? Missed { get; init; }
    public int? OutMissed { get; init; }
    public string? Result { get; init; }
    public string? Attribute { get; init; }
    public int? MinTalk { get; init; }
    public int? MaxTalk { get; init; }
    public string? Extension { get; init; }
    public string? Campaign { get; init; }
    public string? Ivr { get; init; }
    public string? IvrType { get; init; }
    public string? Digits { get; init; }
    public string? Call { get; init; }
    public bool Distinct { get; init; }

    /// <summary>Key of a column.</summary>
    public string Sort { get; init; } = "startedAt";
    public bool Ascending { get; init; }

    /// <summary>Filters that are not looked at every day stand folded while none of them is used.</summary>
    public bool UsesMore => (Result ?? Attribute ?? Extension ?? Campaign ?? Ivr ?? IvrType ?? Digits ?? Call) is not null || MinTalk is not null || MaxTalk is not null || Distinct;

    /// <param name="today">In the tenant's zone: looked at when nothing else is asked for.</param>
    public static CallQuery Of(Func<string, string?> value, DateOnly today)
    {
        var from = Time("from", last: false) ?? today.ToDateTime(TimeOnly.MinValue);
        var to = Time("to", last: true) ?? DateOnly.FromDateTime(from).ToDateTime(new(23, 59, 59));
        return new(from <= to ? from : to, from <= to ? to : from)
        {
            Number = Words("number"), Agent = Words("agent"), Queue = Words("queue"), Direction = Choice("direction", 3), Missed = Choice("missed", 5),
            OutMissed = Choice("outMissed", 2), Result = OneOf("result", CallRecords.HangupCauses), Attribute = OneOf("attribute", CallRecords.Attributes),
            MinTalk = Choice("minTalk", 86_400), MaxTalk = Choice("maxTalk", 86_400), Extension = Words("extension"), Campaign = Words("campaign"), Ivr = Words("ivr"),
            IvrType = Words("ivrType"), Digits = Words("digits"), Call = Words("call"), Distinct = value("distinct") == "true",
            Sort = value("sort") is { } sort && CallRecords.Sorts.ContainsKey(sort) ? sort : "startedAt", Ascending = value("order") == "asc",
        };

        string? Words(string key) => string.Concat((value(key) ?? "").Where(c => !char.IsControl(c))).Trim() is { Length: > 0 and <= Longest } words ? words : null;

        int? Choice(string key, int most) => int.TryParse(value(key), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most ? number : null;

        string? OneOf(string key, IReadOnlyList<string> choices) => choices.FirstOrDefault(choice => choice == value(key));

        DateTime? Time(string key, bool last)
        {
            if (DateTime.TryParseExact(value(key), Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return last ? day.AddDays(1).AddSeconds(-1) : Known(day);
            return DateTime.TryParseExact(value(key), Minute, CultureInfo.InvariantCulture, DateTimeStyles.None, out var minute) ? Known(last ? minute.AddSeconds(59) : minute) : null;
        }

        static DateTime? Known(DateTime time) => time.Year is > 1990 and < 2200 ? time : null;
    }

    /// <param name="query">What stands after the question mark of an address.</param>
    public static CallQuery Of(string? query, DateOnly today)
    {
        var parts = QueryHelpers.ParseQuery(query);
        return Of(key => parts.TryGetValue(key, out var values) ? values.FirstOrDefault() : null, today);
    }

    /// <summary>The address's part after the question mark.</summary>
    public string ToQueryString(int page = 1) => QueryHelpers.AddQueryString("", new Dictionary<string, string?>
    {
        ["from"] = Iso(From), ["to"] = Iso(To), ["number"] = Number, ["agent"] = Agent, ["queue"] = Queue, ["direction"] = Text(Direction), ["missed"] = Text(Missed),
        ["outMissed"] = Text(OutMissed), ["result"] = Result, ["attribute"] = Attribute, ["minTalk"] = Text(MinTalk), ["maxTalk"] = Text(MaxTalk), ["extension"] = Extension,
        ["campaign"] = Campaign, ["ivr"] = Ivr, ["ivrType"] = IvrType, ["digits"] = Digits, ["call"] = Call, ["distinct"] = Distinct ? "true" : null,
        ["sort"] = Sort == "startedAt" ? null : Sort, ["order"] = Ascending ? "asc" : null, ["page"] = page == 1 ? null : Text(page),
    }.Where(part => part.Value is not null)).TrimStart('?');

    public static string Iso(DateTime time) => time.ToString(Minute, CultureInfo.InvariantCulture);

    internal CallFilter Filter(Tenant tenant) => new(
        tenant.Instant(From), tenant.Instant(To), Call, Agent, Number, Seconds(MinTalk), Seconds(MaxTalk), Result, Direction, Campaign, null, Missed, OutMissed, Attribute,
        Extension, IvrType, Queue, Ivr, Digits, Ascending ? "asc" : "desc", CallRecords.Sorts[Sort], Distinct);

    /// <summary>What narrows the list, in words.</summary>
    public IEnumerable<(string Name, string Value)> Notes() =>
        [(RecordText.Of("Filter.from"), $"{From:yyyy-MM-dd HH:mm:ss}"), (RecordText.Of("Filter.to"), $"{To:yyyy-MM-dd HH:mm:ss}"), .. Filters()];

    /// <summary>What narrows it beside its time.</summary>
    public IEnumerable<(string Name, string Value)> Filters()
    {
        foreach (var (key, text) in new (string, string?)[]
        {
            ("agent", Agent), ("queue", Queue), ("direction", RecordText.Code("Direction", Text(Direction))),
            ("number", NumberMask.Apply(Number)), ("missed", RecordText.Code("Missed", Text(Missed))), ("outMissed", RecordText.Code("OutMissed", Text(OutMissed))),
            ("result", RecordText.Code("Result", Result)), ("attribute", RecordText.Code("Attribute", Attribute)), ("minTalk", Text(MinTalk)), ("maxTalk", Text(MaxTalk)),
            ("extension", Extension), ("campaign", Campaign), ("ivr", Ivr), ("ivrType", IvrType), ("digits", Digits), ("call", Call?.Split('@')[0]),
            ("distinct", Distinct ? RecordText.Of("Yes") : null),
        })
            if (text is not null)
                yield return (RecordText.Of($"Filter.{key}"), text);
    }

    private static TimeSpan? Seconds(int? value) => value is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    private static string? Text(int? value) => value?.ToString(CultureInfo.InvariantCulture);
}
