using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Wallboard.Web.Tests.Accounts;

/// <summary>What a browser without script does: it follows links within the portal, and sends forms with whatever is in them.</summary>
internal sealed class Browser(HttpClient client)
{
    private static readonly HtmlParser parser = new();

    public HttpStatusCode Status { get; private set; }

    public HttpResponseMessage Answer { get; private set; } = null!;

    public IHtmlDocument Page { get; private set; } = null!;

    public string Html { get; private set; } = "";

    /// <summary>Path and query in the bar.</summary>
    public string Path { get; private set; } = "/";

    public string Text => Page.Body?.TextContent ?? "";

    /// <summary>What is said of an error, the notices and under the fields.</summary>
    public string Said => string.Join(' ', Page.QuerySelectorAll(".notice, .error").Select(e => e.TextContent.Trim()));

    public HttpClient Client => client;

    /// <summary>As they were set, without their attributes.</summary>
    public List<string> Cookies { get; } = [];

    public async Task<Browser> GetAsync(string path)
    {
        Path = path;
        await ShowAsync(await client.GetAsync(path));
        return this;
    }

    /// <summary>Sends the one form that has such an element, with what is in it and what is typed; a null takes a field out.</summary>
    public async Task<Browser> SendAsync(string selector, params (string Name, string? Value)[] typed)
    {
        var forms = Page.QuerySelectorAll("form").OfType<IHtmlFormElement>().Where(f => f.Matches(selector) || f.QuerySelector(selector) is not null).ToList();
        if (forms is not [var form]) throw new InvalidOperationException($"{forms.Count} forms with {selector} at {Path}, {Status}: {Text}");
        var fields = form.QuerySelectorAll("input, select").Where(e => e.HasAttribute("name")).SelectMany(Filled).ToList();
        foreach (var name in typed.Select(t => t.Name).Distinct()) fields.RemoveAll(f => f.Key == name);
        fields.AddRange(typed.Where(t => t.Value is not null).Select(t => new KeyValuePair<string, string>(t.Name, t.Value!)));
        var action = form.GetAttribute("action");
        return await PostAsync(string.IsNullOrEmpty(action) ? Path : action, fields);
    }

    public async Task<Browser> PostAsync(string path, IEnumerable<KeyValuePair<string, string>> fields)
    {
        Path = path;
        await ShowAsync(await client.PostAsync(path, new FormUrlEncodedContent(fields)));
        return this;
    }

    public async Task<Browser> SignInAsync(string name, string password, string at = "/sign-in", bool stay = false)
    {
        if (Path != at || Page is null) await GetAsync(at);
        return await SendAsync("[name=password]", ("name", name), ("password", password), ("stay", stay ? "true" : null));
    }

    private static IEnumerable<KeyValuePair<string, string>> Filled(AngleSharp.Dom.IElement element) => element switch
    {
        IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false } => [],
        IHtmlInputElement input => [new(input.Name!, input.Value)],
        IHtmlSelectElement select => [new(select.Name!, select.Value ?? "")],
        _ => [],
    };

    private async Task ShowAsync(HttpResponseMessage answer)
    {
        Keep(answer);
        for (var hops = 0; answer.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.SeeOther; hops++)
        {
            Assert.True(hops < 5);
            var to = new Uri(client.BaseAddress!, answer.Headers.Location!);
            Assert.Equal(client.BaseAddress!.Host, to.Host);
            Path = to.PathAndQuery;
            answer = await client.GetAsync(to);
            Keep(answer);
        }
        (Answer, Status) = (answer, answer.StatusCode);
        Html = await answer.Content.ReadAsStringAsync();
        Page = parser.ParseDocument(Html);
    }

    private void Keep(HttpResponseMessage answer)
    {
        if (answer.Headers.TryGetValues("Set-Cookie", out var cookies)) Cookies.AddRange(cookies.Select(c => c.Split(';')[0]));
    }
}
