using Microsoft.AspNetCore.Identity;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Accounts;

/// <summary>What Identity's own rules (length, different signs) do not see: a password that anybody would try first.</summary>
internal sealed class PasswordRules : IPasswordValidator<Person>
{
    public const int Longest = 256;

    /// <summary>Of twelve signs and more; shorter ones are refused anyway.</summary>
    private static readonly HashSet<string> common = new(
    [
        "123456789012", "1234567890123", "123456789123", "123123123123", "12345678910", "1234567890qwe", "0123456789012", "987654321098", "112233445566",
        "password1234", "password12345", "password123456", "passw0rd1234", "p@ssw0rd1234", "passwordpassword", "administrator", "administrator1", "admin1234567",
        "adminadminadmin", "admin123admin", "qwertyuiop12", "qwertyuiop123", "qwertyuiopasdf", "qwertyuiop[]", "qwerty123456", "qwer1234asdf", "asdfghjkl123",
        "1qaz2wsx3edc", "1qaz2wsx3edc4rfv", "1q2w3e4r5t6y", "zaq12wsxcde3", "!qaz2wsx3edc", "abcdefghijkl", "abcdefg12345", "abc123456789", "a123456789012", "aa1234567890",
        "qq1234567890", "woaini1314520", "woaini5201314", "5201314woaini", "woaiwojia1314", "letmeinletmein", "iloveyou1234", "welcome12345", "welcome123456",
        "changeme1234", "changemechangeme", "secretpassword", "callcenter123", "callcenter1234", "callcentre123", "wallboard123", "wallboard1234", "wallboard-demo",
        "wallboardwallboard", "huamukanban123", "hujiaozhongxin", "kefuzhongxin", "kefuzhongxin123",
    ], StringComparer.OrdinalIgnoreCase);

    public Task<IdentityResult> ValidateAsync(UserManager<Person> manager, Person user, string? password) => Task.FromResult(
        password is null ? Fault("PasswordTooShort")
        : password.Length > Longest ? Fault("PasswordTooLong")
        : common.Contains(password) ? Fault("PasswordCommon")
        : user.UserName is { Length: >= 3 } name && password.Contains(name, StringComparison.OrdinalIgnoreCase) ? Fault("PasswordHasName")
        : IdentityResult.Success);

    /// <summary>The key of the words for what is wrong with a new password; null = nothing.</summary>
    public static async Task<string?> FaultOf(UserManager<Person> users, Person person, string? password, string? repeated)
    {
        foreach (var rule in users.PasswordValidators)
            if ((await rule.ValidateAsync(users, person, password)).Errors.FirstOrDefault() is { } fault) return fault.Code;
        return password == repeated ? null : "PasswordDiffers";
    }

    private static IdentityResult Fault(string code) => IdentityResult.Failed(new IdentityError { Code = code });
}
