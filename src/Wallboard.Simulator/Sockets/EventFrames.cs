using Wallboard.Simulator.Log;
using Wallboard.Simulator.Model;
using Wallboard.Simulator.Plan;

namespace Wallboard.Simulator.Sockets;

/// <summary>The guide's events (chapter 5), as one connection sees them.</summary>
internal sealed class EventFrames(bool awkward, int seed)
{
    private readonly Random? random = awkward ? new Random(seed) : null;

    /// <summary>Guide 5.15: 588. Twice a <c>thisDN</c>: the monitored agent's and the requesting seat's.</summary>
    public byte[] Agent(CtiConnection to, TenantModel tenant, short index)
    {
        var (agent, view) = (tenant.Plan.Agents[index], tenant.Views.Agents[index]);
        var call = view.Leg?.Call;
        var reversed = random?.Next(2) == 0;
        // A reason beside a state that is not busy means nothing, and real ones send it.
        var reason = view.State == 2 ? view.Reason : random?.Next(3) == 0 ? 3 : (int?)null;
        using var frame = new Frame(588, random);
        frame.Text("thisDN", reversed ? to.Seat!.Dn : agent.Dn)
            .Text("monitorExtension", agent.Extension)
            .Number("agentState", view.State)
            .Number("reasonCode", reason)
            .Text("callID", call?.Id ?? "")
            .Number("callType", (int?)call?.Direction)
            .Text("otherDN", call is null ? "" : Other(call, index))
            .Number("deviceState", view.State == 0 ? 2 : 1)
            .Text("tenantID", tenant.Plan.Id)
            .Text("thisDN", reversed ? agent.Dn : to.Seat!.Dn)
            .Text("extension", to.Seat!.Extension);
        return frame.Done();
    }

    /// <summary>Guide 5.16: 520. Without a call: the queue's counts alone, as a monitor start may send them.</summary>
    public byte[] Queue(CtiConnection to, TenantModel tenant, short index, int? status, Visit? visit, long now)
    {
        var (queue, view) = (tenant.Plan.Queues[index], tenant.Views.Queues[index]);
        var agent = status is 1 or 2 or 3 or 4 && visit?.Agent >= 0 ? tenant.Plan.Agents[visit.Agent].Dn : "";
        using var frame = new Frame(520, random);
        frame.Text("thisQueue", queue.Dn)
            .Number("queueNum", view.Waiting)
            .Number("queueSum", view.Present.Count)
            .Number("callingNum", view.Calling)
            .Text("thisDN", to.Seat!.Dn)
            .Number("agentReadyNum", queue.Members.Count(m => tenant.Views.Agents[m].State == 1))
            .Number("status", status)
            .Number("holdTime", visit is null ? null : PlatformZone.Seconds(visit.Entered, visit.WaitEnded > 0 ? visit.WaitEnded : now))
            .Number("callType", (int?)visit?.Call.Direction)
            .Text("callerID", agent)
            .Text("ani", visit?.Call.Caller ?? "")
            .Text("dnis", visit?.Call.Called ?? "")
            .Text("extension", to.Seat!.Extension)
            .Text("callID", visit?.Call.Id ?? "");
        return frame.Done();
    }

    /// <summary>Guide 5.17: 605.</summary>
    public byte[] Ivr(CtiConnection to, TenantModel tenant, LogKind kind, LogEntry e, IvrSession session)
    {
        var flow = tenant.Plan.Flows[session.Flow];
        var node = session.Node < 0 ? null : flow.Nodes[session.Node];
        var toQueue = e.Queue >= 0 && kind is (LogKind.IvrNodeLeft or LogKind.IvrLeft);
        var whole = kind is LogKind.IvrEntered or LogKind.IvrLeft;
        var over = kind is LogKind.IvrNodeLeft or LogKind.IvrLeft;
        using var frame = new Frame(605, random);
        frame.Text("callId", session.Call.Id)
            .Text("tenantId", tenant.Plan.Id)
            .Text("startTime", tenant.Zone.Stamp(whole ? session.Started : session.NodeStarted))
            .Text("endTime", over ? tenant.Zone.Stamp(e.At) : "")
            .Text("ani", session.Call.Caller)
            .Text("dnis", session.Call.Called)
            .Number("callType", (int)session.Call.Direction)
            .Text("thisQueue", toQueue ? tenant.Plan.Queues[e.Queue].Dn : "")
            .Text("ivrStatus", Status(kind))
            .Text("filename", kind == LogKind.IvrPlayed ? node!.Audio : "")
            .Text("ivrDigitType", toQueue ? "1" : session.Flow == TenantPlan.Voicemail ? "5" : kind == LogKind.IvrDigit ? "-4" : "")
            .Text("ivrDtmfDigit", kind == LogKind.IvrDigit ? Number(e.A) : "")
            .Text("ivrNode", node?.Id ?? "")
            .Text("name", node?.Name ?? flow.Name)
            .Text("eventSequence", Number(session.Sequence))
            .Text("thisDN", to.Seat!.Dn)
            .Text("extension", to.Seat!.Extension);
        return frame.Done();
    }

    /// <summary>Guide 5.4–5.7: 580 to 583, the seat's own state.</summary>
    public byte[] OwnState(int messageId, TenantModel tenant, AgentPlan seat)
    {
        var view = tenant.Views.Agents[seat.Index];
        using var frame = new Frame(messageId, random);
        frame.Text("thisDN", seat.Dn)
            .Texts("thisQueues", seat.Queues.Select(q => tenant.Plan.Queues[q].Dn))
            .Number("state", view.State)
            .Number("deviceState", 1)
            .Text("tenantID", tenant.Plan.Id)
            .Text("extension", seat.Extension);
        if (messageId is 580 or 582) frame.Number("reasonCode", view.State == 2 ? view.Reason : null);
        return frame.Done();
    }

    /// <summary>Guide 5.1, 5.8–5.10: 503, 505, 506, 515, a call at the seat itself.</summary>
    public byte[] OwnCall(int messageId, TenantModel tenant, AgentPlan seat, Call call, Cause cause)
    {
        using var frame = new Frame(messageId, random);
        frame.Text("thisDN", seat.Dn)
            .Text("otherDN", Other(call, seat.Index))
            .Text("callID", call.Id)
            .Text("tenantID", tenant.Plan.Id)
            .Text("extension", seat.Extension)
            .Number("callType", (int)call.Direction);
        if (messageId is 503 or 505) frame.Text("ANI", call.Caller).Text("DNIS", call.Called).Text("thirdDN", "").Text("thirdRole", "");
        if (messageId == 503) frame.Attached("fileNam", $"{call.Id}.wav");
        if (messageId == 515) frame.Attached("hangupCause", Causes.Text(cause));
        return frame.Done();
    }

    /// <summary>Guide 5.18.</summary>
    public byte[] Error(int? request, int code, string thisDn, string extension)
    {
        using var frame = new Frame(9999, random);
        return frame.Number("errorMessageId", request).Number("errorCode", code).Text("errorMessage", ErrorTexts.Of(code))
            .Text("thisDN", thisDn).Text("extension", extension).Done();
    }

    /// <summary>Guide 5.20.</summary>
    public byte[] Hint(int request, int reference, AgentPlan seat)
    {
        using var frame = new Frame(8888, random);
        return frame.Number("succeeMessageId", request).Number("referenceID", reference).Text("thisDN", seat.Dn).Text("extension", seat.Extension).Done();
    }

    /// <summary>Guide 5.19: 1 signed in elsewhere, 2 cancelled.</summary>
    public byte[] SignedOff(int reason, AgentPlan seat)
    {
        using var frame = new Frame(4500, random);
        return frame.Number("reason", reason).Text("thisDN", seat.Dn).Text("extension", seat.Extension).Done();
    }

    /// <summary>Guide 5.21: the heartbeat's answer.</summary>
    public static byte[] Pong(string thisDn, string extension)
    {
        using var frame = new Frame(3, awkward: null);
        return frame.Text("thisDN", thisDn).Text("extension", extension).Done();
    }

    public static string Other(Call call, short agent) => call.FromAgent == agent ? call.Called : call.Caller;

    private static string Status(LogKind kind) => kind switch
    {
        LogKind.IvrEntered => "start",
        LogKind.IvrNodeEntered => "execute_start",
        LogKind.IvrPlayed => "play_audio_file",
        LogKind.IvrDigit => "get_digit",
        LogKind.IvrNodeLeft => "execute_end",
        _ => "stop",
    };

    private static string Number(int value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
