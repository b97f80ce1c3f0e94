using System.Threading.RateLimiting;
using Microsoft.AspNetCore.SignalR;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Boards;

/// <summary>One open connection to <see cref="BoardHub"/>.</summary>
internal sealed class BoardConnection(HubCallerContext context, Screen? screen, DateTimeOffset now) : IDisposable
{
    public HubCallerContext Context => context;

    public string Id => context.ConnectionId;

    /// <summary>For what costs more than an acknowledgement.</summary>
    public FixedWindowRateLimiter Limiter { get; } = new(new() { PermitLimit = 20, Window = TimeSpan.FromSeconds(10), QueueLimit = 0 });

    /// <summary>What it watches, by the name that it has asked for.</summary>
    public (string Name, BoardView View)? Watched { get; set; }

    /// <summary>A television's screen as its page was told to show it.</summary>
    public Screen? Screen { get; set; } = screen;

    /// <summary>May no longer look, and has been told to load itself anew.</summary>
    public bool IsRefused { get; set; }

    /// <summary>What a television says of itself.</summary>
    public (string? Size, string? Build) Said { get; set; }

    /// <summary>When it was last heard to show what it was sent; at first, when it came.</summary>
    public DateTimeOffset AcknowledgedAt { get; set; } = now;

    public void Dispose() => Limiter.Dispose();
}
