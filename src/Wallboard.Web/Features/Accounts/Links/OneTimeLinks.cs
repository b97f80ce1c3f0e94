using Microsoft.EntityFrameworkCore;
using Wallboard.Web.Features.Accounts.SignIn;
using Wallboard.Web.Hosting;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Accounts.Links;

internal enum LinkState
{
    Good,

    /// <summary>Nothing like it was ever made.</summary>
    Unknown,

    /// <summary>Used, withdrawn or expired.</summary>
    Ended,

    /// <summary>This address has guessed too often.</summary>
    TooMany,
}

/// <summary>Links that work once.</summary>
internal sealed class OneTimeLinks(WallboardDb db, Attempts attempts, TimeProvider clock)
{
    public static readonly TimeSpan SetupLasts = TimeSpan.FromHours(24);
    public static readonly TimeSpan InviteLasts = TimeSpan.FromDays(7);
    public static readonly TimeSpan ResetLasts = TimeSpan.FromHours(24);

    /// <summary>A new link, not saved yet, in the place of others of its kind.</summary>
    /// <param name="others">Which of the same purpose it replaces.</param>
    /// <returns>The path: the one time that its secret is seen.</returns>
    public async Task<string> AddAsync(OneTimeLink link, TimeSpan lasts, Func<OneTimeLink, bool> others)
    {
        var now = clock.GetUtcNow();
        foreach (var old in (await db.Links.Where(l => l.Purpose == link.Purpose && l.EndedAt == null).ToListAsync()).Where(others)) old.EndedAt = now;
        var secret = Secret.New();
        link.Id = Guid.NewGuid();
        link.SecretHash = Secret.Hash(secret);
        link.CreatedAt = now;
        link.ExpiresAt = now + lasts;
        db.Add(link);
        return $"/{PathOf(link.Purpose)}/{secret}";
    }

    /// <summary>What an address with a secret opens. Says so with the answer's status when it is nothing.</summary>
    public async Task<(LinkState State, OneTimeLink? Link)> OpenAsync(HttpContext http, string secret, LinkPurpose purpose)
    {
        var wait = attempts.Take(http);
        if (wait > TimeSpan.Zero)
        {
            http.AnswerTooMany(wait);
            return (LinkState.TooMany, null);
        }
        var hash = Secret.Hash(secret);
        var link = await db.Links.SingleOrDefaultAsync(l => l.SecretHash == hash && l.Purpose == purpose);
        if (link is null)
        {
            http.AnswerWith(StatusCodes.Status404NotFound);
            return (LinkState.Unknown, null);
        }
        attempts.GiveBack(http);
        if (link.EndedAt is null && link.ExpiresAt > clock.GetUtcNow()) return (LinkState.Good, link);
        http.AnswerWith(StatusCodes.Status410Gone);
        return (LinkState.Ended, null);
    }

    public void End(OneTimeLink link) => link.EndedAt = clock.GetUtcNow();

    private static string PathOf(LinkPurpose purpose) => purpose switch
    {
        LinkPurpose.Setup => "setup",
        LinkPurpose.Invite => "invite",
        _ => "reset",
    };
}
