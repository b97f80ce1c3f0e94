using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Wallboard.Platform.Api;
using Wallboard.Testing;

namespace Wallboard.Platform.Tests.Api;

/// <summary>The API client against a server on the loopback.</summary>
internal sealed class ApiUnderTest : IAsyncDisposable
{
    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    private readonly HttpClient http = new();

    private ApiUnderTest(Loopback server, Func<PlatformApiOptions, PlatformApiOptions>? change)
    {
        Server = server;
        var options = new PlatformApiOptions("10000", new Uri(server.Http, "5.0.x"), null, Zone, Retries: 0);
        Api = new PlatformApi(http, change?.Invoke(options) ?? options, Clock, new Random(1));
    }

    public FakeTimeProvider Clock { get; } = new();

    public Loopback Server { get; }

    public PlatformApi Api { get; }

    public static async Task<ApiUnderTest> StartAsync(Func<PlatformApiOptions, PlatformApiOptions>? change = null) => new(await Loopback.StartAsync(), change);

    /// <summary>Answers every call with this data (raw JSON) in the envelope.</summary>
    public static async Task<ApiUnderTest> AnsweringAsync(string data, string envelope = "\"code\":200")
    {
        var test = await StartAsync();
        test.Server.Answer = (context, body) => context.Response.WriteAsync(Envelope(body, data, envelope));
        return test;
    }

    public static string Envelope(JsonElement body, string data, string envelope = "\"code\":200") =>
        $$"""{{{envelope}},"message":"success!","actionID":"{{(body.TryGetProperty("actionID", out var id) ? id.GetString() : "")}}","data":{{data}}}""";

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await Server.DisposeAsync();
    }
}
