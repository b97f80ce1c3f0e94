using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Wallboard.Simulator.Control;
using Wallboard.Simulator.Faults;
using Wallboard.Simulator.Http;
using Wallboard.Simulator.Log;
using Wallboard.Simulator.Model;
using Wallboard.Simulator.Sockets;

namespace Wallboard.Simulator;

/// <summary>A whole platform on a real Kestrel: the WebSocket face, the HTTP face, the truth and the controls.</summary>
public sealed class SimulatorServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly PlatformModel platform;
    private readonly CtiHub hub;
    private readonly ApiHost api;
    private readonly CancellationTokenSource stop = new();
    private readonly Task running;

    private SimulatorServer(WebApplication app, PlatformModel platform)
    {
        (this.app, this.platform) = (app, platform);
        var board = new FaultBoard(platform.Clock.Real);
        hub = new CtiHub(platform);
        api = new ApiHost(platform, board);
        Faults = new FaultInjector(board, platform, hub);
        var sockets = new CtiHost(platform, hub, board);
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.Zero });
        app.Map("/cti", context => sockets.AcceptAsync(context, stop.Token));
        app.MapPost($"/{ApiHost.Version}/{{**path}}", (HttpContext context, string path) => api.HandleAsync(context, path, dialer: false));
        app.MapPost("/config/{**path}", (HttpContext context, string path) => api.HandleAsync(context, $"config/{path}", dialer: true));
        app.MapControl(this);
        running = platform.RunAsync(stop.Token);
    }

    /// <summary>ws://…/cti</summary>
    public Uri Socket => new UriBuilder(Control) { Scheme = "ws", Path = "/cti" }.Uri;

    /// <summary>The HTTP base with the version segment and a trailing slash.</summary>
    public Uri Api => new(Control, $"{ApiHost.Version}/");

    /// <summary>The dialler's base for 8.4–8.6: without a version.</summary>
    public Uri Dialer => Control;

    /// <summary>Where <c>sim/…</c> is.</summary>
    public Uri Control { get; private set; } = new("http://127.0.0.1");

    public FaultInjector Faults { get; }

    /// <summary>The platform's clock, as 6.69 tells it, to the tick.</summary>
    public DateTimeOffset Now => platform.Zone.Local(platform.Clock.Now);

    /// <summary>Completes when the process is asked to end.</summary>
    internal Task ShutdownAsync() => app.WaitForShutdownAsync(stop.Token);

    /// <summary>Makes today's history and starts to listen. <paramref name="clock"/> is the real time that the platform's runs on.</summary>
    public static async Task<SimulatorServer> StartAsync(SimulatorOptions options, string url = "http://127.0.0.1:0", TimeProvider? clock = null)
    {
        // Empty: what configures the portal's process must not reach a simulator hosted in it.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(url);
        builder.Services.AddRoutingCore();
        builder.Logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Warning);
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(2));
        var app = builder.Build();
        var server = new SimulatorServer(app, new PlatformModel(options, clock ?? TimeProvider.System));
        await app.StartAsync().ConfigureAwait(false);
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        server.Control = new Uri(addresses.First() + "/");
        return server;
    }

    /// <summary>Nothing happens any more, while the clock goes on: for comparing at rest.</summary>
    public void Freeze() => platform.Freeze();

    public void Thaw() => platform.Thaw();

    /// <summary>Moves the clock on and lets everything happen that is due by then.</summary>
    public void Advance(TimeSpan by)
    {
        platform.Clock.Advance(by);
        platform.At(_ => { });
    }

    /// <summary>What is true of a tenant now.</summary>
    public TruthReport Truth(string tenant = "10000") => platform.Truth(tenant);

    /// <summary>Lets the portal's own seat ring; the call is answered and ends by itself. Only while the seat is signed in and free.</summary>
    public void RingSeat(string? tenant = null, string? number = null) => platform.At(_ =>
    {
        var model = tenant is null ? platform.Tenants.Values.First() : platform.Tenants[tenant];
        var seat = model.Plan.Agents.First(a => a.OwnSeat).Index;
        var caller = number ?? "13800000000";
        if (model.Views.Agents[seat] is not { State: not 0, Leg: null }) return;
        if (!model.Books.BlackList.Blocks(Direction.Inbound, caller, model.Plan.Agents[seat].Extension)) model.Outgoing.RingSeat(seat, caller);
    });

    /// <summary>A seat's soft phone registers or goes (572, 574); one that has gone does not ring.</summary>
    public void RegisterPhone(string seat, bool registered) => platform.At(now =>
    {
        if (platform.Tenants.Values.FirstOrDefault(t => t.Plan.Agent(seat) is not null) is not { } model) return;
        model.Agenda.Touch(now);
        model.Control.RegisterPhone(model.Plan.Agent(seat)!.Index, registered);
    });

    /// <summary>6.5 <c>hideNumber</c> from now on.</summary>
    public void HideNumber(string tenant, bool hide) => platform.At(_ => platform.Tenants[tenant].HideNumber = hide);

    public SimulatorState State() => platform.At(now => new SimulatorState(
        platform.Zone.Local(now), platform.Frozen, platform.Tenants.Values.Sum(t => t.Log.Entries.Count),
        [.. hub.Connections.Select(c => new SimulatorLink(c.Id, c.Seat?.Dn, c.FramesSent, c.Agents.Count, c.Queues.Count, c.Ivr, c.Mute))],
        api.Requests.ToDictionary()));

    /// <summary>Of everything that has happened: the same for the same options.</summary>
    internal string LogHash() => platform.At(_ => string.Join('-', platform.Tenants.Values.Select(t => t.Log.Hash())));

    internal PlatformModel Platform => platform;

    internal Log.Call? FindCall(string id) => platform.At(_ => platform.Tenants.Values.Select(t => t.Rows.Call(t.Rows.CallIndex(id))).FirstOrDefault(c => c is not null));

    /// <summary>Of a call of today.</summary>
    internal IReadOnlyList<Log.LogEntry> EntriesOf(string id) => platform.At(_ =>
        platform.Tenants.Values.SelectMany(t => t.Log.Entries.Where(e => e.Call >= 0 && e.Call == t.Rows.CallIndex(id))).ToList());

    internal bool HasTenant(string tenant) => platform.Tenants.ContainsKey(tenant);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        await app.StopAsync().ConfigureAwait(false);
        await running.ConfigureAwait(false);
        await app.DisposeAsync().ConfigureAwait(false);
        stop.Dispose();
    }
}
