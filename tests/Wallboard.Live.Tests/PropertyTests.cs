using FsCheck;
using FsCheck.Fluent;
using Wallboard.Platform.Api;
using Wallboard.Platform.Cti;
using static Wallboard.Live.Tests.Model;

namespace Wallboard.Live.Tests;

/// <summary>Any input in any order, twice, unknown, or with fields missing.</summary>
public sealed class PropertyTests
{
    private static readonly string?[] Agents = [Ann, Bob, Cai, "1000", "10000_1999", "", null], Queues = [Sales, Support, "8000", "10000_9999", "", null], Calls = ["a", "b", "c", "", null];

    [Fact]
    public void Nothing_throws_and_the_sums_hold() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(ArbMap.Default.ArbFor<int[]>(), seeds =>
        {
            var (state, at) = (LiveState.Start(Settings, Noon), 0.0);
            foreach (var seed in seeds)
            {
                var random = new Random(seed);
                at += random.Next(20) == 0 ? random.Next(50_000) : random.NextDouble() * 4;
                var input = Input(random, state, at);
                for (var twice = random.Next(4) == 0 ? 2 : 1; twice > 0; twice--) state = Reducer.Reduce(state, input);
                Holds(state, at);
            }
        }));

    private static void Holds(LiveState state, double at)
    {
        var picture = state.Picture(at);
        Assert.Equal(picture.Agents.Count, picture.Agents.Count(a => a.State is 0) + picture.Agents.Count(a => a.State is 1) + picture.Agents.Count(a => a.State is 2) + picture.Agents.Count(a => a.State is null));
        Assert.All(picture.Agents, a => Assert.True(a.State == 2 || a.Reason is null));
        Assert.All(picture.Queues, q =>
        {
            Assert.Equal(q.Offered, q.Answered + q.Abandoned + q.LeftOtherwise + q.Open);
            Assert.True(q is { Open: >= 0, Answered: >= 0, Abandoned: >= 0, LeftOtherwise: >= 0 });
            Assert.Equal(q.SignedIn, q.Ready + q.Busy);
            Assert.True(q.ServiceLevel.Value is null or (>= 0 and <= 1));
        });
        if (!state.Seeded) Assert.Null(picture.Totals.Waiting);

        // The tallies are what counting all visits again gives.
        var counted = new VisitBook(Settings, state.Day);
        foreach (var visit in state.Visits.All) counted = counted.Put(visit);
        Assert.Equal(
            counted.Tallies.Where(pair => pair.Value != default).OrderBy(pair => pair.Key, StringComparer.Ordinal),
            state.Visits.Tallies.Where(pair => pair.Value != default).OrderBy(pair => pair.Key, StringComparer.Ordinal));
        Assert.Equal(picture.Queues.Sum(q => q.Offered ?? 0), picture.Hours.Sum(h => h.Offered));
        Assert.Equal(counted.OpenCalls.Order(), state.Visits.OpenCalls.Order());
    }

    private static LiveInput Input(Random random, LiveState state, double at)
    {
        var kind = random.Next(100);
        if (kind < 40) return Frame(at, Any520(random));
        if (kind < 60) return Frame(at, new AgentStateChanged(Pick(random, Agents), Pick(random, ["6000", "6999", null]), Number(random, -1, 4), Number(random, -1, 12), Pick(random, Calls), null, null, null));
        if (kind < 70) return Frame(at, new IvrProgress(Pick(random, Calls), null, Pick(random, ["2026-11-22 11:00:00", "24:00", null]), null, null, null, null, null, Pick(random, ["start", "execute_start", "execute_end", "stop", "?", null]), null, null, null, Pick(random, ["n", null]), null, null));
        if (kind < 74) return Frame(at, new RequestFailed(Number(random, 264, 277), 27, null));
        if (kind < 76) return new FrameInput(new BadFrame(At(at), "?"));
        if (kind < 78) return new FrameInput(new LostFrames(At(at), 3));
        if (kind < 80) return random.Next(2) == 0 ? Up(at) : Down(at);
        if (kind < 84) return new Tick(At(at));
        if (kind < 86) return new ClockRead(At(at + random.Next(-90, 90)), At(at), At(at + random.NextDouble() - 0.1));
        if (kind < 92) return new ResetInput(AnyBaseline(random, state, at), [.. Enumerable.Range(0, random.Next(4)).Select(i => Happened(at - i, Any520(random)))]);
        if (kind < 97) return new CallsRead([.. state.Visits.All.Select(visit => visit.Key), new("x", Sales, 1)], AnyFacts(random, at), At(at));
        return new AgentsRead([Now(Pick(random, Agents)!, Number(random, 0, 3), 1, 20)], At(at));
    }

    private static FrameInput Frame(double at, CtiEvent what) => new(Happened(at, what));

    private static QueueChanged Any520(Random random) => new(
        Pick(random, Queues), Number(random, 0, 9), Number(random, 0, 9), Number(random, 0, 9), null, Number(random, -1, 6), Pick(random, ["7", "0:07", "", null]),
        Number(random, 1, 4), Pick(random, Agents), null, null, Pick(random, Calls));

    private static Baseline AnyBaseline(Random random, LiveState state, double at) => Baseline(state, at) with
    {
        Agents = [.. Agents.Where(_ => random.Next(3) > 0).Select(agent => Agent(agent!, "6000") with { Queues = [Sales] })],
        Queues = [.. new[] { Sales, Support, "" }.Where(_ => random.Next(4) > 0).Select(queue => (queue, (string?)null))],
        AgentsNow = [.. Agents.Select(agent => Now(agent!, Number(random, -1, 4), Number(random, 0, 9), Number(random, 0, 99), Pick(random, Calls)))],
        QueuedCalls = new Dictionary<string, IReadOnlyList<QueuedCall>>
        {
            [Sales] = [.. Enumerable.Range(0, random.Next(4)).Select(_ => new QueuedCall(Pick(random, Queues), TimeSpan.FromSeconds(random.Next(60)), null, Pick(random, Agents), null, null, null, Pick(random, Calls)))],
        },
        VisitsFrom = At(at - 3600),
        Visits = [.. Enumerable.Range(0, random.Next(4)).Select(_ => Record(Pick(random, Calls)!, Pick(random, Queues)!, at - random.Next(90), random.Next(2) == 0 ? at : null, Pick(random, Agents)))],
        Calls = AnyFacts(random, at),
    };

    private static CallFacts AnyFacts(Random random, double at)
    {
        var legs = Enumerable.Range(0, random.Next(5)).Select(_ => Leg(
            Pick(random, Calls)!, Pick(random, Agents), at - random.Next(99), random.Next(2) == 0 ? at - random.Next(60) : null, random.Next(3) > 0 ? at - random.Next(30) : null,
            Pick(random, Queues), Pick(random, ["TIMEOUT", null]))).ToList();
        return CallFacts.Of(legs, legs.Where(_ => random.Next(2) == 0));
    }

    private static T Pick<T>(Random random, T[] from) => from[random.Next(from.Length)];

    private static int? Number(Random random, int from, int below) => random.Next(8) == 0 ? null : random.Next(from, below);
}
