using System.Globalization;
using System.Text.Json.Nodes;
using Wallboard.Simulator.Log;
using Wallboard.Simulator.Model;
using Wallboard.Simulator.Plan;

namespace Wallboard.Simulator.Http;

/// <summary>Guide 6.17, 6.18, 6.26: what callers did in the IVR, step by step, and what they answered in the survey.</summary>
internal static class IvrRecordEndpoints
{
    private const string ToQueue = "1", ToVoicemail = "5", Digits = "-4";

    private static readonly string[] Common = ["number", "callType", "callId", "ids", "ivrID", .. Fields.Period, .. Fields.Paging, .. Fields.Sorting];

    public static IEnumerable<ApiEndpoint> All =>
    [
        new("6.17", "query/queryIvrHistories", ["tenantId"], ["executeContext", "ivrName", .. Common], Sessions),
        new("6.18", "query/queryIvrHistory", ["ivrSessionId"], ["callId", "executeContext"], Steps, ActionId: ActionId.Optional),
        new("6.26", "query/querySatisfactions", ["tenantId"], ["ivrDtmfDigit", "routeType", "ivrResult", .. Common], Surveys),
    ];

    private static JsonArray Sessions(ApiCall call)
    {
        var tenant = call.Tenant();
        var (context, name) = (call.Text("executeContext"), call.Text("ivrName"));
        var rows = Matching(call, tenant).Where(s => (context is null || Context(s) == context) && (name is null || tenant.Plan.Flows[s.Flow].Name == name));
        return call.PageBy(rows, s =>
        {
            var row = Start(tenant, s, s.Started, s.Ended);
            row["thisQueue"] = Queue(tenant, s);
            row["executeContext"] = Context(s);
            row["ivrID"] = tenant.Plan.Flows[s.Flow].Id;
            row["ivrName"] = tenant.Plan.Flows[s.Flow].Name;
            row["ivrSessionId"] = SessionId(tenant, s);
            row["holdTime"] = PlatformZone.Seconds(s.Started, s.Ended);
            return row;
        });
    }

    private static JsonArray Surveys(ApiCall call)
    {
        var tenant = call.Tenant();
        var (digit, component) = (call.Text("ivrDtmfDigit") ?? call.Text("ivrResult"), call.Text("routeType"));
        var rows = Matching(call, tenant).Where(s =>
            s.Flow == TenantPlan.Survey && (digit is null || Digit(s.Digit) == digit) && component is null or Digits);
        return call.PageBy(rows, s =>
        {
            var row = Start(tenant, s, s.Started, s.Ended);
            row["ivrDtmfDigit"] = Digit(s.Digit);
            row["ivrDigitType"] = Digits;
            row["stopCause"] = s.Digit > 0 ? "SUCCESS" : "FAILED";
            return row;
        });
    }

    private static IEnumerable<IvrRecord> Matching(ApiCall call, TenantModel tenant)
    {
        var (from, to) = call.Range();
        var (number, flow) = (call.Text("number"), call.Text("ivrID"));
        var (type, ids) = (call.Whole("callType"), call.List("ids"));
        return tenant.Rows.Sessions(from, to, call: call.OfCall(tenant, "callId")).Where(s =>
            ids?.Contains(Wire.Text(tenant.Keys.Key(s.Id))) != false && Wire.Matches(type, s.Call.Direction)
            && (number is null || Wire.Customer(s.Call) == number) && (flow is null || Wire.Text(tenant.Plan.Flows[s.Flow].Id) == flow));
    }

    // One row a step; a step ends where the next begins.
    private static JsonArray Steps(ApiCall call)
    {
        var (tenant, session) = Session(call);
        if (session is null || (call.Text("callId") is { } id && session.Call.Id != id) || (call.Text("executeContext") is { } c && Context(session) != c)) return [];
        var flow = tenant!.Plan.Flows[session.Flow];
        var steps = tenant.Rows.Steps(session);
        var node = (IvrNode?)null;
        return ApiCall.Rows(Enumerable.Range(0, steps.Count), i =>
        {
            var step = steps[i];
            if (step.Kind == LogKind.IvrNodeEntered) node = flow.Nodes[step.B];
            var toQueue = session.Queue >= 0 && session.Flow != TenantPlan.Survey && step.Kind is (LogKind.IvrNodeLeft or LogKind.IvrLeft) && i >= steps.Count - 2;
            var row = Start(tenant, session, step.At, i + 1 < steps.Count ? steps[i + 1].At : session.Ended);
            row["thisQueue"] = toQueue ? Queue(tenant, session) : "";
            row["ivrStatus"] = Status(step.Kind);
            row["ivrNode"] = node?.Id ?? "";
            row["name"] = node?.Name ?? flow.Name;
            row["eventSequence"] = Wire.Text(i + 1);
            row["target"] = toQueue ? Queue(tenant, session) : "";
            row["executeContext"] = Context(session);
            row["ivrID"] = flow.Id;
            row["ivrName"] = flow.Name;
            row["ivrDigitType"] = toQueue ? ToQueue : step.Kind == LogKind.IvrDigit ? Digits : session.Flow == TenantPlan.Voicemail ? ToVoicemail : "";
            row["ivrDtmfDigit"] = step.Kind == LogKind.IvrDigit ? Wire.Text(step.A) : "";
            row["componentName"] = step.Kind switch { LogKind.IvrPlayed => "放音", LogKind.IvrDigit => "收键", _ => "" };
            row["stopCause"] = step.Kind is LogKind.IvrDigit or LogKind.IvrLeft ? "SUCCESS" : "";
            return row;
        });
    }

    private static JsonObject Start(TenantModel tenant, IvrRecord session, long from, long to) => new()
    {
        ["id"] = tenant.Keys.Key(session.Id), ["callId"] = session.Call.Id, ["tenantId"] = tenant.Plan.Id, ["startTime"] = tenant.Zone.Stamp(from),
        ["endTime"] = tenant.Zone.Stamp(to), ["ani"] = session.Call.Caller, ["dnis"] = session.Call.Called, ["callType"] = (int)session.Call.Direction,
    };

    // Tells the session's number in a form of its own.
    private static string SessionId(TenantModel tenant, IvrRecord session) =>
        tenant.Keys.Key(session.Id).ToString("x32", CultureInfo.InvariantCulture);

    private static (TenantModel? Tenant, IvrRecord? Session) Session(ApiCall call)
    {
        if (!int.TryParse(call.Required("ivrSessionId"), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var key)) return default;
        return call.Platform.Tenants.Values.Where(t => t.Keys.Id(key) is not null).Select(t => (t, t.Rows.Session(t.Keys.Id(key)!.Value))).FirstOrDefault();
    }

    private static string Context(IvrRecord session) =>
        session.Flow == TenantPlan.Survey ? "satisfaction_ivr" : session.Call.Direction == Direction.Inbound ? "inbound_ivr" : "incall_ivr";

    private static string Queue(TenantModel tenant, IvrRecord session) => session.Queue < 0 ? "" : tenant.Plan.Queues[session.Queue].Dn;

    private static string Digit(byte digit) => digit == 0 ? "" : Wire.Text(digit);

    private static string Status(LogKind kind) => kind switch
    {
        LogKind.IvrEntered => "start",
        LogKind.IvrNodeEntered => "start_ivr_node",
        LogKind.IvrPlayed => "start_ivr_component",
        LogKind.IvrDigit => "end_ivr_component",
        LogKind.IvrNodeLeft => "stop_ivr_node",
        _ => "end_ivr_route",
    };
}
