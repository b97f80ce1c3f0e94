namespace Wallboard.Web.Features.Shell;

/// <summary>What is around every page: navigation, language and theme, errors, help.</summary>
internal static class ShellFeature
{
    public static void AddShell(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddExceptionHandler<FailureHandler>();
    }

    public static void MapShell(this WebApplication app)
    {
        app.MapPost("/preferences", PreferencesEndpoint.Set).AllowAnonymous();
    }
}
