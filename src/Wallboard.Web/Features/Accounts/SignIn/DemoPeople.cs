using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Wallboard.Web.Features.Live;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Accounts.SignIn;

internal sealed record DemoPerson(string UserName, string DisplayName, Role Role);

/// <summary>The demo's ready-made people, one for each role, in each tenant. Marked in storage: a portal that is no demo refuses them.</summary>
internal sealed class DemoPeople(WallboardDb db, UserManager<Person> users, Tenants tenants, TimeProvider clock)
{
    public const string Password = "wallboard-demo";

    public static IReadOnlyList<DemoPerson> All { get; } =
    [
        new("viewer", "林小雨", Role.Viewer),
        new("analyst", "陈思远", Role.Analyst),
        new("supervisor", "王建国", Role.Supervisor),
        new("administrator", "赵敏", Role.Administrator),
    ];

    /// <summary>Those that are not there yet.</summary>
    public async Task AddAsync()
    {
        foreach (var one in All)
        {
            var person = await users.FindByNameAsync(one.UserName);
            // Somebody real of that name keeps their account to themselves.
            if (person is { IsDemo: false }) continue;
            if (person is null)
            {
                person = new() { Id = Guid.NewGuid(), UserName = one.UserName, DisplayName = one.DisplayName, CreatedAt = clock.GetUtcNow(), IsDemo = true };
                // Not by UserManager's rules: everybody knows this password.
                person.PasswordHash = users.PasswordHasher.HashPassword(person, Password);
                await users.CreateAsync(person);
            }
            var there = await db.Memberships.Where(m => m.PersonId == person.Id).Select(m => m.TenantId).ToListAsync();
            db.AddRange(tenants.All.Where(t => !there.Contains(t.Id)).Select(t => new Membership { PersonId = person.Id, TenantId = t.Id, Role = one.Role }));
        }
        await db.SaveChangesAsync();
    }

    /// <summary><c>POST /sign-in/demo</c>: there in the demo only.</summary>
    public static async Task<IResult> SignInAsync(HttpContext http, SignIns signIns, UserManager<Person> users, [FromForm] string name, [FromForm] string? returnUrl) =>
        await users.FindByNameAsync(name) is { IsDemo: true } person && signIns.MaySignIn(person)
            ? Results.LocalRedirect(await signIns.ProceedAsync(http, person, stay: false, returnUrl))
            : Results.LocalRedirect("/sign-in");
}
