using System.Globalization;
using AngleSharp.Dom;
using Bunit;
using Wallboard.Live;
using Wallboard.Web.Features.Boards;
using Wallboard.Web.Features.Boards.Tiles;

namespace Wallboard.Web.Tests;

/// <summary>What is wrong comes first, and is said by shape and word.</summary>
public sealed class LevelTests : IDisposable
{
    private readonly BunitContext context = new();

    public void Dispose() => context.Dispose();

    [Theory]
    [InlineData("waiting", 4.0, Level.Calm)]
    [InlineData("waiting", 5.0, Level.Warning)]
    [InlineData("waiting", 10.0, Level.Alarm)]
    [InlineData("longestWaitSeconds", 19.9, Level.Calm)]
    [InlineData("longestWaitSeconds", 20.0, Level.Warning)]
    [InlineData("longestWaitSeconds", 60.0, Level.Alarm)]
    [InlineData("serviceLevel", 0.8, Level.Calm)]
    [InlineData("serviceLevel", 0.79, Level.Warning)]
    [InlineData("serviceLevel", 0.69, Level.Alarm)]
    [InlineData("serviceLevel", null, Level.Calm)]
    [InlineData("offered", 1e9, Level.Calm)]
    public void Figures_have_default_thresholds(string metric, double? value, Level level) => Assert.Equal(level, Thresholds.Default.Figure(metric, value));

    [Theory]
    [InlineData(2, 0, 119, Level.Calm)]
    [InlineData(2, 0, 120, Level.Warning)]
    [InlineData(2, 0, 300, Level.Alarm)]
    [InlineData(2, 8, 30, Level.Alarm)]
    [InlineData(2, 1, 9999, Level.Calm)]
    [InlineData(1, null, 9999, Level.Calm)]
    public void Agents_have_default_thresholds(int state, int? reason, int seconds, Level level) =>
        Assert.Equal(level, Thresholds.Default.Agent(state, reason, TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData("zh-CN", "偏低")]
    [InlineData("en", "low")]
    public void A_figure_beyond_its_threshold_says_so_by_shape_and_word(string language, string word)
    {
        var tile = Tile("serviceLevel", Pictures.Busy, language);
        Assert.Equal("warning", tile.GetAttribute("data-level"));
        Assert.Equal((word, "#i-warning"), (tile.QuerySelector(".mark")!.TextContent, tile.QuerySelector(".mark use")!.GetAttribute("href")));
        var calm = Tile("ready", Pictures.Busy, language);
        Assert.Null(calm.QuerySelector(".mark"));
        Assert.False(calm.HasAttribute("data-level"));
    }

    [Fact]
    public void Queues_in_trouble_come_first_the_longest_wait_before_the_others()
    {
        var (busy, calm) = (Pictures.Busy.Queues[0] with { Waiting = 1 }, Pictures.Busy.Queues[1] with { Waiting = 0, LongestWait = TimeSpan.Zero });
        var picture = Pictures.Busy with
        {
            Queues =
            [
                calm with { Number = "10000_1" }, busy with { Number = "10000_2", LongestWait = TimeSpan.FromSeconds(25) },
                busy with { Number = "10000_3", LongestWait = TimeSpan.FromSeconds(45) }, busy with { Number = "10000_4", LongestWait = TimeSpan.FromSeconds(65) },
                busy with { Number = "10000_5", LongestWait = TimeSpan.FromSeconds(5) },
            ],
        };
        var rows = Tile("queues", picture, "en").QuerySelectorAll("[data-queue]");
        Assert.Equal(
            ["4:alarm", "3:warning", "2:warning", "1:", "5:"], rows.Select(r => $"{r.GetAttribute("data-queue")![6..]}:{r.GetAttribute("data-level")}"));
        Assert.Equal("Alarm", rows[0].QuerySelector("th .mark")!.TextContent);
    }

    [Fact]
    public void Agents_in_trouble_come_first_and_the_signed_out_last()
    {
        var agents = Pictures.Busy.Agents.Select(a => a.Number == "10000_1002" ? a with { Since = Pictures.AsOf.AddSeconds(-400) } : a).ToList();
        var cells = Tile("agents", Pictures.Busy with { Agents = agents }, "en").QuerySelectorAll("[data-agent]");
        Assert.Equal(["1002", "1000", "1001", "1003", "1004", "1005", "1006"], cells.Select(c => c.GetAttribute("data-agent")![6..]));
        Assert.Equal(("alarm", "After-call work", "too long"), (
            cells[0].GetAttribute("data-level"), cells[0].QuerySelector(".state")!.TextContent, cells[0].QuerySelector(".mark")!.TextContent));
    }

    [Fact]
    public void Only_crossing_a_threshold_changes_a_model_and_never_the_table_around_it()
    {
        var changed = Models(Pictures.Later(TimeSpan.FromSeconds(15))).Except(Models(Pictures.Busy)).Select(m => m.Tile.Id);
        Assert.Equal(["longestWaitSeconds", "queue-10000_8000", "waitingCalls"], changed);
    }

    [Theory]
    [InlineData("#fff", "dark")]
    [InlineData("#bbaa00", "dark")]
    [InlineData("#102040", "light")]
    public void The_shape_on_a_tenants_own_colour_can_be_seen(string color, string ink)
    {
        var states = new Dictionary<(int, int?), StatePicture> { [(1, null)] = new(null, color) };
        var ready = Tile("agents", Pictures.Busy with { States = states }, "en").QuerySelector("[data-agent='10000_1001'] .swatch")!;
        Assert.Equal((ink, "#i-ready"), (ready.GetAttribute("data-ink"), ready.QuerySelector("use")!.GetAttribute("href")));
    }

    [Fact]
    public void Every_level_and_shape_that_is_named_exists()
    {
        var icons = context.Render<Icons>().FindAll("symbol").Select(s => s.Id).ToList();
        string[] kinds = ["waiting", "longestWaitSeconds", "serviceLevel", "queue", "agent", "ringing"];
        foreach (var level in new[] { "warning", "alarm" })
        {
            Assert.Contains($"i-{level}", icons);
            Assert.All(kinds, kind => Assert.NotEmpty(BoardText.Of($"Level.{kind}.{level}")));
        }
        var used = Tile("agents", Pictures.Busy, "en").QuerySelectorAll("use").Select(u => u.GetAttribute("href")![1..]);
        Assert.All(used, icon => Assert.Contains(icon, icons));
    }

    [Fact]
    public void Today_by_hour_has_a_bar_for_each_hour_and_last_week_where_it_is_known()
    {
        var today = Pictures.Busy with { QueueHours = [new("10000_8000", 9, 40, 30, 8, null), new("10000_8000", 18, 20, 12, 3, null)] };
        var tile = Tile("hours", today, "en");
        Assert.Equal("60", tile.GetAttribute("data-value"));
        Assert.Equal(["9=40", "18=20"], tile.QuerySelectorAll("[data-hour]").Select(h => $"{h.GetAttribute("data-hour")}={h.GetAttribute("data-value")}"));
        Assert.Equal(["5", "20", "75"], tile.QuerySelectorAll("[data-hour='9'] rect").Select(r => r.GetAttribute("height")));
        Assert.Equal("current", tile.QuerySelector("[data-hour='18']")!.ClassName);
        Assert.Equal(("last week not known", null), (tile.QuerySelector(".unknown")?.TextContent, tile.QuerySelector("path.lastweek")));
        var known = Tile("hours", today with { QueueHours = [.. today.QueueHours.Select(h => h with { OfferedLastWeek = 20 })] }, "en");
        Assert.StartsWith("M0 100V100h1V50h1V100h1", known.QuerySelector("path.lastweek")!.GetAttribute("d"), StringComparison.Ordinal);
        Assert.Equal("No data from the platform yet", Tile("hours", Pictures.Starting, "en").QuerySelector(".empty")!.TextContent);
    }

    private static IEnumerable<TileModel> Models(LivePicture picture) =>
        TileFactory.Models(Board.Default, Pictures.Tenant(() => picture), picture, masked: true, Yardstick.None);

    private IElement Tile(string id, LivePicture picture, string language)
    {
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (new(language), new(language));
        var model = Models(picture).Single(m => m.Tile.Id == id);
        return context.Render<TileView>(p => p.Add(t => t.Model, model).Add(t => t.Now, picture.AsOf)).Find("section");
    }
}
