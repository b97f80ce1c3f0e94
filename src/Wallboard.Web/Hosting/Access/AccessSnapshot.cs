using System.Collections.Frozen;
using Wallboard.Live;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Hosting.Access;

/// <summary>Who may do what at one instant: everything that storage says about it, read whole. Pure.</summary>
/// <param name="Stamp">The <see cref="AccessRevision"/> that it was read at.</param>
/// <param name="Sessions">Those that have not ended.</param>
/// <param name="Screens">Those that are not revoked.</param>
/// <param name="Tokens">Those that are not revoked.</param>
internal sealed record AccessSnapshot(
    Guid Stamp,
    FrozenDictionary<Guid, PersonAccess> People,
    FrozenDictionary<Guid, Session> Sessions,
    FrozenDictionary<Guid, Screen> Screens,
    FrozenDictionary<Guid, ApiToken> Tokens,
    FrozenDictionary<string, TenantPreferences> Preferences)
{
    public static readonly AccessSnapshot Empty = new(
        Guid.Empty, FrozenDictionary<Guid, PersonAccess>.Empty, FrozenDictionary<Guid, Session>.Empty, FrozenDictionary<Guid, Screen>.Empty,
        FrozenDictionary<Guid, ApiToken>.Empty, FrozenDictionary<string, TenantPreferences>.Empty);

    public TenantPreferences PreferencesOf(string tenantId) => Preferences.GetValueOrDefault(tenantId) ?? new() { TenantId = tenantId };

    /// <param name="tenants">The configured ones, in their order: a membership of any other is worth nothing.</param>
    public Caller Person(Guid sessionId, IReadOnlyList<string> tenants, DateTimeOffset now)
    {
        if (Sessions.GetValueOrDefault(sessionId) is not { } session || People.GetValueOrDefault(session.PersonId) is not { Disabled: false } person)
            return Caller.Nobody;
        var grants = from tenant in tenants
                     let membership = person.Memberships.GetValueOrDefault(tenant)
                     where membership is not null && !WantsSecondFactor(person, membership)
                     select new Grant(tenant, Access.Grants.Of(membership.Role), Scope.Of(membership.Queues, membership.Agents), membership.Role)
                     {
                         UnmaskedUntil = session.UnmaskedTenantId == tenant && session.UnmaskedUntil > now && Access.Grants.Of(membership.Role).Contains(Permission.UnmaskNumbers)
                             ? session.UnmaskedUntil
                             : null,
                     };
        return new(CallerKind.Person, session.PersonId, person.Name, sessionId, [.. grants])
        {
            WantsSecondFactor = [.. tenants.Where(t => person.Memberships.GetValueOrDefault(t) is { } membership && WantsSecondFactor(person, membership))],
        };
    }

    /// <summary>What a person may do in a tenant at this moment, whatever they are signed in with: for work that goes on without them. Null: nothing.</summary>
    public Grant? GrantOf(Guid personId, string tenantId, DateTimeOffset now)
    {
        if (People.GetValueOrDefault(personId) is not { Disabled: false } person || person.Memberships.GetValueOrDefault(tenantId) is not { } membership
            || WantsSecondFactor(person, membership))
            return null;
        var permissions = Access.Grants.Of(membership.Role);
        return new(tenantId, permissions, Scope.Of(membership.Queues, membership.Agents), membership.Role)
        {
            UnmaskedUntil = permissions.Contains(Permission.UnmaskNumbers)
                ? Sessions.Values.Where(s => s.PersonId == personId && s.UnmaskedTenantId == tenantId && s.UnmaskedUntil > now).Max(s => s.UnmaskedUntil)
                : null,
        };
    }

    private bool WantsSecondFactor(PersonAccess person, Membership membership) =>
        !person.TwoFactor && membership.Role != Role.Viewer && PreferencesOf(membership.TenantId).RequireTwoFactor;

    public Caller Screen(Guid id, IReadOnlyList<string> tenants) =>
        Screens.GetValueOrDefault(id) is { } screen && tenants.Contains(screen.TenantId)
            ? new(CallerKind.Screen, id, screen.Name, null, [new(screen.TenantId, Grants.Screen, Scope.All)])
            : Caller.Nobody;

    public Caller Token(Guid id, IReadOnlyList<string> tenants, DateTimeOffset now) =>
        Tokens.GetValueOrDefault(id) is { } token && token.ExpiresAt > now && tenants.Contains(token.TenantId)
            ? new(CallerKind.Token, id, token.Name, null,
                [new(token.TenantId, Access.Grants.Token.Intersect(token.Permissions).ToHashSet(), Scope.Of(token.Queues, token.Agents))])
            : Caller.Nobody;

    public static Caller Bootstrap(IReadOnlyList<string> tenants) =>
        new(CallerKind.Bootstrap, null, "bootstrap", null, [.. tenants.Select(t => new Grant(t, Grants.Bootstrap, Scope.All))]);
}

/// <param name="Memberships">By tenant.</param>
internal sealed record PersonAccess(
    Guid Id, string Name, bool Disabled, bool TwoFactor, string? Language, string? Theme, FrozenDictionary<string, Membership> Memberships);
