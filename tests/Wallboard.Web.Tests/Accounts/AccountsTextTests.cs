using System.Collections;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Wallboard.Web.Features.Accounts;
using Wallboard.Web.Features.Accounts.Links;
using Wallboard.Web.Features.Accounts.People;
using Wallboard.Web.Features.Accounts.SignIn;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Tests.Accounts;

public sealed class AccountsTextTests
{
    [Fact]
    public void Both_languages_have_words_for_the_same_keys()
    {
        var english = Words(CultureInfo.InvariantCulture);
        var chinese = Words(new CultureInfo("zh-CN"));
        Assert.Equal(english.Keys.Order(), chinese.Keys.Order());
        Assert.DoesNotContain(english.Concat(chinese), w => string.IsNullOrWhiteSpace(w.Value));
        Assert.All(english, w => Assert.Equal(w.Value.Count(c => c == '{'), chinese[w.Key].Count(c => c == '{')));
    }

    [Fact]
    public void Every_role_outcome_and_kind_of_link_has_words() => Assert.All(
        Enum.GetNames<Role>().Select(r => $"Role.{r}.may")
            .Concat(Enum.GetNames<Outcome>().Select(o => $"Outcome.{o}"))
            .Concat(Enum.GetNames<LinkPurpose>().Select(p => $"Link.{p}.again"))
            .Concat(Enum.GetNames<LinkState>().Where(s => s != nameof(LinkState.Good)).Select(s => $"Link.{s}")),
        key => Assert.NotEmpty(AccountsText.Words[key]));

    [Theory]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0", "Edge · Windows")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1", "Safari · iPhone")]
    [InlineData("Mozilla/5.0 (Linux; Android 15; V2309A) AppleWebKit/537.36 Chrome/132.0 Mobile Safari/537.36 MicroMessenger/8.0.60", "WeChat · Android")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox · Linux")]
    [InlineData("curl/8.0", "")]
    public void Browsers_are_named_in_words(string agent, string words)
    {
        var http = new DefaultHttpContext();
        http.Request.Headers.UserAgent = agent;
        Assert.Equal(words, BrowserName.Of(http));
    }

    private static Dictionary<string, string> Words(CultureInfo culture) =>
        AccountsText.Words.Resources.GetResourceSet(culture, createIfNotExists: true, tryParents: false)!
            .Cast<DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string)e.Value!);
}
