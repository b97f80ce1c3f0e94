using Wallboard.Simulator.Model;

namespace Wallboard.Simulator.Sockets;

/// <summary>The requests about calls: their fields, and what must be there. What they do is <see cref="CallControl"/>'s.</summary>
internal static class CallRequests
{
    public static IReadOnlyDictionary<int, Func<Request, CtiError?>> All { get; } = new Dictionary<int, Func<Request, CtiError?>>
    {
        [200] = Place,
        [203] = r => OfCall(r, id => r.Tenant.Control.Release(r.Seat, id, r.Text("otherDN") ?? r.Text("thisDN") ?? r.ThisDn)),
        // The table says oterDN, the scenario otherDN (W5).
        [204] = r => OfCall(r, id => r.Tenant.Control.Hold(r.Seat, id, r.Text("otherDN") ?? r.Text("oterDN"))),
        [214] = r => OfCall(r, id => Number(r, n => r.Tenant.Control.ThreeWay(r.Seat, r.Text("thisDN") ?? r.ThisDn, id, n, r.Text("phoneNumber")))),
        [215] = Transfer,
        [217] = r => OfCall(r, id => r.Tenant.Control.Retrieve(r.Seat, id, r.Text("otherDN"))),
        [250] = r => OfCall(r, id => Number(r, n => r.Tenant.Control.SendKeys(r.Seat, id, n, r.Text("dtmfDigit") ?? ""))),
        [265] = r => OfCall(r, id => Number(r, n => r.Tenant.Control.Listen(r.Seat, id, n))),
        [274] = Play,
        [277] = StartRecording,
        [278] = r => OfCall(r, id => r.Tenant.Control.StopRecording(r.Seat, id)),
        [279] = Attach,
        [290] = ToIvr,
        [292] = r => OfCall(r, id => Number(r, n => r.Tenant.Control.Mute(r.Seat, id, n, muted: true))),
        [293] = r => OfCall(r, id => Number(r, n => r.Tenant.Control.Mute(r.Seat, id, n, muted: false))),
        [294] = Take,
    };

    /// <summary>Guide 4.6.</summary>
    private static CtiError? Place(Request r)
    {
        if (!OfTenant(r)) return CtiError.BadRequest;
        var held = r.Attached("holdCall") == "1" ? r.Attached("callID") : null;
        if (r.Attached("holdCall") is not (null or "0" or "1")) return CtiError.BadRequest;
        if (r.Attached("holdCall") == "1" && held is null) return CtiError.NoSuchCall;
        return Number(r, n => r.Tenant.Control.Place(r.Seat, n, r.Attached("ivr_id"), r.Attached("voice_tts"), held));
    }

    /// <summary>Guide 4.10. Without isHold the agent is out of the call.</summary>
    private static CtiError? Transfer(Request r) => r.Attached("isHold") is null or "0" or "1" or "2"
        ? OfCall(r, id => Number(r, n => r.Tenant.Control.Transfer(r.Seat, id, n, (TransferMode)((r.Attached("isHold") ?? "0")[0] - '0'))))
        : CtiError.BadRequest;

    /// <summary>Guide 4.11: the table says ivrID, the scenario ivr_id.</summary>
    private static CtiError? ToIvr(Request r)
    {
        if ((r.Attached("ivrID") ?? r.Attached("ivr_id")) is not { } flow || r.Attached("isHold") is not (null or "0" or "1")) return CtiError.BadRequest;
        return OfCall(r, id => r.Tenant.Control.ToIvr(r.Seat, id, flow, comesBack: r.Attached("isHold") == "1"));
    }

    /// <summary>Guide 4.16.</summary>
    private static CtiError? StartRecording(Request r)
    {
        var limit = 0;
        if (r.Attached("limit") is { } text && (!int.TryParse(text, out limit) || limit <= 0)) return CtiError.BadRequest;
        if (r.Text("path") is not { } path) return CtiError.BadRequest;
        return OfCall(r, id => r.Tenant.Control.StartRecording(r.Seat, id, path, limit > 0 ? limit : null));
    }

    /// <summary>Guide 4.5. Empty is not missing: what the sample leaves out is the whole field.</summary>
    private static CtiError? Attach(Request r) =>
        OfTenant(r) ? r.Tenant.Control.Attach(r.Seat, r.Message["callID"]?.ToString(), r.AllAttached) : CtiError.BadRequest;

    /// <summary>Guide 4.27: the sample has no flag; then both hear it.</summary>
    private static CtiError? Play(Request r)
    {
        if (r.Text("path") is null || (r.Text("flag") ?? "4") is not ("1" or "2" or "4")) return CtiError.BadRequest;
        return OfCall(r, id => r.Tenant.Control.Play(r.Seat, id, (r.Text("flag") ?? "4")[0] - '0'));
    }

    /// <summary>Guide 4.24: what rings at the seat is answered unless isReject is 1.</summary>
    private static CtiError? Take(Request r)
    {
        if ((r.Text("isReject") ?? "0") is not ("0" or "1")) return CtiError.BadRequest;
        var refuse = r.Text("isReject") == "1";
        if (!(refuse ? r.Tenant.Phones.Refuse(r.Seat) : r.Tenant.Phones.Answer(r.Seat))) return CtiError.NoSuchCall;
        r.Tenant.Notify(r.Seat, 294, refuse ? CtiHint.CallRefused : CtiHint.CallTaken);
        return null;
    }

    // No call is known by an empty id.
    private static CtiError? OfCall(Request r, Func<string, CtiError?> act) => r.Text("callID") is { } id ? act(id) : CtiError.NoSuchCall;

    private static CtiError? Number(Request r, Func<string, CtiError?> act) => r.Text("otherDN") is { } number ? act(number) : CtiError.BadRequest;

    private static bool OfTenant(Request r) => r.Attached("cti-tenant-id") is not { } tenant || tenant == r.Tenant.Plan.Id;
}
