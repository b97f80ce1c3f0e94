using Microsoft.AspNetCore.Routing;
using Wallboard.Web.Hosting.Access;

namespace Wallboard.Web.Hosting;

/// <summary>
/// Blazor's circuits: for work, not for walls. A page that has one brings its script with <c>Circuit.razor</c>; all others stay static. Whoever was let in is asked
/// again by what shows figures: a circuit outlives the session that opened it.
/// </summary>
internal static class Circuits
{
    public const string Path = "/_blazor";
    private const int LargestMessage = 32 * 1024;

    public static void AddCircuits(this IRazorComponentsBuilder components)
    {
        components.AddInteractiveServerComponents(circuit =>
        {
            circuit.DetailedErrors = false;
            // Whoever comes back after that runs the report once more.
            circuit.DisconnectedCircuitRetentionPeriod = TimeSpan.FromSeconds(30);
            circuit.DisconnectedCircuitMaxRetained = 20;
            circuit.JSInteropDefaultCallTimeout = TimeSpan.FromSeconds(10);
            circuit.MaxBufferedUnacknowledgedRenderBatches = 4;
        }).AddHubOptions(hub =>
        {
            hub.EnableDetailedErrors = false;
            hub.MaximumReceiveMessageSize = LargestMessage;
            hub.KeepAliveInterval = TimeSpan.FromSeconds(5);
            hub.ClientTimeoutInterval = TimeSpan.FromSeconds(15);
        });
    }

    public static void MapCircuits(this RazorComponentsEndpointConventionBuilder pages)
    {
        pages.AddInteractiveServerRenderMode(server =>
        {
            // Compression of the socket doubled what a circuit costs.
            server.DisableWebSocketCompression = true;
            // SecurityHeaders says it already.
            server.ContentSecurityFrameAncestorsPolicy = null;
        });
        // Pages have their own policies; these endpoints have none. Whoever may look at anything may open one: a circuit holds only what a page has given it.
        pages.Add(endpoint =>
        {
            if (endpoint is RouteEndpointBuilder { RoutePattern.RawText: { } route } && ("/" + route.TrimStart('/')).StartsWith(Path, StringComparison.Ordinal))
                endpoint.Metadata.Add(new NeedsAttribute(Permission.ViewBoards));
        });
    }
}
