using System.Security.Cryptography;
using System.Text;

namespace Wallboard.Live;

/// <summary>The part of a tenant that somebody sees; <c>null</c> = all of its kind.</summary>
/// <param name="Queues">Full numbers, e.g. <c>10000_8000</c>.</param>
/// <param name="Agents">Full numbers, e.g. <c>10000_1000</c>.</param>
public sealed record Scope(IReadOnlySet<string>? Queues, IReadOnlySet<string>? Agents)
{
    public static readonly Scope All = new(null, null);

    public bool IsAll => Queues is null && Agents is null;

    /// <summary>The same scopes have the same, in whatever order they were given; for the names of views.</summary>
    public string Key { get; } = Queues is null && Agents is null ? "all" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Text(Queues)};{Text(Agents)}")))[..16];

    public static Scope Of(IReadOnlyList<string>? queues, IReadOnlyList<string>? agents) =>
        queues is null && agents is null ? All : new(queues?.ToHashSet(), agents?.ToHashSet());

    public bool HasQueue(string number) => Queues is null || Queues.Contains(number);

    public bool HasAgent(string number) => Agents is null || Agents.Contains(number);

    /// <summary>Each number with its length, so that no number can look like two, or like all of them.</summary>
    private static string Text(IReadOnlySet<string>? numbers) =>
        numbers is null ? "*" : string.Concat(numbers.Order(StringComparer.Ordinal).Select(number => $"{number.Length}:{number},"));
}
