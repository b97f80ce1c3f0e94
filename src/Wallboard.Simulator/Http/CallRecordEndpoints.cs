using System.Text.Json.Nodes;
using Wallboard.Simulator.Log;
using Wallboard.Simulator.Model;
using Wallboard.Simulator.Plan;

namespace Wallboard.Simulator.Http;

/// <summary>Guide 6.21, 6.22, 6.44: records of calls, one for each party's part.</summary>
internal static class CallRecordEndpoints
{
    public static IEnumerable<ApiEndpoint> All =>
    [
        new("6.21", "query/queryCdrs", ["tenantId"], [.. Filters, .. Fields.Sorting], Legs),
        new("6.22", "query/queryCdr", ["tenantId", "id"], Fields.None, Leg),
        new("6.44", "query/queryMobileNum", ["tenantId"], Filters, call => Wire.Text(Matching(call, call.Tenant()).Count())),
    ];

    private static readonly string[] Filters =
    [
        "agent", "mobile", "second", "secondMin", "hangupCause", "callType", "ctiCallId", "campaignId", "ids", "isCdrInboundFail", "isCdrOutboundFail", "channelAttr",
        "extension", "ivrDigitType", "queue", "ivrID", "ivrDtmfDigit", "repeatCallId", .. Fields.Period, .. Fields.Paging,
    ];

    private static readonly Dictionary<string, Func<Leg, IComparable>> LegKeys = new()
    {
        ["id"] = l => l.Id, ["startStamp"] = l => l.Start, ["answerStamp"] = l => l.Answered, ["endStamp"] = l => l.Ended, ["agent"] = l => l.Agent,
        ["billsec"] = l => l.Ended - l.Answered, ["duration"] = l => l.Ended - l.Start, ["ctiCallId"] = l => l.Call.Id,
        ["callerIdNumber"] = l => l.Call.Caller, ["destinationNumber"] = l => l.Call.Called, ["queueName"] = l => l.Queue, ["extension"] = l => l.Agent,
        ["ctiCallType"] = l => l.Call.Direction, ["hangupCause"] = l => l.Cause,
    };

    // One row for each agent rung, and one of the call itself where it ended with nobody or at the voicemail.
    private static JsonArray Legs(ApiCall call)
    {
        var tenant = call.Tenant();
        return call.Page(Matching(call, tenant), l => LegRow(tenant, l, call.Now), LegKeys);
    }

    private static IEnumerable<Leg> Matching(ApiCall call, TenantModel tenant)
    {
        var (from, to) = call.Range();
        var rows = tenant.Rows.Legs(from, to, call: call.OfCall(tenant, "ctiCallId")).Where(LegFilter(call, tenant));
        return call.Text("repeatCallId") == "1" ? rows.DistinctBy(l => l.Call.Index) : rows;
    }

    // By the record's number, or the call's id: then it is the call's last.
    private static JsonObject? Leg(ApiCall call)
    {
        var tenant = call.Tenant();
        var leg = call.Records(tenant, "id", tenant.Rows.Leg, tenant.Rows.LegsOf).LastOrDefault();
        if (leg is null || !Rows.Listed(leg, onlyEnded: false)) return null;
        var row = LegRow(tenant, leg, call.Now);
        row.Remove("answerStamp");
        row["billRate"] = leg.Call.Direction == Direction.Outbound ? Wire.Money(Billed(leg, call.Now)) : "0";
        return row;
    }

    private static Func<Leg, bool> LegFilter(ApiCall call, TenantModel tenant)
    {
        var plan = tenant.Plan;
        var onlyEnded = call.Platform.Options.Silent.LegsOnlyWhenEnded;
        var (agent, mobile, extension, queue) = (call.Text("agent"), call.Text("mobile"), call.Text("extension"), call.Text("queue"));
        var (ids, cause, type) = (call.List("ids"), call.Text("hangupCause"), call.Whole("callType"));
        var (atLeast, atMost) = (call.Whole("second"), call.Whole("secondMin"));
        var (inFail, outFail, attribute) = (call.Whole("isCdrInboundFail"), call.Whole("isCdrOutboundFail"), call.Text("channelAttr"));
        var (component, digit) = (call.Text("ivrDigitType"), call.Text("ivrDtmfDigit"));
        var (ivr, campaign) = (call.Text("ivrID"), call.Text("campaignId"));
        return l =>
            Rows.Listed(l, onlyEnded)
            && (agent is null || (l.Agent >= 0 && plan.Agents[l.Agent].Dn == agent)) && (mobile is null || l.Call.Caller == mobile || l.Call.Called == mobile)
            && (extension is null || (l.Agent >= 0 && plan.Agents[l.Agent].Extension == extension)) && (queue is null || (l.Queue >= 0 && plan.Queues[l.Queue].Dn == queue))
            && ids?.Contains(Wire.Text(tenant.Keys.Key(l.Id))) != false && (cause is null || (l.Ended > 0 && Causes.Text(l.Cause) == cause))
            && Wire.Matches(type, l.Call.Direction) && !(Billed(l, call.Now) < atLeast) && !(Billed(l, call.Now) > atMost)
            && (inFail is null || (inFail == 5 ? l.InboundFail < 4 : l.InboundFail == inFail))
            && (outFail is null || outFail == (l.Call.Direction == Direction.Outbound && l.Answered == 0 ? 1 : 2))
            && (campaign is null || campaign == Campaign(tenant, l)) && (attribute is null || attribute == Wire.Attribute(l.Attribute))
            && (component is null || component == Component(l)) && (digit is null || digit == Digit(l)) && (ivr is null || ivr == Ivr(plan, l)?.Id.ToString(null, null));
    }

    private static JsonObject LegRow(TenantModel tenant, Leg l, long now)
    {
        var (plan, zone) = (tenant.Plan, tenant.Zone);
        var agent = l.Agent < 0 ? null : plan.Agents[l.Agent];
        var flow = Ivr(plan, l);
        return new JsonObject
        {
            ["id"] = Wire.Text(tenant.Keys.Key(l.Id)), ["tenantId"] = plan.Id, ["agent"] = agent?.Dn ?? "", ["destinationNumber"] = l.Number ?? l.Call.Called,
            ["callerIdNumber"] = l.Call.Caller, ["campaignId"] = Campaign(tenant, l), ["ctiCallType"] = Wire.Text((int)l.Call.Direction),
            ["startStamp"] = zone.Stamp(l.Start), ["answerStamp"] = zone.Stamp(l.Answered), ["endStamp"] = zone.Stamp(l.Ended),
            ["ctiCallId"] = l.Call.Id, ["filename"] = l.File,
            ["duration"] = Wire.Text(PlatformZone.Seconds(l.Start, l.Ended > 0 ? l.Ended : now)), ["billsec"] = Wire.Text(Billed(l, now)),
            ["hangupCause"] = l.Ended > 0 ? Causes.Text(l.Cause) : "", ["ivrID"] = flow is null ? "" : Wire.Text(flow.Id), ["ivrName"] = flow?.Name ?? "",
            ["ivrDtmfDigit"] = Digit(l), ["channelAttr"] = Wire.Attribute(l.Attribute), ["extension"] = agent?.Extension ?? "",
            ["queueName"] = l.Queue < 0 ? "" : plan.Queues[l.Queue].Dn, ["target"] = l.Voicemail ? "voicemail" : "", ["ivrDigitType"] = Component(l),
            ["ituCode"] = l.Answered > 0 ? "16" : "", ["sipCode"] = l.Answered > 0 ? "200" : "", ["enumeration"] = l.Ended > 0 ? Causes.Text(l.Cause) : "",
        };
    }

    private static int Billed(Leg l, long now) => l.Answered == 0 ? 0 : PlatformZone.Seconds(l.Answered, l.Ended > 0 ? l.Ended : now);

    /// <summary>Of the campaign that the call belongs to, or nothing.</summary>
    public static string Campaign(TenantModel tenant, Leg l) =>
        tenant.Books.Campaigns.OfCall(l.Call) is { } contact ? Wire.Text(tenant.Keys.Key(contact.Campaign.Id)) : "";

    private static string Digit(Leg l) => l.Digit == 0 ? "" : Wire.Text(l.Digit);

    private static string Component(Leg l) => l.Voicemail ? "5" : "";

    private static IvrFlow? Ivr(TenantPlan plan, Leg l) => l.Call.Direction != Direction.Inbound ? null : plan.Flows[l.Voicemail ? TenantPlan.Voicemail : 0];
}
