using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.SignalR;
using Wallboard.Web.Features.Administration;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Hosting.Access;

/// <summary>
/// The one place that says yes. The tenant is the address's; an address without one means the caller's first tenant in which they may. Everything in
/// storage that a page or endpoint then touches is looked up by <see cref="Here.Tenant"/> as well as by its id.
/// </summary>
internal sealed class PermissionHandler(AccessBook book) : AuthorizationHandler<PermissionRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, PermissionRequirement requirement)
    {
        var caller = book.Of(context.User);
        var http = context.Resource as HttpContext ?? (context.Resource as HubInvocationContext)?.Context.GetHttpContext();
        var grant = http?.TenantOfAddress() is { } asked
            ? caller.In(asked)
            : caller.Grants.FirstOrDefault(g => g.Permissions.Contains(requirement.Permission));
        if (grant?.Permissions.Contains(requirement.Permission) is not true)
        {
            // It may in every tenant, so a tenant that there is not is not found rather than refused.
            if (caller.Kind == CallerKind.Bootstrap && Grants.Bootstrap.Contains(requirement.Permission)) context.Succeed(requirement);
            return Task.CompletedTask;
        }
        if (http?.RequestServices is { } services)
            http.Features.Set(new Here(caller, services.GetRequiredService<Features.Live.Tenants>().Find(grant.TenantId), grant));
        context.Succeed(requirement);
        return Task.CompletedTask;
    }
}

internal sealed class SignedInHandler(AccessBook book) : AuthorizationHandler<SignedInRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, SignedInRequirement requirement)
    {
        if (book.Of(context.User).Kind == CallerKind.Person) context.Succeed(requirement);
        return Task.CompletedTask;
    }
}

/// <summary>
/// Writes refusals down, and sends whoever's session, screen or token is no more to sign in again instead of telling them that they may not; and whoever
/// still wants a second factor, to get it.
/// </summary>
internal sealed class RefusalHandler(AccessBook book, AuditLog audit) : IAuthorizationMiddlewareResultHandler
{
    public const string SecondFactorPage = "/profile/two-factor";

    private readonly AuthorizationMiddlewareResultHandler usual = new();

    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Forbidden)
        {
            var caller = book.Of(context.User);
            if (caller.Kind == CallerKind.Nobody) authorizeResult = PolicyAuthorizationResult.Challenge();
            else if (context.GetEndpoint() is null)
            {
                // What is not there is not found, rather than refused and written down.
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }
            else if (LeadsToSecondFactor(context, caller))
            {
                context.Response.Redirect(SecondFactorPage);
                return;
            }
            else await audit.RefusedAsync(context);
        }
        await usual.HandleAsync(next, context, policy, authorizeResult);
    }

    private static bool LeadsToSecondFactor(HttpContext http, Caller caller) =>
        HttpMethods.IsGet(http.Request.Method) && http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal)
        && (http.TenantOfAddress() is { } asked ? caller.WantsSecondFactor.Contains(asked) : caller.WantsSecondFactor.Count > 0);
}
