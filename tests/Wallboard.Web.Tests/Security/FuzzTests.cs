using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Wallboard.Web.Features.Boards;
using Wallboard.Web.Hosting;
using Wallboard.Web.Hosting.Access;

namespace Wallboard.Web.Tests.Security;

/// <summary>What outsiders write is anything at all.</summary>
public sealed class FuzzTests(AccessPortal access) : IClassFixture<AccessPortal>
{
    private static readonly string[] pieces =
        ["/", "\\", "//", "..", "%2f", "%5c", "@", ":", "http:", "javascript:", "evil.example", "\t", "\r\n", "\0", "\u202E", "\u200B", "\uFEFF", "\uD800", "\uDC00", " ", "\u00A0",
            "　", "é", "e\u0301", "管理员", "😀", "a", "?", "#", "&", "<", "\uE000", "\u2028", "10000", "20000", "default.1", "zh-CN", "en", "masked", "whole", "all"];

    private static readonly Config quick = Config.QuickThrowOnFailure.WithMaxTest(2000);

    /// <summary>Of the pieces that have meant something to somebody, and of any text.</summary>
    private static Arbitrary<string> Texts => Arb.From(Gen.OneOf(
        Gen.Elements(pieces).ListOf().Select(string.Concat), ArbMap.Default.GeneratorFor<string>().Select(text => text ?? "")));

    [Fact]
    public void A_name_that_is_taken_disguises_itself_in_nothing() => Prop.ForAll(Texts, text =>
    {
        if (!Label.TryClean(text, out var label)) return true;
        return label.Length is > 0 and <= Label.Longest && label.Trim() == label && label.IsNormalized()
            && Label.TryClean(label, out var again) && again == label
            && label.EnumerateRunes().All(rune => rune != Rune.ReplacementChar && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse));
    }).Check(quick);

    /// <summary>As browsers read it: they take away tabs and line ends, and take a backslash for a slash.</summary>
    [Fact]
    public void No_address_to_return_to_leads_out_of_the_portal() => Prop.ForAll(Texts, text =>
    {
        var address = LocalAddress.Of(text);
        var browsers = new string([.. address.Where(c => c is not ('\t' or '\r' or '\n'))]).Replace('\\', '/').Trim();
        // A header carries nothing else.
        return address.All(c => c is >= ' ' and < '\x7f') && browsers.StartsWith('/') && !browsers.StartsWith("//", StringComparison.Ordinal) && new Uri(new Uri("http://portal.example"), browsers).Host == "portal.example";
    }).Check(quick);

    [Fact]
    public void No_name_opens_a_view_but_ones_own()
    {
        var views = (BoardViews)access.Portal.Services.GetService(typeof(BoardViews))!;
        var viewer = new Caller(CallerKind.Token, Guid.NewGuid(), "", null, [new("10000", Grants.Of(Role.Viewer), Live.Scope.All)]);
        var own = new HashSet<string> { "10000/default.1/zh-CN/masked/all", "10000/default.1/en/masked/all" };
        var names = Arb.From(Gen.OneOf(
            Texts.Generator,
            Gen.Elements(pieces).ListOf(5).Select(parts => string.Join('/', parts)),
            Gen.Elements([.. own]),
            Gen.Elements([.. own]).SelectMany(name => Gen.Choose(0, name.Length), (name, at) => name.Insert(at, "/"))));
        Prop.ForAll(names, name => views.Find(name, viewer) is not null == own.Contains(name) && views.Find(name, Caller.Nobody) is null).Check(quick);
        Assert.True(views.Count <= own.Count);
    }
}
