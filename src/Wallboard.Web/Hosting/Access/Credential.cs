using System.Diagnostics.CodeAnalysis;

namespace Wallboard.Web.Hosting.Access;

/// <summary>What a television holds: whose secret it is, and the secret. In a cookie as <c>0f3c…9a.uQ3x…</c>.</summary>
internal sealed record Credential(Guid Id, string Secret)
{
    public static bool TryParse(string? text, [NotNullWhen(true)] out Credential? credential)
    {
        credential = text?.Split('.', 2) is [var id, var secret] && Guid.TryParseExact(id, "N", out var known) ? new(known, secret) : null;
        return credential is not null;
    }

    public static Credential New(Guid id) => new(id, Access.Secret.New());

    public byte[] Hash() => Access.Secret.Hash(Secret);

    public bool Matches(byte[] hash) => Access.Secret.Matches(Secret, hash);

    public override string ToString() => $"{Id:N}.{Secret}";
}
