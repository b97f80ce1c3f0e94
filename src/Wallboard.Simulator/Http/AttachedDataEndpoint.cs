using System.Text.Json.Nodes;
using Wallboard.Simulator.Log;
using Wallboard.Simulator.Model;

namespace Wallboard.Simulator.Http;

/// <summary>Guide 6.39: what travels with a call, as one map whose keys begin with the call's id.</summary>
internal static class AttachedDataEndpoint
{
    public static IEnumerable<ApiEndpoint> All => [new("6.39", "query/queryAttachDatas", ["callID"], ["tenantId", "type", "key"], Attached)];

    private static JsonArray Attached(ApiCall call)
    {
        var (id, key, type) = (call.Required("callID"), call.Text("key"), call.Text("type"));
        var data = call.Tenants().SelectMany(t => Of(t, t.Rows.CallIndex(id))).Where(d => (key is null || d.Key == key) && (type is null || d.Type == type)).DistinctBy(d => d.Key).ToList();
        return data.Count == 0 ? [] : [new JsonObject(data.Select(d => KeyValuePair.Create($"{id}_{d.Key}", (JsonNode?)d.Value)))];
    }

    // What agents attached (4.5); the keys pressed in the IVR and the flow that they were pressed in travel along by themselves.
    private static IEnumerable<(string Type, string Key, string Value)> Of(TenantModel tenant, int call)
    {
        foreach (var (key, value) in tenant.Rows.Call(call)?.AttachedData ?? new Dictionary<string, string>()) yield return ("user", key, value);
        if (tenant.Rows.SessionsOf(call).LastOrDefault(s => s.Flow == 0) is not { } session) yield break;
        yield return ("ivr", "ivr_id", Wire.Text(tenant.Plan.Flows[session.Flow].Id));
        var digits = tenant.Rows.Steps(session).Where(s => s.Kind == LogKind.IvrDigit).ToList();
        if (digits.Count == 0) yield break;
        yield return ("ivr", "digit", Wire.Text(digits[^1].A));
        yield return ("ivr", "digit_type", session.Queue >= 0 ? "1" : "4");
    }
}
