using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Wallboard.Web.Tests.Security;

/// <summary>Every text field of every form of every page: what is typed there is refused in words, or shown as the text that it is.</summary>
public sealed class HostileTextTests(AccessPortal access) : IClassFixture<AccessPortal>
{
    private const string Mark = "h0stile";

    public static TheoryData<string, string> Texts() => new()
    {
        { "script", $"\"><x-{Mark}></x-{Mark}><script>{Mark}()</script>" },
        { "attribute", $"' onmouseover='{Mark}()' x=\" onfocus=\"{Mark}()\" autofocus" },
        { "link", $"javascript:{Mark}()//<a href=javascript:{Mark}()>" },
        { "template", $"@{{ {Mark} }} @Html {{{{{Mark}}}}} ${{{Mark}}} {{0}}" },
        { "formula", $"=HYPERLINK(\"http://evil.example/{Mark}\")" },
        { "right to left", $"{Mark}\u202Egnp.exe" },
        { "invisible", $"{Mark}\u200B\uFEFF\u0007" },
        { "lines", $"{Mark}\r\nSet-Cookie: x=1\r\n\r\n<x-{Mark}>" },
        { "10 000 characters", Mark + new string('x', 10_000) },
        { "NUL", $"{Mark}\0" },
        { "half of a pair", $"{Mark}\uD800" },
        { "path", $"../../{Mark}/..\\..\\etc/passwd%00.csv" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Whatever_is_typed_anywhere_is_refused_or_stays_text(string what, string text)
    {
        Assert.NotEmpty(what);
        access.Clock.Advance(TimeSpan.FromMinutes(30));
        using var browser = new Browser(access.Portal, await Badge.NewAsync(access.Portal, Who.Administrator));
        using var nobody = new Browser(access.Portal, access.Badges[Who.Nobody]);
        var (wrong, tried) = (new List<string>(), 0);
        foreach (var who in (Browser[])[browser, nobody])
            foreach (var form in (await AllForms.OfAsync(access, who)).DistinctBy(f => Shape(f.Action)))
                foreach (var field in form.Texts)
                {
                    tried++;
                    using var answer = await who.SubmitAsync(form, [(field, text), .. form.Texts.Where(t => t != field && form.Fields.First(f => f.Name == t).Value == "").Select(t => (t, "something else"))]);
                    if ((int)answer.StatusCode >= 500) wrong.Add($"{form}: {field}: {answer.StatusCode}\n{access.Log.Errors}");
                    if (answer.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.Any(c => c.StartsWith("x=", StringComparison.Ordinal))) wrong.Add($"{form}: {field}: a header");
                    if (answer.Headers.Location is { } location && location.ToString().Contains(Mark, StringComparison.Ordinal) && !location.ToString().StartsWith('/'))
                        wrong.Add($"{form}: {field}: leads to {location}");
                    wrong.AddRange(Faults(await Browser.ReadAsync(answer), text).Select(f => $"{form}: {field}: {f}"));
                }
        foreach (var page in access.Surfaces.Where(s => s.Kind == SurfaceKind.Page))
            wrong.AddRange(Faults(await browser.GetAsync(access.OfOurs.Address(page)), text).Select(f => $"{page}: {f}"));
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(tried > 15, $"{tried} fields only");
    }

    /// <summary>No row's cell in a file is a formula.</summary>
    [Fact]
    public async Task Files_hold_text_and_their_names_are_ours()
    {
        using var browser = new Browser(access.Portal, access.Badges[Who.Administrator]);
        var files = 0;
        foreach (var surface in access.Surfaces.Where(s => s.Kind == SurfaceKind.Request && s.Methods.Contains("GET") && Enum.TryParse<Hosting.Access.Permission>(s.Need, out _)))
            foreach (var query in (string[])["", "?name=../../etc/passwd&file=../../x&format=../x&path=..%2f..%2fx"])
            {
                using var answer = await browser.SendAsync(HttpMethod.Get, access.OfOurs.Address(surface) + query);
                if (answer.Content.Headers.ContentDisposition is not { } disposition) continue;
                files++;
                Assert.Matches("^[a-z0-9.-]+$", disposition.FileName!.Trim('"'));
                var text = await answer.Content.ReadAsStringAsync();
                Assert.DoesNotContain("root:", text, StringComparison.Ordinal);
                if (answer.Content.Headers.ContentType!.MediaType == "text/csv")
                    Assert.DoesNotContain(text.TrimStart('\uFEFF').Split('\n').SelectMany(line => line.Split(',')), cell => cell.Trim('"', '\r') is ['=' or '+' or '-' or '@', ..]);
            }
        Assert.True(files >= 4, $"{files} files only");
    }

    private static IEnumerable<string> Faults(IHtmlDocument page, string text)
    {
        if (page.QuerySelector($"x-{Mark}") is not null) yield return "an element of theirs";
        foreach (var element in page.All)
        {
            if (element is IHtmlScriptElement { TextContent: { Length: > 0 } script } && script.Contains(Mark, StringComparison.Ordinal)) yield return "a script of theirs";
            foreach (var attribute in element.Attributes)
            {
                if (attribute.Name.StartsWith("on", StringComparison.Ordinal) && attribute.Value.Contains(Mark, StringComparison.Ordinal)) yield return $"{element.LocalName} {attribute.Name}";
                if (attribute.Name is "href" or "src" or "action" or "formaction" && attribute.Value.Trim().StartsWith("javascript:", StringComparison.OrdinalIgnoreCase)) yield return attribute.Value;
            }
            // What people read (not what they have just typed) disguises itself in nothing.
            foreach (var node in element.ChildNodes.OfType<IText>().Where(n => n.Data.Contains(Mark, StringComparison.Ordinal)))
                if (node.Data.Any(c => c is '\u202E' or '\u200B' or '\uFEFF' or '\0')) yield return $"<{element.LocalName}> shows signs that nobody sees: {node.Data.Length} characters";
        }
    }

    /// <summary>Forms that differ in the row only are one.</summary>
    private static string Shape(string action) => string.Join('/', action.Split('/').Select(part => Guid.TryParse(part, out _) ? "*" : part));
}
