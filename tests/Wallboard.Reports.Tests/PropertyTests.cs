using FsCheck;
using FsCheck.Fluent;
using Wallboard.Live;

namespace Wallboard.Reports.Tests;

/// <summary>Whichever way visits and samples are counted, their sums are the same.</summary>
public sealed class PropertyTests
{
    private static readonly DayRange days = new(new(2026, 11, 28), new(2026, 12, 2));
    private static readonly string[] keys =
        ["offeredStored", "answered", "abandoned", "leftOtherwise", "shortAbandons", "serviceLevel", "answerRate", "abandonmentRate", "asa", "abandonedAverage", "longestWait"];

    private static readonly QueueOptions[] options =
        [.. Enum.GetValues<ServiceLevelFormula>().Select((formula, i) => new QueueOptions { Formula = formula, ServiceLevelSeconds = 10 + (5 * i), ShortAbandonSeconds = 3 + i })];

    private static readonly Gen<QueueVisit> visits =
        from queue in Gen.Choose(0, options.Length - 1)
        from second in Gen.Choose(0, (days.Days * 86_400) - 1)
        from outcome in Gen.Elements(VisitOutcome.Answered, VisitOutcome.Abandoned, VisitOutcome.LeftOtherwise)
        from wait in Gen.Choose(0, 60)
        select new QueueVisit($"10000_800{queue}", days.From.ToDateTime(TimeOnly.MinValue).AddSeconds(second), outcome, TimeSpan.FromSeconds(wait), 2);

    private static QueueOptions Options(string queue) => options[queue[^1] - '0'];

    [Fact]
    public void Hours_days_and_months_of_queues_and_tenant_have_the_same_totals_as_the_wall() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(50), Prop.ForAll(Arb.From(Gen.ListOf(visits)), list =>
        {
            var stored = list.ToList();
            var all = stored.GroupBy(v => v.Queue).Select(q => (Tally: q.Select(v => Tally.Of(v.Outcome, v.Wait, v.CallType, Options(q.Key))).Aggregate((a, b) => a + b), Options(q.Key).Formula)).ToList();
            var sum = all.Aggregate(default(Tally), (s, q) => s + q.Tally);
            double?[] expected =
            [
                sum.Offered, sum.Answered, sum.Abandoned, sum.LeftOtherwise, sum.ShortAbandons,
                all.Aggregate(default(Ratio), (s, q) => s + q.Tally.ServiceLevel(q.Formula)).Value, sum.AnswerRate.Value, sum.AbandonmentRate.Value,
                Whole(sum.AverageSpeedOfAnswer.Value), Whole(sum.AverageTimeToAbandon.Value), stored.Select(v => (double?)v.Wait.TotalSeconds).Max(),
            ];
            foreach (var subject in ServiceLevelReport.ServiceLevel.Subjects)
            {
                foreach (var unit in ServiceLevelReport.ServiceLevel.Units)
                {
                    var result = Run(ServiceLevelReport.ServiceLevel, subject, unit, stored, []);
                    if (stored.Count > 0) Assert.Equal(expected, keys.Select(result.Total));
                    else Assert.Empty(result.Rows);
                }
            }

            static double? Whole(double? seconds) => seconds is { } s ? Math.Round(s, MidpointRounding.AwayFromZero) : null;
        }));

    [Fact]
    public void Samples_have_their_peak_and_their_mean() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(50), Prop.ForAll(Arb.From(Gen.NonEmptyListOf(
            from minute in Gen.Choose(0, (days.Days * 1440) - 1)
            from used in Gen.Choose(0, 40)
            from allowed in Gen.Elements<int?>(30, 60, null)
            select new ConcurrencySample(days.From.ToDateTime(TimeOnly.MinValue).AddMinutes(minute), used, allowed))), list =>
        {
            var samples = list.ToList();
            foreach (var unit in new[] { ReportUnit.Hour, ReportUnit.Day })
            {
                var result = Run(ConcurrencyReport.Concurrency, ReportSubject.Tenant, unit, [], samples);
                Assert.Equal((samples.Max(s => s.Used), samples.Count, samples.Max(s => s.Allowed)), (result.Total("linesPeak"), result.Total("samples"), result.Total("linesLimit")));
                Assert.Equal(samples.Average(s => s.Used), result.Total("linesMean")!.Value, 9);
                Assert.Equal(samples.Max(s => (double?)s.Used / s.Allowed), result.Total("linesShare"));
            }
        }));

    /// <summary>Whatever has been asked before, and is kept of it, a report says the same as one that is read anew; and the same by hour as by day.</summary>
    [Fact]
    public async Task What_is_kept_changes_nothing()
    {
        await using var lab = await ReportLab.StartAsync();
        lab.Clock.Advance(TimeSpan.FromHours(3));
        var calls = CallReports.Calls;
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(30), Prop.ForAll(
            Arb.From(Gen.Choose(0, 4)), Arb.From(Gen.Choose(1, 5)), Arb.From(Gen.Choose(1, 15)), (from, length, chosen) =>
            {
                var asked = new DayRange(days.From.AddDays(from), days.From.AddDays(Math.Min(4, from + length - 1)));
                string[] queues = [.. lab.Queues.Where((_, i) => (chosen >> i & 1) == 1)];
                var (hours, daily, months) = (Run(ReportUnit.Hour), Run(ReportUnit.Day), Run(ReportUnit.Month));
                Assert.Equal(Run(ReportUnit.Hour, anew: true).Rows.Select(Line), hours.Rows.Select(Line));
                foreach (var key in new[] { "calls", "handled", "talkTime", "inAnswered", "outAnswered", "inTransfers" })
                    Assert.Equal((hours.Sum(key), hours.Sum(key)), (daily.Sum(key), months.Sum(key)));

                ReportResult Run(ReportUnit unit, bool anew = false)
                {
                    var result = (anew ? Fresh() : lab.RunAsync(calls, ReportSubject.Queues, unit, asked, numbers: queues)).GetAwaiter().GetResult();
                    Assert.Null(result.Failure);
                    return result;

                    Task<ReportResult> Fresh() => new ReportRunner(lab.Sources, new MemoryCache(), lab.Clock)
                        .RunAsync(calls, new(calls.Id, unit, ReportPeriod.Of(PeriodPreset.Today), ReportSubject.Queues, queues, []), lab.Reader, asked);
                }
            }));

        static string Line(Cell[] row) => string.Join('|', row.Select(cell => $"{cell.Text}{cell.Number}"));
    }

    private static ReportResult Run(Report report, ReportSubject subject, ReportUnit unit, IReadOnlyList<QueueVisit> visits, IReadOnlyList<ConcurrencySample> samples)
    {
        // No platform: these two are made from what the portal itself has kept.
        var sources = new ReportSources(null!, TimeZoneInfo.Utc, (_, _) => visits.ToAsyncEnumerable(), (_, _) => samples.ToAsyncEnumerable(), Options, _ => null);
        var reader = new ReportReader("10000", "", [.. Enumerable.Range(0, options.Length).Select(q => $"10000_800{q}")], [], new Dictionary<string, IReadOnlyCollection<string>>(), true);
        var query = new ReportQuery(report.Id, unit, ReportPeriod.Of(days.From, days.To), subject, [], []);
        var run = new ReportRunner(sources, new MemoryCache(), TimeProvider.System).RunAsync(report, query, reader, days);
        Assert.True(run.IsCompleted);
        return run.Result;
    }
}
