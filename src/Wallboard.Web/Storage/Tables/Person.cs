using Microsoft.AspNetCore.Identity;

namespace Wallboard.Web.Storage;

/// <summary>Somebody who signs in. What they may do is in their <see cref="Membership"/>s, one per tenant.</summary>
internal sealed class Person : IdentityUser<Guid>
{
    /// <summary>As people call them; <c>UserName</c> is what they sign in with.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary><c>zh-CN</c>, <c>en</c>, or null: as the browser wishes.</summary>
    public string? Language { get; set; }

    /// <summary><c>dark</c>, <c>light</c>, or null: dark.</summary>
    public string? Theme { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Locked out by an administrator, until they say otherwise.</summary>
    public DateTimeOffset? DisabledAt { get; set; }

    /// <summary>One of the demo's people, whose password everybody knows: refused wherever it is not the demo.</summary>
    public bool IsDemo { get; set; }

    /// <summary>The time step of the last authenticator code that was accepted: no code works twice.</summary>
    public long? LastCodeStep { get; set; }
}
