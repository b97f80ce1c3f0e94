using System.Globalization;
using Microsoft.AspNetCore.SignalR;
using Wallboard.Live;
using Wallboard.Web.Features.Live;
using Wallboard.Web.Hosting;
using Wallboard.Web.Hosting.Access;

namespace Wallboard.Web.Features.Boards;

/// <summary>
/// The views that somebody watches or lately did: (tenant, board revision, language, masked or whole, scope). A view is made when somebody asks for it who
/// may have just that one, so that there are never more than callers have grants; their names are the only thing a browser can ask for.
/// </summary>
internal sealed class BoardViews : IDisposable
{
    /// <summary>What nobody has asked for since, and nobody watches, is let go. A join follows its asking at once, so it never joins one that has gone.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(10);

    private const string Masked = "masked", Whole = "whole";

    private readonly Lock gate = new();
    private readonly Dictionary<string, (BoardView View, DateTimeOffset AskedAt)> views = [];
    private readonly Tenants tenants;
    private readonly AccessBook book;
    private readonly TimeProvider clock;
    private readonly Func<Tenant, Grant, string, string, bool, BoardView> make;

    public BoardViews(
        Tenants tenants, AccessBook book, Yardsticks yardsticks, TileRenderer renderer, IHubContext<BoardHub> hub, TimeProvider clock, BoardMetrics metrics, ILogger<BoardView> log,
        IHostApplicationLifetime lifetime)
    {
        (this.tenants, this.book, this.clock) = (tenants, book, clock);
        make = (tenant, grant, name, language, unmasked) => new(
            tenant, Board.Default, grant.Scope, CultureInfo.GetCultureInfo(language), picture => !ShowsWhole(picture, tenant, unmasked),
            picture => yardsticks.Of(tenant, picture, grant.Scope), renderer,
            new(
                connection => hub.Groups.AddToGroupAsync(connection, name),
                connection => hub.Groups.RemoveFromGroupAsync(connection, name),
                message => hub.Clients.Group(name).SendAsync("board", message)),
            clock, metrics, log, lifetime.ApplicationStopping);
        metrics.Observe(() =>
        {
            lock (gate) return (views.Values.Count(v => v.View.Viewers > 0), views.Values.Sum(v => v.View.Viewers));
        });
    }

    /// <summary>How many are kept.</summary>
    public int Count
    {
        get { lock (gate) return views.Count; }
    }

    /// <summary>The view of this name, if it is one that the caller may watch at this moment.</summary>
    public BoardView? Find(string name, Caller caller)
    {
        if (name.Split('/') is not [var id, _, var language, var numbers, _] || !Languages.All.Contains(language)) return null;
        if (tenants.Find(id) is not { } tenant || caller.In(id) is not { } grant || !grant.Permissions.Contains(Permission.ViewBoards)) return null;
        var whole = numbers == Whole;
        if (name != Name(tenant, grant, language, whole) || (whole && !MayUnmask(tenant, grant))) return null;
        var now = clock.GetUtcNow();
        lock (gate)
        {
            if (!views.TryGetValue(name, out var known))
            {
                LetGo(now);
                known.View = make(tenant, grant, name, language, whole);
            }
            views[name] = known with { AskedAt = now };
            return known.View;
        }
    }

    /// <summary>The view for somebody's page.</summary>
    public static string NameFor(Tenant tenant, Grant grant, string language) => Name(tenant, grant, language, MayUnmask(tenant, grant));

    /// <summary>Whether phone numbers are whole in what somebody sees of a picture.</summary>
    public bool ShowsWhole(LivePicture picture, Tenant tenant, Grant grant) => ShowsWhole(picture, tenant, grant.UnmaskedUntil is not null);

    public void Dispose()
    {
        foreach (var (view, _) in views.Values) view.Dispose();
    }

    private bool ShowsWhole(LivePicture picture, Tenant tenant, bool unmasked) =>
        NumberMask.MayShowWhole(picture.HidesNumbers, book.Now.PreferencesOf(tenant.Id).BoardShowsNumbers, unmasked);

    /// <summary>The book gives the instant only while it has not passed.</summary>
    private static bool MayUnmask(Tenant tenant, Grant grant) =>
        grant.UnmaskedUntil is not null && NumberMask.MayShowWhole(tenant.Picture().HidesNumbers, boardShows: false, unmasked: true);

    /// <summary>E.g. <c>10000/default.1/zh-CN/masked/all</c>.</summary>
    private static string Name(Tenant tenant, Grant grant, string language, bool whole) =>
        $"{tenant.Id}/{Board.Default.Id}.{Board.Default.Revision}/{language}/{(whole ? Whole : Masked)}/{grant.Scope.Key}";

    private void LetGo(DateTimeOffset now)
    {
        foreach (var (name, (view, askedAt)) in views)
        {
            if (view.Viewers > 0 || now - askedAt < KeptFor) continue;
            views.Remove(name);
            view.Dispose();
        }
    }
}
