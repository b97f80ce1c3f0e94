using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Wallboard.Testing;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Tests.Storage;

public sealed class AccessBookTests
{
    private readonly FakeTimeProvider clock = new();

    public static TheoryData<string> Providers => StorageLab.Providers;

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_change_counts_here_at_once_and_elsewhere_at_the_next_look(string provider)
    {
        await using var lab = await StorageLab.StartAsync(provider, clock);
        var other = lab.NewNode();
        var (here, there) = (Book(lab.Node.Services), Book(other.Services));
        await here.StartAsync(default);
        await there.StartAsync(default);
        await Until(() => clock.PendingTimers == 2);
        var (person, session) = await SignInAsync(lab);
        Assert.Equal(person.Id, Who(here, session).Id);
        Assert.Equal(CallerKind.Nobody, Who(there, session).Kind);

        clock.Advance(AccessBook.LookEvery);
        await Until(() => Who(there, session).Id == person.Id);
        await using (var db = lab.Open())
        {
            (await db.Sessions.SingleAsync()).EndedAt = clock.GetUtcNow();
            await db.SaveChangesAsync();
        }
        Assert.Equal(CallerKind.Nobody, Who(here, session).Kind);
        Assert.Equal(person.Id, Who(there, session).Id);
        clock.Advance(AccessBook.LookEvery);
        await Until(() => Who(there, session).Kind == CallerKind.Nobody);
        await here.StopAsync(default);
        await there.StopAsync(default);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_change_in_a_transaction_counts_once_it_is_committed(string provider)
    {
        await using var lab = await StorageLab.StartAsync(provider, clock);
        var book = Book(lab.Node.Services);
        await book.StartAsync(default);
        var (person, session) = await SignInAsync(lab);
        await using (var db = lab.Open())
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            (await db.Sessions.SingleAsync()).EndedAt = clock.GetUtcNow();
            await db.SaveChangesAsync();
            Assert.Equal(person.Id, Who(book, session).Id);
            await transaction.CommitAsync();
        }
        Assert.Equal(CallerKind.Nobody, Who(book, session).Kind);
        await book.StopAsync(default);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task While_storage_is_away_what_was_known_stays_and_it_is_said(string provider)
    {
        await using var lab = await StorageLab.StartAsync(provider, clock);
        var book = Book(lab.Node.Services);
        await book.StartAsync(default);
        await Until(() => clock.PendingTimers == 1);
        var (person, session) = await SignInAsync(lab);
        Assert.True(book.StorageAnswers);

        await lab.BreakAsync();
        for (var look = 0; look < 4; look++) clock.Advance(AccessBook.LookEvery);
        Assert.False(book.StorageAnswers);
        Assert.Equal(person.Id, Who(book, session).Id);

        await lab.MendAsync();
        await Until(() =>
        {
            clock.Advance(AccessBook.LookEvery);
            return book.StorageAnswers;
        });
        await book.StopAsync(default);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Being_seen_is_written_once_a_minute_and_makes_nobody_read_anew(string provider)
    {
        await using var lab = await StorageLab.StartAsync(provider, clock);
        var (person, session) = await SignInAsync(lab);
        var token = new ApiToken { Id = Guid.NewGuid(), TenantId = "10000", SecretHash = [1], ExpiresAt = clock.GetUtcNow().AddDays(1) };
        var screen = new Screen { Id = Guid.NewGuid(), TenantId = "10000" };
        await using var db = lab.Open();
        db.AddRange(token, screen);
        await db.SaveChangesAsync();
        var stamp = (await db.AccessRevisions.AsNoTracking().SingleAsync()).Stamp;

        var start = clock.GetUtcNow();
        var lastSeen = lab.Node.Services.GetRequiredService<LastSeen>();
        clock.Advance(TimeSpan.FromSeconds(200));
        lastSeen.Saw(new Caller(CallerKind.Person, person.Id, "", session.Id, []));
        lastSeen.Saw(CallerKind.Token, token.Id);
        clock.Advance(TimeSpan.FromSeconds(60));
        lastSeen.Saw(CallerKind.Screen, screen.Id);
        lastSeen.Saw(Caller.Nobody);
        await lab.BreakAsync();
        Assert.False(await lastSeen.RunOnceAsync());
        await lab.MendAsync();
        // As at stop: what could not be written is not lost.
        await lastSeen.StopAsync(default);

        await using var after = lab.Open();
        Assert.Equal(start.AddMinutes(3), (await after.Sessions.SingleAsync()).LastSeenAt);
        Assert.Equal(start.AddMinutes(3), (await after.ApiTokens.SingleAsync()).LastUsedAt);
        Assert.Equal(start.AddMinutes(4), (await after.Screens.SingleAsync()).LastSeenAt);
        Assert.Equal(stamp, (await after.AccessRevisions.SingleAsync()).Stamp);
    }

    private async Task<(Person, Session)> SignInAsync(StorageLab lab)
    {
        var person = StorageTests.Person("王芳");
        var session = new Session { Id = Guid.NewGuid(), PersonId = person.Id, CreatedAt = clock.GetUtcNow(), LastSeenAt = clock.GetUtcNow() };
        await using var db = lab.Open();
        db.AddRange(person, session, new Membership { PersonId = person.Id, TenantId = "10000", Role = Role.Viewer });
        await db.SaveChangesAsync();
        return (person, session);
    }

    private static AccessBook Book(IServiceProvider services) => services.GetRequiredService<AccessBook>();

    private static Caller Who(AccessBook book, Session session) => book.Of(AccessClaims.Principal(CallerKind.Person, session.Id, Schemes.Person));

    private static Task<TimeSpan> Until(Func<bool> condition) => Eventually.True(() => Task.FromResult(condition()), TimeSpan.FromSeconds(20), "the look");
}
