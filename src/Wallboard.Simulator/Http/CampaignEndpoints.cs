using System.Globalization;
using System.Text.Json.Nodes;
using Wallboard.Simulator.Books;
using Wallboard.Simulator.Model;

namespace Wallboard.Simulator.Http;

/// <summary>Guide 8.1–8.7: what can be done with campaigns.</summary>
internal static class CampaignEndpoints
{
    private static readonly string[] Optional =
        ["queueId", "callType", "ratio", "contactNum", "removeRepetition", "ivrId", "isVgc", "numberBatch", "maxRingTime"];

    private static readonly string[] Control = ["outboundId", "tenantId", "dialMode"];

    public static IEnumerable<ApiEndpoint> All =>
    [
        new("8.1", "config/addOutboundInstance", ["name", "agent", "tenantId", "filter"], Optional, Add, PerMinute: 20),
        new("8.2", "config/appendOutboundInstance", ["outboundId", "filter"], ["removeRepetition"], Append, PerMinute: 20),
        new("8.3", "config/delVoiceOutboundInstance", ["id"], Fields.None, Delete, PerMinute: 20),
        Dialler("8.4", "config/StartOutbound", (tenant, campaign) => tenant.Books.Campaigns.Start(campaign)),
        Dialler("8.5", "config/PauseOutbound", (_, campaign) => Campaigns.Pause(campaign)),
        Dialler("8.6", "config/StopOutbound", (tenant, campaign) => tenant.Books.Campaigns.Stop(campaign)),
        new("8.7", "config/outboundInstanceReset", ["id", "resetType"], Fields.None, Reset, PerMinute: 20),
    ];

    /// <summary>What every answer about a campaign begins with; the number of contacts follows under one of its two names.</summary>
    public static JsonObject Row(TenantModel tenant, Campaign campaign, string contacts = "contactNumber")
    {
        var agent = tenant.Plan.Agents[campaign.Creator];
        return new JsonObject
        {
            ["id"] = Wire.Text(tenant.Keys.Key(campaign.Id)), ["name"] = campaign.Name, ["nameCn"] = agent.Name, ["callType"] = campaign.Preview ? "2" : "1",
            ["ratio"] = campaign.Ratio.ToString(CultureInfo.InvariantCulture), ["status"] = Wire.Text((int)campaign.Status),
            [contacts] = Wire.Text(campaign.Contacts.Count), ["callNum"] = Wire.Text(campaign.Called), ["touchNum"] = Wire.Text(campaign.Touched),
            ["queueDn"] = campaign.Voice ? "" : tenant.Plan.Queues[campaign.Queue].Dn,
        };
    }

    private static JsonObject Add(ApiCall call)
    {
        var tenant = call.Tenant();
        var voice = call.Whole("isVgc") == 1;
        // Required by what the other fields say: the table can only tell it in words.
        foreach (var field in voice ? new[] { "ivrId" } : ["queueId", "callType", "ratio"]) call.Required(field);
        var numbers = Numbers(call, tenant);
        var creator = call.Agent(tenant, "agent").Index;
        var (queue, flow) = voice ? ((short)-1, Flow(tenant, call.Required("ivrId"))) : (Queue(call, tenant), (byte)0);
        var callers = call.Text("numberBatch") is { } batch ? Batch(tenant, batch) : [Plan.TenantPlan.Hotline];
        var (preview, ratio) = (call.Text("callType") == "2", Ratio(call));
        var campaign = tenant.Books.Campaigns.Entries.Add(id => new Campaign
        {
            Id = id, Name = call.Required("name"), Creator = creator, Queue = queue, Flow = flow, Preview = preview && !voice, Ratio = ratio,
            RingSeconds = call.Whole("maxRingTime") ?? 60, Callers = callers, Created = call.Now,
        });
        tenant.Books.Campaigns.Append(campaign, numbers, Repeat(call));
        return Row(tenant, campaign);
    }

    private static JsonObject Append(ApiCall call)
    {
        var (tenant, campaign) = Named(call, "outboundId");
        tenant.Books.Campaigns.Append(campaign, Numbers(call, tenant), Repeat(call));
        return Row(tenant, campaign);
    }

    private static JsonObject Delete(ApiCall call)
    {
        var (tenant, campaign) = Named(call, "id");
        tenant.Books.Campaigns.Stop(campaign);
        tenant.Books.Campaigns.Entries.Remove(campaign.Id);
        var row = Row(tenant, campaign);
        row.Remove("callType");
        row["isVgc"] = campaign.Voice ? "1" : "0";
        return row;
    }

    // The guide gives the two kinds of reset no codes: 1 is read as its first, those not reached, 2 as its second, everybody.
    private static JsonObject Reset(ApiCall call)
    {
        var (tenant, campaign) = Named(call, "id");
        var type = call.Whole("resetType");
        if (type is not (1 or 2)) throw new BadParametersException("resetType");
        Campaigns.Reset(campaign, everybody: type == 2);
        return Row(tenant, campaign);
    }

    private static ApiEndpoint Dialler(string section, string path, Action<TenantModel, Campaign> act) =>
        new(section, path, Control, Fields.None, call =>
        {
            var tenant = call.Tenant();
            var campaign = tenant.Books.Campaigns.Entries.Find(tenant.Keys.Id(call.Whole("outboundId"))) ?? throw new BadParametersException("outboundId");
            if (call.Whole("dialMode") is not (1 or 2)) throw new BadParametersException("dialMode");
            act(tenant, campaign);
            return null;
        }, ActionId: ActionId.Unknown, PerMinute: 20, Dialer: true, HasData: false);

    private static (TenantModel Tenant, Campaign Entry) Named(ApiCall call, string field) =>
        call.Named(field, (tenant, id) => tenant.Books.Campaigns.Entries.Find(id));

    // 182xxxxxxxx,183xxxxxxxx or, each with a flow of its own, 182xxxxxxxx:ivrId,183xxxxxxxx:ivrId
    private static List<(string, byte?)> Numbers(ApiCall call, TenantModel tenant) =>
    [
        .. from text in call.Required("filter").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
           let parts = text.Split(':')
           select (parts[0], parts.Length > 1 ? Flow(tenant, parts[1]) : (byte?)null),
    ];

    private static byte Flow(TenantModel tenant, string id) =>
        tenant.Plan.Flows.FirstOrDefault(f => Wire.Text(f.Id) == id)?.Index ?? throw new BadParametersException("ivrId");

    private static short Queue(ApiCall call, TenantModel tenant) =>
        tenant.Plan.Queues.FirstOrDefault(q => q.Index + 1 == call.Whole("queueId"))?.Index ?? throw new BadParametersException("queueId");

    private static IReadOnlyList<string> Batch(TenantModel tenant, string id) =>
        CampaignRecordEndpoints.Batches(tenant.Plan).FirstOrDefault(b => Wire.Text(b.Id) == id).Numbers ?? throw new BadParametersException("numberBatch");

    private static double Ratio(ApiCall call)
    {
        if (call.Text("ratio") is not { } text) return 1;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var ratio) && ratio > 0
            ? Math.Min(ratio, Campaigns.MaxRatio) : throw new BadParametersException("ratio");
    }

    private static bool Repeat(ApiCall call) => call.Text("removeRepetition") == "1";
}
