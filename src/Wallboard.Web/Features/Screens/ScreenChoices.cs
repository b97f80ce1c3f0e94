using Wallboard.Web.Features.Boards;
using Wallboard.Web.Hosting;

namespace Wallboard.Web.Features.Screens;

/// <summary>What there is to choose from for a screen.</summary>
internal static class ScreenChoices
{
    public static IReadOnlyList<string> Boards { get; } = [Board.Default.Id];

    public static bool AreKnown(string? board, string? language, string? theme) =>
        Boards.Contains(board) && Languages.All.Contains(language) && Appearance.Themes.Contains(theme);
}
