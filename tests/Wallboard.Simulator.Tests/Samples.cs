using Wallboard.Testing;

namespace Wallboard.Simulator.Tests;

/// <summary>A value for every field of a request; what they name is there after <see cref="Lab.FurnishAsync"/>.</summary>
internal static class Samples
{
    /// <summary>Without which the request is refused: those of the table, and those that its words require of a campaign that is no voice campaign.</summary>
    public static Dictionary<string, string> Required(string section) => Of(section, onlyRequired: true);

    public static Dictionary<string, string> All(string section) => Of(section, onlyRequired: false);

    private static Dictionary<string, string> Of(string section, bool onlyRequired) =>
        Contract.OfSection(section).Request
            .Where(f => f.Required || !onlyRequired || (section == "8.1" && f.Name is "queueId" or "callType" or "ratio"))
            .ToDictionary(f => f.Name, f => Value(section, f.Name));

    private static string Value(string section, string field) => (section, field) switch
    {
        ("7.1" or "7.11" or "8.1" or "8.2" or "8.7", "agent" or "thisDN") => "10000_1000",
        ("7.4" or "7.5" or "6.41", "startTime") => "12:00:01",
        ("7.4" or "7.5" or "6.41", "endTime") => "13:00:00",
        ("6.46" or "6.50" or "6.54" or "6.58" or "6.62" or "6.66" or "6.33", "filter") => "10000_8000,10000_8001",
        ("6.47" or "6.51" or "6.55" or "6.59" or "6.63" or "6.67", "filter") => """{"部门1":"[10000_1000,10000_1001]","部门2":"[10000_1002]"}""",
        ("6.48" or "6.52" or "6.56" or "6.60" or "6.64" or "6.68", "filter") => "10000_1000,10000_1001",
        ("6.27" or "6.30" or "6.31" or "6.32", "filter") => "10000",
        ("6.27", "sort") => "agent",
        ("6.27", "ivrDtmfDigits") => "1,2,3,4,5",
        (_, "number" or "mobile" or "filter") => "13900001111",
        (_, "isVgc") => "0",
        ("6.18", "ivrSessionId") => $"{1:x32}",
        ("6.18", "callId" or "executeContext") => "",
        (_, "actionID") => "a1",
        (_, "tenantId") => "10000",
        (_, "queue" or "queueName") => "10000_8000",
        (_, "thisDN") => "10000_1000",
        (_, "agent") => "10000_1000,10000_1001",
        (_, "startTime") => "2026-11-22 00:00:00",
        (_, "endTime") => "2026-11-22 24:00:00",
        (_, "order") => "desc",
        (_, "sort") => "id",
        (_, "name" or "nameCn") => "王",
        (_, "ids") => "1,2",
        _ => "1",
    };
}
