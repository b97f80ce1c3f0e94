using System.Collections.Concurrent;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging.Abstractions;
using Wallboard.Live;
using Wallboard.Reports;
using Wallboard.Testing;
using Wallboard.Web.Features.Live;
using Wallboard.Web.Features.Records;
using Wallboard.Web.Features.Reports;
using Wallboard.Web.Features.Reports.Deliveries;
using Wallboard.Web.Features.Reports.Files;
using Wallboard.Web.Features.Reports.Schedules;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;
using Wallboard.Web.Tests.Security;
using Wallboard.Web.Tests.Storage;

namespace Wallboard.Web.Tests.Reports.Schedules;

/// <summary>A storage, a clock that stands still, an owner, and nodes that do what is due. Rows and receivers are the test's.</summary>
internal sealed class ScheduleLab : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("wallboard-schedules-").FullName;

    private ScheduleLab(StorageLab storage, FakeTimeProvider clock) => (Storage, Clock) = (storage, clock);

    public StorageLab Storage { get; }

    public FakeTimeProvider Clock { get; }

    public Person Owner { get; } = Rows.Person("10000");

    public LivePicture Picture { get; set; } = Pictures.Busy;

    public Func<FileOrder, Task<ReportTable>> Source { get; set; } = _ => Task.FromResult(FileLab.Table(2));

    public Func<string, Parcel, CancellationToken, Task<SendResult>> Send { get; set; } = (_, _, _) => Task.FromResult(new SendResult(AttemptOutcome.Sent, null));

    /// <summary>All that was handed to the senders, by what is unique.</summary>
    public ConcurrentQueue<(Guid Delivery, string Recipient, Parcel Parcel)> Handed { get; } = [];

    /// <summary>What owners were told.</summary>
    public ConcurrentQueue<(Guid Owner, string Subject, string Body)> Told { get; } = [];

    public static async Task<ScheduleLab> StartAsync(string provider, DateTimeOffset now)
    {
        var clock = new FakeTimeProvider(now);
        var lab = new ScheduleLab(await StorageLab.StartAsync(provider, clock), clock);
        await lab.AddAsync(lab.Owner, Rows.Membership(lab.Owner, "10000", Role.Analyst));
        await lab.ReadAccessAsync();
        return lab;
    }

    public async Task AddAsync(params object[] rows)
    {
        await using var db = Storage.Open();
        db.AddRange(rows);
        await db.SaveChangesAsync();
    }

    public Task ReadAccessAsync() => Storage.Node.Services.GetRequiredService<AccessBook>().ReadAsync();

    public async Task<Schedule> ScheduleAsync(Action<Schedule>? change = null)
    {
        var schedule = Rows.Schedule("10000", Owner);
        (schedule.HandledUntil, schedule.UpdatedAt, schedule.Recipients) = (Clock.GetUtcNow(), Clock.GetUtcNow(), ["mail:a@example.com"]);
        change?.Invoke(schedule);
        await AddAsync(schedule);
        return schedule;
    }

    /// <summary>A portal's scheduler; <paramref name="step"/> stands before every question to storage, and before and after every file and parcel.</summary>
    public Rounds NewNode(Func<Task>? step = null)
    {
        step ??= () => Task.CompletedTask;
        var (services, storage) = (Storage.Node.Services, new SteppingFactory(Storage.Factory, step));
        var (tenants, book) = (new Tenants([Pictures.Tenant(() => Picture)]), services.GetRequiredService<AccessBook>());
        var platforms = new TenantPlatforms(tenants);
        var desk = new ReportDesk(platforms, new(Storage.Factory), Storage.Factory, Clock);
        var subjects = new FileSubjects(desk, new(desk), new(platforms, Clock));
        // No PDF is made here.
        var maker = new FileMaker(async (order, _) => { await step(); return await Source(order); }, null!, Clock);
        var files = new RunFiles(storage, new(new() { Files = folder }, new Place(folder), Clock), maker, new(), subjects, book, Clock);
        var sending = new RunSending(storage, SendAsync, Clock, NullLogger<RunSending>.Instance);
        var unseen = new UnseenFailures(storage, book, Clock);
        var work = new RunWork(storage, files, sending, TellAsync, book, tenants, Clock, NullLogger<RunWork>.Instance);
        return new(storage, new(storage, Clock, NullLogger<DueRuns>.Instance), work, unseen, Clock, NullLogger<Rounds>.Instance);

        async Task<SendResult> SendAsync(string recipient, Parcel parcel, CancellationToken ct)
        {
            await step();
            var result = await Send(recipient, parcel, ct);
            if (result.Outcome != AttemptOutcome.Failed) Handed.Enqueue((parcel.Delivery, recipient, parcel));
            await step();
            return result;
        }
    }

    /// <summary>A round, until nothing waits any more.</summary>
    public static async Task RoundAsync(Rounds node)
    {
        await node.RunAsync();
        await node.IdleAsync();
    }

    public async Task<ScheduleRun> OnlyRunAsync()
    {
        await using var db = Storage.Open();
        return await db.ScheduleRuns.AsNoTracking().SingleAsync();
    }

    public async Task<Delivery> OnlyDeliveryAsync()
    {
        await using var db = Storage.Open();
        return await db.Deliveries.AsNoTracking().SingleAsync();
    }

    public async Task<IReadOnlyList<ScheduleRun>> RunsAsync()
    {
        await using var db = Storage.Open();
        return await db.ScheduleRuns.AsNoTracking().OrderBy(r => r.DueAt).ToListAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Storage.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private Task<bool> TellAsync(Tenant tenant, Guid owner, string subject, string body, CancellationToken ct)
    {
        Told.Enqueue((owner, subject, body));
        return Task.FromResult(true);
    }

    private sealed class SteppingFactory(IDbContextFactory<WallboardDb> inner, Func<Task> step) : IDbContextFactory<WallboardDb>
    {
        public WallboardDb CreateDbContext() => inner.CreateDbContext();

        public async Task<WallboardDb> CreateDbContextAsync(CancellationToken cancellationToken = default)
        {
            await step();
            return inner.CreateDbContext();
        }
    }

    private sealed class Place(string folder) : IWebHostEnvironment
    {
        public string ContentRootPath { get; set; } = folder;

        public string WebRootPath { get; set; } = folder;

        public string EnvironmentName { get; set; } = "Production";

        public string ApplicationName { get; set; } = "";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();

        public IFileProvider WebRootFileProvider { get; set; } = new NullFileProvider();
    }
}
