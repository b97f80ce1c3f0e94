using System.Text.Json.Nodes;
using Wallboard.Simulator.Books;
using Wallboard.Simulator.Model;

namespace Wallboard.Simulator.Http;

/// <summary>Guide 6.25, 6.42, 6.43, 7.11–7.13: the black list, and the calls that it kept away.</summary>
internal static class BlackListEndpoints
{
    private static readonly string[] BlockedFields =
        ["agent", "mobile", "callType", "ctiCallId", "campaignId", "extension", .. Fields.Period, .. Fields.Paging, .. Fields.Sorting];

    public static IEnumerable<ApiEndpoint> All =>
    [
        new("6.25", "query/queryBlacklistHistories", ["tenantId"], BlockedFields, Blocked),
        new("6.42", "query/queryBlacklists", ["tenantId", "thisDN", .. Fields.Paging], ["number", "callType", .. Fields.Period], Entries, PerMinute: 20),
        new("6.43", "query/queryBlacklist", ["tenantId", "id"], Fields.None, Entry, PerMinute: 20),
        new("7.11", "config/addBlacklist", ["name", "tenantId", "agent", "mobile", "type"], ["description"], Add, PerMinute: 20),
        new("7.12", "config/delBlacklist", ["id"], Fields.None, Delete, PerMinute: 20),
        new("7.13", "config/modifyBlacklist", ["id", "name", "mobile", "type"], ["description"], Modify, PerMinute: 20),
    ];

    private static JsonArray Blocked(ApiCall call)
    {
        var tenant = call.Tenant();
        var plan = tenant.Plan;
        var inRange = call.InRange();
        var (agent, mobile, extension, callId) = (call.Text("agent"), call.Text("mobile"), call.Text("extension"), call.Text("ctiCallId"));
        var (type, never) = (call.Whole("callType"), call.Text("campaignId"));
        var rows = tenant.Books.BlackList.Blocked.Where(b =>
            inRange(b.At) && never is null && Wire.Matches(type, b.Direction) && (callId is null || b.CallId == callId)
            && (mobile is null || b.Caller == mobile || b.Called == mobile) && (agent is null || (b.Agent >= 0 && plan.Agents[b.Agent].Dn == agent))
            && (extension is null || (b.Agent >= 0 && plan.Agents[b.Agent].Extension == extension)));
        return call.PageBy(rows, b => new JsonObject
        {
            ["id"] = Wire.Text(tenant.Keys.Key(b.Id)), ["tenantId"] = plan.Id, ["agent"] = b.Agent < 0 ? "" : plan.Agents[b.Agent].Dn,
            ["destinationNumber"] = b.Called, ["callerIdNumber"] = b.Caller, ["ctiCallType"] = Wire.Text((int)b.Direction),
            ["startStamp"] = tenant.Zone.Stamp(b.At), ["endStamp"] = tenant.Zone.Stamp(b.At), ["ctiCallId"] = b.CallId,
            ["extension"] = b.Agent < 0 ? "" : plan.Agents[b.Agent].Extension,
        });
    }

    private static JsonArray Entries(ApiCall call)
    {
        var tenant = call.Tenant();
        var inRange = call.InRange();
        var (number, type) = (call.Text("number"), call.Whole("callType"));
        var rows = tenant.Books.BlackList.Entries.Entries.Where(e => inRange(e.Created) && (number is null || e.Number == number) && (type is null || e.Type == type));
        return call.Page(rows, e => Row(tenant, e));
    }

    private static JsonObject? Entry(ApiCall call)
    {
        var tenant = call.Tenant();
        return tenant.Books.BlackList.Entries.Find(tenant.Keys.Id(call.Whole("id"))) is { } entry ? Row(tenant, entry) : null;
    }

    private static JsonObject Add(ApiCall call)
    {
        var tenant = call.Tenant();
        var agent = call.Agent(tenant, "agent").Index;
        var entry = new BlackListEntry(0, agent, call.Required("name"), call.Required("mobile"), Type(call), call.Text("description") ?? "", call.Now);
        return Row(tenant, tenant.Books.BlackList.Add(entry));
    }

    private static JsonObject Delete(ApiCall call)
    {
        var (tenant, entry) = Named(call);
        tenant.Books.BlackList.Entries.Remove(entry.Id);
        return Row(tenant, entry);
    }

    private static JsonObject Modify(ApiCall call)
    {
        var (tenant, entry) = Named(call);
        var changed = entry with
        {
            Name = call.Required("name"), Number = call.Required("mobile"), Type = Type(call), Description = call.Text("description") ?? entry.Description,
        };
        tenant.Books.BlackList.Entries.Replace(entry.Id, changed);
        return Row(tenant, changed);
    }

    private static (TenantModel Tenant, BlackListEntry Entry) Named(ApiCall call) => call.Named("id", (tenant, id) => tenant.Books.BlackList.Entries.Find(id));

    private static int Type(ApiCall call) => call.Whole("type") is { } type and >= 1 and <= 3 ? type : throw new BadParametersException("type");

    private static JsonObject Row(TenantModel tenant, BlackListEntry entry) => new()
    {
        ["id"] = Wire.Text(tenant.Keys.Key(entry.Id)), ["tenantId"] = tenant.Plan.Id, ["userId"] = Wire.Text(entry.Agent + 1),
        ["nameCn"] = tenant.Plan.Agents[entry.Agent].Name, ["name"] = entry.Name, ["mobile"] = entry.Number, ["callType"] = Wire.Text(entry.Type),
        ["status"] = "1", ["createdTime"] = tenant.Zone.Stamp(entry.Created), ["description"] = entry.Description,
    };
}
