using Microsoft.AspNetCore.SignalR;
using Wallboard.Web.Features.Screens;
using Wallboard.Web.Hosting.Access;

namespace Wallboard.Web.Features.Boards;

/// <summary>What board pages call: people's and their tools' at <c>/hub/board</c>, televisions' at <c>/tv/hub</c>. A connection watches one view at a time.</summary>
internal sealed class BoardHub(BoardViews views, AccessBook book, BoardConnections open, ScreenPresence presence, TimeProvider clock) : Hub
{
    private static readonly object Key = new();

    private BoardConnection Connection => (BoardConnection)Context.Items[Key]!;

    /// <summary>All tiles of a view; what follows comes as <c>board</c> messages.</summary>
    [Needs(Permission.ViewBoards)]
    public async Task<BoardMessage> Join(string view)
    {
        var connection = Connection;
        if (!connection.Limiter.AttemptAcquire().IsAcquired) throw new HubException("Too many joins");
        if (views.Find(view ?? "", book.Of(Context.User)) is not { } found) throw new HubException("No such view");
        if (connection.Watched is { View: var before } && before != found) await before.LeaveAsync(connection.Id);
        connection.Watched = (view!, found);
        var message = await found.JoinAsync(connection.Id);
        // Gone while it joined: its leaving may have come first.
        if (Context.ConnectionAborted.IsCancellationRequested) await found.LeaveAsync(connection.Id);
        return message;
    }

    /// <summary>Browsers want no answer to this. One that was too far behind, and gets no more messages, is told to join again.</summary>
    [Needs(Permission.ViewBoards)]
    public Task Acknowledge(long seq)
    {
        if (Connection.Watched?.View.Acknowledge(Context.ConnectionId, seq) is not true) return Clients.Caller.SendAsync("rejoin");
        Connection.AcknowledgedAt = clock.GetUtcNow();
        return Task.CompletedTask;
    }

    /// <summary>A television says what it is. Nobody else has anything to say here.</summary>
    /// <param name="size">E.g. <c>1920×1080</c>.</param>
    /// <param name="build">Of its page.</param>
    [Needs(Permission.ViewBoards)]
    public Task Hello(string size, string build) =>
        Connection.Screen is not null && Connection.Limiter.AttemptAcquire().IsAcquired ? presence.HelloAsync(Connection, size, build) : Task.CompletedTask;

    public override Task OnConnectedAsync()
    {
        Context.Items[Key] = open.Add(Context);
        return base.OnConnectedAsync();
    }

    public override async Task OnDisconnectedAsync(Exception? exception)
    {
        open.Remove(Connection);
        if (Connection.Watched is { View: var view }) await view.LeaveAsync(Context.ConnectionId);
        await base.OnDisconnectedAsync(exception);
    }
}
