namespace Wallboard.Web.Tests.Security;

/// <summary>What needs no sign-in, and what is there but closed to everybody: each with its reason. Anything else must need something.</summary>
internal static class PublicSurfaces
{
    public static readonly IReadOnlyDictionary<string, string> Open = new Dictionary<string, string>
    {
        ["GET /health/live"] = "a supervisor process asks it; says one word",
        ["GET /health/ready"] = "the same; tenants' names and the state of their links, no figure of theirs",
        ["page /sign-in"] = "where one says who one is",
        ["page /sign-in/two-factor"] = "and says it a second time; only after the password",
        ["POST /sign-out"] = "whoever's session has ended elsewhere comes to the sign-in page, too",
        ["page /setup/{Secret}"] = "the first administrator: by the secret that stands in the log of the first start, once",
        ["page /invite/{Secret}"] = "a new account: by the secret of an invitation, once",
        ["page /reset/{Secret}"] = "a new password: by the secret that an administrator has handed over, once",
        ["page /error"] = "what went wrong, in words; asked for by nobody",
        ["POST /preferences"] = "language and theme, of the sign-in page too; sets two cookies",
        ["page /tv"] = "a television that has no credential yet gets its code here",
        ["GET /tv/pairing"] = "the same television asks whether its code was approved: by a secret in its cookie",
        ["POST /tv/pairing"] = "and is given its credential, once: by the same secret",
        ["GET /metrics"] = "Prometheus asks it; counts, no names but tenants' and queues' numbers",
    };

    public static readonly IReadOnlyDictionary<string, string> Closed = new Dictionary<string, string>
    {
        ["GET /_framework/opaque-redirect"] = "of Blazor's enhanced navigation, which no page uses",
        ["GET, HEAD /{**path:file}"] = "development only: files that were added after the build",
    };
}
