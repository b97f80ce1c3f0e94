using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.WebUtilities;
using Wallboard.Reports;
using Wallboard.Web.Features.Live;
using Wallboard.Web.Features.Records;

namespace Wallboard.Web.Features.Reports.Schedules;

/// <summary>One of the reports of a schedule.</summary>
/// <param name="Report">Id in the catalogue, or of the call records.</param>
/// <param name="Query">What stands after the question mark in its address. Call records too may have a <c>period</c> that moves with the day.</param>
public sealed record ScheduledReport(string Report, string Query)
{
    private const string Iso = "yyyy-MM-dd";
    private static readonly JsonSerializerOptions json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static IReadOnlyList<ScheduledReport> Read(string text) => JsonSerializer.Deserialize<List<ScheduledReport>>(text, json) ?? [];

    public static string Write(IEnumerable<ScheduledReport> reports) => JsonSerializer.Serialize(reports, json);

    /// <summary>Read and written anew, so that nothing is kept that reports do not know; null where there is no such report.</summary>
    /// <param name="today">In the tenant's zone.</param>
    public static ScheduledReport? Of(string? report, string? query, DateOnly today)
    {
        if (report == CallRecords.Id)
        {
            var calls = CallQuery.Of(query, today).ToQueryString();
            return PresetOf(query) is { } preset ? new(report, With(calls, preset)) : QueryHelpers.ParseQuery(query).ContainsKey("from") ? new(report, calls) : new(report, With(calls, PeriodPreset.Yesterday));
        }
        return ReportCatalogue.Find(report) is { } known ? new(known.Id, Files.StatisticsTables.QueryOf(known, query ?? "").ToQueryString()) : null;
    }

    /// <summary>Null: it is always the same days.</summary>
    public PeriodPreset? Preset => PresetOf(Query);

    public ScheduledReport With(PeriodPreset preset) => this with { Query = With(Query, preset) };

    /// <summary>The days that it covers when it is due.</summary>
    /// <param name="due">The day in the tenant's zone.</param>
    public DayRange? Days(DateOnly due)
    {
        if (Preset is { } preset) return ReportPeriod.Of(preset).On(due);
        var parts = QueryHelpers.ParseQuery(Query);
        return Date("from") is { } from ? new(from, Date("to") ?? from) : null;

        DateOnly? Date(string name) =>
            parts.TryGetValue(name, out var value) && value.ToString() is { Length: >= 10 } text && DateOnly.TryParseExact(text[..10], Iso, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                ? day
                : null;
    }

    /// <summary>What to ask for: the same days on whatever day it comes to be made.</summary>
    public string FixedTo(DateOnly due)
    {
        if (Preset is not { } preset) return Query;
        var days = ReportPeriod.Of(preset).On(due);
        return Replaced(Query, ("from", days.From.ToString(Iso, CultureInfo.InvariantCulture)), ("to", days.To.ToString(Iso, CultureInfo.InvariantCulture)));
    }

    private static PeriodPreset? PresetOf(string? query) =>
        QueryHelpers.ParseQuery(query).TryGetValue("period", out var name)
            ? Enum.GetValues<PeriodPreset>().Where(preset => Pages.ReportAddress.Spelt(preset) == name).Cast<PeriodPreset?>().FirstOrDefault()
            : null;

    private static string With(string query, PeriodPreset preset) => Replaced(query, ("period", Pages.ReportAddress.Spelt(preset)));

    private static string Replaced(string query, params (string Name, string Value)[] period)
    {
        var others = QueryHelpers.ParseQuery(query).Where(part => part.Key is not ("period" or "from" or "to")).SelectMany(part => part.Value.Select(value => (part.Key, value ?? "")));
        return string.Join('&', period.Concat(others).Select(part => $"{part.Item1}={Uri.EscapeDataString(part.Item2)}"));
    }
}
