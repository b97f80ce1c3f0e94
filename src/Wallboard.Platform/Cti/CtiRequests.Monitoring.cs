namespace Wallboard.Platform.Cti;

/// <summary>Asks for 588 of these agents. Nothing acknowledges it. Guide 4.18.</summary>
public sealed record MonitorAgents(IReadOnlyList<string> Agents) : CtiRequest(MessageIds.MonitorAgents)
{
    internal override IEnumerable<WireField> Fields(CtiSeat seat) => [new("agentDNS", Agents)];
}

/// <summary>Nothing acknowledges it. Guide 4.19.</summary>
public sealed record UnmonitorAgents(IReadOnlyList<string> Agents) : CtiRequest(MessageIds.UnmonitorAgents)
{
    internal override IEnumerable<WireField> Fields(CtiSeat seat) => [new("agentDNS", Agents)];
}

/// <summary>Asks for 520 of these queues. Nothing acknowledges it. Guide 4.20.</summary>
public sealed record MonitorQueues(IReadOnlyList<string> Queues) : CtiRequest(MessageIds.MonitorQueues)
{
    internal override IEnumerable<WireField> Fields(CtiSeat seat) => [new("queueDNS", Queues)];
}

/// <summary>Nothing acknowledges it. Guide 4.21.</summary>
public sealed record UnmonitorQueues(IReadOnlyList<string> Queues) : CtiRequest(MessageIds.UnmonitorQueues)
{
    internal override IEnumerable<WireField> Fields(CtiSeat seat) => [new("queueDNS", Queues)];
}

/// <summary>Asks for 605 of these tenants. Nothing acknowledges it. Guide 4.22.</summary>
public sealed record MonitorIvr(IReadOnlyList<string> Tenants) : CtiRequest(MessageIds.MonitorIvr)
{
    internal override IEnumerable<WireField> Fields(CtiSeat seat) => [new("tenantIDS", Tenants)];
}

/// <summary>Nothing acknowledges it. Guide 4.23.</summary>
public sealed record UnmonitorIvr(IReadOnlyList<string> Tenants) : CtiRequest(MessageIds.UnmonitorIvr)
{
    internal override IEnumerable<WireField> Fields(CtiSeat seat) => [new("tenantIDS", Tenants)];
}
