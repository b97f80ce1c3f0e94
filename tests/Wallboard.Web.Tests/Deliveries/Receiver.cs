using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Wallboard.Web.Tests.Deliveries;

/// <summary>One message as it was posted.</summary>
internal sealed record Posted(string Path, IQueryCollection Query, IHeaderDictionary Headers, byte[] Body)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public string Text => Encoding.UTF8.GetString(Body);
}

/// <summary>A real HTTP server on loopback that takes webhooks, and answers what a test says.</summary>
public sealed class Receiver : IAsyncLifetime
{
    private readonly ConcurrentQueue<Posted> posted = new();
    private WebApplication app = null!;

    internal Func<HttpContext, Task> Answer { get; set; } = _ => Task.CompletedTask;

    internal IReadOnlyList<Posted> All => [.. posted];

    internal Posted Last => posted.Last();

    public Uri Address => new(app.Urls.Single());

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        app = builder.Build();
        app.Run(async http =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            posted.Enqueue(new(http.Request.Path, http.Request.Query, new HeaderDictionary(http.Request.Headers.ToDictionary(h => h.Key, h => h.Value)), body.ToArray()));
            await Answer(http);
        });
        await app.StartAsync();
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
