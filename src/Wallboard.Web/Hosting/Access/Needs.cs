using Microsoft.AspNetCore.Authorization;

namespace Wallboard.Web.Hosting.Access;

/// <summary>What a page, endpoint or hub needs of its caller. What has none of these, and is not said to be open to everybody, is refused to everybody.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class NeedsAttribute(Permission permission) : AuthorizeAttribute(permission.ToString());

/// <summary>Whoever has signed in, whatever they may do: their own profile.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class NeedsSignInAttribute() : AuthorizeAttribute(PolicyName)
{
    public const string PolicyName = "SignedIn";
}

internal sealed record PermissionRequirement(Permission Permission) : IAuthorizationRequirement;

internal sealed record SignedInRequirement : IAuthorizationRequirement;

internal static class NeedsExtensions
{
    public static T Needs<T>(this T endpoint, Permission permission) where T : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(new NeedsAttribute(permission));

    public static T NeedsSignIn<T>(this T endpoint) where T : IEndpointConventionBuilder => endpoint.RequireAuthorization(new NeedsSignInAttribute());
}
