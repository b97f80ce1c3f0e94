using System.Globalization;
using Microsoft.AspNetCore.SignalR;
using Wallboard.Web.Features.Live;
using Wallboard.Web.Hosting;

namespace Wallboard.Web.Features.Boards;

/// <summary>Every view that there is: (tenant, board revision, language, masked or not). Their names are the only thing a browser can ask for.</summary>
internal sealed class BoardViews : IDisposable
{
    private readonly Dictionary<string, BoardView> views = [];

    public BoardViews(
        Tenants tenants, TileRenderer renderer, IHubContext<BoardHub> hub, TimeProvider clock, BoardMetrics metrics, ILogger<BoardView> log,
        IHostApplicationLifetime lifetime)
    {
        foreach (var tenant in tenants.All)
            foreach (var language in Languages.All)
            {
                var name = Name(tenant, Board.Default, language);
                var group = new ViewGroup(
                    connection => hub.Groups.AddToGroupAsync(connection, name),
                    connection => hub.Groups.RemoveFromGroupAsync(connection, name),
                    message => hub.Clients.Group(name).SendAsync("board", message));
                views[name] = new(
                    tenant, Board.Default, CultureInfo.GetCultureInfo(language), masked: true, renderer, group, clock, metrics, log,
                    lifetime.ApplicationStopping);
            }
        metrics.Observe(() => (views.Values.Count(v => v.Viewers > 0), views.Values.Sum(v => v.Viewers)));
    }

    public BoardView? Find(string name) => views.GetValueOrDefault(name);

    /// <summary>E.g. <c>10000/default.1/zh-CN/masked</c>. Numbers are masked for everybody until there are roles.</summary>
    public static string Name(Tenant tenant, Board board, string language) => $"{tenant.Id}/{board.Id}.{board.Revision}/{language}/masked";

    public void Dispose()
    {
        foreach (var view in views.Values) view.Dispose();
    }
}
