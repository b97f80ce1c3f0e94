using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Boards;

/// <summary>
/// Every open connection. A socket outlives the permission that it was opened with, so each one's caller is asked about again and again: whoever may no longer
/// look gets no further message and loses the connection.
/// </summary>
internal sealed class BoardConnections(
    AccessBook book, BoardViews views, IHubContext<BoardHub> hub, LastSeen lastSeen, TimeProvider clock, ILogger<BoardConnections> log) : BackgroundService
{
    public static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, BoardConnection> open = new();

    public ICollection<BoardConnection> All => open.Values;

    public BoardConnection Add(HubCallerContext context) =>
        open[context.ConnectionId] = new(context, ScreenOf(book.Of(context.User)), clock.GetUtcNow());

    public void Remove(BoardConnection connection)
    {
        open.TryRemove(connection.Id, out _);
        connection.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            foreach (var connection in open.Values)
                try
                {
                    await LookAtAsync(connection);
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    log.LogError(e, "A connection could not be asked about; it is closed");
                    connection.Context.Abort();
                }
    }

    private async Task LookAtAsync(BoardConnection connection)
    {
        var caller = book.Of(connection.Context.User);
        var may = connection.Watched is { } watched
            ? views.Find(watched.Name, caller) is not null
            : caller.Grants.Any(g => g.Permissions.Contains(Permission.ViewBoards));
        if (!may)
        {
            // What was shown must go too, and not only when the browser has connected again: the page is asked to load itself anew before the connection goes.
            if (connection.IsRefused) connection.Context.Abort();
            else
            {
                connection.IsRefused = true;
                if (connection.Watched is { View: var view }) await view.LeaveAsync(connection.Id);
                await hub.Clients.Client(connection.Id).SendAsync("reload");
            }
            return;
        }
        lastSeen.Saw(caller);
        if (connection.Screen is { } before && ScreenOf(caller) is { } now && LooksOther(before, now))
        {
            connection.Screen = now;
            await hub.Clients.Client(connection.Id).SendAsync("reload");
        }
    }

    private Screen? ScreenOf(Caller caller) => caller is { Kind: CallerKind.Screen, Id: { } id } ? book.Now.Screens.GetValueOrDefault(id) : null;

    private static bool LooksOther(Screen a, Screen b) => (a.TenantId, a.Board, a.Language, a.Theme) != (b.TenantId, b.Board, b.Language, b.Theme);
}
