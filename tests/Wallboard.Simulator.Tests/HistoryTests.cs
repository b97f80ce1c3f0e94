using Wallboard.Simulator.Log;
using Wallboard.Simulator.Model;

namespace Wallboard.Simulator.Tests;

public sealed class HistoryTests
{
    private static PlatformModel Run(int days, int seed = 1, string start = "2026-11-22 00:10:00") =>
        new(new SimulatorOptions { Seed = seed, Preset = Preset.Quick, Speed = 0, Start = Lab.At(start), HistoryDays = days }, TimeProvider.System);

    private static TenantModel Tenant(PlatformModel platform) => platform.Tenants["10000"];

    private static long Day(int day) => new DateTimeOffset(2026, 11, day, 0, 0, 0, TimeSpan.FromHours(8)).UtcTicks;

    [Fact]
    public void Same_seed_same_history()
    {
        var (one, two, other) = (Tenant(Run(3)), Tenant(Run(3)), Tenant(Run(3, seed: 2)));
        Assert.Equal(one.Log.Hash(), two.Log.Hash());
        Assert.NotEqual(one.Log.Hash(), other.Log.Hash());
        Assert.Equal(
            one.Rows.Legs().Select(l => (l.Id, l.Call.Id, l.Call.Caller, l.Start, l.Answered, l.Ended, l.Digit)),
            two.Rows.Legs().Select(l => (l.Id, l.Call.Id, l.Call.Caller, l.Start, l.Answered, l.Ended, l.Digit)));
    }

    [Fact]
    public void Every_day_has_calls_a_curve_and_a_quieter_weekend()
    {
        var rows = Tenant(Run(7)).Rows;
        var days = Enumerable.Range(15, 7).Select(d => rows.Visits(Day(d), Day(d + 1)).Count()).ToList();
        // Sunday 15 to Saturday 21.
        Assert.All(days[1..6], weekday => Assert.True(weekday > 1.4 * days[0] && weekday > 1.4 * days[6], string.Join(' ', days)));
        int Hour(int hour) => rows.Visits(Day(18) + hour * TimeSpan.TicksPerHour, Day(18) + (hour + 1) * TimeSpan.TicksPerHour).Count();
        Assert.True(Hour(10) > Hour(12) && Hour(15) > Hour(12) && Hour(12) > Hour(3));
    }

    [Fact]
    public void A_day_is_put_away_once_its_last_call_is_over_and_its_records_stay_as_they_were()
    {
        var platform = Run(0, start: "2026-11-22 23:59:50");
        var tenant = Tenant(platform);
        var before = platform.At(_ => tenant.Rows.Legs().Where(l => l.Ended > 0).Select(Texts).ToList());
        var visits = platform.At(_ => tenant.Rows.Visits().Where(v => v.Phase == VisitPhase.Over).Select(v => (v.Id, v.Call.Id, v.Entered, v.WaitEnded, v.Agent, v.Rung)).ToList());
        platform.Clock.Advance(TimeSpan.FromMinutes(3));
        platform.At(_ =>
        {
            Assert.True(tenant.Log.Entries[tenant.Log.Entries.First].At >= Day(23));
            Assert.True(tenant.Views.Legs.First >= before.Count);
            Assert.Equal(before, tenant.Rows.Legs().Select(Texts).Where(before.ToHashSet().Contains));
            Assert.Equal(visits, tenant.Rows.Visits().Select(v => (v.Id, v.Call.Id, v.Entered, v.WaitEnded, v.Agent, v.Rung)).Where(visits.ToHashSet().Contains));
            Assert.Equal(tenant.Rows.Legs().Select(l => l.Id), Enumerable.Range(1, tenant.Views.Legs.Count));
        });
        static (int, string, string, string, short, short, long, long, long, Cause, LegAttribute, byte) Texts(Leg l) =>
            (l.Id, l.Call.Id, l.Call.Caller, l.Call.Called, l.Agent, l.Queue, l.Start, l.Answered, l.Ended, l.Cause, l.Attribute, l.Digit);
    }

    [Fact]
    public void Todays_figures_are_those_of_today_alone()
    {
        var platform = Run(3, start: "2026-11-22 01:00:00");
        var truth = platform.Truth("10000");
        var today = Tenant(platform).Rows.Visits(Day(22)).ToList();
        Assert.Equal(today.Count, truth.Totals.Offered);
        Assert.Equal(today.Count(v => v.Outcome == Outcome.Answered), truth.Totals.Answered);
        Assert.Equal(truth.Totals.Offered, Tenant(platform).Views.Queues.Sum(q => q.Offered));
    }

    [Fact]
    public void Ids_lead_back_to_their_call()
    {
        foreach (var ids in new[] { new CallIds(7, awkward: true), new CallIds(-3, awkward: false) })
        {
            foreach (var index in new[] { 0, 1, 5, 999_999, int.MaxValue }) Assert.Equal(index, ids.IndexOf(ids.Of(index)));
        }
        Assert.Null(new CallIds(7, awkward: false).IndexOf(new CallIds(8, awkward: false).Of(3)));
        Assert.Null(new CallIds(7, awkward: true).IndexOf("nonsense@183.129.179.6"));
        Assert.Null(new CallIds(7, awkward: true).IndexOf("4711"));
    }

    [Fact]
    public void A_deleted_record_is_gone_from_the_lists()
    {
        var rows = Tenant(Run(1)).Rows;
        var (leg, visit) = (rows.Legs().First(), rows.Visits().Last());
        Assert.True(rows.Delete(RecordKind.Leg, leg.Id) && rows.Delete(RecordKind.Visit, visit.Id));
        Assert.False(rows.Delete(RecordKind.Leg, leg.Id));
        Assert.DoesNotContain(leg.Id, rows.Legs().Select(l => l.Id));
        Assert.DoesNotContain(visit.Id, rows.Visits().Select(v => v.Id));
        Assert.Contains(leg.Id, rows.Legs(deletedToo: true).Select(l => l.Id));
    }

    [Fact]
    public void Surveys_end_up_in_the_talk_and_in_the_session()
    {
        var rows = Tenant(Run(2)).Rows;
        var surveys = rows.Sessions().Where(s => s.Flow == Plan.TenantPlan.Survey).ToList();
        Assert.All(surveys, s => Assert.InRange(s.Agent, 0, 11));
        Assert.Equal([0, 1, 2, 3, 4, 5], surveys.Select(s => (int)s.Digit).Distinct().Order());
        Assert.Equal(
            surveys.Where(s => s.Digit > 0).Select(s => (s.Call.Index, s.Agent, s.Digit)).Order(),
            rows.Legs().Where(l => l.Digit > 0).Select(l => (l.Call.Index, l.Agent, l.Digit)).Order());
        Assert.All(surveys, s => Assert.Equal(s.Digit > 0, rows.Steps(s).Any(step => step.Kind == LogKind.IvrDigit)));
    }

    [Fact]
    public void An_agents_states_follow_each_other_without_a_gap()
    {
        var spans = Tenant(Run(2)).Rows.AgentSpans(Day(20), Day(21));
        foreach (var agent in spans.GroupBy(s => s.Agent))
        {
            foreach (var (one, next) in agent.Zip(agent.Skip(1))) Assert.Equal(one.Ended, next.Started);
        }
        Assert.All(spans.GroupBy(s => s.Agent).Select(g => g.Last()), last => Assert.True(last.Ended == 0 || last.Ended >= Day(21)));
    }
}
