using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Wallboard.Web.Features.Accounts.Links;
using Wallboard.Web.Features.Administration;
using Wallboard.Web.Hosting;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Accounts.People;

/// <summary>Invitations to a tenant. Whether somebody has an account already, from another tenant, is not the inviter's to know.</summary>
internal sealed class Invitations(WallboardDb db, UserManager<Person> users, OneTimeLinks links, NewAccounts accounts, AuditLog audit, TimeProvider clock)
{
    /// <returns>The link's path, or what is wrong.</returns>
    public async Task<(string? Path, Dictionary<string, string> Faults)> MakeAsync(
        HttpContext http, string? displayName, string? userName, Role role, ScopeForm scope, Dictionary<string, string> faults)
    {
        var here = http.Here();
        if (!Label.TryClean(displayName, out var label)) faults["displayName"] = "Fault.Label";
        var name = accounts.CleanName(userName);
        if (name is null) faults["userName"] = "Fault.UserName";
        else if (await IsMemberAsync(here.In.Id, users.NormalizeName(name))) faults["userName"] = "Fault.Member";
        if (faults.Count > 0) return (null, faults);
        var link = new OneTimeLink
        {
            Purpose = LinkPurpose.Invite, TenantId = here.In.Id, UserName = name, DisplayName = label, Role = role, Queues = scope.Queues, Agents = scope.Agents,
            CreatedBy = here.Caller.Name,
        };
        var path = await links.AddAsync(link, OneTimeLinks.InviteLasts, old =>
            old.TenantId == here.In.Id && string.Equals(old.UserName, name, StringComparison.OrdinalIgnoreCase));
        audit.Add(db, http, AuditAction.PersonInvited, here.In.Id, name, after: new { link.DisplayName, Role = role, link.Queues, link.Agents });
        await db.SaveChangesAsync();
        return (path, faults);
    }

    public async Task<Outcome> WithdrawAsync(HttpContext http, Guid id)
    {
        var tenantId = http.Here().In.Id;
        var link = await db.Links.SingleOrDefaultAsync(l => l.Id == id && l.TenantId == tenantId && l.Purpose == LinkPurpose.Invite && l.EndedAt == null);
        if (link is null) return Outcome.NotFound;
        link.EndedAt = clock.GetUtcNow();
        audit.Add(db, http, AuditAction.LinkWithdrawn, tenantId, link.UserName);
        await db.SaveChangesAsync();
        return Outcome.Done;
    }

    private Task<bool> IsMemberAsync(string tenantId, string? normalizedName) => (
        from membership in db.Memberships
        join person in db.Users on membership.PersonId equals person.Id
        where membership.TenantId == tenantId && person.NormalizedUserName == normalizedName
        select membership).AnyAsync();
}
