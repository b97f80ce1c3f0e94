using System.Net;
using Microsoft.EntityFrameworkCore;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Tests.Accounts;

public sealed class PeopleTests(AccountsPortal portal) : IClassFixture<AccountsPortal>
{
    private const string People = $"/t/{AccountsPortal.Here}/people";

    [Fact]
    public async Task The_list_says_who_is_here_and_what_they_see()
    {
        var (boss, _) = await portal.SignedInAsync("lists", (AccountsPortal.Here, Role.Administrator));
        await portal.PersonAsync("listed", (AccountsPortal.Here, Role.Supervisor));
        await portal.PersonAsync("not-here", (AccountsPortal.There, Role.Viewer));
        await boss.GetAsync(People);
        var row = boss.Page.QuerySelectorAll("tbody tr").Single(r => r.TextContent.Contains("listed 女士", StringComparison.Ordinal));
        Assert.Equal(["listed", "Supervisor", "everything", "No", "never", "0"], row.QuerySelectorAll("td").Select(c => c.TextContent.Trim()));
        Assert.DoesNotContain("not-here", boss.Text);
    }

    [Fact]
    public async Task Role_and_limits_change_at_once_and_are_written_down_before_and_after()
    {
        var (boss, _) = await portal.SignedInAsync("changes", (AccountsPortal.Here, Role.Administrator));
        var (other, person) = await portal.SignedInAsync("changed", (AccountsPortal.Here, Role.Administrator));
        await portal.ReadAsync(async db =>
        {
            (await db.Memberships.SingleAsync(m => m.PersonId == person.Id)).Agents = ["10000_1000", "10000_4711"];
            return await db.SaveChangesAsync();
        });
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync(People)).Status);
        await boss.GetAsync($"{People}/{person.Id}");
        // A number that the platform no longer knows stays, and is marked.
        Assert.Contains("not known now", boss.Page.QuerySelector("[value='10000_4711']")!.ParentElement!.TextContent);
        await boss.SendAsync("[name=role]", ("role", "Analyst"), ("queues.which", "some"), ("queues", "10000_8000"));
        Assert.Contains("Saved", boss.Said);
        var after = await portal.ReadAsync(db => db.Memberships.SingleAsync(m => m.PersonId == person.Id));
        Assert.Equal(Role.Analyst, after.Role);
        Assert.Equal(["10000_8000"], after.Queues!);
        Assert.Equal(["10000_1000", "10000_4711"], after.Agents!);
        Assert.Equal(HttpStatusCode.Forbidden, (await other.GetAsync(People)).Status);
        var entry = Assert.Single(await portal.AuditAsync(AuditAction.PersonChanged, "changed"));
        Assert.Equal((AccountsPortal.Here, "changes 女士"), (entry.TenantId, entry.ActorName));
        Assert.Contains("Administrator", entry.Before);
        Assert.Contains("10000_8000", entry.After);
        await boss.SendAsync("[name=role]", ("role", "Analyst"), ("queues.which", "some"), ("queues", null));
        Assert.Contains("Tick at least one", boss.Said);
    }

    [Fact]
    public async Task The_last_administrator_stays()
    {
        await using var small = new AccountsPortal();
        var (boss, person) = await small.SignedInAsync("last", (AccountsPortal.Here, Role.Administrator));
        var disabled = await small.PersonAsync("gone", (AccountsPortal.Here, Role.Administrator));
        await small.ReadAsync(async db =>
        {
            (await db.Users.SingleAsync(p => p.Id == disabled.Id)).DisabledAt = small.Clock.GetUtcNow();
            return await db.SaveChangesAsync();
        });
        foreach (var form in (string[])["[name=role]", "[action$='/remove']", "[action$='/disable']"])
        {
            await boss.GetAsync($"{People}/{person.Id}");
            await boss.SendAsync(form, ("role", "Viewer"));
            Assert.Contains("without an administrator", boss.Said);
        }
        var refused = await small.ReadAsync(db => db.Audit.Where(a => a.Refused).ToListAsync());
        Assert.Equal(3, refused.Count);
        Assert.Equal(Role.Administrator, (await small.ReadAsync(db => db.Memberships.SingleAsync(m => m.PersonId == person.Id))).Role);
    }

    [Fact]
    public async Task Whoever_is_in_no_tenant_any_more_has_no_account_and_their_name_is_free()
    {
        var (boss, _) = await portal.SignedInAsync("removes", (AccountsPortal.Here, Role.Administrator));
        var (both, twice) = await portal.SignedInAsync("twice", (AccountsPortal.Here, Role.Analyst), (AccountsPortal.There, Role.Analyst));
        var (once, person) = await portal.SignedInAsync("once", (AccountsPortal.Here, Role.Analyst));
        foreach (var id in (Guid[])[twice.Id, person.Id])
        {
            await boss.GetAsync($"{People}/{id}");
            await boss.SendAsync("[action$='/remove']");
            Assert.Contains("Removed", boss.Said);
        }
        Assert.Equal(HttpStatusCode.Forbidden, (await both.GetAsync($"/?tenant={AccountsPortal.Here}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await both.GetAsync($"/?tenant={AccountsPortal.There}")).Status);
        Assert.StartsWith("/sign-in", (await once.GetAsync("/profile")).Path);
        Assert.Null(await portal.FindAsync("once"));
        Assert.Contains("\"accountDeleted\":true", Assert.Single(await portal.AuditAsync(AuditAction.PersonRemoved, "once")).After);
    }

    [Fact]
    public async Task Disabling_signs_out_and_keeps_out_until_enabled()
    {
        var (boss, _) = await portal.SignedInAsync("disables", (AccountsPortal.Here, Role.Administrator));
        var (other, person) = await portal.SignedInAsync("disabled", (AccountsPortal.Here, Role.Analyst));
        await boss.GetAsync($"{People}/{person.Id}");
        await boss.SendAsync("[action$='/disable']");
        Assert.StartsWith("/sign-in", (await other.GetAsync("/profile")).Path);
        Assert.Contains("This did not work", (await portal.Open().SignInAsync("disabled", AccountsPortal.Password)).Said);
        await boss.SendAsync("[action$='/enable']");
        Assert.Equal("/", (await portal.Open().SignInAsync("disabled", AccountsPortal.Password)).Path);
    }

    [Fact]
    public async Task Sessions_are_ended_and_locks_undone()
    {
        var (boss, _) = await portal.SignedInAsync("unlocks", (AccountsPortal.Here, Role.Administrator));
        var (other, person) = await portal.SignedInAsync("unlocked", (AccountsPortal.Here, Role.Analyst));
        for (var n = 0; n < 5; n++) await portal.Open().SignInAsync("unlocked", "wrong");
        await boss.GetAsync($"{People}/{person.Id}");
        Assert.Contains("locked", boss.Text);
        await boss.SendAsync("[action$='/end-sessions']");
        Assert.StartsWith("/sign-in", (await other.GetAsync("/profile")).Path);
        await boss.SendAsync("[action$='/unlock']");
        Assert.Equal("/", (await portal.Open().SignInAsync("unlocked", AccountsPortal.Password)).Path);
        Assert.Single(await portal.AuditAsync(AuditAction.SessionEnded, "unlocked"));
    }

    [Fact]
    public async Task A_reset_link_sets_a_new_password_once_and_ends_every_session()
    {
        const string next = "a quite different sentence";
        var (boss, _) = await portal.SignedInAsync("resets", (AccountsPortal.Here, Role.Administrator));
        var (other, person) = await portal.SignedInAsync("forgets", (AccountsPortal.Here, Role.Analyst));
        await portal.ReadAsync(async db =>
        {
            (await db.Users.SingleAsync(p => p.Id == person.Id)).TwoFactorEnabled = true;
            return await db.SaveChangesAsync();
        });
        await boss.GetAsync($"{People}/{person.Id}");
        await boss.SendAsync("[name=_handler][value=reset]", ("clears", "true"));
        var link = new Uri(boss.Page.QuerySelector("#once")!.TextContent).AbsolutePath;
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("/profile")).Status);
        var browser = await portal.Open().GetAsync(link);
        Assert.Contains("turned off as well", browser.Said);
        await browser.SendAsync("[name=repeated]", ("password", next), ("repeated", next));
        Assert.Equal("/sign-in?said=password", browser.Path);
        Assert.StartsWith("/sign-in", (await other.GetAsync("/profile")).Path);
        Assert.Equal("/", (await portal.Open().SignInAsync("forgets", next)).Path);
        Assert.Contains("This did not work", (await portal.Open().SignInAsync("forgets", AccountsPortal.Password)).Said);
        Assert.Equal(HttpStatusCode.Gone, (await portal.Open().GetAsync(link)).Status);
    }

    [Fact]
    public async Task Credentials_are_for_administrators_of_all_their_tenants()
    {
        var (boss, _) = await portal.SignedInAsync("one-only", (AccountsPortal.Here, Role.Administrator), (AccountsPortal.There, Role.Supervisor));
        var (_, person) = await portal.SignedInAsync("in-both", (AccountsPortal.Here, Role.Viewer), (AccountsPortal.There, Role.Viewer));
        await boss.GetAsync($"{People}/{person.Id}");
        Assert.Contains("a tenant that you do not administer", boss.Said);
        var token = Token(boss);
        foreach (var action in (string[])["end-sessions", "unlock", "disable", "enable"])
        {
            await boss.PostAsync($"{People}/{person.Id}/{action}", [token]);
            Assert.Contains("outcome=NotYours", boss.Path);
        }
        await boss.PostAsync($"{People}/{person.Id}", [token, new("_handler", "reset")]);
        Assert.Empty(boss.Page.QuerySelectorAll("#once"));
        Assert.Single(await portal.SessionsAsync(person.Id));
        Assert.Null((await portal.FindAsync("in-both"))!.DisabledAt);
        Assert.Equal(4, (await portal.ReadAsync(db => db.Audit.Where(a => a.Refused && a.Subject!.Contains("in-both")).ToListAsync())).Count);

        var (both, _) = await portal.SignedInAsync("both-two", (AccountsPortal.Here, Role.Administrator), (AccountsPortal.There, Role.Administrator));
        await both.GetAsync($"{People}/{person.Id}");
        await both.SendAsync("[action$='/end-sessions']");
        Assert.Empty(await portal.SessionsAsync(person.Id));
    }

    [Fact]
    public async Task Other_tenants_people_are_not_found_and_other_tenants_pages_refused()
    {
        var (boss, _) = await portal.SignedInAsync("here-only", (AccountsPortal.Here, Role.Administrator));
        var person = await portal.PersonAsync("there-only", (AccountsPortal.There, Role.Viewer));
        Assert.Equal(HttpStatusCode.Forbidden, (await boss.GetAsync($"/t/{AccountsPortal.There}/people/{person.Id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await boss.GetAsync($"{People}/{person.Id}")).Status);
        Assert.DoesNotContain("there-only", boss.Html);
        var token = Token(await boss.GetAsync(People));
        foreach (var action in (string[])["end-sessions", "unlock", "disable", "enable", "remove"])
        {
            await boss.PostAsync($"/t/{AccountsPortal.There}/people/{person.Id}/{action}", [token]);
            Assert.Equal(HttpStatusCode.Forbidden, boss.Status);
            await boss.PostAsync($"{People}/{person.Id}/{action}", [token]);
            Assert.Contains("outcome=NotFound", boss.Path);
        }
        Assert.Null((await portal.FindAsync("there-only"))!.DisabledAt);
        Assert.NotEmpty(await portal.AuditAsync(AuditAction.AccessRefused, $"POST /t/{AccountsPortal.There}/people/{person.Id}/disable"));
    }

    [Theory]
    [InlineData("Viewer")]
    [InlineData("Analyst")]
    [InlineData("Supervisor")]
    public async Task Nobody_else_comes_here(string role)
    {
        var (browser, person) = await portal.SignedInAsync($"no-{role}".ToLowerInvariant(), (AccountsPortal.Here, Enum.Parse<Role>(role)));
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync(People)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync($"{People}/{person.Id}")).Status);
        var token = Token(await browser.GetAsync("/profile"));
        await browser.PostAsync($"{People}/{person.Id}", [token, new("_handler", "membership"), new("role", "Administrator")]);
        Assert.Equal(HttpStatusCode.Forbidden, browser.Status);
    }

    [Fact]
    public async Task A_form_from_elsewhere_does_nothing()
    {
        var (boss, person) = await portal.SignedInAsync("forged", (AccountsPortal.Here, Role.Administrator));
        await boss.PostAsync($"{People}/{person.Id}/disable", [new("__RequestVerificationToken", "forged")]);
        Assert.Equal(HttpStatusCode.BadRequest, boss.Status);
        await boss.PostAsync($"{People}/{person.Id}", [new("_handler", "membership"), new("role", "Viewer")]);
        Assert.Equal(HttpStatusCode.BadRequest, boss.Status);
        Assert.Null((await portal.FindAsync("forged"))!.DisabledAt);
    }

    private static KeyValuePair<string, string> Token(Browser browser) =>
        new("__RequestVerificationToken", browser.Page.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!);
}
