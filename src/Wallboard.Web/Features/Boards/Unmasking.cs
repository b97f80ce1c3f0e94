using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Wallboard.Web.Features.Administration;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Boards;

/// <summary>Phone numbers whole for a while, for one session in one tenant: an action of its own, and written down.</summary>
internal static class Unmasking
{
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(15);

    public static string ShowPath(string tenant) => $"/t/{tenant}/numbers/show";

    public static string HidePath(string tenant) => $"/t/{tenant}/numbers/hide";

    public static void MapUnmasking(this WebApplication app)
    {
        // Required fields: a form that is left out altogether would be a forged one that nobody looks at.
        app.MapPost(ShowPath("{tenant}"), (string tenant, [FromForm] string lang, [FromForm] string theme, [FromForm] string? back, HttpContext http, WallboardDb db, AuditLog audit, TimeProvider clock) =>
            SetAsync(http, db, audit, clock, Lasts, lang, theme, back)).Needs(Permission.UnmaskNumbers);
        app.MapPost(HidePath("{tenant}"), (string tenant, [FromForm] string lang, [FromForm] string theme, [FromForm] string? back, HttpContext http, WallboardDb db, AuditLog audit, TimeProvider clock) =>
            SetAsync(http, db, audit, clock, null, lang, theme, back)).Needs(Permission.UnmaskNumbers);
    }

    /// <param name="lasts">Null: no longer.</param>
    /// <param name="back">A page of the tenant; null or anything else: its board.</param>
    private static async Task<RedirectHttpResult> SetAsync(HttpContext http, WallboardDb db, AuditLog audit, TimeProvider clock, TimeSpan? lasts, string lang, string theme, string? back)
    {
        var (here, now) = (http.Here(), clock.GetUtcNow());
        var id = here.In.Id;
        // Nothing to show while the platform hides numbers; the page says so.
        if (lasts is null || here.In.Picture().HidesNumbers is false)
        {
            var session = await db.Sessions.SingleAsync(s => s.Id == here.Caller.SessionId);
            var before = session.UnmaskedTenantId == id && session.UnmaskedUntil > now ? session.UnmaskedUntil : null;
            (session.UnmaskedTenantId, session.UnmaskedUntil) = (lasts is null ? null : id, now + lasts);
            audit.Add(db, http, AuditAction.NumbersUnmasked, id, before: before is null ? null : new { until = before }, after: new { until = session.UnmaskedUntil ?? now });
            await db.SaveChangesAsync();
        }
        if (back?.StartsWith($"/t/{id}/", StringComparison.Ordinal) is true && back.All(c => !char.IsControl(c))) return TypedResults.LocalRedirect(back);
        var query = new Dictionary<string, string?> { ["tenant"] = id, ["lang"] = lang, ["theme"] = theme };
        return TypedResults.LocalRedirect(QueryHelpers.AddQueryString("/", query.Where(q => q.Value!.Length > 0)));
    }
}
