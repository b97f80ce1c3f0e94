using Wallboard.Simulator.Faults;
using Wallboard.Simulator.Log;
using Wallboard.Simulator.Model;
using Wallboard.Simulator.Plan;

namespace Wallboard.Simulator.Sockets;

/// <summary>Turns log entries into each connection's events. Everything here runs inside the platform's lock.</summary>
internal sealed class CtiHub
{
    private readonly PlatformModel platform;
    private readonly List<CtiConnection> connections = [];

    // Frames of one instant, so that their order across sources can be chosen (S12).
    private readonly List<(CtiConnection To, int Kind, int Index, byte[] Frame)> pending = [];
    private long pendingAt;
    private int agentEvents;

    public CtiHub(PlatformModel platform)
    {
        this.platform = platform;
        Frames = new EventFrames(platform.Options.Awkward, platform.Options.Seed);
        foreach (var tenant in platform.Tenants.Values) tenant.Logged = entry => Publish(tenant, entry);
        platform.Settled = Flush;
    }

    public EventFrames Frames { get; }

    public IReadOnlyList<CtiConnection> Connections => connections;

    public void Add(CtiConnection connection) => connections.Add(connection);

    /// <summary>The link is gone; unless the platform keeps seats (S2), its seat is signed out.</summary>
    public void Remove(CtiConnection connection)
    {
        connections.Remove(connection);
        var (tenant, seat) = (connection.Tenant, connection.Seat);
        connection.Unbind();
        if (tenant is null || seat is null || platform.Options.Silent.SeatStaysSignedIn) return;
        SignOut(tenant, seat);
    }

    private void SignOut(TenantModel tenant, AgentPlan seat)
    {
        tenant.Agenda.Touch(platform.Clock.Now);
        tenant.Outgoing.DropCallOf(seat.Index);
        tenant.SetState(seat.Index, 0);
    }

    public CtiConnection? HolderOf(TenantModel tenant, AgentPlan seat) => connections.Find(c => c.Tenant == tenant && c.Seat == seat);

    /// <summary>4500: the connection loses its seat, to another client (1) or for good (2), and is closed.</summary>
    public void SignOff(CtiConnection connection, int reason)
    {
        if (connection is not { Seat: { } seat, Tenant: { } tenant }) return;
        connection.Answer(Frames.SignedOff(reason, seat));
        connection.Unbind();
        connection.Close();
        if (reason != 1) SignOut(tenant, seat);
    }

    public void SendStates(CtiConnection to, TenantModel tenant, IEnumerable<short> agents, IEnumerable<short> queues)
    {
        foreach (var agent in agents) Send(to, 588, agent, Frames.Agent(to, tenant, agent));
        foreach (var queue in queues) Send(to, 520, queue, Frames.Queue(to, tenant, queue, status: null, visit: null, platform.Clock.Now));
    }

    public void Flush()
    {
        if (pending.Count == 0) return;
        var inOrder = platform.Options.Silent.AgentEventsFirst ? pending.OrderBy(p => p.Kind == 588 ? 0 : 1) : pending.AsEnumerable();
        foreach (var (to, kind, index, frame) in inOrder) to.Event(kind, index, frame);
        pending.Clear();
    }

    private void Publish(TenantModel tenant, LogEntry e)
    {
        if (connections.Count == 0) return;
        if (e.At != pendingAt) Flush();
        pendingAt = e.At;
        foreach (var to in connections)
        {
            if (to.Tenant == tenant) Publish(to, tenant, e);
        }
    }

    private void Publish(CtiConnection to, TenantModel tenant, in LogEntry e)
    {
        switch (e.Kind)
        {
            case LogKind.AgentState:
                PublishAgent(to, tenant, e);
                break;
            case LogKind.IvrEntered or LogKind.IvrNodeEntered or LogKind.IvrPlayed or LogKind.IvrDigit or LogKind.IvrNodeLeft or LogKind.IvrLeft:
                if (!to.Ivr) break;
                var call = tenant.Views.Live[e.Call];
                Send(to, 605, e.Call, Frames.Ivr(to, tenant, e.Kind, e, (call.Ivr ?? call.LastIvr)!));
                break;
            default:
                if (e.Queue >= 0 && to.Queues.Contains(e.Queue)) PublishQueue(to, tenant, e);
                if (e.Agent >= 0 && e.Agent == to.Seat!.Index) PublishOwnCall(to, tenant, e);
                break;
        }
    }

    private void PublishAgent(CtiConnection to, TenantModel tenant, in LogEntry e)
    {
        if (to.Agents.Contains(e.Agent))
        {
            var frame = Frames.Agent(to, tenant, e.Agent);
            Send(to, 588, e.Agent, frame);
            if (platform.Options.Silent.RepeatAgentEvents && ++agentEvents % 10 == 0) Send(to, 588, e.Agent, frame);
        }
        if (e.Agent != to.Seat!.Index) return;
        var own = e.A switch { 0 => 581, 1 => 583, _ => 582 };
        Send(to, own, 0, Frames.OwnState(own, tenant, to.Seat));
    }

    private void PublishQueue(CtiConnection to, TenantModel tenant, in LogEntry e)
    {
        var call = tenant.Views.Live[e.Call];
        int? status = e.Kind switch
        {
            LogKind.QueueEntered => 0,
            LogKind.Answered => 1,
            LogKind.QueueLeft => (LeftReason)e.A != LeftReason.TalkEnded || platform.Options.Silent.LeftAfterTalk ? 2 : null,
            LogKind.Rung => 3,
            LogKind.Refused or LogKind.NotAnswered => 4,
            _ => null,
        };
        if (status is null) return;
        Send(to, 520, e.Queue, Frames.Queue(to, tenant, e.Queue, status, status == 2 ? call.LastVisit : call.Visit, e.At));
    }

    private void PublishOwnCall(CtiConnection to, TenantModel tenant, in LogEntry e)
    {
        var call = tenant.Log.Calls[e.Call];
        int? own = e.Kind switch
        {
            LogKind.Rung => call.FromAgent == e.Agent ? 505 : 503,
            LogKind.Answered => 506,
            LogKind.LegEnded or LogKind.Refused or LogKind.NotAnswered => 515,
            _ => null,
        };
        var cause = e.Kind == LogKind.Refused ? Cause.Refused : e.Kind == LogKind.NotAnswered ? Cause.NoAnswer : (Cause)e.A;
        if (own is { } id) Send(to, id, 0, Frames.OwnCall(id, tenant, to.Seat!, call, cause));
    }

    private void Send(CtiConnection to, int kind, int index, byte[] frame) => pending.Add((to, kind, index, frame));
}
