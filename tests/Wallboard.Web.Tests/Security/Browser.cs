using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Wallboard.Web.Tests.Security;

/// <summary>A form as a browser would send it, untouched.</summary>
/// <param name="Action">Path and query.</param>
/// <param name="Texts">The fields that people type into.</param>
internal sealed record Form(string Page, string Action, IReadOnlyList<(string Name, string Value)> Fields, IReadOnlyList<string> Texts)
{
    public override string ToString() => $"{Page} → POST {Action}";
}

/// <summary>What a person's browser does: keeps cookies, and sends forms with all that stands in them.</summary>
internal sealed class Browser(PortalFactory portal, Badge badge) : IDisposable
{
    private static readonly string[] typedInto = ["text", "search", "email", "password", "tel", "url", ""];

    private readonly HttpClient client = portal.CreateClient(new() { AllowAutoRedirect = false, HandleCookies = false });
    private readonly Dictionary<string, string> cookies = badge.Header == "Cookie"
        ? badge.Value!.Split("; ").Select(c => c.Split('=', 2)).ToDictionary(c => c[0], c => c[1]) : [];

    public void Dispose() => client.Dispose();

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string address, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, address) { Content = content };
        request.Headers.Add("Accept", "text/html");
        if (method != HttpMethod.Get) request.Headers.Add("Origin", "http://localhost");
        if (cookies.Count > 0) request.Headers.Add("Cookie", string.Join("; ", cookies.Select(c => $"{c.Key}={c.Value}")));
        if (badge.Header == "Authorization") request.Headers.Add("Authorization", badge.Value);
        var answer = await client.SendAsync(request);
        foreach (var set in answer.Headers.TryGetValues("Set-Cookie", out var values) ? values : [])
            if (set.Split(';')[0].Split('=', 2) is [var name, var value]) cookies[name] = value;
        return answer;
    }

    /// <summary>The page, or an empty one for what is none.</summary>
    public async Task<IHtmlDocument> GetAsync(string address)
    {
        using var answer = await SendAsync(HttpMethod.Get, address);
        return await ReadAsync(answer);
    }

    public static async Task<IHtmlDocument> ReadAsync(HttpResponseMessage answer) => await new HtmlParser().ParseDocumentAsync(
        answer.Content.Headers.ContentType?.MediaType == "text/html" ? await answer.Content.ReadAsStringAsync() : "");

    /// <summary>All forms of a page that do something.</summary>
    public async Task<IReadOnlyList<Form>> FormsAsync(string address) =>
        [.. (await GetAsync(address)).QuerySelectorAll<IHtmlFormElement>("form").Where(f => f.GetAttribute("method")?.ToUpperInvariant() == "POST").Select(f => Read(address, f))];

    public Task<HttpResponseMessage> SubmitAsync(Form form, params (string Name, string Value)[] typed) => SubmitAsync(form, form.Action, typed);

    public async Task<HttpResponseMessage> SubmitAsync(Form form, string action, params (string Name, string Value)[] typed)
    {
        // Not FormUrlEncodedContent: it refuses what it cannot encode, and an attacker would not ask.
        var fields = form.Fields.Where(f => typed.All(t => t.Name != f.Name)).Concat(typed);
        return await SendAsync(HttpMethod.Post, action, new StringContent(
            string.Join('&', fields.Select(f => $"{Encode(f.Name)}={Encode(f.Value)}")), null, "application/x-www-form-urlencoded"));
    }

    /// <summary>Half of a pair is written as the three bytes that it would be.</summary>
    private static string Encode(string text) => string.Concat(text.Select((c, i) =>
        char.IsSurrogate(c) && !(char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) && !(char.IsLowSurrogate(c) && i > 0 && char.IsHighSurrogate(text[i - 1]))
            ? $"%{0xE0 | (c >> 12):X2}%{0x80 | ((c >> 6) & 0x3F):X2}%{0x80 | (c & 0x3F):X2}"
            : char.IsHighSurrogate(c) ? Uri.EscapeDataString(text.AsSpan(i, 2))
            : char.IsLowSurrogate(c) ? ""
            : Uri.EscapeDataString(c.ToString())));

    private static Form Read(string page, IHtmlFormElement form)
    {
        var controls = form.QuerySelectorAll("input, select, textarea").Where(e => e.HasAttribute("name") && !e.HasAttribute("disabled")).ToList();
        var action = form.GetAttribute("action") is { Length: > 0 } given ? given : page;
        return new(page, action.StartsWith('/') ? action : "/" + action,
            [.. controls.SelectMany(e => Values(e).Select(v => (e.GetAttribute("name")!, v)))],
            [.. controls.Where(IsTypedInto).Select(e => e.GetAttribute("name")!).Distinct()]);
    }

    private static bool IsTypedInto(IElement control) =>
        control is IHtmlTextAreaElement || (control is IHtmlInputElement && typedInto.Contains(control.GetAttribute("type") ?? ""));

    private static IEnumerable<string> Values(IElement control) => control switch
    {
        IHtmlSelectElement select => select.IsMultiple
            ? select.Options.Where(o => o.IsSelected).Select(o => o.Value)
            : [(select.Options.FirstOrDefault(o => o.HasAttribute("selected")) ?? select.Options[0])?.Value ?? ""],
        IHtmlInputElement { Type: "checkbox" or "radio" } box => box.IsChecked ? [box.Value] : [],
        IHtmlInputElement { Type: "file" or "submit" or "button" } => [],
        IHtmlInputElement input => [input.Value],
        _ => [((IHtmlTextAreaElement)control).Value],
    };
}
