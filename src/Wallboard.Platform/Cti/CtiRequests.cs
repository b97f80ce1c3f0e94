namespace Wallboard.Platform.Cti;

/// <summary>A request to the platform, sent in the name of the link's own seat. Guide 4.x.</summary>
public abstract record CtiRequest
{
    private protected CtiRequest() { }

    /// <summary>The guide's message id; <c>null</c> for a ping.</summary>
    public abstract int? MessageId { get; }
}

/// <summary>Sign the own seat in, as a member of no queue (so that it counts nowhere as ready for calls). Guide 4.2.</summary>
public sealed record SignIn : CtiRequest
{
    public override int? MessageId => MessageIds.SignIn;
}

/// <summary>Guide 4.3.</summary>
public sealed record SignOut : CtiRequest
{
    public override int? MessageId => MessageIds.SignOut;
}

/// <summary>Guide 4.4.</summary>
public sealed record Ready : CtiRequest
{
    public override int? MessageId => MessageIds.Ready;
}

/// <summary>Guide 4.1.</summary>
/// <param name="Limit">How long the rest may last; whole seconds on the wire.</param>
public sealed record Busy(int Reason, TimeSpan? Limit = null) : CtiRequest
{
    public override int? MessageId => MessageIds.Busy;
}

/// <summary>Guide 4.18. Nothing acknowledges it.</summary>
public sealed record MonitorAgents(IReadOnlyList<string> Agents) : CtiRequest
{
    public override int? MessageId => MessageIds.MonitorAgents;
}

/// <summary>Guide 4.19.</summary>
public sealed record UnmonitorAgents(IReadOnlyList<string> Agents) : CtiRequest
{
    public override int? MessageId => MessageIds.UnmonitorAgents;
}

/// <summary>Guide 4.20. Nothing acknowledges it.</summary>
public sealed record MonitorQueues(IReadOnlyList<string> Queues) : CtiRequest
{
    public override int? MessageId => MessageIds.MonitorQueues;
}

/// <summary>Guide 4.21.</summary>
public sealed record UnmonitorQueues(IReadOnlyList<string> Queues) : CtiRequest
{
    public override int? MessageId => MessageIds.UnmonitorQueues;
}

/// <summary>Guide 4.22. Nothing acknowledges it.</summary>
public sealed record MonitorIvr(IReadOnlyList<string> Tenants) : CtiRequest
{
    public override int? MessageId => MessageIds.MonitorIvr;
}

/// <summary>Guide 4.23.</summary>
public sealed record UnmonitorIvr(IReadOnlyList<string> Tenants) : CtiRequest
{
    public override int? MessageId => MessageIds.UnmonitorIvr;
}

/// <summary>Guide 4.25. The link sends it by itself.</summary>
public sealed record Ping : CtiRequest
{
    public override int? MessageId => null;
}
