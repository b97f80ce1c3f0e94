using System.Net;
using Microsoft.EntityFrameworkCore;
using Wallboard.Web.Features.Accounts.SignIn;
using Wallboard.Web.Hosting.Access;

namespace Wallboard.Web.Tests.Accounts;

public sealed class DemoTests
{
    [Fact]
    public async Task The_demo_has_somebody_for_each_role_and_a_real_portal_refuses_them()
    {
        using var storage = new PortalFactory();
        await using var demo = new AccountsPortal();
        await using var real = new AccountsPortal();
        foreach (var one in (AccountsPortal[])[demo, real]) one.Factory.Settings["Storage:ConnectionString"] = storage.Settings["Storage:ConnectionString"];
        demo.Factory.Settings["Demo:Active"] = "true";

        Assert.Contains("for trying out only", (await demo.Open().GetAsync("/sign-in")).Said);
        foreach (var person in DemoPeople.All)
        {
            var browser = await demo.Open().GetAsync("/sign-in?returnUrl=%2Fprofile");
            await browser.SendAsync($"[name=name][value={person.UserName}]");
            Assert.Equal(("/profile", HttpStatusCode.OK), (browser.Path, browser.Status));
            Assert.Equal(2, browser.Page.QuerySelectorAll("li strong").Length);
            Assert.Equal(person.Role == Role.Administrator ? HttpStatusCode.OK : HttpStatusCode.Forbidden, (await browser.GetAsync($"/t/{AccountsPortal.There}/people")).Status);
        }
        var known = await demo.Open().SignInAsync("administrator", DemoPeople.Password);
        Assert.Equal("/", known.Path);
        Assert.Empty(await demo.ReadAsync(db => db.Links.ToListAsync()));
        var session = (await demo.ReadAsync(db => db.Sessions.ToListAsync()))[0];

        Assert.Contains("This did not work", (await real.Open().SignInAsync("administrator", DemoPeople.Password)).Said);
        Assert.DoesNotContain("wallboard-demo", (await real.Open().GetAsync("/sign-in")).Html);
        var thief = real.Open();
        thief.Client.DefaultRequestHeaders.Add("Cookie", real.Factory.Cookie(session));
        Assert.StartsWith("/sign-in", (await thief.GetAsync("/profile")).Path);
        var page = await real.Open().GetAsync("/sign-in");
        await page.PostAsync("/sign-in/demo",
            [new("__RequestVerificationToken", page.Page.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!), new("name", "administrator")]);
        Assert.False(page.Answer.IsSuccessStatusCode);
        // They are administrators of nothing there.
        Assert.NotNull(await real.SetupLinkAsync());
    }

    [Fact]
    public async Task Nobody_real_is_taken_over_by_the_demo()
    {
        using var storage = new PortalFactory();
        await using var real = new AccountsPortal();
        await using var demo = new AccountsPortal();
        foreach (var one in (AccountsPortal[])[demo, real]) one.Factory.Settings["Storage:ConnectionString"] = storage.Settings["Storage:ConnectionString"];
        demo.Factory.Settings["Demo:Active"] = "true";
        await real.PersonAsync("administrator", (AccountsPortal.Here, Role.Viewer));
        var browser = await demo.Open().GetAsync("/sign-in");
        await browser.SendAsync("[name=name][value=administrator]");
        Assert.Equal("/sign-in", browser.Path);
        Assert.Contains("This did not work", (await demo.Open().SignInAsync("administrator", DemoPeople.Password)).Said);
        Assert.Equal("/", (await demo.Open().SignInAsync("administrator", AccountsPortal.Password)).Path);
    }
}
