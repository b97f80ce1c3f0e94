using System.Globalization;
using Microsoft.AspNetCore.SignalR;
using Wallboard.Web.Features.Live;
using Wallboard.Web.Hosting;
using Wallboard.Web.Hosting.Access;

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

    /// <summary>The view of this name, if the caller may see it.</summary>
    public BoardView? Find(string name, Caller caller) =>
        views.GetValueOrDefault(name) is { } view && caller.May(Permission.ViewBoards, name[..name.IndexOf('/', StringComparison.Ordinal)]) ? view : null;

    /// <summary>E.g. <c>10000/default.1/zh-CN/masked</c>. Numbers are masked for everybody until there are roles.</summary>
    public static string Name(Tenant tenant, Board board, string language) => $"{tenant.Id}/{board.Id}.{board.Revision}/{language}/masked";

    public void Dispose()
    {
        foreach (var view in views.Values) view.Dispose();
    }
}
