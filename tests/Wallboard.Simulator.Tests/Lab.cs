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

    /// <summary>The data of an answer that must be a success; fields come as name, value, name, value …, tenant 10000 beside them where it belongs.</summary>
    public async Task<JsonElement> DoAsync(string section, params string[] fields)
    {
        var known = Contract.OfSection(section).Request.Select(f => f.Name).ToHashSet();
        var body = known.Contains("tenantId") ? new Dictionary<string, string> { ["tenantId"] = "10000" } : [];
        if (known.Contains("actionID") || section == "6.18") body["actionID"] = $"a{Interlocked.Increment(ref actions)}";
        if (known.Contains("pageSize")) (body["currentPage"], body["pageSize"]) = ("1", "100000");
        for (var i = 0; i < fields.Length; i += 2) body[fields[i]] = fields[i + 1];
        var answer = await PostAsync(section, body);
        Assert.Equal(section is "6.36" or "6.37" ? 0 : 200, answer.Int("code"));
        return answer.TryGetProperty("data", out var data) ? data : default;
    }

    public async Task<List<JsonElement>> ListAsync(string section, params string[] fields) => [.. (await DoAsync(section, fields)).EnumerateArray()];

    /// <summary>One of everything that can be written.</summary>
    public async Task FurnishAsync()
    {
        await DoAsync("7.1", "thisDN", "10000_1000", "number", "13900001111", "content", "您好");
        await DoAsync("7.4", "startTime", "01:00:00", "endTime", "02:30:00", "restNum", "1", "typeCode", "1");
        await DoAsync("8.1", "name", "回访", "agent", "10000_1000", "queueId", "1", "callType", "1", "ratio", "1", "filter", "13900001111,13900002222");
    }

    /// <summary>To a path, or to the endpoint of a section of the guide.</summary>
    public async Task<JsonElement> PostAsync(string path, Dictionary<string, string> body) =>
        JsonDocument.Parse(await TextAsync(path, body)).RootElement;

    public async Task<string> TextAsync(string path, Dictionary<string, string> body)
    {
        var section = Contract.Endpoints.FirstOrDefault(e => e.Section == path);
        var host = section?.Versioned == false ? Server.Dialer : Server.Api;
        using var response = await http.PostAsJsonAsync(new Uri(host, section?.Path ?? path), body);
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
