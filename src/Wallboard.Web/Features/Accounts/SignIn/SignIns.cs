using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Wallboard.Web.Features.Administration;
using Wallboard.Web.Hosting;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Accounts.SignIn;

/// <summary>Who somebody is, and their session from then on.</summary>
internal sealed class SignIns(
    WallboardDb db, UserManager<Person> users, Attempts attempts, AuditLog audit, AccessBook book, DemoMode demo, DummyHash dummy, TimeProvider clock)
{
    public const string TwoFactorPath = "/sign-in/two-factor";
    private const int LongestName = 64;
    private const string Stay = "stay";
    private const string Stamp = "stamp";
    private static readonly string pendingScheme = IdentityConstants.TwoFactorUserIdScheme;

    /// <summary>
    /// Whose name and password these are. Whether the name is unknown, the password wrong, or the account locked or disabled, is neither told nor to be
    /// seen from how long it took: each costs one hash, one update and one entry.
    /// </summary>
    /// <returns>The person, or how long to wait: zero = not at all, it was wrong.</returns>
    public async Task<(Person? Person, TimeSpan Wait)> CheckAsync(HttpContext http, string? name, string? password)
    {
        name = Cut(name);
        var normalized = users.NormalizeName(name);
        var wait = attempts.Take(http, normalized);
        if (wait > TimeSpan.Zero) return (null, wait);
        var person = await users.FindByNameAsync(name);
        var right = await HasPasswordAsync(person, password);
        if (right && MaySignIn(person))
        {
            attempts.GiveBack(http, normalized);
            return (person, TimeSpan.Zero);
        }
        await CountFailureAsync(normalized);
        await audit.WriteAsync(http, AuditAction.SignInFailed, null, person is null ? AuditLog.UnknownName : name, refused: true, actor: Caller.Nobody);
        return (null, TimeSpan.Zero);
    }

    /// <summary>The same for somebody who is signed in, before they change what matters.</summary>
    public async Task<(bool Right, TimeSpan Wait)> ConfirmAsync(HttpContext http, Person person, Func<Task<bool>> isRight)
    {
        var wait = attempts.Take(http, person.NormalizedUserName);
        if (wait > TimeSpan.Zero) return (false, wait);
        if (MaySignIn(person) && await isRight())
        {
            attempts.GiveBack(http, person.NormalizedUserName);
            return (true, TimeSpan.Zero);
        }
        await CountFailureAsync(person.NormalizedUserName!);
        await audit.WriteAsync(http, AuditAction.SignInFailed, null, person.UserName, refused: true);
        return (false, TimeSpan.Zero);
    }

    public Task<bool> HasPasswordAsync(Person? person, string? password)
    {
        password = password is { Length: <= PasswordRules.Longest } ? password : "";
        if (person?.PasswordHash is not null) return users.CheckPasswordAsync(person, password);
        users.PasswordHasher.VerifyHashedPassword(new(), dummy.Text, password);
        return Task.FromResult(false);
    }

    /// <summary>After the password: the session begins, or their second factor is asked for.</summary>
    /// <returns>Where to go.</returns>
    public async Task<string> ProceedAsync(HttpContext http, Person person, bool stay, string? returnUrl)
    {
        var back = LocalAddress.Of(returnUrl);
        if (!person.TwoFactorEnabled) return await BeginAsync(http, person, stay, back);
        var properties = new AuthenticationProperties { Items = { [Stay] = stay.ToString(), [Stamp] = person.SecurityStamp } };
        await http.SignInAsync(pendingScheme, new(new ClaimsIdentity([new(ClaimTypes.Name, person.Id.ToString())], pendingScheme)), properties);
        return QueryHelpers.AddQueryString(TwoFactorPath, "returnUrl", back);
    }

    /// <summary>Who has given their password, and has yet to give their second factor.</summary>
    public async Task<(Person? Person, bool Stay)> PendingAsync(HttpContext http)
    {
        var pending = await http.AuthenticateAsync(pendingScheme);
        var person = pending.Principal?.FindFirstValue(ClaimTypes.Name) is { } id ? await users.FindByIdAsync(id) : null;
        // A password that was changed meanwhile is not the one that they gave.
        return person is not null && pending.Properties!.Items[Stamp] == person.SecurityStamp ? (person, pending.Properties.Items[Stay] == bool.TrueString) : (null, false);
    }

    /// <summary>A new session, never one that was there before.</summary>
    /// <returns>Where to go: what they wanted, unless they must get a second factor first.</returns>
    public async Task<string> BeginAsync(HttpContext http, Person person, bool stay, string back)
    {
        var now = clock.GetUtcNow();
        var session = new Session
        {
            Id = Guid.NewGuid(), PersonId = person.Id, CreatedAt = now, LastSeenAt = now,
            Address = http.Connection.RemoteIpAddress?.ToString() ?? "", Browser = BrowserName.Of(http),
        };
        if (book.Of(http.User).SessionId is { } old && await db.Sessions.FindAsync(old) is { } replaced) replaced.EndedAt = now;
        db.Add(session);
        audit.Add(db, http, AuditAction.SignedIn, null, person.UserName, actor: new(CallerKind.Person, person.Id, person.DisplayName, session.Id, []));
        await db.SaveChangesAsync();
        await db.Users.Where(p => p.Id == person.Id).ExecuteUpdateAsync(p => p.SetProperty(x => x.AccessFailedCount, 0));
        var principal = AccessClaims.Principal(CallerKind.Person, session.Id, Schemes.Person);
        await http.SignOutAsync(pendingScheme);
        await http.SignInAsync(Schemes.Person, principal, new() { IsPersistent = stay });
        return book.Of(principal).WantsSecondFactor.Count > 0 ? RefusalHandler.SecondFactorPage : back;
    }

    public async Task EndAsync(HttpContext http)
    {
        if (book.Of(http.User).SessionId is { } id && await db.Sessions.FindAsync(id) is { } session)
        {
            session.EndedAt = clock.GetUtcNow();
            audit.Add(db, http, AuditAction.SignedOut, null);
            await db.SaveChangesAsync();
        }
        await http.SignOutAsync(Schemes.Person);
        await http.SignOutAsync(pendingScheme);
    }

    public bool MaySignIn(Person? person) =>
        person is { DisabledAt: null } && (demo.Active || !person.IsDemo) && !(person.LockoutEnd > clock.GetUtcNow());

    /// <summary>In one statement: many at once are counted each. UserManager would read, add one and lose all but one of them.</summary>
    private Task<int> CountFailureAsync(string normalizedName)
    {
        var (now, most) = (clock.GetUtcNow(), users.Options.Lockout.MaxFailedAccessAttempts);
        DateTimeOffset? until = now + users.Options.Lockout.DefaultLockoutTimeSpan;
        return db.Users.Where(p => p.NormalizedUserName == normalizedName && (p.LockoutEnd == null || p.LockoutEnd <= now)).ExecuteUpdateAsync(p => p
            .SetProperty(x => x.LockoutEnd, x => x.AccessFailedCount + 1 >= most ? until : x.LockoutEnd)
            .SetProperty(x => x.AccessFailedCount, x => x.AccessFailedCount + 1 >= most ? 0 : x.AccessFailedCount + 1));
    }

    private static string Cut(string? name) => (name ?? "").Trim() is { Length: > LongestName } longer ? longer[..LongestName] : (name ?? "").Trim();
}

/// <summary>What the password of a name that nobody has is compared with: made as all others are, so that it takes as long.</summary>
internal sealed class DummyHash(IOptions<PasswordHasherOptions> options)
{
    public string Text { get; } = new PasswordHasher<Person>(options).HashPassword(new(), Secret.New());
}
