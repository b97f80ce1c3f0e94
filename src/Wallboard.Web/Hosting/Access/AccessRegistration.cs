using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Wallboard.Web.Features.Administration;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Hosting.Access;

internal static class AccessRegistration
{
    public static void AddAccess(this IServiceCollection services)
    {
        services.AddSingleton<DemoMode>();
        services.AddSingleton<BootstrapToken>();
        services.AddSingleton<AccessBook>();
        services.AddHostedService(provider => provider.GetRequiredService<AccessBook>());
        services.AddSingleton<AuditLog>();
        services.AddDataProtection().SetApplicationName("Wallboard").PersistKeysToDbContext<WallboardDb>();
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "wallboard.form";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        // A forged or broken form is its sender's fault, also in the environment that tests run in: 400, no exception.
        services.PostConfigure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = false);

        services.AddAuthentication(Schemes.Any)
            .AddPolicyScheme(Schemes.Any, null, options => options.ForwardDefaultSelector = Schemes.Of)
            .AddScheme<AuthenticationSchemeOptions, BearerHandler>(Schemes.Bearer, null)
            .AddScheme<AuthenticationSchemeOptions, ScreenHandler>(Schemes.Screen, null)
            .AddIdentityCookies();
        services.ConfigureApplicationCookie(cookie =>
        {
            cookie.Cookie.Name = Schemes.PersonCookie;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.HttpOnly = true;
            cookie.LoginPath = "/sign-in";
            cookie.AccessDeniedPath = "/refused";
            cookie.ReturnUrlParameter = "returnUrl";
            cookie.ExpireTimeSpan = TimeSpan.FromDays(30);
            cookie.SlidingExpiration = true;
            // Whether its session still is, AccessBook says at every request: no stamp has to be compared from time to time.
            cookie.Events.OnValidatePrincipal = _ => Task.CompletedTask;
            cookie.Events.OnRedirectToLogin = context => StatusOrRedirect(context.HttpContext, context.RedirectUri, StatusCodes.Status401Unauthorized);
            // SignIns says where to go; the handler would take the address's word for it first.
            cookie.Events.OnRedirectToReturnUrl = _ => Task.CompletedTask;
            cookie.Events.OnRedirectToAccessDenied = context => { context.Response.StatusCode = StatusCodes.Status403Forbidden; return Task.CompletedTask; };
        });
        services.AddIdentityCore<Person>(Identity).AddSignInManager().AddEntityFrameworkStores<WallboardDb>().AddDefaultTokenProviders();

        services.AddAuthorization(options =>
        {
            foreach (var permission in Enum.GetValues<Permission>())
                options.AddPolicy(permission.ToString(), policy => policy.AddRequirements(new PermissionRequirement(permission)));
            options.AddPolicy(NeedsSignInAttribute.PolicyName, policy => policy.AddRequirements(new SignedInRequirement()));
            // What nobody has thought of is open to nobody.
            options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build();
        });
        services.AddSingleton<IAuthorizationHandler, PermissionHandler>();
        services.AddSingleton<IAuthorizationHandler, SignedInHandler>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, RefusalHandler>();
        services.AddCascadingAuthenticationState();
    }

    /// <summary>Pages lead to the sign-in; for the API and sockets a redirect would be no answer.</summary>
    private static Task StatusOrRedirect(HttpContext http, string address, int status)
    {
        if (http.Request.Path.StartsWithSegments("/api") || http.Request.Path.StartsWithSegments("/hub") || http.Request.Path.StartsWithSegments(Circuits.Path)
            || http.WebSockets.IsWebSocketRequest
            || !HttpMethods.IsGet(http.Request.Method))
            http.Response.StatusCode = status;
        else http.Response.Redirect(address);
        return Task.CompletedTask;
    }

    private static void Identity(IdentityOptions options)
    {
        // Length is what helps; signs that must be there only help people to forget.
        options.Password.RequiredLength = 12;
        options.Password.RequireDigit = options.Password.RequireLowercase = options.Password.RequireUppercase = options.Password.RequireNonAlphanumeric = false;
        options.Password.RequiredUniqueChars = 5;
        options.Lockout.MaxFailedAccessAttempts = 5;
        options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
        options.User.RequireUniqueEmail = false;
        options.ClaimsIdentity.UserIdClaimType = ClaimTypes.NameIdentifier;
    }
}
