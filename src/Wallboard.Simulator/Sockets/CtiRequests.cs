using System.Text.Json;
using System.Text.Json.Nodes;
using Wallboard.Simulator.Faults;
using Wallboard.Simulator.Model;
using Wallboard.Simulator.Plan;

namespace Wallboard.Simulator.Sockets;

/// <summary>The guide's requests (chapter 4), one handler each. An unknown messageId gets 9999/18.</summary>
internal sealed class CtiRequests
{
    private static readonly TimeSpan SameRequestWithin = TimeSpan.FromSeconds(2);

    private static readonly JsonDocumentOptions NoDuplicates = new() { AllowDuplicateProperties = false };

    private readonly PlatformModel platform;
    private readonly CtiHub hub;
    private readonly FaultBoard faults;
    private readonly Dictionary<int, Func<Request, CtiError?>> handlers;
    private readonly Dictionary<(string Seat, int MessageId), long> lastAt = [];

    public CtiRequests(PlatformModel platform, CtiHub hub, FaultBoard faults)
    {
        (this.platform, this.hub, this.faults) = (platform, hub, faults);
        handlers = new Dictionary<int, Func<Request, CtiError?>>(CallRequests.All)
        {
            [100] = SignIn,
            [101] = Ready,
            [102] = Busy,
            [103] = SignOut,
            [266] = r => MonitorAgents(r, start: true),
            [267] = r => MonitorAgents(r, start: false),
            [275] = r => MonitorQueues(r, start: true),
            [276] = r => MonitorQueues(r, start: false),
            [301] = r => MonitorIvr(r, start: true),
            [302] = r => MonitorIvr(r, start: false),
        };
    }

    // {"thisDN":"10000_1900","type":"request","message":"{\"messageId\":266,\"thisDN\":\"10000_1900\",\"agentDNS\":[\"10000_1000\"]}"}
    public void Handle(CtiConnection from, ReadOnlyMemory<byte> json)
    {
        var seat = from.Seat;
        if (Parse(json) is not { } outer)
        {
            from.Answer(hub.Frames.Error(null, CtiError.BadRequest, seat?.Dn ?? "", from.Extension));
            return;
        }
        var thisDn = outer["thisDN"]?.ToString() ?? "";
        if (outer["type"]?.ToString() == "ping")
        {
            from.Answer(EventFrames.Pong(thisDn, from.Extension));
            return;
        }
        var message = outer["message"] is JsonValue text ? Parse(System.Text.Encoding.UTF8.GetBytes(text.ToString())) : outer["message"] as JsonObject;
        var id = int.TryParse(message?["messageId"]?.ToString(), out var parsed) ? parsed : (int?)null;
        var error = message is null || id is null || thisDn.Length == 0
            ? CtiError.BadRequest
            : Dispatch(new Request(from, id.Value, thisDn, message));
        if (error is { } code) from.Answer(hub.Frames.Error(id, code, thisDn, from.Extension));
    }

    private CtiError? Dispatch(Request request)
    {
        if (!handlers.TryGetValue(request.MessageId, out var handler)) return CtiError.BadRequest;
        var key = (request.ThisDn, request.MessageId);
        if (lastAt.TryGetValue(key, out var last) && platform.Clock.Real.GetElapsedTime(last) < SameRequestWithin) return CtiError.TooFast;
        lastAt[key] = platform.Clock.Real.GetTimestamp();
        if (request.MessageId != 100 && request.From.Seat?.Dn != request.ThisDn) return CtiError.NoSuchSeat;
        request.From.Tenant?.Agenda.Touch(platform.Clock.Now);
        return handler(request);
    }

    /// <summary>
    /// Guide 4.2. The seat is busy (reason 3) until it says otherwise; another client that had it is signed off. <c>thisQueues</c> is not
    /// honoured: nobody sits at the seat to answer a queue.
    /// </summary>
    private CtiError? SignIn(Request request)
    {
        if (faults.IsOn(FaultKind.LicenceExpired)) return CtiError.LicenceExpired;
        var tenant = platform.Tenants.Values.FirstOrDefault(t => t.Plan.Agent(request.ThisDn) is not null);
        if (tenant is null || faults.IsOn(FaultKind.SeatCancelled)) return CtiError.NoSuchSeat;
        var seat = tenant.Plan.Agent(request.ThisDn)!;
        if (request.Text("extension") is not { Length: > 0 } extension) return CtiError.NoExtension;
        if (extension != seat.Extension)
        {
            var owner = tenant.Plan.Agents.FirstOrDefault(a => a.Extension == extension);
            if (owner is null) return CtiError.BadRequest;
            if (tenant.Views.Agents[owner.Index].State != 0) return CtiError.ExtensionInUse;
        }
        var holder = hub.HolderOf(tenant, seat);
        if (holder == request.From) return CtiError.AlreadySignedIn;
        if (holder is not null) hub.SignOff(holder, 1);
        tenant.Agenda.Touch(platform.Clock.Now);
        var kept = platform.Options.Silent.SeatStaysSignedIn && holder is null && tenant.IsAttended(seat.Index) && tenant.Views.Agents[seat.Index].State != 0;
        tenant.AgentLife.TakeOver(seat.Index);
        request.From.Bind(tenant, seat, extension);
        if (kept) return CtiError.AlreadySignedIn;
        request.From.Answer(hub.Frames.OwnState(580, request.From));
        return null;
    }

    /// <summary>Guide 4.4. Who has signed in with an extension that is not the seat's own cannot be ready: callers could not be put through.</summary>
    private static CtiError? Ready(Request request)
    {
        if (request.From.Extension != request.From.Seat!.Extension) return CtiError.NotBound;
        if (SetOwnState(request, 1, 0) is { } error) return error;
        request.Tenant.Routing.AgentReady(request.Seat);
        return null;
    }

    /// <summary>Guide 4.1. A rest beyond the tenant's limit is queued (8888/1); a limit in seconds ends with 8888/0.</summary>
    private CtiError? Busy(Request request)
    {
        if (!int.TryParse(request.Text("reasonCode"), out var reason) || reason is < 0 or >= Log.AgentView.Reasons) return CtiError.BadRequest;
        var (tenant, seat) = (request.Tenant, request.Seat);
        if (tenant.Views.Agents[seat].Leg is not null) return CtiError.InACall;
        if (reason == AgentLife.BreakReason && !tenant.AgentLife.RestOrQueue(seat))
        {
            tenant.Notify(seat, 102, CtiHint.RestQueued);
            return null;
        }
        var error = SetOwnState(request, 2, reason);
        if (error is null && int.TryParse(request.Attached("limit"), out var limit))
            tenant.AgentIn(seat, limit, () => tenant.Notify(seat, 102, CtiHint.RestOver));
        return error;
    }

    /// <summary>Guide 4.3.</summary>
    private CtiError? SignOut(Request request)
    {
        if (request.Tenant.Views.Agents[request.Seat].Leg is not null) return CtiError.InACall;
        request.Tenant.AgentLife.GiveBack(request.Seat);
        hub.Flush();
        request.From.Unbind();
        return null;
    }

    private static CtiError? SetOwnState(Request request, int state, int reason)
    {
        if (request.Tenant.Views.Agents[request.Seat].Leg is not null) return CtiError.InACall;
        request.Tenant.SetState(request.Seat, state, reason);
        return null;
    }

    /// <summary>Guide 4.18, 4.19.</summary>
    private CtiError? MonitorAgents(Request request, bool start)
    {
        var (from, tenant) = (request.From, request.From.Tenant!);
        if (request.List("agentDNS") is not { } names) return CtiError.BadRequest;
        var agents = names.Select(tenant.Plan.Agent).ToList();
        if (agents.Contains(null)) return CtiError.NoSuchSeat;
        Change(from.Agents, agents.Select(a => a!.Index), start);
        if (start && platform.Options.Silent.MonitorStartSendsStates) hub.SendStates(from, tenant, agents.Select(a => a!.Index), []);
        return null;
    }

    /// <summary>Guide 4.20, 4.21.</summary>
    private CtiError? MonitorQueues(Request request, bool start)
    {
        var (from, tenant) = (request.From, request.From.Tenant!);
        if (request.List("queueDNS") is not { } names) return CtiError.BadRequest;
        var queues = names.Select(tenant.Plan.Queue).ToList();
        if (queues.Contains(null)) return CtiError.BadRequest;
        Change(from.Queues, queues.Select(q => q!.Index), start);
        if (start && platform.Options.Silent.MonitorStartSendsStates) hub.SendStates(from, tenant, [], queues.Select(q => q!.Index));
        return null;
    }

    /// <summary>Guide 4.22, 4.23: the table says <c>tenantIDS</c>, the samples send <c>queueDNS</c>; either will do.</summary>
    private static CtiError? MonitorIvr(Request request, bool start)
    {
        if ((request.List("tenantIDS") ?? request.List("queueDNS")) is not { } tenants) return CtiError.BadRequest;
        if (!tenants.Contains(request.From.Tenant!.Plan.Id)) return CtiError.BadRequest;
        request.From.Ivr = start;
        return null;
    }

    private static void Change(HashSet<short> monitored, IEnumerable<short> named, bool start)
    {
        if (start) monitored.UnionWith(named);
        else monitored.ExceptWith(named);
    }

    private static JsonObject? Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            return JsonNode.Parse(json.Span, documentOptions: NoDuplicates) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
