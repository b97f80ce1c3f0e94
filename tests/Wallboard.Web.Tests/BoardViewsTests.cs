using Microsoft.Extensions.DependencyInjection;
using Wallboard.Live;
using Wallboard.Testing;
using Wallboard.Web.Features.Boards;
using Wallboard.Web.Features.Live;
using Wallboard.Web.Hosting.Access;

namespace Wallboard.Web.Tests;

public sealed class BoardViewsTests : IDisposable
{
    private const string Masked = "10000/default.1/en/masked/all", Whole = "10000/default.1/en/whole/all";

    private static readonly Scope part = Scope.Of(["10000_8000"], ["10000_1000"]);

    private readonly FakeTimeProvider clock = new(TimeProvider.System.GetUtcNow());
    private readonly PortalFactory portal;
    private LivePicture picture = Pictures.Busy with { HidesNumbers = false };

    public BoardViewsTests()
    {
        portal = new() { Clock = clock, Picture = () => picture };
        portal.OtherTenants.Add("20000");
    }

    public void Dispose() => portal.Dispose();

    private BoardViews Views => portal.Services.GetRequiredService<BoardViews>();

    [Theory]
    [InlineData(Masked, true)]
    [InlineData("10000/default.1/zh-CN/masked/all", true)]
    [InlineData(Whole, false)]
    [InlineData("20000/default.1/en/masked/all", false)]
    [InlineData("10000/default.2/en/masked/all", false)]
    [InlineData("10000/other.1/en/masked/all", false)]
    [InlineData("10000/default.1/fr/masked/all", false)]
    [InlineData("10000/default.1/en/unmasked/all", false)]
    [InlineData("10000/default.1/en/masked/0123456789abcdef", false)]
    [InlineData("10000/default.1/en/masked", false)]
    [InlineData("10000/default.1/en/masked/all/", false)]
    [InlineData("10000/default.1/EN/masked/all", false)]
    [InlineData("", false)]
    public void A_viewer_of_one_tenant_finds_its_masked_views_and_makes_no_others(string name, bool found)
    {
        Assert.Equal(found, Views.Find(name, Of(Grant(Role.Viewer))) is not null);
        Assert.Equal(found ? 1 : 0, Views.Count);
    }

    [Fact]
    public void Who_may_see_no_boards_finds_none()
    {
        Assert.Null(Views.Find(Masked, Caller.Nobody));
        Assert.Null(Views.Find(Masked, Of(new Grant("10000", new HashSet<Permission> { Permission.ReadLive }, Scope.All))));
    }

    [Fact]
    public void One_scope_is_one_view_and_nobody_finds_anothers()
    {
        var (all, mine) = (Of(Grant(Role.Viewer)), Of(Grant(Role.Supervisor, part)));
        var name = BoardViews.NameFor(portal.Services.GetRequiredService<Tenants>().Default, mine.Grants[0], "en");
        Assert.Equal($"10000/default.1/en/masked/{part.Key}", name);
        var view = Views.Find(name, mine);
        Assert.NotNull(view);
        Assert.Same(view, Views.Find(name, Of(Grant(Role.Viewer, Scope.Of(["10000_8000"], ["10000_1000"])))));
        Assert.NotSame(view, Views.Find(Masked, all));
        Assert.Null(Views.Find(name, all));
        Assert.Null(Views.Find(Masked, mine));
        Assert.Null(Views.Find(name, Of(Grant(Role.Viewer, Scope.Of(["10000_8000"], null)))));
    }

    [Fact]
    public async Task Numbers_are_whole_for_who_has_unmasked_them_and_for_nobody_while_the_platform_hides_them()
    {
        var unmasked = Of(Grant(Role.Supervisor) with { UnmaskedUntil = clock.GetUtcNow().AddMinutes(1) });
        var tenant = portal.Services.GetRequiredService<Tenants>().Default;
        Assert.Equal(Whole, BoardViews.NameFor(tenant, unmasked.Grants[0], "en"));
        var view = Views.Find(Whole, unmasked)!;
        Assert.Contains("18212349225", await CallersAsync(view), StringComparison.Ordinal);
        Assert.NotNull(Views.Find(Masked, unmasked));
        Assert.Null(Views.Find(Whole, Of(Grant(Role.Administrator))));
        foreach (var hides in new bool?[] { true, null })
        {
            picture = picture with { HidesNumbers = hides };
            Assert.Null(Views.Find(Whole, unmasked));
            Assert.Equal(Masked, BoardViews.NameFor(tenant, unmasked.Grants[0], "en"));
            // Who is still in it sees none either, from the next tick on.
            await ShowsAsync(view, "182****9225");
            picture = picture with { HidesNumbers = false };
            await ShowsAsync(view, "18212349225");
        }
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(null, false)]
    public async Task A_tenant_that_shows_numbers_on_its_board_shows_them_to_everybody_there(bool? hides, bool whole)
    {
        picture = picture with { HidesNumbers = hides };
        _ = Views;
        await using (var db = portal.Storage())
        {
            db.Preferences.Add(new() { TenantId = "10000", BoardShowsNumbers = true });
            await db.SaveChangesAsync();
        }
        Assert.Contains(whole ? "18212349225" : "182****9225", await CallersAsync(Views.Find(Masked, Of(Grant(Role.Viewer)))!), StringComparison.Ordinal);
        Assert.Contains("182****9225", await CallersAsync(Views.Find("20000/default.1/en/masked/all", Of(Grant(Role.Viewer) with { TenantId = "20000" }))!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_nobody_watches_is_let_go_when_another_is_made()
    {
        var watched = Views.Find(Masked, Of(Grant(Role.Viewer)))!;
        await watched.JoinAsync("a");
        for (var n = 0; n < 50; n++)
        {
            var scope = Scope.Of([$"10000_{n}"], null);
            Assert.NotNull(Views.Find($"10000/default.1/en/masked/{scope.Key}", Of(Grant(Role.Viewer, scope))));
        }
        Assert.Equal(51, Views.Count);
        clock.Advance(BoardViews.KeptFor);
        await watched.JoinAsync("a"); // It was behind by ten minutes.
        Assert.NotNull(Views.Find($"10000/default.1/en/masked/{part.Key}", Of(Grant(Role.Viewer, part))));
        Assert.Equal(2, Views.Count);
        Assert.Same(watched, Views.Find(Masked, Of(Grant(Role.Viewer))));
    }

    [Fact]
    public async Task A_limited_view_shows_its_part_and_says_so()
    {
        var tiles = (await Views.Find($"10000/default.1/en/masked/{part.Key}", Of(Grant(Role.Viewer, part)))!.JoinAsync("a")).Tiles;
        Assert.Equal(["10000_8000", "10000_1000"], tiles.Where(t => t.Id.Contains("-10000_", StringComparison.Ordinal)).Select(t => t.Id[(t.Id.IndexOf('-', StringComparison.Ordinal) + 1)..]));
        Assert.Contains("Only 1 of 2 queues and 1 of 7 agents", tiles.Single(t => t.Id == "part").Html, StringComparison.Ordinal);
        Assert.Contains("data-value=\"689\"", tiles.Single(t => t.Id == "offered").Html, StringComparison.Ordinal);
        Assert.DoesNotContain("139", tiles.Single(t => t.Id == "ivr").Html, StringComparison.Ordinal);
    }

    private Task<TimeSpan> ShowsAsync(BoardView view, string number) => Eventually.True(async () =>
    {
        clock.Advance(BoardView.TickPeriod);
        return (await CallersAsync(view)).Contains(number, StringComparison.Ordinal);
    }, TimeSpan.FromSeconds(10), number);

    private static async Task<string> CallersAsync(BoardView view) => (await view.JoinAsync("a")).Tiles.Single(t => t.Id == "waitingCalls").Html;

    private static Grant Grant(Role role, Scope? scope = null) => new("10000", Grants.Of(role), scope ?? Scope.All, role);

    private static Caller Of(params Grant[] grants) => new(CallerKind.Person, Guid.NewGuid(), "somebody", Guid.NewGuid(), grants);
}
