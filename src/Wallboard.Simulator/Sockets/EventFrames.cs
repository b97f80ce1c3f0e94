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
            .Text("otherDN", view.Leg?.Peer ?? "")
            .Number("deviceState", view.Device)
            .Text("tenantID", tenant.Plan.Id)
            .Text("thisDN", reversed ? agent.Dn : to.Seat!.Dn)
            .Text("extension", to.Extension);
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
            .Number("agentReadyNum", queue.Members.Count(m => tenant.Views.Agents[m].Available))
            .Number("status", status)
            .Number("holdTime", visit is null ? null : PlatformZone.Seconds(visit.Entered, visit.WaitEnded > 0 ? visit.WaitEnded : now))
            .Number("callType", (int?)visit?.Call.Direction)
            .Text("callerID", agent)
            .Text("ani", visit?.Call.Caller ?? "")
            .Text("dnis", visit?.Call.Called ?? "")
            .Text("extension", to.Extension)
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
            .Text("extension", to.Extension);
        return frame.Done();
    }

    /// <summary>Guide 5.4–5.7: 580 to 583, the seat's own state.</summary>
    public byte[] OwnState(int messageId, CtiConnection to)
    {
        var (plan, seat) = (to.Tenant!.Plan, to.Seat!);
        var view = to.Tenant.Views.Agents[seat.Index];
        using var frame = new Frame(messageId, random);
        frame.Text("thisDN", seat.Dn)
            .Texts("thisQueues", seat.Queues.Select(q => plan.Queues[q].Dn))
            .Number("state", view.State)
            .Number("deviceState", view.PhoneUnregistered ? 2 : 1)
            .Text("tenantID", plan.Id)
            .Text("extension", to.Extension);
        if (messageId is 580 or 582) frame.Number("reasonCode", view.State == 2 ? view.Reason : null);
        return frame.Done();
    }

    /// <summary>Guide 5.2, 5.3: 572 and 574, the seat's soft phone.</summary>
    public byte[] OwnPhone(int messageId, CtiConnection to)
    {
        using var frame = new Frame(messageId, random);
        frame.Text("thisDN", to.Seat!.Dn).Text("tenantID", to.Tenant!.Plan.Id).Text("extension", to.Extension);
        if (messageId == 572) frame.Text("sipIp", $"192.168.{to.Seat.Index / 250}.{1 + to.Seat.Index % 250}");
        return frame.Done();
    }

    /// <summary>Guide 5.1, 5.8–5.14: a call at the seat itself. <paramref name="transferredBy"/>: who passed it on, of 503 and 505.</summary>
    public byte[] OwnCall(int messageId, CtiConnection to, Leg leg, Cause cause, short transferredBy, long now)
    {
        var (plan, call) = (to.Tenant!.Plan, leg.Call);
        using var frame = new Frame(messageId, random);
        frame.Text("thisDN", to.Seat!.Dn).Text("otherDN", leg.Peer).Text("callID", call.Id).Text("tenantID", plan.Id);
        // Being held and taken back are told in fewer words.
        if (messageId is 509 or 513) return frame.Done();
        frame.Text("extension", to.Extension).Number("callType", (int)call.Direction);
        var attached = call.AttachedData ?? Enumerable.Empty<KeyValuePair<string, string>>();
        switch (messageId)
        {
            case 503 or 505:
                frame.Text("ANI", call.Caller).Text("DNIS", call.Called)
                    .Text("thirdDN", transferredBy < 0 ? "" : plan.Agents[transferredBy].Dn).Text("thirdRole", transferredBy < 0 ? "" : "3");
                if (messageId == 503) frame.Attached([new("fileNam", $"{call.Id}.wav"), .. attached]);
                break;
            case 515:
                frame.Attached([new("hangupCause", Release(cause)), .. attached]);
                break;
            case 589:
                frame.Text("fileName", leg.File);
                break;
            case 519:
                frame.Number("duration", PlatformZone.Seconds(leg.Answered, now)).Text("fileName", leg.File);
                break;
        }
        return frame.Done();
    }

    /// <summary>Guide 5.18.</summary>
    public byte[] Error(int? request, CtiError error, string thisDn, string extension)
    {
        using var frame = new Frame(9999, random);
        return frame.Number("errorMessageId", request).Number("errorCode", (int)error).Text("errorMessage", ErrorTexts.Of(error))
            .Text("thisDN", thisDn).Text("extension", extension).Done();
    }

    /// <summary>Guide 5.20.</summary>
    public byte[] Hint(int request, CtiHint hint, CtiConnection to)
    {
        using var frame = new Frame(8888, random);
        return frame.Number("succeeMessageId", request).Number("referenceID", (int)hint).Text("thisDN", to.Seat!.Dn).Text("extension", to.Extension).Done();
    }

    /// <summary>Guide 5.19: 1 signed in elsewhere, 2 cancelled.</summary>
    public byte[] SignedOff(int reason, CtiConnection to)
    {
        using var frame = new Frame(4500, random);
        return frame.Number("reason", reason).Text("thisDN", to.Seat!.Dn).Text("extension", to.Extension).Done();
    }

    /// <summary>Guide 5.21: the heartbeat's answer.</summary>
    public static byte[] Pong(string thisDn, string extension)
    {
        using var frame = new Frame(3, awkward: null);
        return frame.Text("thisDN", thisDn).Text("extension", extension).Done();
    }

    // 5.10 knows fewer causes than 6.21.
    private static string Release(Cause cause) => cause switch
    {
        Cause.CallerHungUp or Cause.CalledHungUp or Cause.Refused or Cause.NoAnswer => Causes.Text(cause),
        Cause.Busy => "call_failed",
        _ => "recv_bye",
    };

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
