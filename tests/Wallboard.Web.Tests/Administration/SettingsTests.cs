using System.Net;
using Microsoft.EntityFrameworkCore;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;
using Wallboard.Web.Tests.Shell;

namespace Wallboard.Web.Tests.Administration;

public sealed class SettingsTests : IDisposable
{
    private const string Address = "/t/10000/settings";

    private readonly PortalFactory portal = new();

    public void Dispose() => portal.Dispose();

    [Fact]
    public async Task Settings_are_saved_and_written_down_with_what_they_were()
    {
        var admin = await portal.SignedIn(Role.Administrator);
        var form = (await admin.Page(Address)).Form(Address);
        Assert.EndsWith("Saved", (await admin.Send(form, ("numbers", "yes"))).Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("Unchanged", (await admin.Send(form, ("numbers", "yes"))).Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.True((await admin.Page(Address)).QuerySelector("[name=numbers]")!.HasAttribute("checked"));
        await using var db = portal.Storage();
        Assert.True((await db.Preferences.SingleAsync()).BoardShowsNumbers);
        var entry = await db.Audit.SingleAsync(a => a.Action == AuditAction.SettingsChanged);
        Assert.Equal(
            ("""{"boardShowsNumbers":false,"requireTwoFactor":false,"boardCompares":true}""", """{"boardShowsNumbers":true,"requireTwoFactor":false,"boardCompares":true}"""), (entry.Before, entry.After));
    }

    [Fact]
    public async Task The_keys_of_the_satisfaction_question_are_kept_as_reports_read_them()
    {
        var admin = await portal.SignedIn(Role.Administrator);
        var form = (await admin.Page(Address)).Form(Address);
        Assert.EndsWith("Saved", (await admin.Send(form, ("satisfaction", " 1：5，2:-4, *"))).Headers.Location!.ToString(), StringComparison.Ordinal);
        await using (var db = portal.Storage()) Assert.Equal("1:5,2:-4,*", (await db.Preferences.SingleAsync()).SatisfactionKeys);
        Assert.Equal("1:5,2:-4,*", (await admin.Page(Address)).QuerySelector("#satisfaction")!.GetAttribute("value"));
        foreach (var wrong in (string[])["1:5,1:4", "a:1", "1:", "1:2:3", "1:99999999999"])
        {
            var page = await (await admin.Send(form, ("satisfaction", wrong))).Read();
            Assert.Equal((wrong, "true", wrong), (wrong, page.QuerySelector("#satisfaction")!.GetAttribute("aria-invalid"), page.QuerySelector("#satisfaction")!.GetAttribute("value")));
        }
        await admin.Send(form, ("satisfaction", ""));
        await using var after = portal.Storage();
        Assert.Null((await after.Preferences.SingleAsync()).SatisfactionKeys);
    }

    [Fact]
    public async Task Targets_are_kept_as_boards_read_them_and_a_wrong_one_keeps_what_was_typed()
    {
        var admin = await portal.SignedIn(Role.Administrator);
        var form = (await admin.Page(Address)).Form(Address);
        Assert.EndsWith("Saved", (await admin.Send(form, ("target-serviceLevel", "80"), ("target-abandoned", "50"), ("compares", ""))).Headers.Location!.ToString(), StringComparison.Ordinal);
        await using (var db = portal.Storage())
        {
            var kept = await db.Preferences.SingleAsync();
            Assert.Equal(("serviceLevel:0.8,abandoned:50", false), (kept.Targets, kept.BoardCompares));
        }
        var page = await admin.Page(Address);
        Assert.Equal(("80", "50", ""), (page.QuerySelector("#target-serviceLevel")!.GetAttribute("value"), page.QuerySelector("#target-abandoned")!.GetAttribute("value"), page.QuerySelector("#target-ready")!.GetAttribute("value") ?? ""));
        var wrong = await (await admin.Send(form, ("target-serviceLevel", "180"))).Read();
        Assert.Equal(("true", "180"), (wrong.QuerySelector("#target-serviceLevel")!.GetAttribute("aria-invalid"), wrong.QuerySelector("#target-serviceLevel")!.GetAttribute("value")));
    }

    [Fact]
    public async Task A_second_factor_cannot_be_required_by_somebody_who_has_none()
    {
        var admin = await portal.SignedIn(Role.Administrator);
        var page = await (await admin.Send((await admin.Page(Address)).Form(Address), ("factor", "yes"))).Read();
        Assert.NotNull(page.QuerySelector("[data-kind=error]"));
        await using var db = portal.Storage();
        Assert.Empty(db.Preferences);
    }

    [Fact]
    public async Task Whoever_would_be_locked_out_is_named_and_then_is()
    {
        var (admin, person, _) = await portal.SignIn(Role.Administrator);
        var (supervisor, other, _) = await portal.SignIn(Role.Supervisor);
        var viewer = await portal.SignedIn(Role.Viewer);
        await using (var db = portal.Storage())
        {
            (await db.Users.FindAsync(person.Id))!.TwoFactorEnabled = true;
            await db.SaveChangesAsync();
        }
        var page = await admin.Page(Address);
        Assert.Equal([$"{other.DisplayName} 班长"], page.QuerySelectorAll("[data-kind=warning] li").Select(l => l.Words()));
        await admin.Send(page.Form(Address), ("factor", "yes"));
        Assert.Equal(HttpStatusCode.OK, (await admin.Open(Address)).Status);
        Assert.Equal(HttpStatusCode.OK, (await viewer.Open("/help")).Status);
        Assert.NotEqual(HttpStatusCode.OK, (await supervisor.Open("/t/10000/departments")).Status);
    }

    [Fact]
    public async Task What_operators_have_set_is_shown_without_addresses_seat_and_extension()
    {
        var main = (await (await portal.SignedIn(Role.Administrator)).Page($"{Address}?lang=en")).QuerySelector("main")!;
        Assert.Contains("Asia/Shanghai", main.Words(), StringComparison.Ordinal);
        Assert.Contains("售前咨询 10000_8000 20 s 5 s answered ≤ 20 s ÷ (answered + abandoned)", main.Words(), StringComparison.OrdinalIgnoreCase);
        Assert.All(["ws://", "127.0.0.1", "10000_1900", "6900"], secret => Assert.DoesNotContain(secret, main.InnerHtml, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_supervisor_changes_no_settings() =>
        Assert.Equal(HttpStatusCode.Forbidden, (await (await portal.SignedIn(Role.Supervisor)).Open(Address)).Status);
}
