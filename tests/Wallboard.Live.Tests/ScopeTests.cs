using FsCheck;
using FsCheck.Fluent;
using Wallboard.Platform.Cti;
using static Wallboard.Live.Tests.Model;

namespace Wallboard.Live.Tests;

public sealed class ScopeTests
{
    private static LivePicture Whole => Seeded.Then(1, InQueue(Sales, "a", 0, waiting: 1)).Then(3, InQueue(Support, "b", 0, waiting: 1)).Then(4, Ivr("i", "start", "Main"))
        .Then(5, AgentIs(Ann, 2, 1, "x")).Then(new ConcurrencyRead(new(60, 20, 9, 30, 18, 9), At(5))).Picture(6);

    [Fact]
    public void All_is_all() => Assert.Null(Whole.Within(Scope.Of(null, null)).Part);

    [Fact]
    public void A_part_has_its_own_queues_agents_calls_and_totals()
    {
        var part = Whole.Within(Scope.Of([Sales], [Ann, Cai, "10000_1999"]));
        Assert.Equal([Sales], part.Queues.Select(q => q.Number));
        Assert.Equal([Ann, Cai], part.Agents.Select(a => a.Number));
        Assert.Equal(["a"], part.Waiting.Select(w => w.CallId));
        Assert.Equal((1, TimeSpan.FromSeconds(5)), (part.Totals.Waiting, part.Totals.LongestWait));
        Assert.Equal((0, 1, 1, 1), (part.Totals.Ready, part.Totals.Engaged, part.Totals.SignedIn, part.Totals.Offered));
        Assert.Equal([new(12, 1, 0, 0, null)], part.Hours);
        Assert.Equal(new(1, 2, 2, 3), part.Part);
    }

    [Fact]
    public void A_queues_figures_are_its_own_whoever_its_agents_are_and_agents_name_no_queue_outside()
    {
        var part = Whole.Within(Scope.Of([Support], [Bob]));
        Assert.Equal(Whole.Queues.Single(q => q.Number == Support), part.Queues.Single());
        Assert.Equal(1, part.Queues.Single().SignedIn);
        Assert.Equal([Support], part.Agents.Single().Queues);
        Assert.Equal([Sales, Support], Whole.Within(Scope.Of(null, [Bob])).Agents.Single().Queues);
    }

    [Fact]
    public void What_is_the_whole_tenants_is_not_known_in_a_part()
    {
        Assert.Equal((1, 18), (Whole.Ivr.Sessions.Count, Whole.Totals.Concurrency));
        var part = Whole.Within(Scope.Of(null, [Ann]));
        Assert.Equal((null, 0), (part.Ivr.CompleteSince, part.Ivr.Sessions.Count));
        Assert.Equal((null, null), (part.Totals.Concurrency, part.Totals.MaxConcurrency));
        var wrong = Seeded.Then(new Reconciled(At(1), [new("6.8", "waiting", Support, "1", "2")], ForceReset: true)).Picture(2);
        Assert.Contains(Support, wrong.Link.Detail, StringComparison.Ordinal);
        Assert.Equal((Freshness.Stale, null), (wrong.Within(Scope.Of([Sales], null)).Link.State, wrong.Within(Scope.Of([Sales], null)).Link.Detail));
    }

    [Fact]
    public void Before_anything_is_known_nothing_is_in_a_part_either()
    {
        var totals = Connected.Picture(1).Within(Scope.Of([Sales], [])).Totals;
        Assert.Equal(Connected.Picture(1).Totals, totals);
        var nobody = Whole.Within(Scope.Of([], [])).Totals;
        Assert.Equal((0, TimeSpan.Zero, 0, null), (nobody.Waiting, nobody.LongestWait, nobody.Offered, nobody.ServiceLevel.Value));
    }

    [Fact]
    public void Parts_add_up_to_the_whole()
    {
        int abandoned = 0, lastWeek = 0, waiting = 0;
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var whole = Any(random);
            var parts = whole.Queues.Select(q => (q.Number, Part: random.Next(3))).ToLookup(q => q.Part, q => q.Number);
            var agents = whole.Agents.Select(a => (a.Number, Part: random.Next(3))).ToLookup(a => a.Part, a => a.Number);
            var pictures = Enumerable.Range(0, 3).Select(n => whole.Within(Scope.Of([.. parts[n]], [.. agents[n]]))).ToList();
            int? Sum(Func<TotalsPicture, int?> figure) => pictures.Sum(p => figure(p.Totals));
            var totals = whole.Totals;
            Assert.Equal(
                (totals.Offered, totals.Answered, totals.Abandoned, totals.Waiting, totals.Ready, totals.Engaged, totals.SignedIn),
                (Sum(t => t.Offered), Sum(t => t.Answered), Sum(t => t.Abandoned), Sum(t => t.Waiting), Sum(t => t.Ready), Sum(t => t.Engaged), Sum(t => t.SignedIn)));
            Assert.Equal(totals.ServiceLevel, pictures.Aggregate(default(Ratio), (sum, p) => sum + p.Totals.ServiceLevel));
            Assert.Equal(totals.LongestWait, pictures.Max(p => p.Totals.LongestWait));
            Assert.Equal(totals.Fresh, pictures.Max(p => p.Totals.Fresh));
            Assert.Equal(whole.Waiting.Count, pictures.Sum(p => p.Waiting.Count));
            (abandoned, lastWeek, waiting) = (abandoned + totals.Abandoned!.Value, lastWeek + whole.Hours.Sum(h => h.OfferedLastWeek ?? 0), waiting + totals.Waiting!.Value);
            foreach (var hour in whole.Hours)
            {
                var same = pictures.SelectMany(p => p.Hours.Where(h => h.Hour == hour.Hour)).ToList();
                Assert.Equal(hour, new(hour.Hour, same.Sum(h => h.Offered), same.Sum(h => h.Answered), same.Sum(h => h.Abandoned), same.All(h => h.OfferedLastWeek is null) ? null : same.Sum(h => h.OfferedLastWeek)));
            }
        }));
        Assert.True(abandoned > 100 && lastWeek > 100 && waiting > 100); // There was something to add.
    }

    [Fact]
    public void Equal_scopes_have_equal_keys_and_others_have_others()
    {
        Assert.Equal(Scope.Of([Sales, Support], null).Key, Scope.Of([Support, Sales, Sales], null).Key);
        string[] keys =
        [
            Scope.All.Key, Scope.Of([], null).Key, Scope.Of(null, []).Key, Scope.Of([], []).Key, Scope.Of(["*"], null).Key, Scope.Of([Sales], null).Key, Scope.Of(null, [Sales]).Key,
            Scope.Of(["a", "b"], null).Key, Scope.Of(["a,b"], null).Key, Scope.Of(["1:a,"], []).Key, Scope.Of(["a"], ["*"]).Key, Scope.Of(["a;*"], null).Key,
        ];
        Assert.Distinct(keys);
    }

    /// <summary>Any visits in six queues, and agents in any state.</summary>
    private static LivePicture Any(Random random)
    {
        string[] queues = [.. Enumerable.Range(8000, 6).Select(n => $"10000_{n}")];
        string[] agents = [.. Enumerable.Range(1000, 9).Select(n => $"10000_{n}")];
        var state = Connected.Then(new ResetInput(Baseline(Connected) with
        {
            Agents = [.. agents.Select(a => Agent(a, a[^4..]))],
            Queues = [.. queues.Select(q => (q, (string?)null))],
            Members = queues.ToDictionary(q => q, _ => (IReadOnlyList<string>)[.. agents.Where(_ => random.Next(2) == 0)]),
            AgentsNow = [.. agents.Select(a => Now(a, random.Next(3), random.Next(3), 9))],
            QueuesNow = [.. queues.Select(q => Queue(q, 0, 0))],
        }, []));
        var waiting = queues.ToDictionary(q => q, _ => 0);
        for (var call = 0; call < random.Next(40); call++)
        {
            var (queue, at) = (queues[random.Next(6)], random.Next(9000));
            state = state.Then(at, InQueue(queue, $"c{call}", 0, ++waiting[queue]));
            if (random.Next(3) == 0) continue;
            waiting[queue]--;
            var (left, until) = (random.Next(2) == 0, at + random.Next(40));
            state = state.Then(until, InQueue(queue, $"c{call}", left ? QueueCallStatus.Left : QueueCallStatus.Answered, waiting[queue], agent: left ? null : agents[0]));
            var leg = Leg($"c{call}", null, at, null, until);
            if (left && random.Next(4) > 0) state = state.Then(new CallsRead([new($"c{call}", queue, 1)], CallFacts.Of([leg], random.Next(4) > 0 ? [leg] : []), At(until + 5)));
        }
        if (random.Next(2) == 0)
            state = state.Then(new LastWeekRead(state.Day, [.. Enumerable.Range(0, random.Next(9)).Select(n => Record($"w{n}", queues[random.Next(6)], random.Next(9000) - 7 * 86_400, 9))]));
        return state.Picture(9100);
    }
}
