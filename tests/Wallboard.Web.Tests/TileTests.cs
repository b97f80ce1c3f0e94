using System.Globalization;
using AngleSharp.Dom;
using Bunit;
using Wallboard.Live;
using Wallboard.Platform.Cti;
using Wallboard.Web.Features.Boards;
using Wallboard.Web.Features.Boards.Tiles;

namespace Wallboard.Web.Tests;

public sealed class TileTests : IDisposable
{
    private readonly BunitContext context = new();

    public void Dispose() => context.Dispose();

    [Theory]
    [InlineData("zh-CN", "waiting", "当前排队数", "7", "7")]
    [InlineData("en", "waiting", "Waiting now", "7", "7")]
    [InlineData("zh-CN", "longestWaitSeconds", "当前最长等待", "00:10", "10")]
    [InlineData("en", "serviceLevel", "Service level", "79.0%", "0.79")]
    [InlineData("zh-CN", "offered", "今日进线量", "1,290", "1290")]
    [InlineData("en", "concurrency", "Concurrency", "18", "18")]
    public void A_figure_has_its_name_its_number_and_the_raw_number(string language, string tile, string name, string shown, string raw)
    {
        var section = Tile(tile, Pictures.Busy, language);
        Assert.Equal((tile, tile, raw, "fresh"), Promised(section));
        Assert.Equal(name, section.QuerySelector("h2 span")!.TextContent);
        Assert.Equal(shown, section.QuerySelector(".figure")!.TextContent.Trim());
        Assert.Null(section.QuerySelector(".old"));
    }

    [Theory]
    [InlineData("zh-CN", "20 秒内接听 ÷（接听 + 放弃）", "各队列按各自公式")]
    [InlineData("en", "answered ≤ 20 s ÷ (answered + abandoned)", "each queue by its own formula")]
    public void A_service_level_says_its_formula_in_words(string language, string common, string mixed)
    {
        Assert.Equal(common, Tile("serviceLevel", Pictures.Busy, language).QuerySelector(".note")!.TextContent);
        var queues = Pictures.Busy.Queues.Select((q, i) => q with { Settings = new() { ServiceLevelSeconds = 20 + i } }).ToList();
        Assert.Equal(mixed, Tile("serviceLevel", Pictures.Busy with { Queues = queues }, language).QuerySelector(".note")!.TextContent);
    }

    [Fact]
    public void Unknown_is_a_dash_and_no_number()
    {
        foreach (var metric in FigureMetrics.All)
        {
            var section = Tile(metric.Metric, Pictures.Starting, "en");
            Assert.Equal((metric.Metric, metric.Metric, "", "offline"), Promised(section));
            Assert.Equal("—", section.QuerySelector(".figure")!.TextContent.Trim());
        }
    }

    [Theory]
    [InlineData("zh-CN", "只含 1 / 2 个队列、2 / 7 名坐席，合计不是全部", "不在您的范围内")]
    [InlineData("en", "Only 1 of 2 queues and 2 of 7 agents: totals are partial", "not in your part")]
    public void A_part_says_that_it_is_one_also_when_it_is_old_and_what_is_not_in_it(string language, string note, string notIn)
    {
        Assert.Null(Tile("part", Pictures.Busy, language).QuerySelector("p"));
        var picture = Pictures.Busy.Within(Scope.Of(["10000_8000"], ["10000_1000", "10000_1001"]));
        Assert.Equal(("part", "part", "1", "fresh"), Promised(Tile("part", picture, language)));
        foreach (var shown in new[] { picture, picture.WithLink(Freshness.Offline, LinkReason.Closed) })
            Assert.Equal(note, Tile("part", shown, language).QuerySelector("p")!.TextContent);
        var concurrency = Tile("concurrency", picture, language);
        Assert.Equal((("concurrency", "concurrency", "", "fresh"), "—", notIn), (
            Promised(concurrency), concurrency.QuerySelector(".figure")!.TextContent.Trim(), concurrency.QuerySelector(".note")!.TextContent));
        var ivr = Tile("ivr", picture, language);
        Assert.Equal((("ivr", "ivrSessions", "", "fresh"), notIn, null), (Promised(ivr), ivr.QuerySelector(".empty")!.TextContent, ivr.QuerySelector("h2 small")));
    }

    [Theory]
    [InlineData(Freshness.Stale, "stale", "zh-CN", "已过时", "数据已过时")]
    [InlineData(Freshness.Stale, "stale", "en", "old", "These figures are old")]
    [InlineData(Freshness.Offline, "offline", "zh-CN", "离线", "与平台的连接已断开：数据已过时")]
    [InlineData(Freshness.Offline, "offline", "en", "offline", "No connection to the platform: these figures are old")]
    public void When_the_link_is_not_fresh_every_tile_says_so_in_words(Freshness state, string raw, string language, string mark, string banner)
    {
        var picture = Pictures.Busy.WithLink(state, LinkReason.Silent);
        foreach (var tile in Board.Default.Tiles.Where(t => t.Type is not (TileType.Link or TileType.Part) && t.Id != "concurrency"))
        {
            var section = Tile(tile.Id, picture, language);
            Assert.Equal(raw, section.GetAttribute("data-fresh"));
            Assert.Equal(mark, section.QuerySelector("h2 .old")!.TextContent);
        }
        Assert.Equal("fresh", Tile("concurrency", picture, language).GetAttribute("data-fresh"));
        var link = Tile("link", picture, language);
        Assert.Equal(banner, link.QuerySelector("strong")!.TextContent);
        Assert.Contains("18:37:42", link.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fresh_link_shows_no_banner() => Assert.Null(Tile("link", Pictures.Busy, "en").QuerySelector(".banner"));

    [Theory]
    [InlineData("zh-CN", "监控坐席已在别处登录", "处理办法：先退出另一处登录")]
    [InlineData("en", "The portal's seat was signed in elsewhere", "What to do: sign the other client out")]
    public void A_seat_taken_elsewhere_says_what_to_do(string language, string what, string action)
    {
        var text = Tile("link", Pictures.Busy.WithLink(Freshness.Offline, LinkReason.SeatTakenElsewhere, "4500/1"), language).TextContent;
        Assert.Contains(what, text, StringComparison.Ordinal);
        Assert.Contains("(4500/1)", text, StringComparison.Ordinal);
        Assert.Contains(action, text, StringComparison.Ordinal);
        Assert.Contains("/api/link/10000/retake", text, StringComparison.Ordinal);
    }

    [Fact]
    public void One_stale_queue_is_marked_and_the_others_are_not()
    {
        var queues = Pictures.Busy.Queues.Select((q, i) => i == 1 ? q with { Fresh = Freshness.Stale } : q).ToList();
        var section = Tile("queues", Pictures.Busy with { Queues = queues }, "en");
        Assert.Equal(("queues", "queues", "2", "stale"), Promised(section));
        Assert.Equal(["fresh", "stale"], section.QuerySelectorAll("tr[data-queue]").Select(r => r.GetAttribute("data-fresh")));
    }

    [Fact]
    public void A_queue_has_its_raw_figures_and_a_rate_over_nothing_is_a_dash()
    {
        var section = Tile("queues", Pictures.Busy, "zh-CN");
        var presales = section.QuerySelector("[data-queue='10000_8000']")!;
        Assert.Equal("售前咨询", presales.QuerySelector("th .name")!.TextContent);
        Assert.Equal(
            ["waiting=7", "longestWaitSeconds=10", $"serviceLevel={860 / 1060d:R}", "offered=689", "answered=503",
                "abandoned=171", "ready=0", "busy=5", "signedIn=5"],
            presales.QuerySelectorAll("[data-metric]").Select(c => $"{c.GetAttribute("data-metric")}={c.GetAttribute("data-value")}"));
        var service = section.QuerySelector("[data-queue='10000_8001'] [data-metric=serviceLevel]")!;
        Assert.Equal(("—", "", "今日尚无可计算的来电"), (service.TextContent, service.GetAttribute("data-value"), service.GetAttribute("title")));
    }

    [Theory]
    [InlineData("zh-CN", "通话,空闲,整理,培训,忙碌（42）,登出,未知")]
    [InlineData("en", "Talking,Ready,After-call work,培训,Busy (42),Signed out,Not known")]
    public void Every_agent_has_a_state_in_words_the_tenants_own_where_it_has_one(string language, string states)
    {
        var section = Tile("agents", Pictures.Busy, language);
        Assert.Equal(states, string.Join(',', section.QuerySelectorAll(".state").Select(s => s.TextContent)));
        Assert.Equal(
            ["1000:2/1", "1001:1/", "1002:2/0", "1003:2/9", "1004:2/42", "1005:0/", "1006:/"],
            section.QuerySelectorAll("li").Select(a =>
                $"{a.GetAttribute("data-agent")![6..]}:{a.GetAttribute("data-state")}/{a.GetAttribute("data-reason")}"));
        Assert.Equal("#bbaa00", section.QuerySelector("[data-agent='10000_1003'] rect")!.GetAttribute("fill"));
        var ticking = section.QuerySelector("[data-agent='10000_1000'] [data-metric=timeInState]")!;
        Assert.Equal(("01:45", "105", $"{Pictures.AsOf.AddSeconds(-105).ToUnixTimeMilliseconds()}"),
            (ticking.TextContent, ticking.GetAttribute("data-value"), ticking.GetAttribute("data-since")));
    }

    [Fact]
    public void A_colour_that_is_none_never_reaches_the_page()
    {
        var agents = new[] { Pictures.Busy.Agents[0] with { Reason = 3 } };
        Assert.DoesNotContain("url(", Tile("agents", Pictures.Busy with { Agents = agents }, "en").OuterHtml, StringComparison.Ordinal);
    }

    [Fact]
    public void Callers_are_masked_and_what_comes_from_outside_is_text()
    {
        var waiting = Tile("waitingCalls", Pictures.Busy, "en");
        Assert.Equal(["182****9225", "number not known"], waiting.QuerySelectorAll(".number").Select(n => n.TextContent));
        Assert.Equal(["10", "4"], waiting.QuerySelectorAll("[data-metric=waitSeconds]").Select(n => n.GetAttribute("data-value")));
        var ivr = Tile("ivr", Pictures.Busy, "en");
        Assert.Equal("139****5678", ivr.QuerySelector(".number")!.TextContent);
        Assert.Contains("complete since 09:37:47", ivr.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("10.0.0.1", waiting.OuterHtml, StringComparison.Ordinal);
        var named = Pictures.Busy.Agents[0] with { Name = "<script>alert(1)</script>" };
        Assert.Null(Tile("agents", Pictures.Busy with { Agents = [named] }, "en").QuerySelector("script"));
    }

    [Theory]
    [InlineData("zh-CN", "没有排队来电", "尚未收到平台数据")]
    [InlineData("en", "Nobody is waiting", "No data from the platform yet")]
    public void Nobody_there_and_nothing_known_are_different_words(string language, string nobody, string nothing)
    {
        Assert.Equal(nobody, Tile("waitingCalls", Pictures.Busy with { Waiting = [] }, language).QuerySelector(".empty")!.TextContent);
        Assert.Equal(nothing, Tile("waitingCalls", Pictures.Starting, language).QuerySelector(".empty")!.TextContent);
    }

    [Fact]
    public void With_nobody_waiting_the_longest_wait_is_zero_and_does_not_tick()
    {
        var nobody = Pictures.Busy with { Totals = Pictures.Busy.Totals with { Waiting = 0, LongestWait = TimeSpan.Zero } };
        var section = Tile("longestWaitSeconds", nobody, "en");
        Assert.Equal(("00:00", "0", null), (
            section.QuerySelector(".figure")!.TextContent.Trim(), section.GetAttribute("data-value"), section.QuerySelector(".ticking")!.GetAttribute("data-since")));
        Assert.Equal(Models(nobody), Models(nobody with { AsOf = nobody.AsOf.AddSeconds(1) }).Select(Unmoved));

        // What really ticks has moved on, of course.
        TileModel Unmoved(TileModel later) => later.Tile.Id == "longestWaitSeconds" ? later : Models(nobody).Single(m => m.Tile.Id == later.Tile.Id);
    }

    [Fact]
    public void Time_going_by_changes_no_model() => Assert.Equal(Models(Pictures.Busy), Models(Pictures.Later(TimeSpan.FromSeconds(3))));

    private static IEnumerable<TileModel> Models(LivePicture picture, Yardstick? yardstick = null) =>
        TileFactory.Models(Board.Default, Pictures.Tenant(() => picture), picture, masked: true, yardstick ?? Yardstick.None);

    private IElement Tile(string id, LivePicture picture, string language)
    {
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (new(language), new(language));
        var model = Models(picture).Single(m => m.Tile.Id == id);
        return context.Render<TileView>(p => p.Add(t => t.Model, model).Add(t => t.Now, picture.AsOf)).Find("section");
    }

    private static (string?, string?, string?, string?) Promised(IElement section) => (
        section.GetAttribute("data-tile"), section.GetAttribute("data-metric"), section.GetAttribute("data-value"), section.GetAttribute("data-fresh"));
}
