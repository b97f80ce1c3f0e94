using System.Text.Json.Nodes;

namespace Wallboard.Simulator.Http;

/// <summary>One endpoint of the guide. A request that lacks a required field or has one that neither list names is answered 201.</summary>
/// <param name="Section">Of the guide, e.g. 6.8.</param>
/// <param name="Path">Behind the version, e.g. <c>callcenter/queryQueueRealtimeData</c>.</param>
/// <param name="Required">Without <c>actionID</c>, which is required wherever <paramref name="ActionId"/> says nothing else.</param>
/// <param name="Answer">Gives <c>data</c>.</param>
/// <param name="SuccessCode">200, but 0 for 6.36 and 6.37.</param>
/// <param name="ActionId">6.18 takes one without asking for it; 8.4–8.6 do not know it and do not echo it.</param>
/// <param name="PerMinute">Calls a minute and tenant; null where the guide sets no limit.</param>
/// <param name="Dialer">8.4–8.6: on the dialler's address, without a version.</param>
/// <param name="HasData">False where the guide's answer is code, message and actionID only.</param>
internal sealed record ApiEndpoint(
    string Section, string Path, IReadOnlyList<string> Required, IReadOnlyList<string> Optional, Func<ApiCall, JsonNode?> Answer, int SuccessCode = 200,
    ActionId ActionId = ActionId.Required, int? PerMinute = null, bool Dialer = false, bool HasData = true)
{
    private readonly HashSet<string> known = [.. Required, .. Optional];

    public bool Knows(string field) => known.Contains(field) || (field == "actionID" && ActionId != ActionId.Unknown);
}

internal enum ActionId { Required, Optional, Unknown }

/// <summary>Fields that many endpoints take.</summary>
internal static class Fields
{
    public static readonly string[] None = [];
    public static readonly string[] Paging = ["currentPage", "pageSize"];
    public static readonly string[] Sorting = ["sort", "order"];
    public static readonly string[] Period = ["startTime", "endTime"];
}
