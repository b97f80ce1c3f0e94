using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Wallboard.Live;
using Wallboard.Platform.Cti;

namespace Wallboard.Web.Features.Live;

/// <summary>The answer of <c>GET /api/live/{tenant}</c>. A contract: names, units and <c>null</c> for unknown stay as they are.</summary>
internal sealed record LiveJson(
    string Tenant, DateTimeOffset AsOf, long Version, LiveJson.LinkJson Link, IEnumerable<LiveJson.AgentJson> Agents,
    IEnumerable<LiveJson.QueueJson> Queues, IEnumerable<LiveJson.WaitingJson> Waiting, LiveJson.IvrJson Ivr, LiveJson.TotalsJson Totals)
{
    /// <summary>Only there for whoever sees a part of the tenant.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PartPicture? Partial { get; init; }

    /// <param name="AgeSeconds">Since the last frame.</param>
    internal sealed record LinkJson(Freshness State, LinkReason? Reason, DateTimeOffset Since, double? AgeSeconds);

    internal sealed record AgentJson(
        string Dn, string? Name, string? Extension, int? State, int? Reason, DateTimeOffset? Since, string? CallId, string? Number,
        IReadOnlyList<string> Queues);

    internal sealed record QueueJson(
        string Dn, string? Name, int? Waiting, int? Calling, long? LongestWaitSeconds, int? Ready, int? Busy, int? SignedIn, int? Offered,
        int? Answered, int? Abandoned, int? LeftOtherwise, int? Open, double? ServiceLevel, long? EstimatedWaitSeconds, Freshness Fresh);

    internal sealed record WaitingJson(string Queue, string? CallId, string? Number, DateTimeOffset? EnteredAt);

    internal sealed record IvrJson(DateTimeOffset? CompleteSince, IEnumerable<SessionJson> Sessions);

    internal sealed record SessionJson(string CallId, string? Name, string? Node, DateTimeOffset StartedAt);

    internal sealed record TotalsJson(
        int? Waiting, long? LongestWaitSeconds, int? Ready, int? Engaged, int? SignedIn, int? Offered, int? Answered, int? Abandoned,
        double? ServiceLevel, int? Concurrency);

    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // served as application/json only, never inside HTML
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase), new InstantConverter() },
    };

    public static LiveJson Of(Tenant tenant, LivePicture picture)
    {
        DateTimeOffset? Local(DateTimeOffset? instant) => instant is { } known ? tenant.Local(known) : null;
        var (link, totals) = (picture.Link, picture.Totals);
        return new(
            picture.Tenant,
            tenant.Local(picture.AsOf),
            picture.Version,
            new(link.State, link.Reason == LinkReason.None ? null : link.Reason, tenant.Local(link.Since),
                link.Age is { } age ? Math.Round(age.TotalSeconds, 1) : null),
            picture.Agents.Select(a => new AgentJson(
                a.Number, a.Name, a.Extension, a.State, a.Reason, Local(a.Since), a.CallId, NumberMask.Apply(a.OtherNumber), a.Queues)),
            picture.Queues.Select(q => new QueueJson(
                q.Number, q.Name, q.Waiting, q.Calling, Seconds(q.LongestWait), q.Ready, q.Busy, q.SignedIn, q.Offered, q.Answered,
                q.Abandoned, q.LeftOtherwise, q.Open, Rate(q.ServiceLevel.Value), Seconds(q.EstimatedWait), q.Fresh)),
            picture.Waiting.Select(w => new WaitingJson(w.Queue, w.CallId, NumberMask.Apply(w.Number), Local(w.EnteredAt))),
            new(Local(picture.Ivr.CompleteSince),
                picture.Ivr.Sessions.Select(s => new SessionJson(s.CallId, s.Name, s.Node, tenant.Local(s.StartedAt)))),
            new(totals.Waiting, Seconds(totals.LongestWait), totals.Ready, totals.Engaged, totals.SignedIn, totals.Offered, totals.Answered,
                totals.Abandoned, Rate(totals.ServiceLevel.Value), totals.Concurrency)) { Partial = picture.Part };
    }

    private static long? Seconds(TimeSpan? duration) => duration is { } known ? (long)known.TotalSeconds : null;

    private static double? Rate(double? fraction) => fraction is { } known ? Math.Round(known, 4) : null;

    /// <summary>ISO 8601 with milliseconds and offset, e.g. <c>2026-11-22T18:37:47.120+08:00</c>.</summary>
    private sealed class InstantConverter : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetDateTimeOffset();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture));
    }
}
