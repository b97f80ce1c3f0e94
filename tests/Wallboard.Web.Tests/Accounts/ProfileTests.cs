using System.Net;
using Microsoft.EntityFrameworkCore;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Tests.Accounts;

public sealed class ProfileTests(AccountsPortal portal) : IClassFixture<AccountsPortal>
{
    [Fact]
    public async Task Name_language_and_theme_are_kept()
    {
        var (browser, person) = await portal.SignedInAsync("profile", (AccountsPortal.Here, Role.Viewer));
        await browser.GetAsync("/profile");
        await browser.SendAsync("select[name=language]", ("displayName", "  郭敏 "), ("language", "zh-CN"), ("theme", "light"));
        Assert.Equal("/profile?outcome=Saved", browser.Path);
        var kept = (await portal.FindAsync("profile"))!;
        Assert.Equal(("郭敏", "zh-CN", "light"), (kept.DisplayName, kept.Language, kept.Theme));
        var known = portal.Factory.Services.GetService(typeof(AccessBook)) as AccessBook;
        Assert.Equal(("郭敏", "zh-CN", "light"), (known!.Now.People[person.Id].Name, known.Now.People[person.Id].Language, known.Now.People[person.Id].Theme));
        Assert.Equal("个人资料", browser.Page.QuerySelector("h1")!.TextContent);
        await browser.SendAsync("select[name=language]", ("displayName", "a\u200bb"), ("language", "xx"));
        Assert.Equal("郭敏", (await portal.FindAsync("profile"))!.DisplayName);
    }

    [Fact]
    public async Task An_address_for_mail_is_kept_taken_away_and_written_down()
    {
        var (browser, _) = await portal.SignedInAsync("mailed", (AccountsPortal.Here, Role.Analyst));
        foreach (var (typed, kept) in ((string, string?)[])[(" Guo.Min@Example.COM ", "Guo.Min@example.com"), ("guo@example.com, evil@example.net", "Guo.Min@example.com"), ("a\r\nb@example.com", "Guo.Min@example.com"), ("", null)])
        {
            await browser.GetAsync("/profile");
            await browser.SendAsync("select[name=language]", ("email", typed));
            Assert.Equal((typed, kept), (typed, (await portal.FindAsync("mailed"))!.Email));
        }
        var entries = await portal.AuditAsync(AuditAction.PersonChanged, "mailed");
        Assert.Equal(2, entries.Count);
        Assert.Contains("\"email\":\"Guo.Min@example.com\"", entries[0].After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_password_ends_the_sessions_in_other_browsers()
    {
        const string next = "a quite different sentence";
        var (browser, person) = await portal.SignedInAsync("repasses", (AccountsPortal.Here, Role.Viewer));
        var other = await portal.Open().SignInAsync("repasses", AccountsPortal.Password);
        await browser.GetAsync("/profile");
        await browser.SendAsync("[name=current]", ("current", "wrong"), ("password", next), ("repeated", next));
        Assert.Contains("That is not right", browser.Said);
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("/profile")).Status);
        await browser.SendAsync("[name=current]", ("current", AccountsPortal.Password), ("password", next), ("repeated", next));
        Assert.Equal("/profile?outcome=PasswordChanged", browser.Path);
        Assert.StartsWith("/sign-in", (await other.GetAsync("/profile")).Path);
        Assert.Single(await portal.SessionsAsync(person.Id));
        Assert.Equal("/", (await portal.Open().SignInAsync("repasses", next)).Path);
        Assert.Single(await portal.AuditAsync(AuditAction.PasswordChanged, "repasses"));
    }

    [Fact]
    public async Task Ones_own_sessions_are_listed_and_ended_and_nobody_elses()
    {
        var (browser, person) = await portal.SignedInAsync("sessions", (AccountsPortal.Here, Role.Viewer));
        var second = await portal.Open().SignInAsync("sessions", AccountsPortal.Password);
        var third = await portal.Open().SignInAsync("sessions", AccountsPortal.Password);
        var (_, stranger) = await portal.SignedInAsync("stranger", (AccountsPortal.Here, Role.Viewer));
        await browser.GetAsync("/profile");
        var rows = browser.Page.QuerySelectorAll("tbody tr").Select(r => r.TextContent).ToList();
        Assert.Equal((3, 1), (rows.Count, rows.Count(r => r.Contains("this one", StringComparison.Ordinal))));
        Assert.All(rows, r => Assert.Contains("Chrome · Windows", r));

        var token = new KeyValuePair<string, string>("__RequestVerificationToken", browser.Page.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!);
        await browser.PostAsync($"/profile/sessions/{(await portal.SessionsAsync(stranger.Id))[0].Id}/end", [token]);
        Assert.Single(await portal.SessionsAsync(stranger.Id));

        await browser.GetAsync("/profile");
        await browser.SendAsync($"[action$='{(await portal.SessionsAsync(person.Id))[1].Id}/end']");
        Assert.StartsWith("/sign-in", (await second.GetAsync("/profile")).Path);
        Assert.Equal(HttpStatusCode.OK, (await third.GetAsync("/profile")).Status);
        await browser.SendAsync("[action$='end-others']");
        Assert.StartsWith("/sign-in", (await third.GetAsync("/profile")).Path);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/profile")).Status);
    }

    [Fact]
    public async Task What_one_may_is_said_in_words()
    {
        var (browser, person) = await portal.SignedInAsync("wonders", (AccountsPortal.Here, Role.Supervisor));
        await portal.ReadAsync(async db =>
        {
            (await db.Memberships.SingleAsync(m => m.PersonId == person.Id)).Queues = ["10000_8000", "10000_8001"];
            return await db.SaveChangesAsync();
        });
        Assert.Contains("Supervisor, 2 queues, all agents", System.Text.RegularExpressions.Regex.Replace((await browser.GetAsync("/profile")).Text, @"\s+", " "));
        var nobody = await portal.PersonAsync("nowhere");
        var alone = await portal.Open().SignInAsync(nobody.UserName!, AccountsPortal.Password, "/sign-in?returnUrl=%2Fprofile");
        Assert.Contains("you are in no tenant", alone.Text);
    }

    [Fact]
    public async Task A_restart_signs_nobody_out()
    {
        using var storage = new PortalFactory();
        await using var before = new AccountsPortal();
        await using var after = new AccountsPortal();
        foreach (var one in (AccountsPortal[])[before, after]) one.Factory.Settings["Storage:ConnectionString"] = storage.Settings["Storage:ConnectionString"];
        var (browser, person) = await before.SignedInAsync("restarts", (AccountsPortal.Here, Role.Viewer));
        await before.DisposeAsync();
        var session = Assert.Single(await after.SessionsAsync(person.Id));
        var client = after.Open();
        foreach (var cookie in browser.Cookies) client.Client.DefaultRequestHeaders.Add("Cookie", cookie);
        Assert.Equal(("/profile", HttpStatusCode.OK), ((await client.GetAsync("/profile")).Path, client.Status));
        Assert.Equal(session.Id, Assert.Single(await after.SessionsAsync(person.Id)).Id);
    }
}
