using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using Wallboard.Web.Features.Reports.Deliveries;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;
using Wallboard.Web.Tests.Security;

namespace Wallboard.Web.Tests.Deliveries;

public sealed class RecipientTests(DeliveryLab lab) : IClassFixture<DeliveryLab>
{
    [Fact]
    public void What_is_written_is_read_again() => Prop.ForAll(ArbMap.Default.ArbFor<Guid>(), id =>
        new[] { Recipient.Person(id), Recipient.Destination(id), Recipient.Mail($"a.b+{id:N}@EXAMPLE.com")! }.All(r => Recipient.Parse(r.ToString()) == r)).QuickCheckThrowOnFailure();

    [Fact]
    public void Whatever_is_read_is_one_of_the_kinds_or_none() => Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
        Recipient.Parse(text) is null && Recipient.Parse($"mail:{text}") is not { Address.Length: > Recipient.LongestAddress }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("boss@example.com", "boss@example.com")]
    [InlineData("  Boss.O'Neil+x@Example.COM ", "Boss.O'Neil+x@example.com")]
    [InlineData("root@localhost", "root@localhost")]
    [InlineData("", null)]
    [InlineData("boss", null)]
    [InlineData("boss@", null)]
    [InlineData("@example.com", null)]
    [InlineData("boss@example.com, evil@example.net", null)]
    [InlineData("Boss <boss@example.com>", null)]
    [InlineData("boss@example.com\r\nBcc: evil@example.net", null)]
    [InlineData("boss@example.com\n", "boss@example.com")]
    [InlineData("bo ss@example.com", null)]
    [InlineData("boss@exa_mple.com", null)]
    [InlineData("boss@-example.com", null)]
    [InlineData("boss@example..com", null)]
    [InlineData("b..b@example.com", null)]
    [InlineData("\"boss\"@example.com", null)]
    [InlineData("老板@example.com", null)]
    [InlineData("boss@[127.0.0.1]", null)]
    public void An_address_is_a_plain_one(string address, string? expected)
    {
        Assert.Equal(expected, Recipient.Mail(address)?.Address);
        if (expected is not null) Assert.True(System.Net.Mail.MailAddress.TryCreate(expected, out _));
    }

    [Fact]
    public void A_row_of_storage_holds_the_longest() =>
        Assert.Equal(256 - 51, Recipient.Mail($"{new string('x', Recipient.LongestAddress - 12)}@example.com")!.ToString().Length);

    [Fact]
    public async Task Each_has_a_name_and_only_of_its_own_tenant()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        var (_, person, _) = await lab.Portal.SignIn(Role.Analyst);
        var (_, stranger, _) = await lab.Portal.SignIn(Role.Analyst, "20000");
        var ours = await lab.DestinationAsync(DestinationKind.Slack, "https://example.com/");
        var theirs = await lab.DestinationAsync(DestinationKind.Slack, "https://example.com/", tenant: "20000");
        string[] all = [$"{Recipient.Person(person.Id)}", $"{Recipient.Person(stranger.Id)}", "mail:boss@example.com", ours, theirs, "fax:1", "mail:boss@example.com"];
        var names = await lab.Portal.Services.GetRequiredService<RecipientNames>().OfAsync(lab.Tenant, all);
        await using var db = lab.Portal.Storage();
        Assert.Equal(
            [person.DisplayName, "somebody who is no longer here", "boss@example.com", db.Destinations.Single(d => d.Id == Recipient.Parse(ours)!.Id).Name, "a destination that has been deleted", "an unknown recipient"],
            all.Distinct().Select(recipient => names[recipient]));
    }

    [Fact]
    public void Both_languages_have_the_same_words()
    {
        foreach (var key in Enum.GetValues<DestinationKind>().Select(k => $"Kind.{k}").Concat(Enum.GetValues<AttemptOutcome>().Select(o => $"Attempt.{o}")))
            Assert.NotNull(DeliveryText.Words.Find(key));
        var (en, zh) = (Keys("en"), Keys("zh-CN"));
        Assert.Equal(en.Keys.Order(), zh.Keys.Order());
        foreach (var (key, words) in en)
            Assert.Equal((key, Holes(words)), (key, Holes(zh[key])));

        static Dictionary<string, string> Keys(string language) => DeliveryText.Words.Resources.GetResourceSet(CultureInfo.GetCultureInfo(language), true, language == "en")!
            .Cast<System.Collections.DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string)e.Value!);

        static string Holes(string words) => string.Join(',', System.Text.RegularExpressions.Regex.Matches(words, @"\{\d\}").Select(m => m.Value).Order(StringComparer.Ordinal));
    }
}
