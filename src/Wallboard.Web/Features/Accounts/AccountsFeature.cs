using Microsoft.AspNetCore.Identity;
using Wallboard.Web.Features.Accounts.Links;
using Wallboard.Web.Features.Accounts.People;
using Wallboard.Web.Features.Accounts.Profile;
using Wallboard.Web.Features.Accounts.SignIn;
using Wallboard.Web.Hosting;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Accounts;

/// <summary>People: how they come to be, who they are, and what they may do.</summary>
internal static class AccountsFeature
{
    public static void AddAccounts(this IServiceCollection services)
    {
        services.AddSingleton<Attempts>();
        services.AddSingleton<DummyHash>();
        services.AddScoped<IPasswordValidator<Person>, PasswordRules>();
        services.AddScoped<SignIns>();
        services.AddScoped<SecondFactor>();
        services.AddScoped<OneTimeLinks>();
        services.AddScoped<NewAccounts>();
        services.AddScoped<FirstAdministrator>();
        services.AddScoped<DemoPeople>();
        services.AddScoped<Invitations>();
        services.AddScoped<PeopleAdministration>();
        services.AddHostedService<AccountsAtStart>();
    }

    public static void MapAccounts(this WebApplication app)
    {
        // Open to everybody: whoever's session has ended elsewhere wants the sign-in page, too.
        app.MapPost("/sign-out", async (HttpContext http, SignIns signIns, IFormCollection _) =>
        {
            await signIns.EndAsync(http);
            return Results.LocalRedirect("/sign-in?said=signed-out");
        }).AllowAnonymous();
        if (app.Services.GetRequiredService<DemoMode>().Active) app.MapPost("/sign-in/demo", DemoPeople.SignInAsync).AllowAnonymous();
        app.MapOwnSessions();
        app.MapPeople();
    }
}
