namespace Wallboard.Web.Hosting.Access;

/// <summary>The part of a tenant that somebody sees; null = all of its kind.</summary>
internal sealed record Scope(IReadOnlySet<string>? Queues, IReadOnlySet<string>? Agents)
{
    public static readonly Scope All = new(null, null);

    public bool IsAll => Queues is null && Agents is null;

    public static Scope Of(IReadOnlyList<string>? queues, IReadOnlyList<string>? agents) =>
        queues is null && agents is null ? All : new(queues?.ToHashSet(), agents?.ToHashSet());

    /// <summary>The same scopes have the same; for the names of views.</summary>
    public string Key => IsAll ? "all" : Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(
        $"{Text(Queues)};{Text(Agents)}")))[..16];

    private static string Text(IReadOnlySet<string>? numbers) => numbers is null ? "*" : string.Join(',', numbers.Order(StringComparer.Ordinal));
}
