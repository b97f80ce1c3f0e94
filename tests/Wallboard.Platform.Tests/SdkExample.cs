using Microsoft.Extensions.Logging.Abstractions;
using Wallboard.Platform.Api;
using Wallboard.Platform.Cti;

namespace Wallboard.Platform.Tests;

internal static class SdkExample
{
    /// <summary>The queues as they are, and then every call that enters or leaves one.</summary>
    public static async Task WatchQueuesAsync(HttpClient http, Uri address, Uri socket, Action<string> say, CancellationToken stop)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
        var api = new PlatformApi(http, new("10000", address, Dialer: null, zone), TimeProvider.System);
        var queues = await api.Queues.RealtimeAsync(ct: stop);
        foreach (var queue in queues) say($"{queue.Name}: {queue.Waiting} waiting, {queue.Answered} of {queue.Offered} answered today");

        var seat = new CtiSeat("10000", "10000_1900", "6900", socket);
        var link = new CtiLink(seat, new CtiTimings(), TimeProvider.System, NullLogger<CtiLink>.Instance);
        var running = link.RunAsync(stop);
        await foreach (var frame in link.Frames.ReadAllAsync(stop))
        {
            if (frame is StatusFrame { Status.State: LinkState.Fresh })
                await link.SendAsync(new MonitorQueues([.. queues.Select(q => q.Queue!)]), stop);
            if (frame is EventFrame { Event: QueueChanged change })
                say($"{change.Queue}: {change.Waiting} waiting, call {change.CallId} is at {change.Status}");
        }
        await running;
    }
}
