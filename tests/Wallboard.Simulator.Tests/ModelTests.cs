using FsCheck;
using FsCheck.Fluent;
using Wallboard.Simulator.Log;
using Wallboard.Simulator.Model;

namespace Wallboard.Simulator.Tests;

public sealed class ModelTests
{
    private static PlatformModel Run(int seed, Preset preset = Preset.Quick, string start = "2026-11-22 03:00:00") =>
        new(new SimulatorOptions { Seed = seed, Preset = preset, Speed = 0, Start = Lab.At(start) }, TimeProvider.System);

    private static TenantModel Tenant(PlatformModel platform) => platform.Tenants["10000"];

    [Fact]
    public void Same_seed_same_log()
    {
        Assert.Equal(Tenant(Run(7)).Log.Hash(), Tenant(Run(7)).Log.Hash());
        Assert.NotEqual(Tenant(Run(7)).Log.Hash(), Tenant(Run(8)).Log.Hash());
    }

    [Fact]
    public void Advancing_in_small_steps_or_at_once_gives_the_same_log()
    {
        var (steps, once) = (Run(7), Run(7));
        for (var i = 0; i < 1000; i++)
        {
            steps.Clock.Advance(TimeSpan.FromMilliseconds(60));
            steps.At(_ => { });
        }
        once.Clock.Advance(TimeSpan.FromSeconds(60));
        once.At(_ => { });
        Assert.Equal(Tenant(once).Log.Hash(), Tenant(steps).Log.Hash());
    }

    [Fact]
    public void S3_agents_enter_no_state_twice_in_a_row()
    {
        var platform = Run(7, start: "2026-11-22 12:00:00");
        platform.Clock.Advance(TimeSpan.FromHours(2));
        platform.At(_ => { });
        foreach (var spans in Tenant(platform).Rows.AgentSpans().GroupBy(s => s.Agent).Select(g => g.ToList()))
            Assert.DoesNotContain(spans.Zip(spans.Skip(1)), p => (p.First.State, p.First.Reason) == (p.Second.State, p.Second.Reason));
    }

    [Fact]
    public void Every_queue_accounts_for_every_visit() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(12), Prop.ForAll<int>(seed =>
    {
        var truth = Run(seed).Truth("10000");
        foreach (var q in truth.Queues)
        {
            Assert.Equal(q.Offered, q.Answered + q.Abandoned + q.LeftOtherwise + q.Open);
            Assert.True(q.Offered > 0, $"nobody called {q.Dn}");
        }
        Assert.Equal(truth.Totals.Offered, truth.Queues.Sum(q => q.Offered));
        Assert.Equal(truth.Waiting.Count, truth.Queues.Sum(q => q.Waiting));
    }));

    [Fact]
    public void The_projection_and_the_truth_agree() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(12), Prop.ForAll<int>(seed =>
    {
        var platform = Run(seed);
        var (truth, views) = (platform.Truth("10000"), Tenant(platform).Views);
        Assert.Equal(
            truth.Queues.Select(q => (q.Waiting, q.Calling, q.Offered, q.Answered)),
            views.Queues.Select(q => (q.Waiting, q.Calling, q.Offered, q.Answered)));
        Assert.Equal(
            truth.Agents.Select(a => (a.State, a.Reason, a.Since.UtcTicks)),
            views.Agents.Select(a => (a.State, a.State == 2 ? a.Reason : (int?)null, a.Since)));
        Assert.Equal(truth.Ivr.Sessions.Select(s => s.CallId).Order(), views.IvrSessions.Select(s => s.Call.Id).Order());
        Assert.Equal(truth.Totals.Concurrency, views.Channels);
        Assert.Equal(truth.Totals.SignedIn, views.SignedIn);
        Assert.Equal(views.Agents.Count(a => a.Leg is { Answered: > 0 }), views.Talking);
    }));

    [Theory, InlineData(1), InlineData(2), InlineData(3)]
    public void An_agents_day_adds_up(int seed)
    {
        var platform = Run(seed);
        platform.At(now =>
        {
            var views = Tenant(platform).Views;
            foreach (var agent in views.Agents)
            {
                agent.CountUntil(now, views.Midnight);
                Assert.Equal(now - views.Midnight, agent.ReadyTicks + agent.BusyTicks + agent.SignedOutTicks);
                Assert.Equal(agent.BusyTicks, agent.ReasonTicks.Sum());
                Assert.Equal(agent.BusyCount, agent.ReasonCount.Sum());
            }
        });
    }

    [Fact]
    public void A_talk_takes_as_long_as_its_state()
    {
        var platform = Run(5);
        var views = Tenant(platform).Views;
        var legs = Tenant(platform).Rows.Legs().ToList();
        foreach (var leg in legs.Where(l => l.Ended > 0))
            Assert.True(leg.Start <= leg.Ended && (leg.Answered == 0 || (leg.Start <= leg.Answered && leg.Answered <= leg.Ended)), $"leg {leg.Id}");
        foreach (var agent in views.Agents)
        {
            var talkTicks = legs.Where(l => l.Ended > views.Midnight && l.Answered > 0 && l.Agent >= 0 && views.Agents[l.Agent] == agent)
                .Sum(l => PlatformZone.Seconds(l.Answered, l.Ended) * TimeSpan.TicksPerSecond);
            Assert.Equal(talkTicks, agent.InTalk + agent.OutTalk);
        }
    }

    [Fact]
    public void Everything_that_can_happen_does()
    {
        var tenant = Tenant(Run(3, start: "2026-11-22 20:00:00"));
        var seen = tenant.Log.Entries.Select(e => e.Kind).ToHashSet();
        // From Held on: what only clients do (chapter 4).
        Assert.Empty(Enum.GetValues<LogKind>().Where(k => k < LogKind.Held).Except(seen));
        Assert.Empty(Enum.GetValues<LeftReason>().Except(tenant.Log.Entries.Where(e => e.Kind == LogKind.QueueLeft).Select(e => (LeftReason)e.A)));
        var reasons = tenant.Log.Entries.Where(e => e is { Kind: LogKind.AgentState, A: 2 }).Select(e => (int)e.B).ToHashSet();
        Assert.Superset(new HashSet<int> { 0, 1, 3, 4, 5, 6, 7, 8, 9 }, reasons);
        Assert.Equal([Direction.Internal, Direction.Inbound, Direction.Outbound], tenant.Log.Calls.Select(c => c.Direction).Distinct().Order());
        Assert.Contains(tenant.Log.Calls.GroupBy(c => c.Caller), g => g.Count() > 1);
    }

    [Fact]
    public void Midnight_starts_a_new_day_and_open_visits_keep_theirs()
    {
        var platform = Run(4, start: "2026-11-22 23:59:55");
        var before = platform.Truth("10000");
        platform.Clock.Advance(TimeSpan.FromSeconds(4));
        platform.Freeze();
        platform.Clock.Advance(TimeSpan.FromSeconds(2));
        var after = platform.Truth("10000");
        Assert.True(before.Totals.Offered > 0);
        Assert.Equal(0, after.Totals.Offered);
        Assert.Null(after.Totals.ServiceLevel);
        Assert.NotEmpty(after.Waiting);
        Assert.All(after.Waiting, w => Assert.Equal(22, w.EnteredAt.Day));
        Assert.All(Tenant(platform).Views.Queues, q => Assert.Equal(0, q.Offered));
    }

    [Fact]
    public void Frozen_nothing_happens_and_thawed_life_goes_on()
    {
        var platform = Run(4);
        platform.Freeze();
        var (log, at) = (Tenant(platform).Log.Hash(), platform.Truth("10000").AsOf);
        platform.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(log, (platform.At(_ => Tenant(platform).Log.Hash())));
        Assert.Equal(at.AddMinutes(5), platform.Truth("10000").AsOf);
        var entries = Tenant(platform).Log.Entries.Count;
        platform.Thaw();
        platform.Clock.Advance(TimeSpan.FromSeconds(10));
        platform.At(_ => { });
        Assert.True(Tenant(platform).Log.Entries.Count > entries);
        Assert.True(Tenant(platform).Log.Entries[entries].At >= at.AddMinutes(5).UtcTicks);
    }
}
