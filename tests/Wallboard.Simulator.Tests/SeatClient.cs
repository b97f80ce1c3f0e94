using System.Text.Json;

namespace Wallboard.Simulator.Tests;

/// <summary>A client with a seat of its own, in a held centre with talks of minutes. Numbers outside that end in 1 answer, in 8 are busy, in 9 do not.</summary>
internal sealed class SeatClient : IAsyncDisposable
{
    public const string Customer = "13900000001", Other = "13900000011", NobodyThere = "13900000009", Engaged = "13900000008";

    /// <summary>Longer than any phone rings, far shorter than a talk.</summary>
    public const double UntilAnswered = 20;

    public const double UntilOver = 300;

    private readonly Lab lab;
    private readonly CtiClient client;

    private SeatClient(Lab lab, CtiClient client, string seat) => (this.lab, this.client, Seat) = (lab, client, seat);

    public string Seat { get; }

    public static Task<Lab> LabAsync() => Lab.StartAsync(new SimulatorOptions { Preset = Preset.Demo, Speed = 0, Start = Lab.At("2026-11-22 00:10:00") });

    public static async Task<SeatClient> SignInAsync(Lab lab, string seat = CtiClient.Seat)
    {
        var client = await lab.ConnectAsync();
        await client.SignInAsync(seat, lab.Server.Truth().Agents.Single(a => a.Dn == seat).Extension);
        var signed = new SeatClient(lab, client, seat);
        Assert.Equal([580], (await client.DrainAsync()).Select(e => e.Id()));
        return signed;
    }

    /// <summary>What the request brings at once. A name that begins with a dot is one of attachDatas.</summary>
    public Task<List<JsonElement>> AskAsync(int messageId, params (string Name, object Value)[] fields) => AskAsync(messageId, Seat, fields);

    /// <summary>The same with another seat inside the message than outside.</summary>
    public async Task<List<JsonElement>> AskAsync(int messageId, string inside, params (string Name, object Value)[] fields)
    {
        lab.Clock.Advance(TimeSpan.FromSeconds(2));
        var message = fields.Where(f => f.Name[0] != '.').ToDictionary(f => f.Name, f => f.Value);
        var attached = fields.Where(f => f.Name[0] == '.').ToDictionary(f => f.Name[1..], f => f.Value);
        if (attached.Count > 0) message["attachDatas"] = attached;
        message["messageId"] = messageId;
        message["thisDN"] = inside;
        await client.SendAsync(JsonSerializer.Serialize(new { thisDN = Seat, type = "request", message = JsonSerializer.Serialize(message) }));
        return await client.DrainAsync();
    }

    /// <summary>The code of the 9999 that it brings.</summary>
    public async Task<int> ErrorAsync(int messageId, params (string Name, object Value)[] fields)
    {
        var error = (await AskAsync(messageId, fields)).Single(e => e.Id() == 9999);
        Assert.Equal(messageId, error.Int("errorMessageId"));
        return error.Int("errorCode");
    }

    public async Task<List<JsonElement>> PassAsync(double seconds)
    {
        lab.Pass(seconds);
        return await client.DrainAsync();
    }

    public Task<List<JsonElement>> DrainAsync() => client.DrainAsync();

    /// <summary>Calls and waits for the answer; the call's id.</summary>
    public async Task<string> TalkAsync(string number = Customer)
    {
        var dialled = await AskAsync(200, ("otherDN", number));
        Assert.Contains(506, (await PassAsync(UntilAnswered)).Select(e => e.Id()));
        return dialled.Single(e => e.Id() == 505).Text("callID");
    }

    /// <summary>Ready and rung by a caller from outside; the call's id.</summary>
    public async Task<string> RungAsync(string number)
    {
        await AskAsync(101);
        lab.Server.RingSeat(number: number);
        return (await DrainAsync()).Single(e => e.Id() == 503).Text("callID");
    }

    public ValueTask DisposeAsync() => client.DisposeAsync();
}

internal static class SeatEvents
{
    /// <summary>Message ids without the seat's own states.</summary>
    public static List<int> Calls(this IEnumerable<JsonElement> events) => [.. events.Select(e => e.Id()).Where(id => id is not (580 or 581 or 582 or 583 or 588 or 520))];

    public static List<int?> Reasons(this IEnumerable<JsonElement> events) => [.. events.Where(e => e.Id() == 582).Select(e => e.GetProperty("reasonCode").Maybe())];

    public static JsonElement One(this IEnumerable<JsonElement> events, int id) => events.Single(e => e.Id() == id);

    public static (int Request, int Code) Hint(this IEnumerable<JsonElement> events) =>
        (events.One(8888).Int("succeeMessageId"), events.One(8888).Int("referenceID"));
}
