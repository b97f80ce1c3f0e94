using Wallboard.Web.Features.Live;

namespace Wallboard.Web.Features.Accounts.People;

/// <summary>Which queues and agents a form limits somebody to: "all", or those that are ticked.</summary>
/// <param name="Fault">The words' key: only some, but none was ticked.</param>
internal sealed record ScopeForm(List<string>? Queues, List<string>? Agents, string? Fault)
{
    /// <param name="queues">Those that somebody is limited to so far, which the platform may no longer know.</param>
    public static ScopeForm Read(IFormCollection form, Tenant tenant, List<string>? queues, List<string>? agents)
    {
        var picture = tenant.Picture();
        var chosen = (
            Queues: Chosen(form, "queues", picture.Queues.Select(q => q.Number).Concat(queues ?? [])),
            Agents: Chosen(form, "agents", picture.Agents.Select(a => a.Number).Concat(agents ?? [])));
        return new(chosen.Queues, chosen.Agents, chosen.Queues is [] || chosen.Agents is [] ? "Fault.ScopeEmpty" : null);
    }

    private static List<string>? Chosen(IFormCollection form, string name, IEnumerable<string> known) =>
        form[$"{name}.which"] == "some" ? [.. form[name].OfType<string>().Intersect(known).Order(StringComparer.Ordinal)] : null;
}
