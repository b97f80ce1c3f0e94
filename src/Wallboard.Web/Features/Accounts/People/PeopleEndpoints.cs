using Wallboard.Web.Hosting.Access;

namespace Wallboard.Web.Features.Accounts.People;

/// <summary>What a click does to somebody. The form is a parameter so that its antiforgery token is looked at.</summary>
internal static class PeopleEndpoints
{
    public static void MapPeople(this WebApplication app)
    {
        var tenant = app.MapGroup("/t/{tenant}").Needs(Permission.ManagePeople);
        Action("end-sessions", (people, http, id) => people.EndSessionsAsync(http, id));
        Action("unlock", (people, http, id) => people.UnlockAsync(http, id));
        Action("disable", (people, http, id) => people.DisableAsync(http, id));
        Action("enable", (people, http, id) => people.EnableAsync(http, id));
        tenant.MapPost("/people/{id:guid}/remove", async (HttpContext http, PeopleAdministration people, IFormCollection _, Guid id) =>
            await people.RemoveAsync(http, id) is var outcome && outcome == Outcome.Done ? Back(http, "people", "Removed") : Back(http, $"people/{id}", outcome.ToString()));
        tenant.MapPost("/invitations/{id:guid}/withdraw", async (HttpContext http, Invitations invitations, IFormCollection _, Guid id) =>
            Back(http, "people", await invitations.WithdrawAsync(http, id) == Outcome.Done ? "Withdrawn" : nameof(Outcome.NotFound)));

        void Action(string name, Func<PeopleAdministration, HttpContext, Guid, Task<Outcome>> act) =>
            tenant.MapPost($"/people/{{id:guid}}/{name}", async (HttpContext http, PeopleAdministration people, IFormCollection _, Guid id) =>
                Back(http, $"people/{id}", (await act(people, http, id)).ToString()));
    }

    private static IResult Back(HttpContext http, string path, string outcome) => Results.LocalRedirect($"/t/{http.Here().In.Id}/{path}?outcome={outcome}");
}
