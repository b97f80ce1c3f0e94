using Wallboard.Testing;

namespace Wallboard.Simulator.Tests;

/// <summary>A value for every field of a request.</summary>
internal static class Samples
{
    public static Dictionary<string, string> Required(string section) => Of(section, onlyRequired: true);

    public static Dictionary<string, string> All(string section) => Of(section, onlyRequired: false);

    private static Dictionary<string, string> Of(string section, bool onlyRequired) =>
        Contract.OfSection(section).Request.Where(f => f.Required || !onlyRequired).ToDictionary(f => f.Name, f => Value(f.Name));

    private static string Value(string field) => field switch
    {
        "actionID" => "a1",
        "tenantId" => "10000",
        "queue" or "queueName" => "10000_8000",
        "agent" => "10000_1000,10000_1001",
        "startTime" => "2026-11-22 00:00:00",
        "endTime" => "2026-11-22 24:00:00",
        "order" => "desc",
        "sort" => "id",
        "name" or "nameCn" => "王",
        "ids" => "1,2",
        _ => "1",
    };
}
