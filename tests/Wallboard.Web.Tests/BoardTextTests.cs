using System.Collections;
using System.Globalization;
using Wallboard.Live;
using Wallboard.Platform.Cti;
using Wallboard.Web.Features.Boards;

namespace Wallboard.Web.Tests;

public sealed class BoardTextTests
{
    [Fact]
    public void Both_languages_have_words_for_the_same_keys()
    {
        var english = Words(CultureInfo.InvariantCulture);
        var chinese = Words(new CultureInfo("zh-CN"));
        Assert.Equal(english.Keys.Order(), chinese.Keys.Order());
        Assert.DoesNotContain(english.Concat(chinese), w => string.IsNullOrWhiteSpace(w.Value));
    }

    [Fact]
    public void Every_reason_formula_figure_and_built_in_state_has_words()
    {
        var needed = Enum.GetNames<LinkReason>().Select(r => $"Reason.{r}")
            .Concat(Enum.GetNames<ServiceLevelFormula>().Select(f => $"Formula.{f}"))
            .Concat(FigureMetrics.All.SelectMany(f => new[] { $"Metric.{f.Metric}", $"Definition.{f.Metric}" }))
            .Concat(Enumerable.Range(0, 9).Select(r => $"State.2.{r}"));
        Assert.All(needed, key => Assert.NotEmpty(BoardText.Of(key)));
    }

    [Theory]
    [InlineData(0.0, "00:00")]
    [InlineData(65.9, "01:05")]
    [InlineData(96_570.0, "26:49:30")]
    [InlineData(null, "—")]
    public void Durations_go_past_a_day(double? seconds, string shown) => Assert.Equal(shown, BoardText.Duration(seconds));

    private static Dictionary<string, string> Words(CultureInfo culture) =>
        BoardText.Resources.GetResourceSet(culture, createIfNotExists: true, tryParents: false)!
            .Cast<DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string)e.Value!);
}
