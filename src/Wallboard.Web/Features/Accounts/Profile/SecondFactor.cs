using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Accounts.Profile;

/// <summary>
/// A person's authenticator app and recovery codes, in Identity's table of tokens: one row for the key, one for the hash of each code that is left. Each
/// accepted code is spent in one statement, so that of two who send the same at once only one is let in.
/// </summary>
internal sealed class SecondFactor(WallboardDb db, TimeProvider clock)
{
    public const int Codes = 10;
    private const string Key = "authenticator";
    private const string Recovery = "recovery";

    /// <summary>No signs that are read as others.</summary>
    private const string Signs = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

    /// <summary>An authenticator's code that was not used before, or a recovery code.</summary>
    public async Task<bool> AcceptsAsync(Person person, string? code)
    {
        var typed = Totp.Clean(code).ToUpperInvariant();
        if (typed.Length != 6)
            return await db.UserTokens.Where(t => t.UserId == person.Id && t.LoginProvider == Recovery && t.Name == Hash(typed)).ExecuteDeleteAsync() == 1;
        var key = (await db.UserTokens.AsNoTracking().SingleOrDefaultAsync(t => t.UserId == person.Id && t.LoginProvider == Key))?.Value;
        return key is not null && Totp.StepOf(key, typed, clock.GetUtcNow()) is { } step
            && await db.Users.Where(p => p.Id == person.Id && (p.LastCodeStep == null || p.LastCodeStep < step))
                .ExecuteUpdateAsync(p => p.SetProperty(x => x.LastCodeStep, step)) == 1;
    }

    /// <summary>Turns it on, not saved yet; false when the code is not the key's.</summary>
    public bool TurnOn(Person person, string key, string? code)
    {
        if (!Totp.IsKey(key) || Totp.StepOf(key, code, clock.GetUtcNow()) is not { } step) return false;
        db.Add(new IdentityUserToken<Guid> { UserId = person.Id, LoginProvider = Key, Name = Key, Value = key });
        person.TwoFactorEnabled = true;
        person.LastCodeStep = step;
        return true;
    }

    /// <summary>New recovery codes in the place of all others, not saved yet: the one time that they are seen.</summary>
    public async Task<IReadOnlyList<string>> RenewCodesAsync(Person person)
    {
        db.RemoveRange(await db.UserTokens.Where(t => t.UserId == person.Id && t.LoginProvider == Recovery).ToListAsync());
        var codes = Enumerable.Range(0, Codes).Select(_ => RandomNumberGenerator.GetString(Signs, 12)).ToList();
        db.AddRange(codes.Select(code => new IdentityUserToken<Guid> { UserId = person.Id, LoginProvider = Recovery, Name = Hash(code) }));
        return [.. codes.Select(code => $"{code[..4]}-{code[4..8]}-{code[8..]}")];
    }

    public Task<int> CodesLeftAsync(Person person) => db.UserTokens.CountAsync(t => t.UserId == person.Id && t.LoginProvider == Recovery);

    /// <summary>Not saved yet.</summary>
    public static async Task TurnOffAsync(WallboardDb db, Person person)
    {
        db.RemoveRange(await db.UserTokens.Where(t => t.UserId == person.Id && (t.LoginProvider == Key || t.LoginProvider == Recovery)).ToListAsync());
        person.TwoFactorEnabled = false;
    }

    private static string Hash(string code) => Convert.ToHexStringLower(Secret.Hash(code));
}
