using Microsoft.EntityFrameworkCore;
using Wallboard.Web.Features.Reports.Schedules;
using Wallboard.Web.Storage;
using Wallboard.Web.Tests.Storage;

namespace Wallboard.Web.Tests.Reports.Schedules;

/// <summary>
/// Two years with all their changes of the clock, two nodes on one PostgreSQL, a thousand crashes wherever they happen to be: every time that is due leaves once to each
/// recipient in each format, but for those that a crash hit while they were being sent, of which nobody can know more.
/// </summary>
public sealed class TwoYearsTests
{
    private const int Crashes = 1000;

    private static readonly DateTimeOffset start = new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero), end = start.AddYears(2);

    private readonly Random random = new(7);
    private readonly Lock drawing = new();

    [Fact]
    public async Task Each_period_leaves_exactly_once_whatever_crashes()
    {
        await using var lab = await ScheduleLab.StartAsync(nameof(StorageProvider.PostgreSQL), start);
        Schedule[] schedules =
        [
            // Both changes take these times away and bring them twice.
            await Schedule("weekly wed,sun 02:30", "Europe/Berlin", [FileFormat.Csv], "mail:a@example.com", "mail:b@example.com"),
            await Schedule("weekly sun 02:30", "America/New_York", [FileFormat.Csv, FileFormat.Xlsx], "mail:a@example.com"),
            await Schedule("weekly sun 01:45", "Australia/Lord_Howe", [FileFormat.Csv], "mail:c@example.com"),
            await Schedule("monthly last 23:30", "Asia/Shanghai", [FileFormat.Csv], "mail:a@example.com"),
        ];
        var expected = (
            from schedule in schedules
            from due in Due(schedule)
            from recipient in schedule.Recipients
            from format in schedule.Formats
            select (schedule.Id, due, recipient, format)).ToList();
        var turns = expected.Select(e => e.due).Distinct().Order().ToList();
        lab.Source = _ => Chance(40) == 0 ? throw new IOException("the platform is away") : Task.FromResult(FileLab.Table(1));
        lab.Send = (_, _, _) => Task.FromResult(Chance(40) == 0 ? new Features.Reports.Deliveries.SendResult(AttemptOutcome.Failed, "Failure.other") : new(AttemptOutcome.Sent, null));

        Mortal[] nodes = [new(lab), new(lab)];
        var crashes = 0;
        foreach (var (i, turn) in turns.Index())
        {
            // Now and then nobody is there for days, and what was missed is made up for.
            if (Chance(100) == 0 && i + 3 < turns.Count) continue;
            To(turn.AddSeconds(Chance(90)));
            for (var round = 0; round < 2; round++)
            {
                foreach (var node in nodes)
                    if (crashes + nodes.Count(n => n.Dies) < Math.Min(Crashes, (i + 1) * Crashes * 11 / (turns.Count * 10))) node.DieAfter(Chance(1, 18));
                await Task.WhenAll(nodes.Select(node => node.RoundAsync()));
                foreach (var dead in nodes.Index().Where(n => n.Item.IsDead).ToList())
                {
                    crashes++;
                    nodes[dead.Index] = new(lab);
                }
                lab.Clock.Advance(TimeSpan.FromSeconds(Chance(30, 200)));
            }
        }
        // Whoever is left finishes.
        To(end);
        for (var i = 0; i < 400 && (await lab.RunsAsync()).Any(r => r.State is RunState.Waiting or RunState.Running); i++)
        {
            lab.Clock.Advance(TimeSpan.FromMinutes(3));
            foreach (var node in nodes) await node.LiveAsync();
        }

        Assert.Equal(Crashes, crashes);
        await using var db = lab.Storage.Open();
        Assert.All(await lab.RunsAsync(), run => Assert.Equal(RunState.Done, run.State));
        var rows = await db.Deliveries.AsNoTracking().ToListAsync();
        Assert.Equal(expected.Order(), rows.Select(d => (d.ScheduleId, d.DueAt, d.Recipient, d.Format)).Order());
        var handed = lab.Handed.GroupBy(h => h.Delivery).ToDictionary(h => h.Key, h => h.Count());
        Assert.All(handed, one => Assert.Equal(1, one.Value));
        foreach (var row in rows)
            if (row.State == DeliveryState.Sent) Assert.True(handed.ContainsKey(row.Id), $"{row.DueAt:O} {row.Recipient} is said to have been sent");
            else Assert.Equal(DeliveryState.Unknown, row.State);
        // Some crashes did hit while something was being sent, and most did not.
        Assert.InRange(rows.Count(d => d.State == DeliveryState.Unknown), 1, rows.Count / 4);
        Assert.All(lab.Handed, h => Assert.Equal(1, Assert.Single(h.Parcel.Files).Rows));

        async Task<Schedule> Schedule(string recurrence, string zone, List<FileFormat> formats, params List<string> recipients) => await lab.ScheduleAsync(s =>
            (s.Name, s.Recurrence, s.Zone, s.Formats, s.Recipients) = ($"{zone} {recurrence}", recurrence, zone, formats, recipients));

        void To(DateTimeOffset instant)
        {
            if (instant > lab.Clock.GetUtcNow()) lab.Clock.Advance(instant - lab.Clock.GetUtcNow());
        }
    }

    private int Chance(int of) => Chance(0, of);

    private int Chance(int from, int to)
    {
        lock (drawing) return random.Next(from, to);
    }

    /// <summary>Counted out by looking at the clock there every quarter of an hour of the two years.</summary>
    private static IEnumerable<DateTimeOffset> Due(Schedule schedule)
    {
        Assert.True(Recurrence.TryParse(schedule.Recurrence, out var recurrence));
        var zone = TimeZoneInfo.FindSystemTimeZoneById(schedule.Zone);
        var furthest = TimeZoneInfo.ConvertTime(start, zone).DateTime;
        for (var instant = start.AddMinutes(15); instant <= end; instant = instant.AddMinutes(15))
        {
            var shown = TimeZoneInfo.ConvertTime(instant, zone).DateTime;
            if (shown <= furthest) continue;
            // One quarter, or those that the clock has just left out.
            for (var quarter = furthest.AddMinutes(15); quarter <= shown; quarter = quarter.AddMinutes(15))
                if (TimeOnly.FromDateTime(quarter) == recurrence.Time && IsDay(quarter)) yield return instant;
            furthest = shown;
        }

        bool IsDay(DateTime day) => recurrence.Kind switch
        {
            RecurrenceKind.Weekly => recurrence.Weekdays.Contains(((int)day.DayOfWeek + 6) % 7),
            RecurrenceKind.Monthly => day.AddDays(1).Day == 1,
            _ => true,
        };
    }

    /// <summary>A node that stops in the middle of anything and never goes on: what it was at is left as it was.</summary>
    private sealed class Mortal
    {
        private readonly TaskCompletionSource died = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Rounds rounds;
        private int left = int.MaxValue;

        public Mortal(ScheduleLab lab) => rounds = lab.NewNode(StepAsync);

        public bool IsDead => died.Task.IsCompleted;

        public bool Dies => left < int.MaxValue;

        public void DieAfter(int steps) => left = steps;

        public Task RoundAsync() => Task.WhenAny(died.Task, ScheduleLab.RoundAsync(rounds)).Unwrap();

        public Task LiveAsync()
        {
            left = int.MaxValue;
            return ScheduleLab.RoundAsync(rounds);
        }

        private async Task StepAsync()
        {
            if (Dies && Interlocked.Decrement(ref left) <= 0) died.TrySetResult();
            if (IsDead) await new TaskCompletionSource().Task;
        }
    }
}
