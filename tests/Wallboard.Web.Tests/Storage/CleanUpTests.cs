using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Wallboard.Testing;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Tests.Storage;

public sealed class CleanUpTests
{
    public static TheoryData<string> Providers => StorageLab.Providers;

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task What_nobody_needs_goes_and_the_rest_stays(string provider)
    {
        var clock = new FakeTimeProvider();
        await using var lab = await StorageLab.StartAsync(provider, clock);
        var (now, today) = (clock.GetUtcNow(), DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
        var person = StorageTests.Person("王芳");
        var schedule = new Schedule { Id = Guid.NewGuid(), TenantId = "10000", Name = "s", Recurrence = "daily 08:00", Zone = "UTC", Reports = "[]", Language = "en" };
        await using (var db = lab.Open())
        {
            ScheduleRun[] runs = [Run(-402, RunState.Done), Run(-401, RunState.Done), Run(-403, RunState.Waiting)];
            db.AddRange([schedule, .. runs]);
            db.AddRange(runs.Select(run => new Delivery { Id = Guid.NewGuid(), RunId = run.Id, TenantId = "10000", ScheduleId = schedule.Id, DueAt = run.DueAt, Recipient = "r" }));
            db.AddRange(
                person,
                new ReadDay { TenantId = "10000", Day = today.AddDays(-402) }, new ReadDay { TenantId = "10000", Day = today.AddDays(-401) },
                Kept(today.AddDays(-402)), Kept(today.AddDays(-401)),
                Visit("old", today.AddDays(-402)), Visit("kept", today.AddDays(-401)), Visit("today", today),
                Session("ended long ago", -91, now.AddDays(-91)), Session("ended", -89, now.AddDays(-89)), Session("not seen", -91, null), Session("open", 0, null),
                new Pairing { Id = Guid.NewGuid(), Code = "old", ExpiresAt = now.AddDays(-8) }, new Pairing { Id = Guid.NewGuid(), Code = "kept", ExpiresAt = now.AddDays(-6) },
                Link("expired", now.AddDays(-8), null), Link("used", now.AddDays(1), now.AddDays(-8)), Link("kept", now.AddDays(1), null),
                new AuditEntry { At = now.AddYears(-9), Action = AuditAction.SignedIn });
            await db.SaveChangesAsync();
        }
        var cleanUp = lab.Node.Services.GetServices<IHostedService>().OfType<CleanUp>().Single();
        Assert.True(await cleanUp.RunOnceAsync());

        await using var after = lab.Open();
        Assert.Equal(["kept", "today"], await after.Visits.Select(v => v.CallId).OrderBy(v => v).ToListAsync());
        Assert.Equal([today.AddDays(-401)], await after.ReadDays.Select(d => d.Day).ToListAsync());
        Assert.Equal([today.AddDays(-401)], await after.KeptReports.Select(r => r.Day).ToListAsync());
        Assert.Equal([RunState.Waiting, RunState.Done], await after.ScheduleRuns.OrderBy(r => r.DueAt).Select(r => r.State).ToListAsync());
        Assert.Equal(2, await after.Deliveries.CountAsync());
        Assert.Equal(["ended", "open"], await after.Sessions.Select(s => s.Browser).OrderBy(s => s).ToListAsync());
        Assert.Equal(["kept"], await after.Pairings.Select(p => p.Code).ToListAsync());
        Assert.Equal(["kept"], await after.Links.Select(l => l.CreatedBy).ToListAsync());
        Assert.Equal(1, await after.Audit.CountAsync());

        KeptReport Kept(DateOnly day) => new() { TenantId = "10000", Report = "calls", Day = day, Rows = "{}", ReadAt = now };
        ScheduleRun Run(int days, RunState state) => new()
        {
            Id = Guid.NewGuid(), TenantId = "10000", ScheduleId = schedule.Id, DueAt = now.AddDays(days), State = state, FinishedAt = state == RunState.Done ? now : null,
        };
        StoredVisit Visit(string call, DateOnly day) =>
            new() { TenantId = "10000", CallId = call, Queue = "q", Nth = 1, EnteredAt = now, Day = day, Outcome = VisitEnd.Answered };
        Session Session(string browser, int seen, DateTimeOffset? ended) =>
            new() { Id = Guid.NewGuid(), PersonId = person.Id, Browser = browser, CreatedAt = now.AddDays(-200), LastSeenAt = now.AddDays(seen), EndedAt = ended };
        OneTimeLink Link(string name, DateTimeOffset expires, DateTimeOffset? ended) =>
            new() { Id = Guid.NewGuid(), SecretHash = [(byte)name[0]], CreatedBy = name, ExpiresAt = expires, EndedAt = ended };
    }
}
