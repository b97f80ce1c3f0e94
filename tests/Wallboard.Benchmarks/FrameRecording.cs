using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Wallboard.Simulator;

namespace Wallboard.Benchmarks;

/// <summary>Event frames as they come over a real socket from the simulator's <c>Load</c> preset: 200 agents, 20 queues.</summary>
internal static class FrameRecording
{
    public const string Seat = "10000_1900", Extension = "6900";

    /// <summary>588, 520 and 605 in the order and proportion of the model, answers to requests left out.</summary>
    public static async Task<byte[][]> TakeAsync(int count)
    {
        await using var platform = await SimulatorServer.StartAsync(
            new SimulatorOptions { Preset = Preset.Load, Speed = 0, Start = new DateTimeOffset(2026, 11, 20, 10, 0, 0, TimeSpan.FromHours(8)) });
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(platform.Socket, CancellationToken.None);
        await Send(socket, "login", $$"""{"messageId":100,"thisDN":"{{Seat}}","extension":"{{Extension}}","thisQueues":[]}""");
        await Send(socket, "request", Monitor(266, "agentDNS", Enumerable.Range(1000, 200)));
        await Send(socket, "request", Monitor(275, "queueDNS", Enumerable.Range(8000, 20)));
        await Send(socket, "request", $$"""{"messageId":301,"thisDN":"{{Seat}}","tenantIDS":["10000"]}""");

        var frames = new List<byte[]>(count);
        var buffer = new byte[64 * 1024];
        while (frames.Count < count)
        {
            platform.Advance(TimeSpan.FromSeconds(10));
            // The ping's answer comes after everything that the advance has caused.
            await Send(socket, "ping", "ping");
            while (true)
            {
                var frame = await Receive(socket, buffer);
                using var json = JsonDocument.Parse(frame);
                var id = json.RootElement.GetProperty("messageId").GetInt32();
                if (id == 3) break;
                if (id is 588 or 520 or 605 && frames.Count < count) frames.Add(frame);
            }
        }
        return [.. frames];
    }

    private static string Monitor(int id, string name, IEnumerable<int> numbers) => JsonSerializer.Serialize(
        new Dictionary<string, object> { ["messageId"] = id, ["thisDN"] = Seat, [name] = numbers.Select(n => $"10000_{n}").ToArray() });

    private static Task Send(ClientWebSocket socket, string type, string message) => socket.SendAsync(
        JsonSerializer.SerializeToUtf8Bytes(new { thisDN = Seat, type, message }), WebSocketMessageType.Text, true, CancellationToken.None);

    private static async Task<byte[]> Receive(ClientWebSocket socket, byte[] buffer)
    {
        var length = 0;
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
            length += part.Count;
            if (part.EndOfMessage) return buffer[..length];
            if (part.MessageType == WebSocketMessageType.Close) throw new InvalidOperationException("The simulator closed: " + Encoding.UTF8.GetString(buffer, 0, length));
        }
    }
}
