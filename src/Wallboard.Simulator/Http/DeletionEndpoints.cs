using System.Text.Json.Nodes;
using Wallboard.Simulator.Log;
using Wallboard.Simulator.Model;

namespace Wallboard.Simulator.Http;

/// <summary>
/// Guide 7.7–7.10, 7.14: records that lists and details no longer show, by their numbers or, but for states, by the call's id. No tenant is asked for, so
/// that anybody's record can be deleted by anybody.
/// </summary>
internal static class DeletionEndpoints
{
    public static IEnumerable<ApiEndpoint> All =>
    [
        Deletion("7.7", "config/deleteCdrs", RecordKind.Leg, (rows, call) => rows.LegsOf(call).Select(l => l.Id)),
        Deletion("7.8", "config/deleteRecords", RecordKind.Recording, (rows, call) => rows.LegsOf(call, deletedToo: true).Select(l => l.Id)),
        Deletion("7.9", "config/deleteQueueHistories", RecordKind.Visit, (rows, call) => rows.VisitsOf(call).Select(v => v.Id)),
        Deletion("7.10", "config/deleteIvrHistories", RecordKind.IvrSession, (rows, call) => rows.SessionsOf(call).Select(s => s.Id)),
        Deletion("7.14", "config/deleteAgentStateHistories", RecordKind.AgentState, (_, _) => []),
    ];

    private static ApiEndpoint Deletion(string section, string path, RecordKind kind, Func<Rows, int, IEnumerable<int>> ofCall) =>
        new(section, path, ["id"], Fields.None, call => Delete(call, kind, ofCall), PerMinute: 20, HasData: false);

    private static JsonNode? Delete(ApiCall call, RecordKind kind, Func<Rows, int, IEnumerable<int>> ofCall)
    {
        foreach (var (tenant, id, text) in call.Named("id"))
            foreach (var record in id is { } known ? [known] : ofCall(tenant.Rows, tenant.Rows.CallIndex(text)).ToList()) tenant.Rows.Delete(kind, record);
        return null;
    }
}
