using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;

namespace Wallboard.Testing;

/// <summary>The portal as an operator runs it: a process of its own, on a loopback port, with settings from the environment.</summary>
public sealed class PortalProcess : IAsyncDisposable
{
    /// <summary>The token that the tests' portals accept.</summary>
    public const string Token = "a-token-for-tests-only";

    /// <summary>The portal's own seat.</summary>
    public const string Seat = "10000_1900";

    private const string StorageKey = "Storage__ConnectionString";

    private readonly Process process;
    private readonly PortalStorage? storage;
    private readonly IReadOnlyDictionary<string, string> settings;
    private readonly ConcurrentQueue<string> output = new();

    private PortalProcess(Process process, Uri address, IReadOnlyDictionary<string, string> settings, PortalStorage? storage)
    {
        this.process = process;
        this.settings = settings;
        this.storage = storage;
        Address = address;
        Http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(5) };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
    }

    public Uri Address { get; }

    /// <summary>Carries the token.</summary>
    public HttpClient Http { get; }

    /// <summary>Everything that the process has printed.</summary>
    public string Output => string.Join('\n', output);

    public int ProcessId => process.Id;

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Settings of one tenant that is served by a simulator at these addresses.</summary>
    public static Dictionary<string, string> Tenant(Uri socket, Uri api) => new()
    {
        ["Platform__Tenants__0__Id"] = "10000",
        ["Platform__Tenants__0__Name"] = "测试中心",
        ["Platform__Tenants__0__Socket"] = socket.ToString(),
        ["Platform__Tenants__0__Api"] = api.ToString(),
        ["Platform__Tenants__0__Seat"] = Seat,
        ["Platform__Tenants__0__Extension"] = "6900",
        ["Platform__Tenants__0__TimeZone"] = "Asia/Shanghai",
    };

    /// <summary>Starts a portal that knows the people and screens of <see cref="PortalStorage"/>, and waits until it answers.</summary>
    public static async Task<PortalProcess> Open(IReadOnlyDictionary<string, string> settings) =>
        await Start(settings, NewAddress(), await PortalStorage.Copy()).Listening();

    /// <summary>Starts a portal that knows nobody, unless the settings name a storage, without waiting for anything; see <see cref="Listening"/>.</summary>
    public static PortalProcess Start(IReadOnlyDictionary<string, string> settings) =>
        Start(settings, NewAddress(), settings.ContainsKey(StorageKey) ? null : PortalStorage.Empty());

    /// <summary>Starts it once more, after <see cref="Kill"/>: the same settings, address and storage. Dispose of it first.</summary>
    public Task<PortalProcess> Again() =>
        Start(storage is null ? settings : new Dictionary<string, string>(settings) { [StorageKey] = storage.ConnectionString }, Address, null).Listening();

    private static Uri NewAddress() => new($"http://127.0.0.1:{FreePort()}/");

    private static PortalProcess Start(IReadOnlyDictionary<string, string> settings, Uri address, PortalStorage? storage)
    {
        var start = new ProcessStartInfo("dotnet", [Repository.Program("Wallboard.Web")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment["ASPNETCORE_URLS"] = address.ToString().TrimEnd('/');
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["Access__BootstrapToken"] = Token;
        start.Environment["Storage__Files"] = Path.Combine(Path.GetTempPath(), $"wallboard-files-{address.Port}");
        if (storage is not null) start.Environment[StorageKey] = storage.ConnectionString;
        foreach (var (key, value) in settings) start.Environment[key] = value;

        var process = new Process { StartInfo = start };
        var portal = new PortalProcess(process, address, settings, storage);
        process.OutputDataReceived += (_, line) => portal.Keep(line.Data);
        process.ErrorDataReceived += (_, line) => portal.Keep(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return portal;
    }

    /// <summary>Waits until the portal answers at all.</summary>
    public async Task<PortalProcess> Listening()
    {
        await Eventually.True(async () =>
        {
            if (process.HasExited) throw new InvalidOperationException($"The portal ended with {process.ExitCode}:\n{Output}");
            using var answer = await Http.GetAsync(new Uri("health/live", UriKind.Relative));
            return answer.IsSuccessStatusCode;
        }, TimeSpan.FromSeconds(30), "the portal listens");
        return this;
    }

    /// <summary>Waits until the first picture is there: lists of queues and agents are empty before.</summary>
    public Task Whole() => Eventually.True(
        async () => (await Live()).GetProperty("link").GetProperty("state").GetString() == "fresh", TimeSpan.FromSeconds(30), "the portal's picture is whole");

    /// <summary>What <c>/api/live</c> says now.</summary>
    public async Task<JsonElement> Live(string tenant = "10000")
    {
        using var stream = await Http.GetStreamAsync(new Uri($"api/live/{tenant}", UriKind.Relative));
        using var document = await JsonDocument.ParseAsync(stream);
        return document.RootElement.Clone();
    }

    /// <summary>What <c>/health/ready</c> says now, whatever its status.</summary>
    public async Task<JsonElement> Ready()
    {
        using var answer = await Http.GetAsync(new Uri("health/ready", UriKind.Relative));
        using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return document.RootElement.Clone();
    }

    /// <summary>Waits for the process to end by itself; its exit code.</summary>
    public async Task<int> Exited(TimeSpan within)
    {
        using var patience = new CancellationTokenSource(within, TimeProvider.System);
        await process.WaitForExitAsync(patience.Token);
        return process.ExitCode;
    }

    /// <summary>Ends the process as a crash would.</summary>
    public async Task Kill()
    {
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Kill();
        process.Dispose();
        Http.Dispose();
        storage?.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is not null) output.Enqueue(line);
    }
}
