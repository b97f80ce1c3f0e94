using System.Text.Json;
using Wallboard.Testing;
using static Wallboard.Simulator.Tests.SeatClient;

namespace Wallboard.Simulator.Tests;

/// <summary>Each of the 21 events, provoked once, has exactly the fields of its table.</summary>
public sealed class EventContractTests
{
    [Fact]
    public async Task All_21_events_have_the_documented_fields()
    {
        await using var lab = await LabAsync();
        await using var seat = await SignInAsync(lab);
        await using var client = await lab.ConnectAsync();
        await client.SignInAsync("10000_1003", "6003");
        var events = await client.DrainAsync();
        foreach (var (id, fields) in Requests())
        {
            lab.Clock.Advance(TimeSpan.FromSeconds(2));
            await client.RequestAsync(id, fields, "10000_1003");
        }
        lab.Server.RegisterPhone("10000_1003", registered: false);
        lab.Server.RegisterPhone("10000_1003", registered: true);
        events.AddRange(await seat.AskAsync(103));
        events.AddRange(await TalkAsync(lab, client));
        lab.Clock.Advance(TimeSpan.FromSeconds(2));
        await client.RequestAsync(103, seat: "10000_1003");
        events.AddRange(await client.DrainAsync());
        await client.SendAsync("""{"thisDN":"10000_1003","type":"ping","message":"ping"}""");
        events.Add(JsonDocument.Parse((await client.ReceiveAsync())!).RootElement);
        events.AddRange(await RungAsync(lab));
        Assert.Equal(21, Contract.Events.Count);
        Assert.Empty(Contract.Events.Select(e => e.MessageId).Except(events.Select(e => e.Id())));
        foreach (var contract in Contract.Events)
        {
            var names = events.First(e => e.Id() == contract.MessageId).EnumerateObject().SelectMany(p =>
                p.Value.ValueKind == JsonValueKind.Object ? p.Value.EnumerateObject().Select(n => $"{p.Name}.{n.Name}") : [p.Name]);
            Assert.Equal(contract.Fields.Select(f => f.Path).Order(), names.Order());
        }
    }

    private static IEnumerable<(int, Dictionary<string, object>)> Requests() =>
    [
        (266, new() { ["agentDNS"] = new[] { "10000_1003" } }), (275, new() { ["queueDNS"] = Enumerable.Range(8000, 6).Select(q => $"10000_{q}") }),
        (301, new() { ["tenantIDS"] = new[] { "10000" } }), (102, new() { ["reasonCode"] = 4 }), (294, []),
    ];

    private static async Task<List<JsonElement>> TalkAsync(Lab lab, CtiClient client)
    {
        await client.RequestAsync(200, new() { ["otherDN"] = Customer }, "10000_1003");
        var events = await client.DrainAsync();
        lab.Pass(UntilAnswered);
        var call = new Dictionary<string, object> { ["callID"] = events.One(505).Text("callID"), ["otherDN"] = Customer };
        foreach (var id in new[] { 204, 217, 292, 203 }) await client.RequestAsync(id, call, "10000_1003");
        return [.. events, .. await client.DrainAsync()];
    }

    private static async Task<List<JsonElement>> RungAsync(Lab lab)
    {
        await using var client = await lab.ConnectAsync();
        lab.Clock.Advance(TimeSpan.FromSeconds(2));
        await client.SignInAsync();
        await client.RequestAsync(101);
        var events = await client.DrainAsync();
        lab.Server.RingSeat(number: Other);
        events.AddRange(await client.DrainAsync());
        lab.Server.Faults.Inject(Faults.FaultKind.SeatTaken);
        while (await client.ReceiveAsync() is { } frame) events.Add(JsonDocument.Parse(frame).RootElement);
        return events;
    }
}
