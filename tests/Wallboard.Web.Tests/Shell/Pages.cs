using System.Net;
using System.Net.Http.Headers;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Wallboard.Web.Tests.Shell;

/// <summary>Pages and forms as a browser without script uses them.</summary>
internal static class Pages
{
    public static async Task<(HttpStatusCode Status, IDocument Page)> Open(this HttpClient client, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.Add(new("text/html"));
        var answer = await client.SendAsync(request);
        return (answer.StatusCode, await Read(answer));
    }

    public static async Task<IDocument> Page(this HttpClient client, string address)
    {
        var (status, page) = await client.Open(address);
        Assert.True(status == HttpStatusCode.OK, $"{address}: {status} {page.QuerySelector("h1")?.TextContent}");
        return page;
    }

    /// <summary>A form without an address of its own is sent to its page's.</summary>
    public static async Task<IDocument> Read(this HttpResponseMessage answer)
    {
        var page = await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync());
        foreach (var form in page.QuerySelectorAll("form:not([action])")) form.SetAttribute("action", answer.RequestMessage!.RequestUri!.PathAndQuery);
        return page;
    }

    /// <summary>Sends a form with what stands in it, but for what is said here; several values of one name are given as several entries.</summary>
    public static async Task<HttpResponseMessage> Send(this HttpClient client, IElement form, params (string Name, string Value)[] changes)
    {
        var named = changes.Select(c => c.Name).ToHashSet();
        var fields = Fields(form).Where(f => !named.Contains(f.Name)).Concat(changes);
        using var request = new HttpRequestMessage(HttpMethod.Post, form.GetAttribute("action") ?? "")
        {
            Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))),
        };
        request.Headers.Accept.Add(new("text/html"));
        return await client.SendAsync(request);
    }

    public static async Task<HttpResponseMessage> SendFile(
        this HttpClient client, IElement form, string field, byte[] file, string name = "file.json", params (string Name, string Value)[] changes)
    {
        using var content = new MultipartFormDataContent();
        foreach (var (key, value) in Fields(form).Concat(changes)) content.Add(new StringContent(value), key);
        content.Add(new ByteArrayContent(file) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } }, field, name);
        using var request = new HttpRequestMessage(HttpMethod.Post, form.GetAttribute("action") ?? "") { Content = content };
        request.Headers.Accept.Add(new("text/html"));
        return await client.SendAsync(request);
    }

    public static IElement Form(this IDocument page, string action) =>
        page.QuerySelector($"form[action='{action}']") ?? throw new InvalidOperationException($"No form {action} in {page.Body?.TextContent}");

    /// <summary>Words as they are read.</summary>
    public static string Words(this IElement? element) => string.Join(' ', (element?.TextContent ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static IEnumerable<(string Name, string Value)> Fields(IElement form)
    {
        foreach (var input in form.QuerySelectorAll("input[name], select[name], textarea[name]"))
            if (input switch
            {
                IHtmlInputElement { Type: "checkbox" or "radio" } box => box.IsChecked ? box.Value : null,
                IHtmlInputElement { Type: "file" } => null,
                IHtmlInputElement one => one.Value,
                IHtmlSelectElement list => list.Value,
                IHtmlTextAreaElement area => area.Value,
                _ => null,
            } is { } value)
                yield return (input.GetAttribute("name")!, value);
    }
}
