using System.Text.Json.Nodes;
using Wallboard.Simulator.Books;
using Wallboard.Simulator.Model;
using Wallboard.Simulator.Plan;

namespace Wallboard.Simulator.Http;

/// <summary>Guide 8.8–8.12: campaigns, their contacts, and what the dialler is set to.</summary>
internal static class CampaignRecordEndpoints
{
    public static IEnumerable<ApiEndpoint> All =>
    [
        new("8.8", "query/queryOutboundInstances", ["tenantId", .. Fields.Paging], ["name", "status"], List),
        new("8.9", "query/queryOutboundInstance", ["tenantId", "id"], Fields.None, Detail),
        new("8.10", "query/queryOutboundContacts", ["tenantId", .. Fields.Paging], ["outboundId", "callState", "mobile", "extends", .. Fields.Period], Contacts),
        new("8.11", "query/queryOutboundConfig", ["tenantId"], Fields.None, Settings),
        new("8.12", "query/queryNumberBatch", ["tenantId"], Fields.None, Batches),
    ];

    /// <summary>Numbers that a campaign may show to those it calls.</summary>
    public static IEnumerable<(int Id, string Name, IReadOnlyList<string> Numbers)> Batches(TenantPlan plan) =>
        [(1, $"{plan.Name}外显号码", [TenantPlan.Hotline, "4008001001", "4008001002"])];

    private static JsonArray List(ApiCall call)
    {
        var tenant = call.Tenant();
        var (name, status) = (call.Text("name"), call.Whole("status"));
        var rows = tenant.Books.Campaigns.Entries.Entries.Where(c =>
            (name is null || c.Name.Contains(name, StringComparison.Ordinal)) && (status is null || (int)c.Status == status));
        return call.Page(rows, c => Detail(tenant, c, "contactNum"));
    }

    private static JsonObject? Detail(ApiCall call)
    {
        var tenant = call.Tenant();
        return tenant.Books.Campaigns.Entries.Find(tenant.Keys.Id(call.Whole("id"))) is { } campaign ? Detail(tenant, campaign, "contactNumber") : null;
    }

    private static JsonObject Detail(TenantModel tenant, Campaign campaign, string contacts)
    {
        var row = CampaignEndpoints.Row(tenant, campaign, contacts);
        row["createTime"] = tenant.Zone.Stamp(campaign.Created);
        row["startTime"] = tenant.Zone.Stamp(campaign.Started);
        row["endTime"] = tenant.Zone.Stamp(campaign.Ended);
        row["idleTime"] = Milliseconds;
        return row;
    }

    private static string Milliseconds => Wire.Text((int)(Campaigns.IdleSeconds * 1000));

    private static JsonArray Contacts(ApiCall call)
    {
        var tenant = call.Tenant();
        var inRange = call.InRange();
        var ranged = call.Text("startTime") ?? call.Text("endTime");
        var (campaign, mobile, state) = (call.Text("outboundId"), call.Text("mobile"), State(call.Whole("callState")));
        // Contacts have no further fields here, so that asking for one finds nobody.
        var extended = call.Text("extends");
        var rows = tenant.Books.Campaigns.Entries.Entries.SelectMany(c => c.Contacts).Where(c =>
            extended is null && (campaign is null || Wire.Text(tenant.Keys.Key(c.Campaign.Id)) == campaign) && (mobile is null || c.Number == mobile)
            && (state is null || c.State == state) && (ranged is null || (c.CalledAt > 0 && inRange(c.CalledAt))));
        return call.Page(rows, c => new JsonObject
        {
            ["id"] = Wire.Text(tenant.Keys.Key(c.Id)), ["tenantId"] = tenant.Plan.Id, ["outboundId"] = Wire.Text(tenant.Keys.Key(c.Campaign.Id)),
            ["mobile"] = c.Number, ["exten"] = c.Agent < 0 ? "" : tenant.Plan.Agents[c.Agent].Dn,
            ["queueDn"] = c.Campaign.Voice ? "" : tenant.Plan.Queues[c.Campaign.Queue].Dn, ["callState"] = Text(c.State), ["hangupCause"] = c.Cause,
            ["callId"] = c.CallId, ["callTime"] = tenant.Zone.Stamp(c.CalledAt), ["outboundInstanceName"] = c.Campaign.Name,
        });
    }

    // The filter's codes are not the answer's: 7 is "not called yet" here and "agents busy" there.
    private static ContactState? State(int? filter) => filter switch
    {
        1 => ContactState.Reached,
        2 => ContactState.Failed,
        4 => ContactState.Contacting,
        5 => ContactState.AgentsBusy,
        7 => ContactState.NotContacted,
        null or 0 => null,
        _ => throw new BadParametersException("callState"),
    };

    private static string Text(ContactState state) => state switch
    {
        ContactState.Reached => "1",
        ContactState.AgentsBusy => "5",
        ContactState.NotContacted => "9",
        _ => "0",
    };

    private static JsonArray Settings(ApiCall call) =>
    [
        new JsonObject
        {
            ["tenantId"] = call.Tenant().Plan.Id, ["ratio"] = "1", ["maxRatio"] = Wire.Text((int)Campaigns.MaxRatio), ["idleTime"] = Milliseconds,
            ["hasVgc"] = "1", ["ivrIdleTime"] = Milliseconds, ["ivrRatio"] = "1",
        },
    ];

    private static JsonArray Batches(ApiCall call)
    {
        var plan = call.Tenant().Plan;
        return ApiCall.Rows(Batches(plan), b => new JsonObject
        {
            ["tenantId"] = plan.Id, ["id"] = b.Id, ["numbers"] = string.Join(',', b.Numbers), ["strategy"] = "2", ["batchName"] = b.Name, ["frequency"] = "5",
        });
    }
}
