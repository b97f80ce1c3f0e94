using System.Net.WebSockets;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Wallboard.Benchmarks.Walls;

/// <summary>
/// Many viewers of the load board over real WebSockets: the portal's processor, memory and lateness; then, in the same run, the same bytes at the
/// same moments from a bare loop. Portal, simulator and loop are processes of their own; the viewers are this one. Memory is what the process has
/// grown by, so it is an upper bound: the heap of one that has just started grows without viewers too.
/// </summary>
internal static partial class ViewersCommand
{
    /// <summary>The portal's first half minute is mostly its compiler's.</summary>
    private const int WarmUpSeconds = 25;

    private sealed record Result(double Cores, double MegabytesPerSecond, double KilobytesPerViewer, IReadOnlyList<double> Milliseconds);

    public static async Task<int> Run(int count, int seconds)
    {
        using var http = new HttpMessageInvoker(new SocketsHttpHandler());
        var recording = new List<(byte[] Message, double At)>();
        Result ours;
        double alone;
        int dropped;
        await using (var stage = await Stage.Set())
        {
            (ours, alone, dropped) = await Portal(stage, http, count, seconds, recording);
        }
        var bare = await Bare(http, count, recording);

        var ratio = ours.Cores / bare.Cores;
        Console.WriteLine($"{count} viewers, {recording.Count / (double)seconds:0.0} messages of {recording.Average(m => m.Message.Length) / 1024:0.0} kB a second, {seconds} s, {Environment.ProcessorCount} cores here");
        Console.WriteLine($"portal, 1 viewer     {alone:0.00} cores");
        Console.WriteLine(Line($"portal, {count} viewers", ours, "event to viewer"));
        Console.WriteLine(Line("bare loop, same", bare, "sent to viewer"));
        Console.WriteLine($"portal to bare loop: {ratio:0.00} in processor; {dropped} viewers dropped");
        return ratio <= 1.5 ? 0 : 1;
    }

    private static string Line(string what, Result r, string time) =>
        $"{what,-20} {r.Cores:0.00} cores  {r.MegabytesPerSecond,4:0} MB/s  {r.KilobytesPerViewer,4:0} kB a viewer  {time}: {Measures.Milliseconds(r.Milliseconds)}";

    private static async Task<(Result Ours, double Alone, int Dropped)> Portal(
        Stage stage, HttpMessageInvoker http, int count, int seconds, List<(byte[] Message, double At)> recording)
    {
        using var stop = new CancellationTokenSource();
        var view = await stage.View();
        var recorded = new List<(byte[] Message, double At)>();
        var first = new Viewer(http) { OnMessage = (message, at) => recorded.Add(([.. message.Span, 0x1e], at)) };
        var viewers = new List<Viewer> { first };
        await first.Open(stage.Portal.Address, view, stop.Token);
        await Measures.Pause(4);
        var single = Usage.Of(stage.Portal.ProcessId);

        viewers.AddRange(await Join(http, stage.Portal.Address, view, count - 1, stop.Token));
        await Measures.Pause(WarmUpSeconds);
        stage.Tap.Take();
        var (from, bytes) = (EventTap.Now, viewers.Sum(v => v.Bytes));
        var start = Usage.Of(stage.Portal.ProcessId);
        await Measures.Pause(seconds);
        var end = Usage.Of(stage.Portal.ProcessId);
        var until = EventTap.Now;
        bytes = viewers.Sum(v => v.Bytes) - bytes;
        await Measures.Pause(1);
        foreach (var viewer in viewers.Skip(1)) await viewer.DisposeAsync();
        await Measures.Pause(2);
        var before = Usage.Of(stage.Portal.ProcessId);
        await Measures.Pause(5);
        var alone = Usage.Of(stage.Portal.ProcessId).CoresSince(before);
        await stop.CancelAsync();
        await first.DisposeAsync();

        recording.AddRange(recorded.Where(m => m.At >= from && m.At < until && m.Message.AsSpan().StartsWith("{\"type\":1,"u8)));
        var events = stage.Tap.Take().Where(e => e.At < until).ToList();
        var sightings = recorded.SelectMany(m => Facts(m.Message, m.At)).ToList();
        var matching = Matching.Of(sightings.Where(s => s.At < from), events, sightings.Where(s => s.At >= from), until - 1000);
        var arrivals = viewers.Select(v => v.Arrivals.ToDictionary(a => a.Seq, a => a.At)).ToList();
        var times = matching.Pairs.SelectMany(p => arrivals.Where(a => a.ContainsKey(p.Shown.Seq)).Select(a => a[p.Shown.Seq] - p.Event.At)).ToList();
        if (matching.Missing.Count > 0) Console.WriteLine($"{matching.Missing.Count} events never came, e.g. {matching.Missing[0]}");
        var result = new Result(
            end.CoresSince(start), bytes / 1048576d / seconds, (end.ResidentMegabytes - single.ResidentMegabytes) * 1024 / (count - 1), times);
        return (result, alone, viewers.Sum(v => v.Dropped));
    }

    private static async Task<Result> Bare(HttpMessageInvoker http, int count, List<(byte[] Message, double At)> recording)
    {
        await using var server = await BareServer.Start();
        using var stop = new CancellationTokenSource();
        using var feed = new ClientWebSocket();
        await feed.ConnectAsync(new UriBuilder(server.Address) { Scheme = "ws", Path = "/feed" }.Uri, http, stop.Token);
        var viewers = await Join(http, server.Address, null, 1, stop.Token);
        foreach (var (message, _) in recording) await feed.SendAsync(message, WebSocketMessageType.Text, true, stop.Token); // warm-up
        await Measures.Pause(1);
        var single = Usage.Of(server.ProcessId);
        viewers.AddRange(await Join(http, server.Address, null, count - 1, stop.Token));
        await Measures.Pause(2);

        foreach (var viewer in viewers) viewer.Arrivals.Clear();
        var bytes = viewers.Sum(v => v.Bytes);
        var sent = new Dictionary<long, double>();
        var (began, start) = (EventTap.Now, Usage.Of(server.ProcessId));
        foreach (var (message, at) in recording)
        {
            var due = began + (at - recording[0].At) - EventTap.Now;
            if (due > 0) await Measures.Pause(due / 1000);
            sent[SeqOf(message)] = EventTap.Now;
            await feed.SendAsync(message, WebSocketMessageType.Text, true, stop.Token);
        }
        var end = Usage.Of(server.ProcessId);
        var seconds = (EventTap.Now - began) / 1000;
        await Measures.Pause(1);
        bytes = viewers.Sum(v => v.Bytes) - bytes;
        var times = viewers.SelectMany(v => v.Arrivals.Select(a => a.At - sent[a.Seq])).ToList();
        await stop.CancelAsync();
        foreach (var viewer in viewers) await viewer.DisposeAsync();
        return new(end.CoresSince(start), bytes / 1048576d / seconds, (end.ResidentMegabytes - single.ResidentMegabytes) * 1024 / (count - 1), times);
    }

    /// <summary>Fifty at a time.</summary>
    public static async Task<List<Viewer>> Join(HttpMessageInvoker http, Uri server, string? view, int count, CancellationToken stop)
    {
        var viewers = Enumerable.Range(0, count).Select(_ => new Viewer(http)).ToList();
        foreach (var some in viewers.Chunk(50)) await Task.WhenAll(some.Select(v => v.Open(server, view, stop)));
        return viewers;
    }

    private static long SeqOf(byte[] message) => JsonDocument.Parse(message.AsMemory(0, message.Length - 1)).RootElement.GetProperty("arguments")[0].GetProperty("seq").GetInt64();

    /// <summary>What a message says about agents and queues.</summary>
    private static IEnumerable<Sighting> Facts(byte[] message, double at)
    {
        var json = JsonDocument.Parse(message.AsMemory(0, message.Length - 1)).RootElement;
        // A board message carries it as its argument, the answer to Join as its result.
        if (json.TryGetProperty("arguments", out var content)) content = content[0];
        else if (!json.TryGetProperty("result", out content)) yield break;
        if (content.ValueKind != JsonValueKind.Object || !content.TryGetProperty("tiles", out var tiles)) yield break;
        var seq = content.GetProperty("seq").GetInt64();
        foreach (var tile in tiles.EnumerateArray())
        {
            var html = tile.GetProperty("html").GetString()!;
            foreach (Match agent in Agent().Matches(html))
            {
                var state = State().Match(agent.Value).Groups[1].Value;
                yield return new($"agent {agent.Groups[1].Value}", state == "2" ? $"2/{Reason().Match(agent.Value).Groups[1].Value}" : state, at, seq);
            }
            foreach (Match queue in Queue().Matches(html)) yield return new($"queue {queue.Groups[1].Value}", queue.Groups[2].Value, at, seq);
        }
    }

    [GeneratedRegex("<[^>]* data-agent=\"([^\"]*)\"[^>]*>")]
    private static partial Regex Agent();

    [GeneratedRegex(" data-state=\"([^\"]*)\"")]
    private static partial Regex State();

    [GeneratedRegex(" data-reason=\"([^\"]*)\"")]
    private static partial Regex Reason();

    [GeneratedRegex("data-queue=\"([^\"]*)\".*?data-metric=\"waiting\"[^>]*data-value=\"([^\"]*)\"", RegexOptions.Singleline)]
    private static partial Regex Queue();
}
