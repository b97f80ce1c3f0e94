using Microsoft.Playwright;
using Wallboard.Testing;

namespace Wallboard.Browser.Tests;

/// <summary>What people do with their accounts, as they do it: by typing and clicking, in English.</summary>
internal static class AccountPages
{
    /// <summary>Invites somebody on the page People.</summary>
    /// <returns>The link, which the page shows this once.</returns>
    public static async Task<Uri> Invite(IPage administrator, Uri portal, string name, string role)
    {
        await administrator.GotoAsync(new Uri(portal, "t/10000/people").ToString());
        await administrator.FillAsync("#displayName", $"{name} 女士");
        await administrator.FillAsync("#userName", name);
        await administrator.CheckAsync($"input[name=role][value={role}]");
        await administrator.ClickAsync("main form.stack button.primary");
        return new(await administrator.Locator("#once").InnerTextAsync());
    }

    /// <summary>A browser of their own, in which somebody opens their invitation and sets a password.</summary>
    public static async Task<IPage> Join(Chromium chromium, Uri link)
    {
        var page = await chromium.Open(link, width: 1280, height: 720);
        await FillPassword(page);
        await page.ClickAsync("button.primary");
        await page.WaitForURLAsync(address => new Uri(address).AbsolutePath == "/");
        return page;
    }

    /// <summary>A new password, twice.</summary>
    public static async Task FillPassword(IPage page)
    {
        await page.FillAsync("#password", PortalStorage.Password);
        await page.FillAsync("#repeated", PortalStorage.Password);
    }

    public static async Task SignIn(IPage page, Uri portal, string name)
    {
        await page.GotoAsync(new Uri(portal, "sign-in").ToString());
        await page.FillAsync("#name", name);
        await page.FillAsync("#password", PortalStorage.Password);
        await page.ClickAsync("button.primary");
    }

    /// <summary>By the menu of a page with one.</summary>
    public static async Task SignOut(IPage page, Uri portal)
    {
        await page.GotoAsync(new Uri(portal, "profile").ToString());
        await page.ClickAsync(".menu.at-end summary");
        await page.ClickAsync("form[action='/sign-out'] button");
        await page.WaitForURLAsync("**/sign-in?said=signed-out");
    }

    /// <summary>Where the page is: its path.</summary>
    public static string Path(IPage page) => new Uri(page.Url).AbsolutePath;
}
