using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Wallboard.Web.Features.Accounts.People;
using Wallboard.Web.Features.Accounts.Profile;
using Wallboard.Web.Features.Administration;
using Wallboard.Web.Hosting;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Accounts.Links;

/// <summary>What the links do: people who were not there before, their memberships, and new passwords. Each link, and what it does, is saved at once.</summary>
internal sealed class NewAccounts(
    WallboardDb db, UserManager<Person> users, OneTimeLinks links, AuditLog audit, TimeProvider clock)
{
    public const int LongestName = 64;

    /// <summary>A sign-in name as it is kept; null when it cannot be one.</summary>
    public string? CleanName(string? name) =>
        name?.Trim() is { Length: > 0 and <= LongestName } clean && clean.All(users.Options.User.AllowedUserNameCharacters.Contains) ? clean : null;

    /// <summary>Checks what somebody typed who wants an account: the words' keys of what is wrong, by field.</summary>
    public async Task<(Person Person, Dictionary<string, string> Faults)> DraftAsync(
        string? displayName, string? userName, string? password, string? repeated)
    {
        var faults = new Dictionary<string, string>();
        if (!Label.TryClean(displayName, out var label)) faults["displayName"] = "Fault.Label";
        if (CleanName(userName) is not { } name) faults["userName"] = "Fault.UserName";
        else if (await users.FindByNameAsync(name) is not null) faults["userName"] = "Fault.UserNameTaken";
        var person = new Person { Id = Guid.NewGuid(), DisplayName = label ?? "", UserName = userName?.Trim(), CreatedAt = clock.GetUtcNow() };
        if (await PasswordRules.FaultOf(users, person, password, repeated) is { } fault) faults["password"] = $"Fault.{fault}";
        return (person, faults);
    }

    /// <summary>An account by a link; false when somebody else was quicker with the link or the name.</summary>
    public async Task<bool> CreateAsync(HttpContext http, OneTimeLink link, Person person, string password, IReadOnlyList<Membership> memberships)
    {
        try
        {
            await AddAsync(http, link, person, memberships);
            return (await users.CreateAsync(person, password)).Succeeded;
        }
        catch (DbUpdateException)
        {
            return false;
        }
    }

    /// <summary>Memberships by a link for somebody who has an account.</summary>
    public async Task<bool> JoinAsync(HttpContext http, OneTimeLink link, Person person, IReadOnlyList<Membership> memberships)
    {
        try
        {
            await AddAsync(http, link, person, memberships);
            await db.SaveChangesAsync();
            return true;
        }
        catch (DbUpdateException)
        {
            return false;
        }
    }

    public static Membership MembershipOf(OneTimeLink link) => new()
    {
        TenantId = link.TenantId!, Role = link.Role ?? Role.Viewer, Queues = link.Queues, Agents = link.Agents,
    };

    /// <summary>A new password by a link. It ends every session, and the lock.</summary>
    public async Task<bool> ResetAsync(HttpContext http, OneTimeLink link, Person person, string password)
    {
        links.End(link);
        person.PasswordHash = users.PasswordHasher.HashPassword(person, password);
        person.SecurityStamp = Guid.NewGuid().ToString();
        person.LockoutEnd = null;
        person.AccessFailedCount = 0;
        if (link.ClearsTwoFactor) await SecondFactor.TurnOffAsync(db, person);
        foreach (var session in await db.Sessions.Where(s => s.PersonId == person.Id && s.EndedAt == null).ToListAsync()) session.EndedAt = clock.GetUtcNow();
        audit.Add(db, http, AuditAction.PasswordChanged, link.TenantId, person.UserName, after: new { By = "link", link.ClearsTwoFactor }, actor: As(person));
        try
        {
            await db.SaveChangesAsync();
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
    }

    private async Task AddAsync(HttpContext http, OneTimeLink link, Person person, IReadOnlyList<Membership> memberships)
    {
        links.End(link);
        foreach (var membership in memberships)
        {
            var before = await db.Memberships.FindAsync(person.Id, membership.TenantId);
            // Whoever is there already stays what they are, unless it is the first administrator that is made.
            if (before is not null && link.Purpose != LinkPurpose.Setup) continue;
            audit.Add(db, http, AuditAction.PersonJoined, membership.TenantId, person.UserName, before is null ? null : MembershipEntry.Of(before),
                MembershipEntry.Of(membership), actor: As(person));
            if (before is null)
            {
                membership.PersonId = person.Id;
                db.Add(membership);
            }
            else (before.Role, before.Queues, before.Agents) = (membership.Role, membership.Queues, membership.Agents);
        }
    }

    private static Caller As(Person person) => new(CallerKind.Person, person.Id, person.DisplayName, null, []);
}
