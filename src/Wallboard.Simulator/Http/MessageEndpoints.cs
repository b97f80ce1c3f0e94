using System.Text.Json.Nodes;
using Wallboard.Simulator.Books;

namespace Wallboard.Simulator.Http;

/// <summary>Guide 6.29, 7.1–7.3: short messages.</summary>
internal static class MessageEndpoints
{
    private static readonly string[] Filters =
    [
        "agent", "sendState", "type", "sendMobile", "content", "stateValue", "ids", "attr", .. Fields.Period, .. Fields.Paging, .. Fields.Sorting,
    ];

    public static IEnumerable<ApiEndpoint> All =>
    [
        new("6.29", "query/querySmHistories", ["tenantId"], Filters, Messages),
        new("7.1", "sms/sendSms", ["content", "thisDN", "number", "tenantId"], ["gateway", "port", "type", "attr"], Send, PerMinute: 20, HasData: false),
        new("7.2", "config/modifySmHistories", ["id"], Fields.None, Read, PerMinute: 20, HasData: false),
        new("7.3", "config/deleteSmHistories", [], ["id", "calleeId"], Delete, PerMinute: 20, HasData: false),
    ];

    private static JsonArray Messages(ApiCall call)
    {
        var tenant = call.Tenant();
        var plan = tenant.Plan;
        var inRange = call.InRange();
        var (ids, types, attributes) = (call.List("ids"), call.List("type"), call.List("attr"));
        var (agent, from, content) = (call.Text("agent"), call.Text("sendMobile"), call.Text("content"));
        var (state, read) = (call.Whole("sendState"), call.Whole("stateValue"));
        var rows = tenant.Books.Messages.Entries.Entries.Where(m =>
            inRange(m.Created) && ids?.Contains(Wire.Text(tenant.Keys.Key(m.Id))) != false && types?.Contains(Wire.Text(m.Type)) != false
            && attributes?.Contains(m.Attribute) != false && (agent is null || plan.Agents[m.Agent].Dn == agent) && (from is null || m.From == from)
            && (content is null || m.Content.Contains(content, StringComparison.Ordinal)) && (state is null || m.State == state)
            && (read is null || m.Read == (read == 1)));
        return call.PageBy(rows, m => new JsonObject
        {
            ["id"] = tenant.Keys.Key(m.Id), ["agent"] = plan.Agents[m.Agent].Dn, ["calleeId"] = m.CallId, ["mobile"] = m.To, ["sourceMobile"] = m.From,
            ["createdTime"] = tenant.Zone.Stamp(m.Created), ["extension"] = plan.Agents[m.Agent].Extension, ["state"] = m.State, ["content"] = m.Content,
            ["type"] = Wire.Text(m.Type), ["stateValue"] = m.Read ? "1" : "", ["attr"] = m.Attribute,
        });
    }

    private static JsonNode? Send(ApiCall call)
    {
        var tenant = call.Tenant();
        var agent = call.Agent(tenant, "thisDN").Index;
        var type = call.Whole("type") ?? 2;
        if (type is < 1 or > 4) throw new BadParametersException("type");
        foreach (var number in call.List("number")!)
            tenant.Books.Messages.Send(agent, number, call.Required("content"), type, call.Text("attr") ?? "");
        return null;
    }

    private static JsonNode? Read(ApiCall call)
    {
        foreach (var (tenant, id, _) in call.Named("id"))
            if (tenant.Books.Messages.Entries.Find(id) is { } message) tenant.Books.Messages.Entries.Replace(message.Id, message with { Read = true });
        return null;
    }

    // Neither id is required: without one nothing is deleted.
    private static JsonNode? Delete(ApiCall call)
    {
        foreach (var (tenant, id, _) in call.Named("id")) tenant.Books.Messages.Entries.Remove(id ?? 0);
        if (call.Text("calleeId") is not { } callId) return null;
        foreach (var book in call.Platform.Tenants.Values.Select(t => t.Books.Messages.Entries))
            foreach (var message in book.Entries.Where(m => m.CallId == callId).ToList()) book.Remove(message.Id);
        return null;
    }
}
