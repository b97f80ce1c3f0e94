using Microsoft.EntityFrameworkCore;
using Wallboard.Web.Features.Administration;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Accounts.Profile;

/// <summary>Ending one's own sessions in other browsers. The form is a parameter so that its antiforgery token is looked at.</summary>
internal static class OwnSessions
{
    public static void MapOwnSessions(this WebApplication app)
    {
        var sessions = app.MapGroup("/profile/sessions").NeedsSignIn();
        sessions.MapPost("/{id:guid}/end", (HttpContext http, WallboardDb db, AuditLog audit, TimeProvider clock, IFormCollection _, Guid id) =>
            EndAsync(http, db, audit, clock, id));
        sessions.MapPost("/end-others", (HttpContext http, WallboardDb db, AuditLog audit, TimeProvider clock, IFormCollection _) =>
            EndAsync(http, db, audit, clock, null));
    }

    /// <param name="id">Null: all but this one. Somebody else's is not found, which looks the same as one that has ended already.</param>
    private static async Task<IResult> EndAsync(HttpContext http, WallboardDb db, AuditLog audit, TimeProvider clock, Guid? id)
    {
        var me = http.Here().Caller;
        var ended = await db.Sessions.Where(s => s.PersonId == me.Id && s.EndedAt == null && s.Id != me.SessionId && (id == null || s.Id == id)).ToListAsync();
        foreach (var session in ended)
        {
            session.EndedAt = clock.GetUtcNow();
            audit.Add(db, http, AuditAction.SessionEnded, null, me.Name, new { session.Browser, session.Address });
        }
        await db.SaveChangesAsync();
        return Results.LocalRedirect("/profile?outcome=Ended");
    }
}
