using Wallboard.Live;

namespace Wallboard.Web.Hosting.Access;

internal enum CallerKind
{
    Nobody,
    Person,
    Screen,
    Token,
    Bootstrap,
}

/// <summary>What somebody may do in one tenant.</summary>
/// <param name="Role">Of a person; null for screens and tokens.</param>
internal sealed record Grant(string TenantId, IReadOnlySet<Permission> Permissions, Scope Scope, Role? Role = null)
{
    /// <summary>Phone numbers are shown whole until then; null = masked.</summary>
    public DateTimeOffset? UnmaskedUntil { get; init; }
}

/// <summary>Who asks, with everything that they may do at this moment. Made anew for each question out of <see cref="AccessBook"/>: nothing in it is remembered.</summary>
/// <param name="Id">Of the person, screen or token.</param>
/// <param name="SessionId">Of a person.</param>
/// <param name="Grants">By tenant, in the order of the settings.</param>
internal sealed record Caller(CallerKind Kind, Guid? Id, string Name, Guid? SessionId, IReadOnlyList<Grant> Grants)
{
    public static readonly Caller Nobody = new(CallerKind.Nobody, null, "", null, []);

    /// <summary>Tenants whose grant waits until the person has a second factor.</summary>
    public IReadOnlyList<string> WantsSecondFactor { get; init; } = [];

    public Grant? In(string? tenantId) => Grants.FirstOrDefault(g => g.TenantId == tenantId);

    public bool May(Permission permission, string? tenantId) => In(tenantId)?.Permissions.Contains(permission) is true;
}
