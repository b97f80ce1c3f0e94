using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Wallboard.Web.Features.Administration;
using Wallboard.Web.Hosting;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Screens;

/// <summary>Televisions: how they are paired, and what people do with them afterwards.</summary>
internal static class ScreensFeature
{
    public static void AddScreens(this IServiceCollection services)
    {
        services.AddSingleton<Pairings>();
        services.AddSingleton<Guesses>();
        services.AddSingleton<ScreenPresence>();
    }

    public static void MapScreens(this WebApplication app)
    {
        // What a television asks needs no antiforgery token: no other site can send its cookies, and nobody else has any.
        var television = app.MapGroup(Schemes.ScreenPath).RequireRateLimiting(Limits.Televisions);
        television.MapGet("/pairing", AskAsync).AllowAnonymous();
        television.MapPost("/pairing", ExchangeAsync).AllowAnonymous();
        television.MapPost("/renew", Renew).Needs(Permission.ViewBoards);

        var screens = app.MapGroup("/t/{tenant}/screens").Needs(Permission.ManageScreens);
        screens.MapGet("/state", StateAsync);
        screens.MapPost("/{id:guid}/change", ChangeAsync);
        screens.MapPost("/{id:guid}/identify", IdentifyAsync);
        screens.MapPost("/{id:guid}/reload", ReloadAsync);
        screens.MapPost("/{id:guid}/revoke", RevokeAsync);
    }

    /// <param name="State"><c>waiting</c>, <c>approved</c>, <c>over</c>: load the page for another code, <c>paired</c>: load it for the board.</param>
    internal sealed record PairingState(string State, int SecondsLeft);

    private static async Task<PairingState> AskAsync(HttpContext http, Pairings pairings, AccessBook book)
    {
        http.Response.Headers.CacheControl = "no-store";
        // The page was opened by a link on another site, which does not bring the cookie along.
        if (book.Of(http.User).Kind == CallerKind.Screen) return new("paired", 0);
        if (await pairings.FindAsync(http) is not { } pairing) return new("over", 0);
        return new(pairing.ScreenId is null ? "waiting" : "approved", (int)pairings.Left(pairing).TotalSeconds);
    }

    private static async Task<IResult> ExchangeAsync(HttpContext http, Pairings pairings) =>
        await pairings.ExchangeAsync(http) ? Results.NoContent() : Results.NotFound();

    /// <summary>So that the cookie never ends.</summary>
    private static IResult Renew(HttpContext http)
    {
        if (http.Here().Caller.Kind == CallerKind.Screen && Credential.TryParse(http.Request.Cookies[ScreenHandler.Cookie], out var credential))
            TelevisionCookies.SetScreen(http, credential);
        return Results.NoContent();
    }

    private static async Task<IReadOnlyList<ScreenRow>> StateAsync(HttpContext http, WallboardDb db, ScreenPresence presence)
    {
        http.Response.Headers.CacheControl = "no-store";
        return await ScreenRow.ReadAsync(db, presence, http.Here().In);
    }

    private static async Task<IResult> ChangeAsync(
        HttpContext http, Guid id, [FromForm] string? name, [FromForm] string? board, [FromForm] string? language, [FromForm] string? theme,
        WallboardDb db, AuditLog audit)
    {
        if (await FindAsync(http, id, db) is not { } screen) return Results.NotFound();
        if (!ScreenChoices.AreKnown(board, language, theme)) return Results.BadRequest();
        if (!Label.TryClean(name, out var clean)) return Back(http, "name");
        var before = new { screen.Name, screen.Board, screen.Language, screen.Theme };
        (screen.Name, screen.Board, screen.Language, screen.Theme) = (clean, board!, language!, theme!);
        var after = new { screen.Name, screen.Board, screen.Language, screen.Theme };
        if (!before.Equals(after)) audit.Add(db, http, AuditAction.ScreenChanged, screen.TenantId, screen.Name, before, after);
        await db.SaveChangesAsync();
        // The television follows by itself: BoardConnections sees that its screen is another.
        return Back(http, "changed");
    }

    private static async Task<IResult> IdentifyAsync(HttpContext http, Guid id, IFormCollection form, WallboardDb db, ScreenPresence presence) =>
        await FindAsync(http, id, db) is not { } screen ? Results.NotFound()
        : Back(http, await presence.TellAsync(id, "identify", screen.Name) ? "identify" : "away");

    private static async Task<IResult> ReloadAsync(HttpContext http, Guid id, IFormCollection form, WallboardDb db, ScreenPresence presence) =>
        await FindAsync(http, id, db) is null ? Results.NotFound()
        : Back(http, await presence.TellAsync(id, "reload") ? "reload" : "away");

    private static async Task<IResult> RevokeAsync(HttpContext http, Guid id, IFormCollection form, WallboardDb db, AuditLog audit, TimeProvider clock)
    {
        if (await FindAsync(http, id, db) is not { } screen) return Results.NotFound();
        screen.RevokedAt = clock.GetUtcNow();
        audit.Add(db, http, AuditAction.ScreenRevoked, screen.TenantId, screen.Name, new { screen.Board, screen.Language, screen.Theme, screen.Address });
        await db.SaveChangesAsync();
        return Back(http, "revoked");
    }

    private static Task<Screen?> FindAsync(HttpContext http, Guid id, WallboardDb db)
    {
        var tenant = http.Here().In.Id;
        return db.Screens.SingleOrDefaultAsync(s => s.Id == id && s.TenantId == tenant && s.RevokedAt == null);
    }

    private static IResult Back(HttpContext http, string outcome) => Results.LocalRedirect($"/t/{http.Here().In.Id}/screens?outcome={outcome}");
}
