using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Wallboard.Benchmarks.Walls;

/// <summary>Fifty viewers, one of which stops reading; with its small receive buffer the portal's writes to it soon stand still. Nobody else may notice.</summary>
internal static partial class FrozenCommand
{
    private const int Count = 50;

    public static async Task<int> Run(int seconds)
    {
        await using var stage = await Stage.Set();
        var view = await stage.View();
        using var stop = new CancellationTokenSource();
        using var http = new HttpMessageInvoker(new SocketsHttpHandler());
        using var narrow = new HttpMessageInvoker(new SocketsHttpHandler
        {
            ConnectCallback = async (context, cancel) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096, NoDelay = true };
                await socket.ConnectAsync(context.DnsEndPoint, cancel);
                return new NetworkStream(socket, ownsSocket: true);
            },
        });
        var others = await ViewersCommand.Join(http, stage.Portal.Address, view, Count - 1, stop.Token);
        var frozen = new Viewer(narrow);
        await frozen.Open(stage.Portal.Address, view, stop.Token);
        await Measures.Pause(4);
        var began = EventTap.Now;
        await Measures.Pause(seconds);

        var thaw = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        frozen.Thawed = thaw.Task;
        var frozenAt = EventTap.Now;
        var droppedBefore = await Metric(stage, "wallboard_boards_viewers_dropped_total");
        await Measures.Pause(seconds);
        var ended = EventTap.Now;
        var dropped = await Metric(stage, "wallboard_boards_viewers_dropped_total") - droppedBefore;
        var watching = await Metric(stage, "wallboard_boards_viewers");

        var (before, after) = (Gaps(others, began, frozenAt), Gaps(others, frozenAt, ended));
        Console.WriteLine($"{Count} viewers; gaps between messages of the {Count - 1} that read");
        Console.WriteLine($"before the freeze: {Measures.Milliseconds(before)}");
        Console.WriteLine($"after it, {seconds} s: {Measures.Milliseconds(after)}");
        Console.WriteLine($"{dropped} dropped, {watching} watching");
        thaw.SetResult();
        await stop.CancelAsync();
        foreach (var viewer in others.Append(frozen)) await viewer.DisposeAsync();
        return dropped == 1 && watching == Count - 1 && after.Max() < 1000 ? 0 : 1;
    }

    private static List<double> Gaps(IEnumerable<Viewer> viewers, double from, double until) =>
        [.. viewers.SelectMany(v => v.Arrivals.Zip(v.Arrivals.Skip(1)).Where(p => p.First.At >= from && p.Second.At < until).Select(p => p.Second.At - p.First.At))];

    private static async Task<double> Metric(Stage stage, string name)
    {
        var text = await stage.Portal.Http.GetStringAsync(new Uri("metrics", UriKind.Relative));
        return Line().Matches(text).Where(m => m.Groups[1].Value == name).Sum(m => double.Parse(m.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(@"^(\w+)(?:\{[^}]*\})? (\S+)$", RegexOptions.Multiline)]
    private static partial Regex Line();
}
