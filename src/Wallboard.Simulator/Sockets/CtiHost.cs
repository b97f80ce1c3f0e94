using Wallboard.Simulator.Faults;
using Wallboard.Simulator.Model;

namespace Wallboard.Simulator.Sockets;

/// <summary>Accepts clients on the WebSocket path and brings their requests into the platform's lock.</summary>
internal sealed class CtiHost(PlatformModel platform, CtiHub hub, FaultBoard faults)
{
    private readonly CtiRequests requests = new(platform, hub, faults);
    private int lastId;

    public async Task AcceptAsync(HttpContext context, CancellationToken stop)
    {
        if (!context.WebSockets.IsWebSocketRequest || faults.IsOn(FaultKind.DropLinks))
        {
            context.Response.StatusCode = context.WebSockets.IsWebSocketRequest ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status400BadRequest;
            return;
        }
        using var socket = await context.WebSockets.AcceptWebSocketAsync().ConfigureAwait(false);
        using var connection = new CtiConnection(Interlocked.Increment(ref lastId), socket, faults) { Mute = faults.IsOn(FaultKind.HalfOpen) };
        platform.At(_ => hub.Add(connection));
        try
        {
            await connection.RunAsync(json => platform.At(_ => requests.Handle(connection, json)), stop).ConfigureAwait(false);
        }
        finally
        {
            platform.At(_ => hub.Remove(connection));
        }
    }
}
