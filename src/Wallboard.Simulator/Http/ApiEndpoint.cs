using System.Text.Json.Nodes;

namespace Wallboard.Simulator.Http;

/// <summary>One endpoint of the guide.</summary>
/// <param name="Section">Of the guide, e.g. 6.8.</param>
/// <param name="Path">Behind the version, e.g. <c>callcenter/queryQueueRealtimeData</c>.</param>
/// <param name="Required">Fields without which it answers 201; <c>actionID</c> is required everywhere.</param>
/// <param name="Answer">Gives <c>data</c>.</param>
/// <param name="SuccessCode">200, but 0 for 6.36 and 6.37.</param>
internal sealed record ApiEndpoint(string Section, string Path, IReadOnlyList<string> Required, Func<ApiCall, JsonNode?> Answer, int SuccessCode = 200);
