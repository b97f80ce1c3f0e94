namespace Wallboard.Web.Tests.Security;

/// <summary>What changes something and asks for no antiforgery token: each with what protects it instead.</summary>
internal static class Exempt
{
    public static readonly IReadOnlyDictionary<string, string> FromAntiforgery = new Dictionary<string, string>
    {
        ["POST /_blazor/negotiate"] = "changes nothing; its socket has the same-origin check",
        ["POST /api/link/{tenant}/retake"] = "for tools with a token, which no browser sends by itself; for a person's cookie the same-origin check stands",
        ["POST /hub/board/negotiate"] = "changes nothing",
        ["POST /tv/hub/negotiate"] = "changes nothing",
        ["POST /tv/pairing"] = "the cookie is SameSite=Strict, and the same-origin check stands",
        ["POST /tv/renew"] = "the same; sets the cookie that was sent",
    };
}
