using System.Text.Json.Nodes;
using Wallboard.Simulator.Log;
using Wallboard.Simulator.Model;

namespace Wallboard.Simulator.Http;

/// <summary>Guide 6.23, 6.24, 6.28: recordings of talks, and what callers left on the voicemail.</summary>
internal static class RecordingEndpoints
{
    private static readonly string[] RecordingFields =
        ["mobile", "second", "campaignId", "agent", "callType", "extension", "ids", .. Fields.Period, .. Fields.Paging, .. Fields.Sorting];

    public static IEnumerable<ApiEndpoint> All =>
    [
        new("6.23", "query/queryRecords", ["tenantId"], RecordingFields, Recordings),
        new("6.24", "query/queryRecord", ["tenantId", "id"], Fields.None, Recording),
        new("6.28", "query/queryVoicemailMsgs", [], ["agent", "mobile", .. Fields.Period, .. Fields.Paging, .. Fields.Sorting], Voicemail),
    ];

    /// <summary>Every talk that is over has been recorded, under the number of its record in 6.21.</summary>
    private static bool IsRecorded(TenantModel tenant, Leg leg) =>
        leg is { Agent: >= 0, Ended: > 0, File.Length: > 0 } && !tenant.Rows.IsDeleted(RecordKind.Recording, leg.Id);

    private static JsonArray Recordings(ApiCall call)
    {
        var tenant = call.Tenant();
        var plan = tenant.Plan;
        var (from, to) = call.Range();
        var (mobile, agent, extension, campaign) = (call.Text("mobile"), call.Text("agent"), call.Text("extension"), call.Text("campaignId"));
        var (ids, type, atLeast) = (call.List("ids"), call.Whole("callType"), call.Whole("second"));
        var rows = tenant.Rows.Legs(from, to, deletedToo: true).Where(l =>
            IsRecorded(tenant, l) && ids?.Contains(Wire.Text(tenant.Keys.Key(l.Id))) != false && Wire.Matches(type, l.Call.Direction)
            && (mobile is null || Wire.Customer(l.Call) == mobile) && (agent is null || plan.Agents[l.Agent].Dn == agent)
            && (extension is null || plan.Agents[l.Agent].Extension == extension) && (campaign is null || Campaign(tenant, l) == campaign)
            && !(PlatformZone.Seconds(l.Answered, l.Ended) < atLeast));
        return call.PageBy(rows, l => Row(tenant, l));
    }

    // By its number, or the call's id: then it is the call's last.
    private static JsonObject? Recording(ApiCall call)
    {
        var tenant = call.Tenant();
        if (call.Records(tenant, "id", id => tenant.Rows.Leg(id, deletedToo: true), index => tenant.Rows.LegsOf(index, deletedToo: true))
                .LastOrDefault(l => IsRecorded(tenant, l)) is not { } leg) return null;
        var row = Row(tenant, leg);
        row["callId"] = leg.Call.Id;
        return row;
    }

    private static JsonObject Row(TenantModel tenant, Leg leg) => new()
    {
        ["id"] = Wire.Text(tenant.Keys.Key(leg.Id)), ["tenantId"] = tenant.Plan.Id, ["mobile"] = Wire.Customer(leg.Call),
        ["agent"] = tenant.Plan.Agents[leg.Agent].Dn, ["callType"] = Wire.Text((int)leg.Call.Direction),
        ["duration"] = Wire.Text(PlatformZone.Seconds(leg.Answered, leg.Ended)), ["createTime"] = tenant.Zone.Stamp(leg.Answered),
        ["campaignId"] = Campaign(tenant, leg), ["filename"] = leg.File, ["extension"] = tenant.Plan.Agents[leg.Agent].Extension,
    };

    private static string Campaign(TenantModel tenant, Leg leg) => CallRecordEndpoints.Campaign(tenant, leg) is { Length: > 0 } id ? id : "-1";

    // A queue's messages lie in the box of its first member.
    private static JsonArray Voicemail(ApiCall call)
    {
        var (begin, end) = call.Range();
        var (agent, mobile) = (call.Text("agent"), call.Text("mobile"));
        var rows =
            from tenant in call.Platform.Tenants.Values
            from leg in tenant.Rows.Legs(begin, end)
            where leg.Voicemail && leg.Ended > 0
            select (Box: Box(tenant, leg), Zone: tenant.Zone, Leg: leg);
        return call.PageBy(rows.Where(r => (agent is null || r.Box == agent) && (mobile is null || Wire.Customer(r.Leg.Call) == mobile)), r => new JsonObject
        {
            ["callId"] = r.Leg.Call.Id, ["cidNumber"] = Wire.Customer(r.Leg.Call), ["createTime"] = r.Zone.Stamp(r.Leg.Start), ["userName"] = r.Box,
            ["filePath"] = $"/sharedfs/webapps/voicemail/msg_{r.Leg.Call.Id}.wav",
        });
    }

    private static string Box(TenantModel tenant, Leg leg)
    {
        var members = leg.Queue < 0 ? [] : tenant.Plan.Queues[leg.Queue].Members;
        return tenant.Plan.Agents[members.Count > 0 ? members[0] : 0].Dn;
    }
}
