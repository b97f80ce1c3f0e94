using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Wallboard.Web.Features.Accounts.Links;
using Wallboard.Web.Features.Administration;
using Wallboard.Web.Hosting;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Accounts.People;

internal enum Outcome
{
    Done,

    /// <summary>Nobody of that id is in the tenant.</summary>
    NotFound,

    /// <summary>The tenant would have no administrator any more.</summary>
    LastAdministrator,

    /// <summary>They are also in a tenant that the caller does not administer: their credentials are not this administrator's to touch.</summary>
    NotYours,

    /// <summary>Somebody else changed people at the same moment.</summary>
    Conflict,
}

/// <summary>
/// What administrators do with people. A membership is the business of its own tenant; what signs somebody in is the business of whoever administers all the
/// tenants that they are in.
/// </summary>
internal sealed class PeopleAdministration(WallboardDb db, OneTimeLinks links, AuditLog audit, DemoMode demo, TimeProvider clock)
{
    private const int Tries = 5;

    public Task<Outcome> ChangeAsync(HttpContext http, Guid id, Role role, List<string>? queues, List<string>? agents) =>
        DoAsync(http, id, AuditAction.PersonChanged, credentials: false, async (person, membership) =>
        {
            var before = MembershipEntry.Of(membership);
            (membership.Role, membership.Queues, membership.Agents) = (role, queues, agents);
            if (role != Role.Administrator && before.Role == Role.Administrator && !await HasOtherAdministratorAsync(membership.TenantId, id))
                return Outcome.LastAdministrator;
            Write(http, AuditAction.PersonChanged, person, before, MembershipEntry.Of(membership));
            return Outcome.Done;
        });

    /// <summary>
    /// Out of the tenant. Who is in no tenant at all any more has no account: their sign-in name is free again, and the audit log keeps what they did.
    /// </summary>
    public Task<Outcome> RemoveAsync(HttpContext http, Guid id) =>
        DoAsync(http, id, AuditAction.PersonRemoved, credentials: false, async (person, membership) =>
        {
            if (membership.Role == Role.Administrator && !await HasOtherAdministratorAsync(membership.TenantId, id)) return Outcome.LastAdministrator;
            var last = !await db.Memberships.AnyAsync(m => m.PersonId == id && m.TenantId != membership.TenantId);
            db.Remove(membership);
            if (last) db.Remove(person);
            Write(http, AuditAction.PersonRemoved, person, MembershipEntry.Of(membership), new { AccountDeleted = last });
            return Outcome.Done;
        });

    public Task<Outcome> DisableAsync(HttpContext http, Guid id) =>
        DoAsync(http, id, AuditAction.PersonChanged, credentials: true, async (person, _) =>
        {
            var administered = await db.Memberships.Where(m => m.PersonId == id && m.Role == Role.Administrator).Select(m => m.TenantId).ToListAsync();
            foreach (var tenant in administered)
                if (!await HasOtherAdministratorAsync(tenant, id)) return Outcome.LastAdministrator;
            Write(http, AuditAction.PersonChanged, person, new { Disabled = person.DisabledAt is not null }, new { Disabled = true });
            person.DisabledAt ??= clock.GetUtcNow();
            await EndAllAsync(id);
            return Outcome.Done;
        });

    public Task<Outcome> EnableAsync(HttpContext http, Guid id) =>
        DoAsync(http, id, AuditAction.PersonChanged, credentials: true, (person, _) =>
        {
            Write(http, AuditAction.PersonChanged, person, new { Disabled = person.DisabledAt is not null }, new { Disabled = false });
            person.DisabledAt = null;
            return Task.FromResult(Outcome.Done);
        });

    public Task<Outcome> UnlockAsync(HttpContext http, Guid id) =>
        DoAsync(http, id, AuditAction.PersonChanged, credentials: true, (person, _) =>
        {
            Write(http, AuditAction.PersonChanged, person, new { LockedUntil = person.LockoutEnd }, new { LockedUntil = (DateTimeOffset?)null });
            (person.LockoutEnd, person.AccessFailedCount) = (null, 0);
            return Task.FromResult(Outcome.Done);
        });

    public Task<Outcome> EndSessionsAsync(HttpContext http, Guid id) =>
        DoAsync(http, id, AuditAction.SessionEnded, credentials: true, async (person, _) =>
        {
            Write(http, AuditAction.SessionEnded, person, new { Sessions = await EndAllAsync(id) }, null);
            return Outcome.Done;
        });

    /// <returns>The link's path, when done: the one time that it is seen.</returns>
    public async Task<(Outcome Outcome, string? Path)> ResetAsync(HttpContext http, Guid id, bool clearsTwoFactor)
    {
        string? path = null;
        var outcome = await DoAsync(http, id, AuditAction.PasswordChanged, credentials: true, async (person, membership) =>
        {
            path = await links.AddAsync(
                new()
                {
                    Purpose = LinkPurpose.Reset, TenantId = membership.TenantId, PersonId = id, ClearsTwoFactor = clearsTwoFactor, CreatedBy = http.Here().Caller.Name,
                },
                OneTimeLinks.ResetLasts, old => old.PersonId == id);
            Write(http, AuditAction.PersonChanged, person, null, new { ResetLink = true, clearsTwoFactor });
            return Outcome.Done;
        });
        return (outcome, outcome == Outcome.Done ? path : null);
    }

    /// <summary>Whether all the tenants of a person are administered by the caller.</summary>
    public async Task<bool> MayTouchCredentialsAsync(Caller caller, Guid id) =>
        (await db.Memberships.Where(m => m.PersonId == id).Select(m => m.TenantId).ToListAsync()).All(t => caller.May(Permission.ManagePeople, t));

    /// <summary>
    /// One change, alone: two who demote each other at once must not leave a tenant without an administrator, so the transaction is serialisable, and the
    /// second of them looks again at what the first has left. A sign-in at the same moment is a conflict, too: it is tried a few times.
    /// </summary>
    private async Task<Outcome> DoAsync(
        HttpContext http, Guid id, AuditAction action, bool credentials, Func<Person, Membership, Task<Outcome>> change)
    {
        var (tenantId, caller) = (http.Here().In.Id, http.Here().Caller);
        string? name = null;
        var outcome = await AloneAsync(async () =>
            await db.Memberships.FindAsync(id, tenantId) is not { } membership || await db.Users.FindAsync(id) is not { } person || (name = person.UserName) is null ? Outcome.NotFound
            : credentials && !await MayTouchCredentialsAsync(caller, id) ? Outcome.NotYours
            : await change(person, membership));
        if (outcome is not (Outcome.Done or Outcome.NotFound)) await audit.WriteAsync(http, action, tenantId, $"{name} {outcome}", refused: true);
        return outcome;
    }

    private async Task<Outcome> AloneAsync(Func<Task<Outcome>> change)
    {
        for (var tries = 1; tries <= Tries; tries++)
            try
            {
                await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable);
                var outcome = await change();
                if (outcome != Outcome.Done) return outcome;
                await db.SaveChangesAsync();
                await transaction.CommitAsync();
                return outcome;
            }
            catch (Exception e) when (IsConflict(e))
            {
                // What was read is no longer so.
                db.ChangeTracker.Clear();
            }
        return Outcome.Conflict;
    }

    /// <summary>Somebody who can still sign in.</summary>
    private Task<bool> HasOtherAdministratorAsync(string tenantId, Guid id) => (
        from membership in db.Memberships
        join person in db.Users on membership.PersonId equals person.Id
        where membership.TenantId == tenantId && membership.Role == Role.Administrator && person.Id != id
            && person.DisabledAt == null && (demo.Active || !person.IsDemo)
        select person).AnyAsync();

    private async Task<int> EndAllAsync(Guid id)
    {
        var open = await db.Sessions.Where(s => s.PersonId == id && s.EndedAt == null).ToListAsync();
        foreach (var session in open) session.EndedAt = clock.GetUtcNow();
        return open.Count;
    }

    private void Write(HttpContext http, AuditAction action, Person person, object? before, object? after) =>
        audit.Add(db, http, action, http.Here().In.Id, person.UserName, before, after);

    /// <summary>Saved by another meanwhile, or PostgreSQL's 40001: the two could not have come one after the other.</summary>
    private static bool IsConflict(Exception? e) =>
        e is not null && (e is DbUpdateConcurrencyException or DbException { SqlState: "40001" or "40P01" } || IsConflict(e.InnerException));
}
