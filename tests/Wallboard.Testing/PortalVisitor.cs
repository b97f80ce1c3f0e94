using System.Net;
using System.Text.RegularExpressions;

namespace Wallboard.Testing;

/// <summary>Somebody with a browser that shows nothing: keeps cookies, and sends the forms of pages as they are.</summary>
public sealed partial class PortalVisitor : IDisposable
{
    private readonly CookieContainer cookies = new();
    private readonly HttpClient http;

    public PortalVisitor(Uri portal) =>
        http = new(new HttpClientHandler { CookieContainer = cookies }) { BaseAddress = portal, Timeout = TimeSpan.FromSeconds(20) };

    public HttpClient Http => http;

    /// <summary>What the portal has given for this path.</summary>
    public IReadOnlyList<Cookie> Cookies(string path) => [.. cookies.GetCookies(new Uri(http.BaseAddress!, path)).Cast<Cookie>()];

    public async Task SignIn(string name, string password)
    {
        await Submit("sign-in", ("name", name), ("password", password));
        if (Cookies("/").All(c => c.Name != "wallboard.person")) throw new InvalidOperationException($"{name} could not sign in");
    }

    /// <summary>Sends the page's form that has all of these fields.</summary>
    public async Task Submit(string page, params (string Name, string Value)[] typed)
    {
        var html = await http.GetStringAsync(new Uri(page, UriKind.RelativeOrAbsolute));
        var form = Form().Matches(html).Select(f => f.Value).FirstOrDefault(f => typed.All(t => f.Contains($"name=\"{t.Name}\"", StringComparison.Ordinal)))
            ?? throw new InvalidOperationException($"{page} has no form with {string.Join(", ", typed.Select(t => t.Name))}:\n{html}");
        var fields = Hidden().Matches(form).ToDictionary(f => f.Groups[1].Value, f => WebUtility.HtmlDecode(f.Groups[2].Value));
        foreach (var (name, value) in typed) fields[name] = value;
        using var content = new FormUrlEncodedContent(fields);
        var address = Action().Match(form) is { Success: true } action ? WebUtility.HtmlDecode(action.Groups[1].Value) : page;
        using var answer = await http.PostAsync(new Uri(address, UriKind.RelativeOrAbsolute), content);
        answer.EnsureSuccessStatusCode();
    }

    public void Dispose() => http.Dispose();

    [GeneratedRegex("<form\\b.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();

    [GeneratedRegex("^<form\\b[^>]* action=\"([^\"]*)\"")]
    private static partial Regex Action();
}
