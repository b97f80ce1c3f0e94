using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Wallboard.Web.Tests.Screens;

/// <summary>A form as a browser sends it: from the page that it is on, with everything that is in it.</summary>
internal static class PageForm
{
    public static async Task<IDocument> PageAsync(this HttpClient client, string address)
    {
        var answer = await client.GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.PageAsync();
    }

    public static async Task<IDocument> PageAsync(this HttpResponseMessage answer) =>
        await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync());

    /// <param name="action">How the form's address ends.</param>
    public static async Task<HttpResponseMessage> SubmitAsync(this HttpClient client, string page, string action, params (string Name, string Value)[] typed)
    {
        var form = (await client.PageAsync(page)).Forms.Single(f => f.GetAttribute("action")!.EndsWith(action, StringComparison.Ordinal));
        var fields = form.Elements.Where(e => e.HasAttribute("name")).ToDictionary(
            e => e.GetAttribute("name")!, e => e is IHtmlSelectElement select ? select.Value ?? "" : e.GetAttribute("value") ?? "");
        foreach (var (name, value) in typed) fields[name] = value;
        return await client.PostAsync(form.GetAttribute("action"), new FormUrlEncodedContent(fields));
    }
}
