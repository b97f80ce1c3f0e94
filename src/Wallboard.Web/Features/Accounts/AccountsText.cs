using Wallboard.Web.Hosting;

namespace Wallboard.Web.Features.Accounts;

internal static class AccountsText
{
    public static Texts Words { get; } = new("Wallboard.Web.Features.Accounts.AccountsText");

    /// <summary>What somebody sees of a tenant, e.g. "2 queues, all agents".</summary>
    public static string Of(IReadOnlyList<string>? queues, IReadOnlyList<string>? agents) => queues is null && agents is null
        ? Words["Scope.all"]
        : Words["Scope.both", queues is null ? Words["Scope.allQueues"] : Words[queues.Count == 1 ? "Scope.queue" : "Scope.queues", queues.Count],
            agents is null ? Words["Scope.allAgents"] : Words[agents.Count == 1 ? "Scope.agent" : "Scope.agents", agents.Count]];
}
