using System.Text.RegularExpressions;
using Microsoft.AspNetCore.SignalR;
using Microsoft.EntityFrameworkCore;
using Wallboard.Web.Features.Boards;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Screens;

internal enum ScreenState
{
    Online,

    /// <summary>Connected, and has not been heard to show what it is sent: what hangs there may be old.</summary>
    Stale,
    Offline,
}

/// <summary>Which televisions are there at this moment, and the way to talk to one.</summary>
internal sealed partial class ScreenPresence(BoardConnections open, IHubContext<BoardHub> hub, IDbContextFactory<WallboardDb> storage, TimeProvider clock)
{
    /// <summary>Pages acknowledge every second.</summary>
    public static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(10);

    public ScreenState StateOf(Guid screen)
    {
        var heard = Of(screen).Select(c => (DateTimeOffset?)c.AcknowledgedAt).Max();
        return heard is null ? ScreenState.Offline : clock.GetUtcNow() - heard < LongestSilence ? ScreenState.Online : ScreenState.Stale;
    }

    /// <summary>False: it is not there.</summary>
    public async Task<bool> TellAsync(Guid screen, string command, params object[] arguments)
    {
        var connections = Of(screen).Select(c => c.Id).ToList();
        if (connections.Count > 0) await hub.Clients.Clients(connections).SendCoreAsync(command, arguments);
        return connections.Count > 0;
    }

    public async Task HelloAsync(BoardConnection connection, string size, string build)
    {
        connection.Said = (Size().IsMatch(size ?? "") ? size : null, BuildId().IsMatch(build ?? "") ? build : null);
        var (id, now, said) = (connection.Screen!.Id, clock.GetUtcNow(), connection.Said);
        var address = connection.Context.GetHttpContext()?.Connection.RemoteIpAddress?.ToString();
        await using var db = await storage.CreateDbContextAsync();
        await db.Screens.Where(s => s.Id == id).ExecuteUpdateAsync(s => s
            .SetProperty(x => x.LastSeenAt, now).SetProperty(x => x.Size, said.Size).SetProperty(x => x.Build, said.Build).SetProperty(x => x.Address, address));
    }

    private IEnumerable<BoardConnection> Of(Guid screen) => open.All.Where(c => c.Screen?.Id == screen);

    [GeneratedRegex(@"^\d{2,5}×\d{2,5}\z")]
    private static partial Regex Size();

    [GeneratedRegex(@"^[0-9a-f]{12}\z")]
    private static partial Regex BuildId();
}
