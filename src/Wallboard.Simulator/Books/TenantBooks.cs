using Wallboard.Simulator.Model;

namespace Wallboard.Simulator.Books;

/// <summary>What can be written and deleted over HTTP, beside the call log: kept per tenant, under the platform's lock.</summary>
internal sealed class TenantBooks(TenantModel model)
{
    public BlackList BlackList { get; } = new(model);
    public RestTemplates RestTemplates { get; } = new();
    public Messages Messages { get; } = new(model);
    public Campaigns Campaigns { get; } = new(model);
    public Deletions Deleted { get; } = new();
}

/// <summary>Record numbers that lists and details no longer show (7.7–7.10, 7.14). The log and the statistics keep what was.</summary>
internal sealed class Deletions
{
    public HashSet<int> Calls { get; } = [];
    public HashSet<int> Recordings { get; } = [];
    public HashSet<int> Visits { get; } = [];
    public HashSet<int> IvrSessions { get; } = [];
    public HashSet<int> AgentStates { get; } = [];
}
