using System.Collections.Frozen;
using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Wallboard.Web.Features.Live;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Hosting.Access;

/// <summary>
/// Who may do what, in memory: asked at every request and hub call, and every two seconds for each open connection. It is read anew at once after a change
/// here, and within two seconds after a change by another node.
/// </summary>
internal sealed class AccessBook(
    IDbContextFactory<WallboardDb> storage, AccessRevisionInterceptor changes, Tenants tenants, DemoMode demo, TimeProvider clock, ILogger<AccessBook> log)
    : BackgroundService
{
    public static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    private readonly IReadOnlyList<string> tenantIds = [.. tenants.All.Select(t => t.Id)];
    private readonly SemaphoreSlim reading = new(1, 1);
    private volatile AccessSnapshot snapshot = AccessSnapshot.Empty;
    private long answeredAt;
    private bool failing;

    public AccessSnapshot Now => snapshot;

    /// <summary>When storage last answered, here or at the look every two seconds.</summary>
    public DateTimeOffset StorageAnsweredAt => new(Interlocked.Read(ref answeredAt), TimeSpan.Zero);

    /// <summary>It has answered one of the last three looks. What does not answer changes nothing: what was known stays.</summary>
    public bool StorageAnswers => clock.GetUtcNow() - StorageAnsweredAt <= 3 * LookEvery;

    /// <summary>Who a principal is at this moment; <see cref="Caller.Nobody"/> once its session, screen or token is no more.</summary>
    public Caller Of(ClaimsPrincipal? principal)
    {
        var id = Guid.TryParse(principal?.FindFirstValue(AccessClaims.Id), out var known) ? known : default;
        return principal?.FindFirstValue(AccessClaims.Kind) switch
        {
            nameof(CallerKind.Person) => snapshot.Person(id, tenantIds, clock.GetUtcNow()),
            nameof(CallerKind.Screen) => snapshot.Screen(id, tenantIds),
            nameof(CallerKind.Token) => snapshot.Token(id, tenantIds, clock.GetUtcNow()),
            nameof(CallerKind.Bootstrap) => AccessSnapshot.Bootstrap(tenantIds),
            _ => Caller.Nobody,
        };
    }

    /// <summary>Reads everything anew.</summary>
    public async Task ReadAsync(CancellationToken cancel = default)
    {
        await reading.WaitAsync(cancel);
        try
        {
            await using var db = await storage.CreateDbContextAsync(cancel);
            // The stamp first: what changes meanwhile is seen the next time.
            var stamp = (await db.AccessRevisions.AsNoTracking().SingleAsync(cancel)).Stamp;
            var memberships = (await db.Memberships.AsNoTracking().ToListAsync(cancel)).ToLookup(m => m.PersonId);
            var people = await db.Users.AsNoTracking()
                .Select(p => new { p.Id, p.DisplayName, p.DisabledAt, p.IsDemo, p.TwoFactorEnabled, p.Language, p.Theme }).ToListAsync(cancel);
            snapshot = new(
                stamp,
                people.ToFrozenDictionary(p => p.Id, p => new PersonAccess(
                    p.Id, p.DisplayName, p.DisabledAt is not null || (p.IsDemo && !demo.Active), p.TwoFactorEnabled, p.Language, p.Theme,
                    memberships[p.Id].ToFrozenDictionary(m => m.TenantId))),
                (await db.Sessions.AsNoTracking().Where(s => s.EndedAt == null).ToListAsync(cancel)).ToFrozenDictionary(s => s.Id),
                (await db.Screens.AsNoTracking().Where(s => s.RevokedAt == null).ToListAsync(cancel)).ToFrozenDictionary(s => s.Id),
                (await db.ApiTokens.AsNoTracking().Where(t => t.RevokedAt == null).ToListAsync(cancel)).ToFrozenDictionary(t => t.Id),
                (await db.Preferences.AsNoTracking().ToListAsync(cancel)).ToFrozenDictionary(p => p.TenantId));
            Answered();
        }
        finally
        {
            reading.Release();
        }
    }

    /// <summary>Before the first request can come.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await ReadAsync(cancellationToken);
        changes.Changed += ReadAsync;
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        changes.Changed -= ReadAsync;
        await base.StopAsync(cancellationToken);
    }

    public override void Dispose()
    {
        reading.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            try
            {
                await using var db = await storage.CreateDbContextAsync(stoppingToken);
                if ((await db.AccessRevisions.AsNoTracking().SingleAsync(stoppingToken)).Stamp != snapshot.Stamp) await ReadAsync(stoppingToken);
                else Answered();
                failing = false;
            }
            catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                // Once: it looks again every two seconds.
                if (!failing) log.LogError(e, "Who may do what could not be read; what was known stays");
                failing = true;
            }
    }

    private void Answered() => Interlocked.Exchange(ref answeredAt, clock.GetUtcNow().UtcTicks);
}

/// <summary>What a principal carries: who it says it is. What that is worth is <see cref="AccessBook"/>'s to say.</summary>
internal static class AccessClaims
{
    /// <summary>A <see cref="CallerKind"/>.</summary>
    public const string Kind = "wallboard:kind";

    /// <summary>Of the session, screen or token.</summary>
    public const string Id = "wallboard:id";

    public static ClaimsPrincipal Principal(CallerKind kind, Guid? id, string scheme) => new(new ClaimsIdentity(
        id is { } known ? [new(Kind, kind.ToString()), new(Id, known.ToString())] : [new Claim(Kind, kind.ToString())], scheme));
}
