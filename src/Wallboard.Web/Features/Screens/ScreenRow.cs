using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Wallboard.Web.Features.Boards;
using Wallboard.Web.Features.Live;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Screens;

/// <summary>A screen in the list, in words. The page has them when it is opened; js/screens.js gets the same every two seconds.</summary>
internal sealed record ScreenRow(
    Guid Id, string Name, string Board, string Language, string Theme, string State, string StateText, string Seen, string Size, string Build, string Address)
{
    private const string Unknown = "—";

    public static async Task<IReadOnlyList<ScreenRow>> ReadAsync(WallboardDb db, ScreenPresence presence, Tenant tenant) =>
        [.. (await db.Screens.AsNoTracking().Where(s => s.TenantId == tenant.Id && s.RevokedAt == null).ToListAsync())
            .OrderBy(s => s.Name, StringComparer.CurrentCulture).ThenBy(s => s.CreatedAt).Select(s => Of(s, presence.StateOf(s.Id), tenant))];

    private static ScreenRow Of(Screen screen, ScreenState state, Tenant tenant) => new(
        screen.Id, screen.Name, screen.Board, screen.Language, screen.Theme, state.ToString().ToLowerInvariant(), ScreenText.Words[$"State.{state}"],
        state == ScreenState.Online ? ScreenText.Words["Seen.now"]
            : screen.LastSeenAt is { } seen ? tenant.Local(seen).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : ScreenText.Words["Seen.never"],
        screen.Size ?? Unknown,
        screen.Build is null ? Unknown : ScreenText.Words[screen.Build == Boards.Build.Id ? "Build.this" : "Build.older"],
        screen.Address ?? Unknown);
}
