using System.Net;
using System.Text.Json;
using AngleSharp.Dom;

namespace Wallboard.Web.Tests.Screens;

/// <summary>A television without a browser: opens <c>/tv</c>, keeps its cookies, asks and exchanges as its page does.</summary>
internal sealed class Television(PortalFactory portal, string origin = "http://localhost")
{
    private readonly HttpClient client = portal.CreateClient(new() { BaseAddress = new(origin), AllowAutoRedirect = false });

    public HttpClient Http => client;

    /// <summary>The code that it shows; null: it shows a board.</summary>
    public async Task<string?> OpenAsync() => (await client.PageAsync("/tv")).GetElementById("code")?.TextContent;

    public async Task<(string State, int SecondsLeft)> AskAsync()
    {
        var said = JsonDocument.Parse(await client.GetStringAsync("/tv/pairing")).RootElement;
        return (said.GetProperty("state").GetString()!, said.GetProperty("secondsLeft").GetInt32());
    }

    public async Task<HttpResponseMessage> ExchangeAsync() => await client.PostAsync("/tv/pairing", null);

    /// <summary>Somebody who may types its code.</summary>
    public async Task ApprovedByAsync(HttpClient person, params (string Name, string Value)[] chosen)
    {
        var answer = await person.SubmitAsync("/pair", "/pair", [("Code", (await OpenAsync())!), ("Name", "大厅东侧"), .. chosen]);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    /// <summary>What the browser was told to keep under this name, whole.</summary>
    public static string SetCookie(HttpResponseMessage answer, string name) =>
        Assert.Single(answer.Headers.GetValues("Set-Cookie"), c => c.StartsWith($"{name}=", StringComparison.Ordinal));
}
