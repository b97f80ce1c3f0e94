using System.Globalization;

namespace Wallboard.Simulator.Http;

/// <summary>Where the guide's samples write otherwise than its tables, as the close reading lists it (H…).</summary>
internal static class Spelling
{
    private static readonly (string From, string To, string Name, string Other)[] Names =
    [
        ("6.4", "6.5", "gatewayGroup", "gatewayCroup"),
        ("6.11", "6.12", "createTime", "createdTime"),
        ("6.14", "6.14", "typeType", "typeText"),
        ("6.30", "6.30", "inAvgTalkTime", "avgInTalkTime"),
        ("6.30", "6.30", "outAvgTalkTime", "avgOutTalkTime"),
        ("6.36", "6.37", "reasonText", "reasontext"),
        ("6.36", "6.37", "reasonCode", "reasoncode"),
        ("6.49", "6.56", "intDay", "intHour"),
        ("6.49", "6.56", "intMonth", "intHour"),
        ("8.8", "8.8", "contactNum", "contactNumber"),
    ];

    private static readonly Dictionary<(string Name, string Value), string[]> Codes = new()
    {
        [("strategy", "longest-idle-agent")] = ["Stringest-idle-agent"],
        [("stateValue", "")] = ["0"],
        [("callState", "5")] = ["7", "8"],
    };

    private static readonly HashSet<string> WithComma = [.. "6.4 6.5 6.26 6.39 7.14 8.4 8.5 8.6".Split(' '), .. Enumerable.Range(1, 10).Select(n => $"7.{n}")];

    private static readonly HashSet<string> NonsensePaging = [.. "6.22 6.23 6.24 6.25 6.42 6.44 8.8 8.10 8.11 8.12".Split(' ')];

    // 6.14: seconds as digits or as hours, minutes, seconds, in one answer.
    private static readonly HashSet<string> DayDurations = ["readyTime", "busyTime", "outTalkTime", "inTalkTime", "talkTime", "operationTime"];

    /// <summary>The name in the samples, or the same.</summary>
    public static string Other(string section, string name) =>
        Names.FirstOrDefault(n => n.Name == name && Between(section, n.From, n.To)).Other ?? name;

    /// <summary>Codes that mean the same: 8.10 says agents busy as 5, 7 and 8; 6.29 says unread as nothing and as 0.</summary>
    public static IReadOnlyList<string> OtherCodes(string section, string name, string value) =>
        section is "6.6" or "6.7" or "6.29" or "8.10" ? Codes.GetValueOrDefault((name, value), []) : [];

    /// <summary>The samples of 6.30 and 6.57–6.64 have the number where the table has the name, and the other way round.</summary>
    public static bool NumberAndNameChangePlaces(string section) => section == "6.30" || Between(section, "6.57", "6.64");

    public static bool TrailingComma(string section) => WithComma.Contains(section);

    public static bool PagingIsNonsense(string section) => NonsensePaging.Contains(section);

    public static bool IsDuration(string section, string name) =>
        section == "6.14" ? DayDurations.Contains(name)
        : (section == "6.30" || Between(section, "6.57", "6.64")) && name.EndsWith("Time", StringComparison.Ordinal);

    private static bool Between(string section, string from, string to) => Order(section) >= Order(from) && Order(section) <= Order(to);

    private static int Order(string section)
    {
        var parts = section.Split('.');
        return int.Parse(parts[0], CultureInfo.InvariantCulture) * 100 + int.Parse(parts[1], CultureInfo.InvariantCulture);
    }
}
