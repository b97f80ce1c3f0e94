using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Wallboard.Live;
using Wallboard.Platform.Cti;
using Wallboard.Reports;
using Wallboard.Testing;
using Wallboard.Web.Features.Reports.Deliveries;
using Wallboard.Web.Features.Reports.Files;
using Wallboard.Web.Features.Reports.Schedules;
using Wallboard.Web.Storage;
using Wallboard.Web.Tests.Storage;

namespace Wallboard.Web.Tests.Reports.Schedules;

/// <summary>One schedule, due every day at 08:00 in Shanghai, and what can come between it and its recipients.</summary>
public sealed class RunTests
{
    private static readonly DateTimeOffset monday = DateTimeOffset.Parse("2026-11-30 00:00:00Z", CultureInfo.InvariantCulture);

    public static TheoryData<string> Providers => StorageLab.Providers;

    private static Task<ScheduleLab> LabAsync(string provider = nameof(StorageProvider.Sqlite)) => ScheduleLab.StartAsync(provider, monday.AddHours(-1));

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task What_is_due_is_made_with_the_days_of_its_day_and_handed_over_in_its_order(string provider)
    {
        await using var lab = await LabAsync(provider);
        var schedule = await lab.ScheduleAsync(s => (s.Reports, s.Formats, s.Recipients, s.Language) = (
            """[{"report":"queues","query":"unit=day&period=lastWeek&subject=queues"},{"report":"call-records","query":"period=yesterday&queue=10000_8000"}]""",
            [FileFormat.Csv, FileFormat.Xlsx], ["mail:a@example.com", $"person:{lab.Owner.Id}"], "en"));
        var node = lab.NewNode();
        await ScheduleLab.RoundAsync(node);
        Assert.Empty(await lab.RunsAsync());
        List<FileOrder> orders = [];
        lab.Source = order =>
        {
            lock (orders) orders.Add(order);
            return Task.FromResult(FileLab.Table(2));
        };
        // A day late: it is about the days that it was due for all the same.
        lab.Clock.Advance(TimeSpan.FromHours(24.5));
        await ScheduleLab.RoundAsync(node);

        var run = await lab.OnlyRunAsync();
        Assert.Equal((RunState.Done, monday, false, null), (run.State, run.DueAt, run.ByHand, run.Failure));
        Assert.Equal(
            ["unit=day&from=2026-11-23&to=2026-11-29&subject=queues", "from=2026-11-29T00:00&to=2026-11-29T23:59&queue=10000_8000"],
            orders.Select(o => Uri.UnescapeDataString(o.Query)).Distinct());
        Assert.All(orders, o => Assert.Null(o.Grant.UnmaskedUntil));
        Assert.Equal(4, lab.Handed.Count);
        Assert.All(lab.Handed, one =>
        {
            Assert.Equal(("schedule of 10000", monday, "en"), (one.Parcel.Schedule, one.Parcel.Due, one.Parcel.Language));
            Assert.Equal(TimeSpan.FromHours(8), one.Parcel.Due.Offset);
            Assert.StartsWith("Queue", one.Parcel.Files[0].Title, StringComparison.Ordinal);
            Assert.EndsWith("2026-11-23 – 2026-11-29", one.Parcel.Files[0].Title, StringComparison.Ordinal);
            Assert.EndsWith("2026-11-29", one.Parcel.Files[1].Title, StringComparison.Ordinal);
            Assert.All(one.Parcel.Files, file => Assert.Equal((file.Bytes, 2), (new FileInfo(file.Path).Length, file.Rows)));
        });
        await using var db = lab.Storage.Open();
        Assert.Equal(4, await db.ReportFiles.CountAsync(f => f.RunId == run.Id && f.OwnerId == lab.Owner.Id && f.State == FileState.Ready));
        Assert.Equal(4, await db.DeliveryAttempts.CountAsync(a => a.Outcome == AttemptOutcome.Sent));
        // Nothing comes twice.
        await ScheduleLab.RoundAsync(lab.NewNode());
        Assert.Equal(4, lab.Handed.Count);
        Assert.Empty(lab.Told);
    }

    [Fact]
    public async Task What_was_certainly_not_sent_is_tried_again_with_growing_patience_and_then_its_owner_is_told()
    {
        await using var lab = await LabAsync();
        await lab.ScheduleAsync();
        lab.Send = (_, _, _) => Task.FromResult(new SendResult(AttemptOutcome.Failed, "Failure.other"));
        var node = lab.NewNode();
        lab.Clock.Advance(TimeSpan.FromHours(1));
        foreach (var (i, pause) in RunSending.Backoff.Index())
        {
            await ScheduleLab.RoundAsync(node);
            var delivery = await lab.OnlyDeliveryAsync();
            Assert.Equal((DeliveryState.Waiting, i + 1, lab.Clock.GetUtcNow() + pause), (delivery.State, delivery.Attempts, delivery.NextAttemptAt));
            lab.Clock.Advance(pause - TimeSpan.FromSeconds(1));
            await ScheduleLab.RoundAsync(node);
            Assert.Equal(i + 1, (await lab.OnlyDeliveryAsync()).Attempts);
            lab.Clock.Advance(TimeSpan.FromSeconds(1));
        }
        Assert.Empty(lab.Told);
        await ScheduleLab.RoundAsync(node);
        Assert.Equal((DeliveryState.Failed, 6), ((await lab.OnlyDeliveryAsync()).State, (await lab.OnlyDeliveryAsync()).Attempts));
        var run = await lab.OnlyRunAsync();
        Assert.Equal((RunState.Done, lab.Clock.GetUtcNow()), (run.State, run.OwnerToldAt));
        Assert.Equal(lab.Owner.Id, Assert.Single(lab.Told).Owner);
    }

    [Fact]
    public async Task A_failure_that_passes_is_made_up_for_and_nobody_is_bothered()
    {
        await using var lab = await LabAsync();
        await lab.ScheduleAsync(s => s.Recipients = ["mail:a@example.com", "mail:b@example.com"]);
        lab.Send = (recipient, parcel, _) =>
            Task.FromResult(new SendResult(recipient.Contains("b@", StringComparison.Ordinal) && lab.Clock.GetUtcNow() < monday.AddMinutes(1) ? AttemptOutcome.Failed : AttemptOutcome.Sent, null));
        var node = lab.NewNode();
        lab.Clock.Advance(TimeSpan.FromHours(1));
        await ScheduleLab.RoundAsync(node);
        Assert.Equal(["mail:a@example.com"], lab.Handed.Select(h => h.Recipient));
        lab.Clock.Advance(TimeSpan.FromMinutes(1));
        await ScheduleLab.RoundAsync(node);
        Assert.Equal(RunState.Done, (await lab.OnlyRunAsync()).State);
        Assert.Equal(["mail:a@example.com", "mail:b@example.com"], lab.Handed.Select(h => h.Recipient).Order());
        Assert.Empty(lab.Told);
    }

    [Fact]
    public async Task What_is_refused_or_not_known_to_have_arrived_is_not_tried_again_by_itself()
    {
        await using var lab = await LabAsync();
        await lab.ScheduleAsync(s => s.Recipients = ["mail:refuses@example.com", "mail:silent@example.com", "mail:good@example.com"]);
        lab.Send = (recipient, _, _) => Task.FromResult(new SendResult(
            recipient.Contains("refuses", StringComparison.Ordinal) ? AttemptOutcome.Refused : recipient.Contains("silent", StringComparison.Ordinal) ? AttemptOutcome.Unknown : AttemptOutcome.Sent, null));
        var node = lab.NewNode();
        lab.Clock.Advance(TimeSpan.FromHours(1));
        for (var i = 0; i < 5; i++)
        {
            await ScheduleLab.RoundAsync(node);
            lab.Clock.Advance(TimeSpan.FromHours(3));
        }
        await using var db = lab.Storage.Open();
        Assert.Equal(
            [("mail:good@example.com", DeliveryState.Sent, 1), ("mail:refuses@example.com", DeliveryState.Failed, 1), ("mail:silent@example.com", DeliveryState.Unknown, 1)],
            (await db.Deliveries.OrderBy(d => d.Recipient).ToListAsync()).Select(d => (d.Recipient, d.State, d.Attempts)));
        Assert.Single(lab.Told);
    }

    [Fact]
    public async Task A_platform_that_answers_short_is_asked_again_and_what_comes_late_is_still_that_days()
    {
        await using var lab = await LabAsync();
        await lab.ScheduleAsync();
        var away = true;
        lab.Source = _ => Task.FromResult(away ? FileLab.Table(11, 12) : FileLab.Table(1));
        var node = lab.NewNode();
        lab.Clock.Advance(TimeSpan.FromHours(1));
        await ScheduleLab.RoundAsync(node);
        var run = await lab.OnlyRunAsync();
        Assert.Equal((RunState.Waiting, 1, monday.AddMinutes(1)), (run.State, run.Attempts, run.NextAttemptAt));
        Assert.Contains("12", RunFailure.Words(run.Failure), StringComparison.Ordinal);
        Assert.Empty(lab.Handed);
        away = false;
        lab.Clock.Advance(TimeSpan.FromMinutes(1));
        await ScheduleLab.RoundAsync(node);
        Assert.Equal(RunState.Done, (await lab.OnlyRunAsync()).State);
        Assert.Contains("2026-11-29", Assert.Single(lab.Handed).Parcel.Files[0].FileName, StringComparison.Ordinal);
        Assert.Empty(lab.Told);
    }

    [Fact]
    public async Task A_portal_that_does_not_know_the_platform_yet_waits_for_it_and_one_that_does_takes_a_refusal_for_good()
    {
        await using var lab = await LabAsync();
        await lab.ScheduleAsync();
        lab.Source = _ => throw new ReportRefusedException(ReportRefusal.NoSubject);
        var node = lab.NewNode();
        lab.Clock.Advance(TimeSpan.FromHours(1));
        lab.Picture = Pictures.Starting;
        await ScheduleLab.RoundAsync(node);
        Assert.Equal((RunState.Waiting, "Failure.starting"), ((await lab.OnlyRunAsync()).State, (await lab.OnlyRunAsync()).Failure));
        lab.Picture = Pictures.Busy.WithLink(Freshness.Offline, LinkReason.None);
        lab.Clock.Advance(TimeSpan.FromMinutes(1));
        await ScheduleLab.RoundAsync(node);
        Assert.Equal((RunState.Waiting, "Failure.NoSubject"), ((await lab.OnlyRunAsync()).State, (await lab.OnlyRunAsync()).Failure));
        lab.Picture = Pictures.Busy;
        lab.Clock.Advance(TimeSpan.FromMinutes(5));
        await ScheduleLab.RoundAsync(node);
        Assert.Equal((RunState.Failed, "Failure.NoSubject"), ((await lab.OnlyRunAsync()).State, (await lab.OnlyRunAsync()).Failure));
    }

    [Fact]
    public async Task An_empty_report_is_a_failure_that_its_owner_is_told_and_nothing_of_it_is_sent()
    {
        await using var lab = await LabAsync();
        await lab.ScheduleAsync(s => s.Reports = """[{"report":"calls","query":"unit=day&period=yesterday&subject=tenant"},{"report":"queues","query":"unit=day&period=yesterday&subject=queues"}]""");
        lab.Source = order => Task.FromResult(FileLab.Table(order.Report == "calls" ? 3 : 0));
        lab.Clock.Advance(TimeSpan.FromHours(1));
        var node = lab.NewNode();
        await ScheduleLab.RoundAsync(node);
        var run = await lab.OnlyRunAsync();
        Assert.Equal((RunState.Failed, lab.Clock.GetUtcNow()), (run.State, run.FinishedAt));
        Assert.Empty(lab.Handed);
        Assert.Contains("没有数据行", Assert.Single(lab.Told).Body, StringComparison.Ordinal);
        lab.Clock.Advance(TimeSpan.FromHours(5));
        await ScheduleLab.RoundAsync(node);
        Assert.Empty(lab.Handed);
        Assert.Single(lab.Told);
    }

    [Fact]
    public async Task Whose_owner_may_no_longer_export_makes_nothing_and_says_so()
    {
        await using var lab = await LabAsync();
        await lab.ScheduleAsync();
        await using (var db = lab.Storage.Open()) await db.Memberships.ExecuteDeleteAsync();
        await lab.ReadAccessAsync();
        lab.Clock.Advance(TimeSpan.FromHours(1));
        await ScheduleLab.RoundAsync(lab.NewNode());
        Assert.Equal((RunState.Failed, "Failure.owner"), ((await lab.OnlyRunAsync()).State, (await lab.OnlyRunAsync()).Failure));
        Assert.Empty(lab.Handed);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_due_while_no_portal_ran_is_made_up_for_or_left_out_as_chosen(bool skips)
    {
        await using var lab = await LabAsync();
        await lab.ScheduleAsync(s => s.Missed = skips ? MissedPeriods.Skip : MissedPeriods.CatchUp);
        // Due 40 times, the last one nine minutes ago.
        lab.Clock.Advance(TimeSpan.FromDays(39) + TimeSpan.FromMinutes(69));
        await ScheduleLab.RoundAsync(lab.NewNode());
        var runs = await lab.RunsAsync();
        Assert.Equal(Enumerable.Range(0, 40).Select(day => monday.AddDays(day)), runs.Select(r => r.DueAt));
        Assert.Equal(skips ? 1 : DueRuns.MostCaughtUp, runs.Count(r => r.State == RunState.Done));
        Assert.Equal(RunState.Done, runs[^1].State);
        Assert.Equal(skips ? 39 : 40 - DueRuns.MostCaughtUp, runs.TakeWhile(r => r.State == RunState.Skipped).Count());
        Assert.Equal(runs.Count(r => r.State == RunState.Done), lab.Handed.Count);
    }

    [Fact]
    public async Task Nothing_is_due_while_it_is_paused_nor_made_up_for_afterwards()
    {
        await using var lab = await LabAsync();
        var schedule = await lab.ScheduleAsync(s => s.PausedAt = lab.Clock.GetUtcNow());
        var node = lab.NewNode();
        lab.Clock.Advance(TimeSpan.FromDays(3));
        await ScheduleLab.RoundAsync(node);
        await using (var db = lab.Storage.Open())
        {
            var now = lab.Clock.GetUtcNow();
            await db.Schedules.ExecuteUpdateAsync(s => s.SetProperty(x => x.PausedAt, (DateTimeOffset?)null).SetProperty(x => x.HandledUntil, now));
        }
        await ScheduleLab.RoundAsync(node);
        Assert.Empty(await lab.RunsAsync());
        lab.Clock.Advance(TimeSpan.FromHours(1));
        await ScheduleLab.RoundAsync(node);
        Assert.Equal(monday.AddDays(3), (await lab.OnlyRunAsync()).DueAt);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_run_is_one_nodes_until_its_lease_runs_out_and_what_it_was_sending_is_unknown(string provider)
    {
        await using var lab = await LabAsync(provider);
        await lab.ScheduleAsync(s => s.Recipients = ["mail:a@example.com", "mail:b@example.com"]);
        var (sending, never) = (new TaskCompletionSource(), new TaskCompletionSource<SendResult>());
        lab.Send = (_, _, _) =>
        {
            if (!sending.TrySetResult()) return Task.FromResult(new SendResult(AttemptOutcome.Sent, null));
            return never.Task;
        };
        lab.Clock.Advance(TimeSpan.FromHours(1));
        var alive = true;
        var (one, other) = (lab.NewNode(async () => { if (!Volatile.Read(ref alive)) await new TaskCompletionSource().Task; }), lab.NewNode());
        await one.RunAsync();
        await sending.Task;
        // It lives and says so: nobody else has it, however long it takes.
        for (var i = 0; i < 8; i++)
        {
            lab.Clock.Advance(TimeSpan.FromSeconds(30));
            await Eventually.True(async () => (await lab.OnlyRunAsync()).LeaseUntil == lab.Clock.GetUtcNow() + Lease.Lasts, TimeSpan.FromSeconds(20), "the lease is renewed");
            await ScheduleLab.RoundAsync(other);
        }
        Assert.Empty(lab.Handed);
        Volatile.Write(ref alive, false);
        lab.Clock.Advance(Lease.Lasts + TimeSpan.FromSeconds(1));
        await ScheduleLab.RoundAsync(other);
        await using var db = lab.Storage.Open();
        Assert.Equal(
            [(DeliveryState.Unknown, 1), (DeliveryState.Sent, 1)], (await db.Deliveries.OrderBy(d => d.Recipient).ToListAsync()).Select(d => (d.State, d.Attempts)));
        Assert.Equal(RunState.Done, (await lab.OnlyRunAsync()).State);
        Assert.Equal("mail:b@example.com", Assert.Single(lab.Handed).Recipient);
        Assert.Single(lab.Told);
    }

    [Fact]
    public async Task A_portal_that_stops_leaves_what_it_was_sending_unknown_and_the_rest_to_the_next_one_at_once()
    {
        await using var lab = await LabAsync();
        await lab.ScheduleAsync(s => s.Recipients = ["mail:a@example.com", "mail:b@example.com"]);
        var sending = new TaskCompletionSource();
        lab.Send = async (recipient, _, ct) =>
        {
            if (sending.TrySetResult()) await new TaskCompletionSource().Task.WaitAsync(ct);
            return new(AttemptOutcome.Sent, null);
        };
        lab.Clock.Advance(TimeSpan.FromHours(1));
        var node = lab.NewNode();
        await node.RunAsync();
        await sending.Task;
        await node.StopAsync(CancellationToken.None);
        await ScheduleLab.RoundAsync(lab.NewNode());
        await using var db = lab.Storage.Open();
        Assert.Equal([DeliveryState.Unknown, DeliveryState.Sent], (await db.Deliveries.OrderBy(d => d.Recipient).ToListAsync()).Select(d => d.State));
    }

    [Fact]
    public async Task One_that_is_stuck_holds_up_neither_the_others_nor_itself_for_ever()
    {
        await using var lab = await LabAsync();
        await lab.ScheduleAsync(s => (s.Name, s.Recipients) = ("stuck", ["mail:stuck@example.com"]));
        for (var i = 0; i < 4; i++) await lab.ScheduleAsync(s => s.Name = $"good {i}");
        var stuck = new TaskCompletionSource();
        lab.Send = async (recipient, _, ct) =>
        {
            if (recipient.Contains("stuck", StringComparison.Ordinal))
            {
                stuck.TrySetResult();
                await new TaskCompletionSource().Task.WaitAsync(ct);
            }
            return new(AttemptOutcome.Sent, null);
        };
        lab.Clock.Advance(TimeSpan.FromHours(1));
        var node = lab.NewNode();
        await node.RunAsync();
        await stuck.Task;
        await Eventually.True(() => Task.FromResult(lab.Handed.Count == 4), TimeSpan.FromSeconds(20), "the others");
        lab.Clock.Advance(RunSending.Within);
        await node.IdleAsync();
        Assert.Equal(["Failure.slowSend"], (await FailuresAsync()).OfType<string>());

        async Task<List<string?>> FailuresAsync()
        {
            await using var db = lab.Storage.Open();
            return await db.Deliveries.Select(d => d.Failure).ToListAsync();
        }
    }
}
