using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http.Connections;
using Wallboard.Web.Features.Live;
using Wallboard.Web.Hosting;
using Wallboard.Web.Hosting.Access;

namespace Wallboard.Web.Features.Boards;

/// <summary>Boards: the page that walls open, and the hub that keeps it live.</summary>
internal static class BoardsFeature
{
    public static void AddBoards(this IServiceCollection services)
    {
        services.AddRazorComponents().AddCircuits();
        // Chinese as it is: as numeric entities every tile would be several times as long.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddSingleton<TileRenderer>();
        services.AddSingleton<BoardMetrics>();
        services.AddSingleton<Yardsticks>();
        services.AddHostedService(provider => provider.GetRequiredService<Yardsticks>());
        services.AddSingleton<BoardViews>();
        services.AddSingleton<BoardConnections>();
        services.AddHostedService(provider => provider.GetRequiredService<BoardConnections>());
        services.AddSignalR(hub =>
        {
            hub.MaximumReceiveMessageSize = 2048;
            hub.MaximumParallelInvocationsPerClient = 1;
            hub.KeepAliveInterval = TimeSpan.FromSeconds(5);
            hub.ClientTimeoutInterval = TimeSpan.FromSeconds(15);
        }).AddJsonProtocol(json =>
        {
            json.PayloadSerializerOptions = LiveJson.Options;
        });
    }

    public static void MapBoards(this WebApplication app)
    {
        // Made now, so that its gauges are there before the first browser.
        app.Services.GetRequiredService<BoardViews>();
        app.MapUnmasking();
        app.MapRazorComponents<App>().MapCircuits();
        MapHub(app, "/hub/board");
        MapHub(app, $"{Schemes.ScreenPath}/hub");
    }

    /// <summary>Two addresses, because a television's cookie goes to <c>/tv</c> only.</summary>
    private static void MapHub(WebApplication app, string address) =>
        app.MapHub<BoardHub>(address, connection =>
        {
            connection.Transports = HttpTransportType.WebSockets;
            connection.ApplicationMaxBufferSize = 4096;
            connection.TransportMaxBufferSize = 512 * 1024;
        }).RequireRateLimiting(Limits.Joins).Needs(Permission.ViewBoards);
}
