using System.Threading.RateLimiting;
using Microsoft.AspNetCore.SignalR;
using Wallboard.Web.Hosting.Access;

namespace Wallboard.Web.Features.Boards;

/// <summary>What board pages call. A connection watches one view at a time.</summary>
internal sealed class BoardHub(BoardViews views, AccessBook book) : Hub
{
    private static readonly object ViewKey = new();
    private static readonly object LimiterKey = new();

    private BoardView? View
    {
        get => Context.Items.TryGetValue(ViewKey, out var view) ? (BoardView?)view : null;
        set => Context.Items[ViewKey] = value;
    }

    /// <summary>All tiles of a view; what follows comes as <c>board</c> messages.</summary>
    public async Task<BoardMessage> Join(string view)
    {
        if (Context.Items[LimiterKey] is FixedWindowRateLimiter limiter && !limiter.AttemptAcquire().IsAcquired) throw new HubException("Too many joins");
        if (views.Find(view ?? "", book.Of(Context.User)) is not { } found) throw new HubException("No such view");
        if (View is { } before && before != found) await before.LeaveAsync(Context.ConnectionId);
        View = found;
        var message = await found.JoinAsync(Context.ConnectionId);
        // Gone while it joined: its leaving may have come first.
        if (Context.ConnectionAborted.IsCancellationRequested) await found.LeaveAsync(Context.ConnectionId);
        return message;
    }

    /// <summary>Browsers want no answer to this. One that was too far behind, and gets no more messages, is told to join again.</summary>
    public Task Acknowledge(long seq) =>
        View?.Acknowledge(Context.ConnectionId, seq) is true ? Task.CompletedTask : Clients.Caller.SendAsync("rejoin");

    public override Task OnConnectedAsync()
    {
        Context.Items[LimiterKey] = new FixedWindowRateLimiter(new() { PermitLimit = 20, Window = TimeSpan.FromSeconds(10), QueueLimit = 0 });
        return base.OnConnectedAsync();
    }

    public override async Task OnDisconnectedAsync(Exception? exception)
    {
        (Context.Items[LimiterKey] as IDisposable)?.Dispose();
        if (View is { } view) await view.LeaveAsync(Context.ConnectionId);
        await base.OnDisconnectedAsync(exception);
    }
}
