using System.Collections;
using System.Globalization;
using System.Resources;
using Wallboard.Web.Features.Administration.Departments;
using Wallboard.Web.Features.Administration.Settings;
using Wallboard.Web.Features.Administration.Tokens;
using Wallboard.Web.Features.Shell;
using Wallboard.Web.Hosting.Access;

namespace Wallboard.Web.Tests.Shell;

public sealed class HelpTests
{
    /// <summary>The first two columns of the team's table of metrics, row by row.</summary>
    private const string Rows = """
        Offered|进线量
        Answered|接听量
        Left otherwise|其他方式离队
        Still open|未结束
        Handled|处理量
        Ready, busy, signed in|空闲、忙碌、在线
        Concurrency|并发量
        Abandoned|放弃量
        Answer rate|接通率
        Abandonment rate|放弃率
        Short abandon|短时放弃量
        Service level, chosen per queue|服务水平
        ASA, average speed of answer|平均应答速度
        Average time to abandon|平均放弃时长
        AHT, average handling time|平均处理时长
        ATT, average talk time|平均通话时长
        ACW, after-call work|平均话后整理时长
        Waiting now|当前排队数
        Longest wait now|当前最长等待
        Longest wait (period)|最长等待时长
        EWT, estimated wait|预计等待时长
        Occupancy|坐席占用率
        Utilisation|工时利用率
        Time in state|状态持续时长
        Transfer rate|转接率
        Ring no answer|振铃未接
        Outbound connect rate|外呼接通率
        Satisfaction|满意度
        """;

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task Every_figure_is_explained_under_both_names_in_either_language(string language)
    {
        using var portal = new PortalFactory();
        var page = await (await portal.SignedIn(Role.Viewer)).Page($"/help?lang={language}");
        var shown = page.QuerySelectorAll(".term").Select(term => (term.Id, Title: term.QuerySelector("h3").Words(), Facts: term.QuerySelectorAll("dd").Select(d => d.Words()).ToList())).ToList();
        var expected = Rows.Split('\n').Select(row => row.Split('|')).Select(names => language == "en" ? $"{names[0]} {names[1]}" : $"{names[1]} {names[0]}");
        Assert.Equal(expected, shown.Select(s => s.Title));
        Assert.All(shown, s => Assert.True(s.Facts is [{ Length: > 0 }, { Length: > 0 }, { Length: > 0 }], s.Title));
        var anchors = page.QuerySelectorAll(".contents a").Select(a => a.GetAttribute("href")!.Split('#')[1]).ToList();
        Assert.All(anchors, anchor => Assert.NotNull(page.GetElementById(anchor)));
        Assert.Superset(shown.Select(s => s.Id!).ToHashSet(), anchors.ToHashSet());
        Assert.Contains("service-level", anchors);
    }

    [Fact]
    public async Task The_table_of_roles_is_the_matrix_itself()
    {
        using var portal = new PortalFactory();
        var page = await (await portal.SignedIn(Role.Viewer)).Page("/help?lang=en");
        var cells = page.QuerySelectorAll("#roles tbody tr").Select(row => row.QuerySelectorAll("td").Select(c => c.QuerySelector(".yes") is not null));
        Assert.Equal(Enum.GetValues<Permission>().Select(p => Enum.GetValues<Role>().Select(r => Grants.Of(r).Contains(p))), cells);
    }

    [Theory]
    [MemberData(nameof(Books))]
    public void Both_languages_have_words_for_the_same_keys(string name, Func<ResourceManager> resources)
    {
        var english = Words(resources(), CultureInfo.InvariantCulture);
        var chinese = Words(resources(), new CultureInfo("zh-CN"));
        Assert.Equal(english.Keys.Order(), chinese.Keys.Order());
        Assert.DoesNotContain(english.Concat(chinese), w => string.IsNullOrWhiteSpace(w.Value));
        Assert.All(english, w => Assert.Equal((name, w.Key, Places(w.Value)), (name, w.Key, Places(chinese[w.Key]))));
    }

    public static TheoryData<string, Func<ResourceManager>> Books() => new()
    {
        { "shell", () => ShellText.Words.Resources },
        { "help", () => Glossary.Words.Resources },
        { "departments", () => DepartmentText.Words.Resources },
        { "tokens", () => TokenText.Words.Resources },
        { "settings", () => SettingsText.Words.Resources },
    };

    /// <summary>The <c>{0}</c>s of a text.</summary>
    private static string Places(string text) =>
        string.Join(' ', System.Text.RegularExpressions.Regex.Matches(text, @"\{\d\}").Select(m => m.Value).Distinct().Order());

    private static Dictionary<string, string> Words(ResourceManager resources, CultureInfo culture) =>
        resources.GetResourceSet(culture, createIfNotExists: true, tryParents: false)!
            .Cast<DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string)e.Value!);
}
