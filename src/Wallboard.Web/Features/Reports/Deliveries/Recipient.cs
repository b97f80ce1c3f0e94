using System.Text.RegularExpressions;

namespace Wallboard.Web.Features.Reports.Deliveries;

internal enum RecipientKind
{
    Person,
    Mail,
    Destination,
}

/// <summary>Who or what a schedule sends to: <c>person:{id}</c>, <c>mail:{address}</c>, <c>destination:{id}</c>.</summary>
/// <param name="Id">Of the person or destination.</param>
/// <param name="Address">Of a mail.</param>
internal sealed partial record Recipient(RecipientKind Kind, Guid Id, string? Address)
{
    /// <summary>So that a row of storage holds it with what stands before it.</summary>
    public const int LongestAddress = 200;

    public static Recipient Person(Guid id) => new(RecipientKind.Person, id, null);

    public static Recipient Destination(Guid id) => new(RecipientKind.Destination, id, null);

    /// <summary>Null for what is not a plain address: no name, no comment, nothing but ASCII. Domains are written small, so that one address is one recipient.</summary>
    public static Recipient? Mail(string? address)
    {
        var clean = address?.Trim() ?? "";
        if (clean.Length > LongestAddress || !Plain().IsMatch(clean)) return null;
        var at = clean.LastIndexOf('@');
        return new(RecipientKind.Mail, default, clean[..at] + clean[at..].ToLowerInvariant());
    }

    /// <summary>Null for what is none.</summary>
    public static Recipient? Parse(string? text) => text?.Split(':', 2) switch
    {
        ["person", var id] when Guid.TryParseExact(id, "D", out var person) => Person(person),
        ["destination", var id] when Guid.TryParseExact(id, "D", out var destination) => Destination(destination),
        ["mail", var address] => Mail(address),
        _ => null,
    };

    public override string ToString() => Kind switch
    {
        RecipientKind.Person => $"person:{Id:D}",
        RecipientKind.Destination => $"destination:{Id:D}",
        _ => $"mail:{Address}",
    };

    /// <summary>What HTML takes for an e-mail address, with at least one dot in its domain or none at all.</summary>
    [GeneratedRegex(@"\A[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*\z")]
    private static partial Regex Plain();
}
