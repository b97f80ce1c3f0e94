using System.Globalization;
using AngleSharp.Dom;
using Bunit;
using FsCheck;
using FsCheck.Fluent;
using Wallboard.Live;
using Wallboard.Web.Features.Boards;
using Wallboard.Web.Features.Boards.Tiles;

namespace Wallboard.Web.Tests;

/// <summary>Figures beside last week and what they are to reach.</summary>
public sealed class YardstickTests : IDisposable
{
    private static readonly LastWeekVisit[] visits =
    [
        Visit("A", 8, 0, VisitOutcome.Answered, 20), Visit("A", 8, 1, VisitOutcome.Answered, 21), Visit("A", 9, 30, VisitOutcome.Abandoned, 40), Visit("B", 8, 0, VisitOutcome.LeftOtherwise, 5),
    ];

    private readonly BunitContext context = new();

    public void Dispose() => context.Dispose();

    [Theory]
    [InlineData("08:00", 0, 0, 0, null)]
    [InlineData("08:01", 2, 1, 0, 1d)]
    [InlineData("08:02", 3, 2, 0, 0.5)]
    [InlineData("09:30", 3, 2, 0, 0.5)]
    [InlineData("23:59", 4, 2, 1, 1 / 3d)]
    public void Last_week_counts_who_had_entered_before_this_minute(string time, int offered, int answered, int abandoned, double? level)
    {
        var totals = Week(visits).Until(TimeOnly.ParseExact(time, "HH:mm", CultureInfo.InvariantCulture), Scope.All);
        Assert.Equal(
            [offered, answered, abandoned, level, null],
            new[] { totals.Figure("offered"), totals.Figure("answered"), totals.Figure("abandoned"), totals.Figure("serviceLevel"), totals.Figure("ready") });
    }

    [Fact]
    public void A_part_is_compared_with_the_same_part() =>
        Assert.Equal(1, Week(visits).Until(new(23, 0), Scope.Of(["B"], null)).Figure("offered"));

    /// <summary>Ratios are recomputed from sums: queue A 1 of 1, queue B 0 of 99 is 1 %, not 50 % (metrics.md).</summary>
    [Fact]
    public void Queues_are_added_before_they_are_divided()
    {
        var many = Enumerable.Repeat(Visit("B", 9, 0, VisitOutcome.Answered, 60), 99).Prepend(Visit("A", 9, 0, VisitOutcome.Answered, 1));
        Assert.Equal(0.01, Week(many).Until(new(10, 0), Scope.All).Figure("serviceLevel"));
    }

    [Fact]
    public void Whatever_the_visits_the_sums_are_those_of_a_plain_count() => Prop.ForAll(
        (from hour in Gen.Choose(0, 23)
         from minute in Gen.Choose(0, 59)
         from queue in Gen.Elements("A", "B")
         from outcome in Gen.Elements(VisitOutcome.Answered, VisitOutcome.Abandoned, VisitOutcome.LeftOtherwise)
         from wait in Gen.Choose(0, 90)
         select Visit(queue, hour, minute, outcome, wait)).ArrayOf().ToArbitrary(),
        Gen.Choose(0, 1439).ToArbitrary(),
        (some, minute) =>
        {
            var time = TimeOnly.MinValue.AddMinutes(minute);
            var counted = some.Where(v => v.EnteredAt < time).Aggregate(default(Tally), (sum, v) => sum + Tally.Of(v.Outcome, v.Wait, v.CallType, QueueOptions.Default));
            return Week(some).Until(time, Scope.All).Tally == counted;
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("80", "serviceLevel:0.8")]
    [InlineData(" 99.5 % ", "serviceLevel:0.995")]
    [InlineData("", null)]
    public void Targets_are_kept_as_boards_read_them(string typed, string? stored)
    {
        Assert.Equal(stored, Targets.Read(metric => metric == "serviceLevel" ? typed : null, out var faults));
        Assert.Empty(faults);
        Assert.Equal(stored is null ? null : typed.Trim().TrimEnd('%').Trim(), Targets.Parse(stored).Typed(Targets.Kinds[0]));
    }

    [Theory]
    [InlineData("serviceLevel", "101")]
    [InlineData("serviceLevel", "-1")]
    [InlineData("abandoned", "1.5")]
    [InlineData("abandoned", "1e3")]
    [InlineData("abandoned", "=1+1")]
    [InlineData("waiting", "9999999")]
    public void What_a_figure_cannot_have_is_no_target(string metric, string typed)
    {
        Assert.Null(Targets.Read(name => name == metric ? typed : null, out var faults));
        Assert.Equal([metric], faults);
    }

    [Fact]
    public void What_is_stored_and_not_understood_is_no_target() =>
        Assert.Equal(["abandoned"], Targets.Parse("serviceLevel:2,abandoned:5,nonsense:1,waiting,ready:x,:,abandoned:6").ByMetric.Keys);

    [Theory]
    [InlineData(0.8, "no", "0.79", "zh-CN", "未达成")]
    [InlineData(0.79, "yes", "0.79", "en", "reached")]
    public void A_figure_says_its_target_by_a_sign_and_a_word(double target, string reached, string value, string language, string word)
    {
        var tile = Tile("serviceLevel", Pictures.Busy, new(Targets.Parse(string.Create(CultureInfo.InvariantCulture, $"serviceLevel:{target}")), false, null), language);
        Assert.Equal((value, reached, word), (
            tile.GetAttribute("data-value"), tile.QuerySelector(".target")!.GetAttribute("data-reached"), tile.QuerySelector(".target .sign")!.GetAttribute("aria-label")));
    }

    [Fact]
    public void What_is_not_known_has_reached_nothing_and_missed_nothing()
    {
        var target = Tile("serviceLevel", Pictures.Starting, new(Targets.Parse("serviceLevel:0.8"), false, null), "en").QuerySelector(".target")!;
        Assert.Equal((null, 0), (target.GetAttribute("data-reached"), target.QuerySelectorAll(".sign").Length));
    }

    [Fact]
    public void A_figure_stands_beside_last_week_and_a_dash_where_that_is_not_known()
    {
        var known = Tile("answered", Pictures.Busy, new(Targets.None, true, Week(visits).Until(new(12, 0), Scope.All)), "en").QuerySelector(".before")!;
        Assert.Equal(("2", "answeredLastWeek", "2", "▲"), (known.GetAttribute("data-value"), known.GetAttribute("data-metric"), known.QuerySelector("b")!.TextContent, known.QuerySelector(".trend")!.TextContent));
        var unknown = Tile("answered", Pictures.Busy, new(Targets.None, true, null), "en").QuerySelector(".before")!;
        Assert.Equal(("", "—", null), (unknown.GetAttribute("data-value"), unknown.QuerySelector("b")!.TextContent, unknown.QuerySelector(".trend")));
        Assert.Null(Tile("ready", Pictures.Busy, new(Targets.None, true, null), "en").QuerySelector(".beside"));
    }

    [Fact]
    public void A_part_of_the_tenant_is_not_held_to_what_all_of_it_is_to_count()
    {
        var part = Pictures.Busy.Within(Scope.Of(["10000_8000"], null));
        Yardstick both = new(Targets.Parse("serviceLevel:0.8,abandoned:5"), false, null);
        Assert.NotNull(Tile("serviceLevel", part, both, "en").QuerySelector(".target"));
        Assert.Null(Tile("abandoned", part, both, "en").QuerySelector(".target"));
        Assert.NotNull(Tile("abandoned", Pictures.Busy, both, "en").QuerySelector(".target"));
    }

    [Fact]
    public void The_hours_have_a_line_at_what_the_centre_is_staffed_for()
    {
        var picture = Pictures.Busy with { QueueHours = [new("10000_8000", 9, 30, 20, 5, 25)] };
        Yardstick target = new(Targets.Parse("offeredByHour:50"), false, null);
        var tile = Tile("hours", picture, target, "en");
        Assert.Equal(("target 50", "50"), (tile.QuerySelector(".goal-name")!.TextContent, tile.QuerySelector(".most")!.TextContent));
        Assert.StartsWith("M0 0H", tile.QuerySelector("path.goal")!.GetAttribute("d"), StringComparison.Ordinal);
        Assert.Null(Tile("hours", picture, Yardstick.None, "en").QuerySelector(".goal, .goal-name"));
    }

    private IElement Tile(string id, LivePicture picture, Yardstick yardstick, string language)
    {
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (new(language), new(language));
        var model = TileFactory.Models(Board.Default, Pictures.Tenant(() => picture), picture, masked: true, yardstick).Single(m => m.Tile.Id == id);
        return context.Render<TileView>(p => p.Add(t => t.Model, model).Add(t => t.Now, picture.AsOf)).Find("section");
    }

    private static LastWeek Week(IEnumerable<LastWeekVisit> visits) => new(new(2026, 11, 15), visits, _ => QueueOptions.Default);

    private static LastWeekVisit Visit(string queue, int hour, int minute, VisitOutcome outcome, int wait) => new(queue, new(hour, minute), outcome, TimeSpan.FromSeconds(wait), 2);
}
