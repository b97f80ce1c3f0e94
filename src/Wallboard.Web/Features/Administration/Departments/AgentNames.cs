using Wallboard.Web.Features.Live;

namespace Wallboard.Web.Features.Administration.Departments;

/// <summary>The agents of a tenant as the platform lists them now, without the portal's own seat, which is nobody.</summary>
internal sealed class AgentNames(Tenant tenant)
{
    private readonly Dictionary<string, string?> names = tenant.Picture().Agents.Where(a => a.Number != tenant.Options.Seat)
        .GroupBy(a => a.Number).ToDictionary(a => a.Key, a => a.First().Name);

    /// <summary>False while the platform has not told its agents: then none can be said to be gone.</summary>
    public bool AreKnown => names.Count > 0;

    public IEnumerable<string> Numbers => names.Keys;

    public string? this[string number] => names.GetValueOrDefault(number);

    public bool IsGone(string number) => AreKnown && !names.ContainsKey(number);

    /// <summary>For people: <c>郭敏 10000_1000</c>.</summary>
    public string Of(string number) => this[number] is { Length: > 0 } name ? $"{name} {number}" : number;
}
