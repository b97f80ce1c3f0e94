using System.Net.Http.Json;
using System.Text.Json;
using Wallboard.Testing;

namespace Wallboard.Simulator.Tests;

/// <summary>A held simulator on real Kestrel with a real client beside it; nothing moves but by <see cref="Pass"/>.</summary>
internal sealed class Lab : IAsyncDisposable
{
    private static int actions;
    private readonly HttpClient http = new();

    private Lab(SimulatorServer server, FakeTimeProvider clock) => (Server, Clock) = (server, clock);

    public SimulatorServer Server { get; }
    public FakeTimeProvider Clock { get; }
    public HttpClient Http => http;

    public static DateTimeOffset At(string stamp) => DateTimeOffset.Parse(stamp + " +08:00", System.Globalization.CultureInfo.InvariantCulture);

    public static SimulatorOptions Quick(int seed = 1) => new() { Preset = Preset.Quick, Seed = seed, Speed = 0, Start = At("2026-11-22 02:00:00") };

    public static async Task<Lab> StartAsync(SimulatorOptions? options = null)
    {
        var clock = new FakeTimeProvider();
        return new Lab(await SimulatorServer.StartAsync(options ?? Quick(), clock: clock), clock);
    }

    /// <summary>Platform time.</summary>
    public void Pass(double seconds) => Server.Advance(TimeSpan.FromSeconds(seconds));

    public async Task<CtiClient> ConnectAsync()
    {
        var client = new CtiClient();
        await client.ConnectAsync(Server.Socket);
        return client;
    }

    /// <summary>Signed in, monitoring everything.</summary>
    public async Task<CtiClient> WatchAsync()
    {
        var client = await ConnectAsync();
        await client.SignInAsync();
        var truth = Server.Truth();
        await client.RequestAsync(266, new() { ["agentDNS"] = truth.Agents.Select(a => a.Dn).ToArray() });
        await client.RequestAsync(275, new() { ["queueDNS"] = truth.Queues.Select(q => q.Dn).ToArray() });
        await client.RequestAsync(301, new() { ["tenantIDS"] = new[] { "10000" } });
        Assert.Equal([580], (await client.DrainAsync()).Select(e => e.Id()));
        return client;
    }

    /// <summary>The whole answer; fields come as name, value, name, value …</summary>
    public async Task<JsonElement> AskAsync(string path, params string[] fields)
    {
        var body = new Dictionary<string, string> { ["actionID"] = $"a{Interlocked.Increment(ref actions)}" };
        for (var i = 0; i < fields.Length; i += 2) body[fields[i]] = fields[i + 1];
        return await PostAsync(path, body);
    }

    /// <summary>To a path, or to the endpoint of a section of the guide.</summary>
    public async Task<JsonElement> PostAsync(string path, Dictionary<string, string> body) =>
        JsonDocument.Parse(await TextAsync(path, body)).RootElement;

    public async Task<string> TextAsync(string path, Dictionary<string, string> body)
    {
        var section = Contract.Endpoints.FirstOrDefault(e => e.Section == path);
        using var response = await http.PostAsJsonAsync(new Uri(Server.Api, section?.Path ?? path), body);
        return await response.Content.ReadAsStringAsync();
    }

    /// <summary>The rows of tenant 10000, all pages in one.</summary>
    public async Task<List<JsonElement>> RowsAsync(string path, params string[] fields) =>
        [.. (await AskAsync(path, ["tenantId", "10000", .. fields])).GetProperty("data").EnumerateArray()];

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await Server.DisposeAsync();
    }
}
