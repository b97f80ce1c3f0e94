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
        foreach (var tenant in platform.Tenants.Values)
        {
            tenant.Logged = entry => Publish(tenant, entry);
            tenant.Noticed = (seat, notice) => Publish(tenant, seat, notice);
        }
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
        tenant.Control.LeaveCalls(seat.Index);
        tenant.AgentLife.GiveBack(seat.Index);
    }

    public CtiConnection? HolderOf(TenantModel tenant, AgentPlan seat) => connections.Find(c => c.Tenant == tenant && c.Seat == seat);

    /// <summary>4500: the connection loses its seat, to another client (1) or for good (2), and is closed.</summary>
    public void SignOff(CtiConnection connection, int reason)
    {
        if (connection is not { Seat: { } seat, Tenant: { } tenant }) return;
        connection.Answer(Frames.SignedOff(reason, connection));
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

    private void Publish(TenantModel tenant, short seat, Notice notice)
    {
        if (connections.Find(c => c.Tenant == tenant && c.Seat!.Index == seat) is not { } to) return;
        var frame = notice.Error is { } error
            ? Frames.Error(notice.MessageId, error, to.Seat!.Dn, to.Extension)
            : Frames.Hint(notice.MessageId, notice.Hint, to);
        Send(to, notice.Error is null ? 8888 : 9999, 0, frame);
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
            case LogKind.PhoneRegistered or LogKind.PhoneUnregistered:
                if (to.Agents.Contains(e.Agent)) Send(to, 588, e.Agent, Frames.Agent(to, tenant, e.Agent));
                if (e.Agent != to.Seat!.Index) break;
                var phone = e.Kind == LogKind.PhoneRegistered ? 572 : 574;
                Send(to, phone, 0, Frames.OwnPhone(phone, to));
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
        Send(to, own, 0, Frames.OwnState(own, to));
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

    // Only the seat itself hears these; everybody else sees 588, 520 and 605.
    private void PublishOwnCall(CtiConnection to, TenantModel tenant, in LogEntry e)
    {
        if (!tenant.Views.Live.TryGetValue(e.Call, out var call)) return;
        var (seat, over) = (e.Agent, e.Kind is LogKind.LegEnded or LogKind.Refused or LogKind.NotAnswered);
        if ((over ? call.LastLeg : call.Legs.Find(l => l.Agent == seat)) is not { } leg) return;
        int[] told = e.Kind switch
        {
            LogKind.Rung => [leg.Call.FromAgent == seat ? 505 : 503],
            LogKind.Answered when leg.RecordingSince > 0 => [506, 589],
            LogKind.Answered => [506],
            LogKind.Held => [509],
            LogKind.Retrieved => [513],
            LogKind.RecordingStarted => [589],
            LogKind.RecordingStopped => [519],
            LogKind.LegEnded when leg.RecordingSince > 0 => [519, 515],
            LogKind.LegEnded or LogKind.Refused or LogKind.NotAnswered => [515],
            _ => [],
        };
        foreach (var id in told) Send(to, id, 0, Frames.OwnCall(id, to, leg, leg.Cause, call.TransferredBy, e.At));
    }

    private void Send(CtiConnection to, int kind, int index, byte[] frame) => pending.Add((to, kind, index, frame));
}
