using System.Text.Json.Nodes;
using Wallboard.Simulator.Log;
using Wallboard.Simulator.Model;
using Wallboard.Simulator.Plan;

namespace Wallboard.Simulator.Http;

/// <summary>Guide 6.19 and 6.21: records of queue visits and of calls.</summary>
internal static class RecordEndpoints
{
    public static IEnumerable<ApiEndpoint> All =>
    [
        new("6.19", "query/queryQueueHistories", ["tenantId"], VisitFields, Visits),
        new("6.21", "query/queryCdrs", ["tenantId"], LegFields, Legs),
    ];

    private static readonly string[] VisitFields =
    [
        "number", "ids", "callId", "queueName", "queue", "callType", "agent", "holdTime", "holdTimeMin", .. Fields.Period, .. Fields.Paging, .. Fields.Sorting,
    ];

    private static readonly string[] LegFields =
    [
        "agent", "mobile", "second", "secondMin", "hangupCause", "callType", "ctiCallId", "campaignId", "ids", "isCdrInboundFail", "isCdrOutboundFail", "channelAttr",
        "extension", "ivrDigitType", "queue", "ivrID", "ivrDtmfDigit", "repeatCallId", .. Fields.Period, .. Fields.Paging, .. Fields.Sorting,
    ];

    private static readonly Dictionary<string, Func<Visit, IComparable>> VisitKeys = new()
    {
        ["id"] = v => v.Id, ["startTime"] = v => v.Entered, ["endTime"] = v => v.WaitEnded, ["callId"] = v => v.Call.Id,
        ["callerId"] = v => v.Call.Caller, ["thisQueue"] = v => v.Queue, ["agent"] = v => v.Agent, ["holdTime"] = v => v.WaitEnded - v.Entered,
        ["queueName"] = v => v.Queue, ["callType"] = v => v.Call.Direction, ["extension"] = v => v.Agent,
    };

    private static readonly Dictionary<string, Func<Leg, IComparable>> LegKeys = new()
    {
        ["id"] = l => l.Id, ["startStamp"] = l => l.Start, ["answerStamp"] = l => l.Answered, ["endStamp"] = l => l.Ended, ["agent"] = l => l.Agent,
        ["billsec"] = l => l.Ended - l.Answered, ["duration"] = l => l.Ended - l.Start, ["ctiCallId"] = l => l.Call.Id,
        ["callerIdNumber"] = l => l.Call.Caller, ["destinationNumber"] = l => l.Call.Called, ["queueName"] = l => l.Queue, ["extension"] = l => l.Agent,
        ["ctiCallType"] = l => l.Call.Direction, ["hangupCause"] = l => l.Cause,
    };

    // A row is there from the visit's first moment on; endTime is empty until the wait is over.
    private static JsonArray Visits(ApiCall call)
    {
        var tenant = call.Tenant();
        var plan = tenant.Plan;
        var (from, to) = call.Range();
        var (ids, queues, names, agents) = (call.List("ids"), call.List("queue"), call.List("queueName"), call.List("agent"));
        var (number, callId, type) = (call.Text("number"), call.Text("callId"), call.Whole("callType"));
        var callIndex = callId is null ? -1 : tenant.Rows.CallIndex(callId);
        var (atLeast, atMost) = (call.Whole("holdTime"), call.Whole("holdTimeMin"));
        var rows = tenant.Rows.Visits(from, to).Where(v =>
            ids?.Contains(Wire.Text(v.Id)) != false && queues?.Contains(plan.Queues[v.Queue].Dn) != false
            && names?.Contains(plan.Queues[v.Queue].Name) != false && agents?.Contains(v.Agent < 0 ? "" : plan.Agents[v.Agent].Dn) != false
            && (number is null || Wire.Customer(v.Call) == number) && (callId is null || v.Call.Index == callIndex) && Wire.Matches(type, v.Call.Direction)
            && !(Held(v, call.Now) < atLeast) && !(Held(v, call.Now) > atMost));
        return call.Page(rows, v => VisitRow(tenant, v, call.Now), VisitKeys);
    }

    private static int Held(Visit v, long now) => PlatformZone.Seconds(v.Entered, v.WaitEnded > 0 ? v.WaitEnded : now);

    private static JsonObject VisitRow(TenantModel tenant, Visit v, long now)
    {
        var agent = v.Agent < 0 ? null : tenant.Plan.Agents[v.Agent];
        return new JsonObject
        {
            ["id"] = v.Id, ["callId"] = v.Call.Id, ["tenantId"] = tenant.Plan.Id, ["startTime"] = tenant.Zone.Stamp(v.Entered),
            ["endTime"] = tenant.Zone.Stamp(v.WaitEnded), ["callerId"] = Wire.Customer(v.Call), ["thisQueue"] = tenant.Plan.Queues[v.Queue].Dn,
            ["callType"] = (int)v.Call.Direction, ["extension"] = agent?.Extension ?? "", ["holdTime"] = Held(v, now), ["agent"] = agent?.Dn ?? "",
            ["queueName"] = tenant.Plan.Queues[v.Queue].Name,
        };
    }

    // One row for each agent rung, and one of the call itself where it ended with nobody or at the voicemail.
    private static JsonArray Legs(ApiCall call)
    {
        var tenant = call.Tenant();
        var (from, to) = call.Range();
        var rows = tenant.Rows.Legs(from, to).Where(LegFilter(call, tenant));
        if (call.Text("repeatCallId") == "1") rows = rows.DistinctBy(l => l.Call.Index);
        return call.Page(rows, l => LegRow(tenant, l, call.Now), LegKeys);
    }

    private static Func<Leg, bool> LegFilter(ApiCall call, TenantModel tenant)
    {
        var plan = tenant.Plan;
        var onlyEnded = call.Platform.Options.Silent.LegsOnlyWhenEnded;
        var (agent, mobile, extension, queue) = (call.Text("agent"), call.Text("mobile"), call.Text("extension"), call.Text("queue"));
        var (ids, callId, cause, type) = (call.List("ids"), call.Text("ctiCallId"), call.Text("hangupCause"), call.Whole("callType"));
        var callIndex = callId is null ? -1 : tenant.Rows.CallIndex(callId);
        var (atLeast, atMost) = (call.Whole("second"), call.Whole("secondMin"));
        var (inFail, outFail, attribute) = (call.Whole("isCdrInboundFail"), call.Whole("isCdrOutboundFail"), call.Text("channelAttr"));
        var (component, digit) = (call.Text("ivrDigitType"), call.Text("ivrDtmfDigit"));
        var (ivr, campaign) = (call.Text("ivrID"), call.Text("campaignId"));
        return l =>
            Rows.Listed(l, onlyEnded) && (agent is null || (l.Agent >= 0 && plan.Agents[l.Agent].Dn == agent)) && (mobile is null || l.Call.Caller == mobile || l.Call.Called == mobile)
            && (extension is null || (l.Agent >= 0 && plan.Agents[l.Agent].Extension == extension)) && (queue is null || (l.Queue >= 0 && plan.Queues[l.Queue].Dn == queue))
            && ids?.Contains(Wire.Text(l.Id)) != false && (callId is null || l.Call.Index == callIndex) && (cause is null || (l.Ended > 0 && Causes.Text(l.Cause) == cause))
            && Wire.Matches(type, l.Call.Direction) && !(Billed(l, call.Now) < atLeast) && !(Billed(l, call.Now) > atMost)
            && (inFail is null || (inFail == 5 ? l.InboundFail < 4 : l.InboundFail == inFail))
            && (outFail is null || outFail == (l.Call.Direction == Direction.Outbound && l.Answered == 0 ? 1 : 2))
            && (campaign is null || campaign == Campaign(tenant, l)) && (attribute is null || attribute == l.Attribute)
            && (component is null || component == Component(l)) && (digit is null || digit == Digit(l)) && (ivr is null || ivr == Ivr(plan, l)?.Id.ToString(null, null));
    }

    private static JsonObject LegRow(TenantModel tenant, Leg l, long now)
    {
        var (plan, zone) = (tenant.Plan, tenant.Zone);
        var agent = l.Agent < 0 ? null : plan.Agents[l.Agent];
        var flow = Ivr(plan, l);
        return new JsonObject
        {
            ["id"] = Wire.Text(l.Id), ["tenantId"] = plan.Id, ["agent"] = agent?.Dn ?? "", ["destinationNumber"] = l.Call.Called,
            ["callerIdNumber"] = l.Call.Caller, ["campaignId"] = Campaign(tenant, l), ["ctiCallType"] = Wire.Text((int)l.Call.Direction),
            ["startStamp"] = zone.Stamp(l.Start), ["answerStamp"] = zone.Stamp(l.Answered), ["endStamp"] = zone.Stamp(l.Ended),
            ["ctiCallId"] = l.Call.Id, ["filename"] = l.Answered > 0 ? $"{l.Call.Id}.wav" : "",
            ["duration"] = Wire.Text(PlatformZone.Seconds(l.Start, l.Ended > 0 ? l.Ended : now)), ["billsec"] = Wire.Text(Billed(l, now)),
            ["hangupCause"] = l.Ended > 0 ? Causes.Text(l.Cause) : "", ["ivrID"] = flow is null ? "" : Wire.Text(flow.Id), ["ivrName"] = flow?.Name ?? "",
            ["ivrDtmfDigit"] = Digit(l), ["channelAttr"] = l.Attribute, ["extension"] = agent?.Extension ?? "",
            ["queueName"] = l.Queue < 0 ? "" : plan.Queues[l.Queue].Dn, ["target"] = l.Voicemail ? "voicemail" : "", ["ivrDigitType"] = Component(l),
            ["ituCode"] = l.Answered > 0 ? "16" : "", ["sipCode"] = l.Answered > 0 ? "200" : "", ["enumeration"] = l.Ended > 0 ? Causes.Text(l.Cause) : "",
        };
    }

    private static int Billed(Leg l, long now) => l.Answered == 0 ? 0 : PlatformZone.Seconds(l.Answered, l.Ended > 0 ? l.Ended : now);

    private static string Digit(Leg l) => l.Digit == 0 ? "" : Wire.Text(l.Digit);

    private static string Campaign(TenantModel tenant, Leg l) =>
        tenant.Books.Campaigns.OfCall(l.Call) is { } contact ? Wire.Text(tenant.Keys.Key(contact.Campaign.Id)) : "";

    private static string Component(Leg l) => l.Voicemail ? "5" : "";

    private static IvrFlow? Ivr(TenantPlan plan, Leg l) => l.Call.Direction != Direction.Inbound ? null : plan.Flows[l.Voicemail ? TenantPlan.Voicemail : 0];
}
