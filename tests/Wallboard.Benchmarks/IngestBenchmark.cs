using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Wallboard.Live;
using Wallboard.Platform.Api;
using Wallboard.Platform.Cti;

namespace Wallboard.Benchmarks;

/// <summary>
/// The way of an event from bytes to the picture: parse, reduce, and every 25 events (250 ms of 100 a second) the whole picture of
/// 200 agents and 20 queues. Beside it, what nobody can beat: reading every token of the same bytes and throwing it away.
/// </summary>
[MemoryDiagnoser, InProcess]
public class IngestBenchmark
{
    private const int Events = 20_000, EventsPerTick = 25;

    private byte[][] frames = [];
    private LiveState seeded = null!;
    private DateTimeOffset now;

    [GlobalSetup]
    public void Setup()
    {
        frames = FrameRecording.TakeAsync(Events).GetAwaiter().GetResult();
        now = new DateTimeOffset(2026, 11, 20, 10, 0, 0, TimeSpan.FromHours(8));
        var settings = new LiveSettings(new TenantOptions { Id = "10000" }, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));
        var start = LiveState.Start(settings, now);
        var online = Reducer.Reduce(start, new FrameInput(new StatusFrame(now, new CtiLinkStatus(LinkState.Fresh, LinkReason.None, now))));
        var agents = Enumerable.Range(1000, 200).Select(n => new AgentInfo(null, $"10000_{n}", $"坐席{n}", null, 1, null, null, null, $"{n + 5000}")).ToList();
        var queues = Enumerable.Range(8000, 20).Select(n => $"10000_{n}").ToList();
        seeded = Reducer.Reduce(online, new ResetInput(new Baseline
        {
            Before = online,
            ReadAt = now,
            DoneAt = now,
            Agents = agents,
            Queues = [.. queues.Select(number => (number, (string?)"队列"))],
            Members = queues.ToDictionary(q => q, q => (IReadOnlyList<string>)[.. agents.Where((_, i) => i % 20 == queues.IndexOf(q)).Select(a => a.Number!)]),
        }, []));
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Events, Description = "bare Utf8JsonReader")]
    public int Bare()
    {
        var tokens = 0;
        foreach (var frame in frames)
        {
            var reader = new Utf8JsonReader(frame);
            while (reader.Read()) tokens++;
        }
        return tokens;
    }

    [Benchmark(OperationsPerInvoke = Events, Description = "parse")]
    public int Parse()
    {
        var sum = 0;
        foreach (var frame in frames) sum += CtiEventReader.Read(frame, FrameRecording.Seat, FrameRecording.Extension).MessageId;
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Events, Description = "parse, reduce")]
    public long Reduce()
    {
        var state = seeded;
        for (var i = 0; i < frames.Length; i++) state = Next(state, i);
        return state.Version;
    }

    [Benchmark(OperationsPerInvoke = Events, Description = "parse, reduce, picture every 25")]
    public long Picture()
    {
        var state = seeded;
        long shown = 0;
        for (var i = 0; i < frames.Length; i++)
        {
            state = Next(state, i);
            if (i % EventsPerTick == 0) shown += PictureOf.At(state, At(i)).Waiting.Count;
        }
        return shown;
    }

    private LiveState Next(LiveState state, int i) =>
        Reducer.Reduce(state, new FrameInput(new EventFrame(At(i), CtiEventReader.Read(frames[i], FrameRecording.Seat, FrameRecording.Extension))));

    private DateTimeOffset At(int i) => now.AddMilliseconds(10 * i);
}
