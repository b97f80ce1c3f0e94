using Wallboard.Web.Features.Administration.Departments;
using Wallboard.Web.Features.Administration.Tokens;

namespace Wallboard.Web.Features.Administration;

/// <summary>Departments, API tokens and a tenant's settings.</summary>
internal static class AdministrationFeature
{
    public static void AddAdministration(this IServiceCollection services)
    {
        services.AddSingleton<DepartmentBook>();
        services.AddSingleton<TokenBook>();
    }

    public static void MapAdministration(this WebApplication app)
    {
        app.MapAudit();
        app.MapDepartments();
        app.MapTokens();
    }
}
