using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Wallboard.Web.Features.Live;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Administration;

/// <summary>What of the audit log is looked at. All of it stands in the address.</summary>
/// <param name="From">Day in the tenant's zone.</param>
/// <param name="To">The last day.</param>
/// <param name="Before">Entries older than this one: where the page begins.</param>
internal sealed record AuditFilter(string? Who, AuditAction? Action, bool Refused, string? Text, DateOnly? From, DateOnly? To, long? Before)
{
    private const string Day = "yyyy-MM-dd";

    /// <summary>What cannot be understood is no filter.</summary>
    public static AuditFilter Of(IQueryCollection query)
    {
        return new(
            Words("who"), Enum.GetValues<AuditAction>().Cast<AuditAction?>().FirstOrDefault(a => a.ToString() == query["action"]), query["refused"] == "true",
            Words("text"), Date("from"), Date("to"), long.TryParse(query["before"], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null);

        string? Words(string key) => string.Concat(query[key].ToString().Where(c => !char.IsControl(c))).Trim() is { Length: > 0 and <= 100 } words ? words : null;

        DateOnly? Date(string key) =>
            DateOnly.TryParseExact(query[key], Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1900 and < 9000 ? day : null;
    }

    /// <summary>Whether the audit logs of all tenants are theirs to read.</summary>
    public static bool ReadsAll(Caller caller, Tenants tenants) => tenants.All.All(t => caller.May(Permission.ReadAudit, t.Id));

    public bool IsEmpty => this with { Before = null } == new AuditFilter(null, null, false, null, null, null, null);

    /// <summary>The same filter at <paramref name="path"/>, from another place on.</summary>
    public string At(string path, long? before = null) => QueryHelpers.AddQueryString(path, new Dictionary<string, string?>
    {
        ["who"] = Who, ["action"] = Action?.ToString(), ["refused"] = Refused ? "true" : null, ["text"] = Text, ["from"] = Iso(From), ["to"] = Iso(To),
        ["before"] = before?.ToString(CultureInfo.InvariantCulture),
    }.Where(part => part.Value is not null));

    public static string? Iso(DateOnly? day) => day?.ToString(Day, CultureInfo.InvariantCulture);

    /// <summary>
    /// Newest first. A tenant's log is what was done in it, and what its own people did about no tenant, their sign-ins for one; never another tenant's.
    /// </summary>
    /// <param name="withUnknownNames">
    /// Also failed sign-ins with names that nobody has: the installation's affair, for <see cref="ReadsAll"/> only. Anybody else could try a name, and
    /// learn here whether another tenant has somebody of that name.
    /// </param>
    public IQueryable<AuditEntry> Apply(WallboardDb db, Tenant tenant, bool withUnknownNames)
    {
#pragma warning disable CA1304, CA1311, CA1862 // The database does it: it knows lower() and upper(), and no cultures.
        var members = db.Memberships.Where(m => m.TenantId == tenant.Id).Select(m => m.PersonId);
        var entries = db.Audit.Where(a => a.TenantId == tenant.Id || (a.TenantId == null && (
            (a.ActorKind == "Person" && members.Contains(a.ActorId!.Value))
            // Nobody has signed in: it is known by name only whose sign-in failed.
            || (a.ActorId == null && a.Action == AuditAction.SignInFailed && (
                (withUnknownNames && a.Subject == AuditLog.UnknownName)
                || db.Users.Any(p => p.NormalizedUserName == a.Subject!.ToUpper() && members.Contains(p.Id)))))));
        if (Who?.ToLowerInvariant() is { } who) entries = entries.Where(a => a.ActorName.ToLower().Contains(who));
        if (Action is { } action) entries = entries.Where(a => a.Action == action);
        if (Refused) entries = entries.Where(a => a.Refused);
        if (Text?.ToLowerInvariant() is { } text)
            entries = entries.Where(a =>
                a.Subject!.ToLower().Contains(text) || a.Before!.ToLower().Contains(text) || a.After!.ToLower().Contains(text) || a.Address.Contains(text));
#pragma warning restore CA1304, CA1311, CA1862
        if (From is { } from && Start(from) is var first) entries = entries.Where(a => a.At >= first);
        if (To is { } to && Start(to.AddDays(1)) is var end) entries = entries.Where(a => a.At < end);
        if (Before is { } before) entries = entries.Where(a => a.Id < before);
        return entries.OrderByDescending(a => a.Id);

        DateTimeOffset Start(DateOnly day)
        {
            var midnight = day.ToDateTime(TimeOnly.MinValue);
            return new(midnight, TimeZoneInfo.FindSystemTimeZoneById(tenant.Options.TimeZone).GetUtcOffset(midnight));
        }
    }
}
