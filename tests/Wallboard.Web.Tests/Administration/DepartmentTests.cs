using System.Net;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;
using Wallboard.Web.Tests.Shell;

namespace Wallboard.Web.Tests.Administration;

public sealed class DepartmentTests : IDisposable
{
    private const string List = "/t/10000/departments?lang=en";
    private const string New = "/t/10000/departments/new";

    private readonly PortalFactory portal = new() { OtherTenants = { "20000" } };

    public void Dispose() => portal.Dispose();

    [Fact]
    public async Task A_department_is_made_by_picking_agents_and_written_down()
    {
        var client = await portal.SignedIn(Role.Supervisor);
        var form = (await client.Page(New)).Form(New);
        Assert.Equal(Pictures.Busy.Agents.Select(a => a.Number), form.QuerySelectorAll("input[name=agents]").Select(i => i.GetAttribute("value")));
        var answer = await client.Send(form, ("name", " 售前一组 "), ("agents", "10000_1001"), ("agents", "10000_1000"));
        Assert.Equal("/t/10000/departments?outcome=Saved", Where(answer));

        var row = Assert.Single((await client.Page(List)).QuerySelectorAll("[data-department]"));
        Assert.Equal("售前一组", row.QuerySelector("th").Words());
        Assert.Equal(["郭敏 10000_1000", "王芳 10000_1001"], row.QuerySelectorAll("li").Select(l => l.Words()));
        await using var db = portal.Storage();
        var entry = await db.Audit.SingleAsync(a => a.Action == AuditAction.DepartmentChanged);
        Assert.Equal(("10000", "售前一组", null), (entry.TenantId, entry.Subject, entry.Before));
        Assert.Equal("""{"name":"售前一组","agents":["10000_1000","10000_1001"]}""", entry.After);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("a\u202eb")]
    [InlineData("a\nb")]
    [InlineData("10000")]
    public async Task A_name_that_cannot_be_one_is_refused_and_what_was_typed_stays(string name)
    {
        if (name == "10000") name = new string('x', 10_000);
        var client = await portal.SignedIn(Role.Supervisor);
        var answer = await client.Send((await client.Page(New)).Form(New), ("name", name), ("agents", "10000_1000"));
        var page = await answer.Read();
        Assert.Equal("true", page.GetElementById("name")!.GetAttribute("aria-invalid"));
        Assert.NotEmpty(page.GetElementById("name-error").Words());
        Assert.Equal(["10000_1000"], Picked(page));
        await using var db = portal.Storage();
        Assert.Empty(db.Departments);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("=HYPERLINK(\"http://elsewhere.example\")")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    public async Task A_hostile_name_is_shown_as_it_is(string name)
    {
        var client = await portal.SignedIn(Role.Supervisor);
        await client.Send((await client.Page(New)).Form(New), ("name", name));
        var page = await client.Page(List);
        Assert.Equal(name, page.QuerySelector("[data-department] th")!.TextContent);
        Assert.Empty(page.QuerySelectorAll("main script, main img"));
    }

    [Fact]
    public async Task A_name_is_there_once_in_a_tenant_and_may_be_there_in_another()
    {
        var client = await portal.SignedIn(Role.Supervisor);
        await AddTo("20000", "客服");
        await client.Send((await client.Page(New)).Form(New), ("name", "客服"));
        var answer = await client.Send((await client.Page(New)).Form(New), ("name", "客服"));
        Assert.NotEmpty((await answer.Read()).GetElementById("name-error").Words());
        await using var db = portal.Storage();
        Assert.Equal(2, await db.Departments.CountAsync());
    }

    [Fact]
    public async Task Of_two_who_change_it_at_once_the_second_is_told_and_can_still_decide()
    {
        var department = await Add("客服", "10000_1000");
        var address = $"/t/10000/departments/{department.Id}";
        var (first, second) = (await portal.SignedIn(Role.Supervisor), await portal.SignedIn(Role.Administrator));
        var (mine, theirs) = ((await first.Page(address)).Form(address), (await second.Page(address)).Form(address));
        Assert.Equal(HttpStatusCode.Redirect, (await first.Send(mine, ("agents", "10000_1001"))).StatusCode);

        var answer = await second.Send(theirs, ("name", "客户服务"));
        var page = await answer.Read();
        Assert.Contains("10000_1001", page.QuerySelector("[role=alert]").Words(), StringComparison.Ordinal);
        Assert.Equal("客户服务", page.GetElementById("name")!.GetAttribute("value"));
        Assert.Equal(["10000_1000"], Picked(page));
        Assert.Equal(("客服", "10000_1001"), await Stored(department.Id));

        Assert.Equal(HttpStatusCode.Redirect, (await second.Send(page.Form(address))).StatusCode);
        Assert.Equal(("客户服务", "10000_1000"), await Stored(department.Id));
    }

    [Fact]
    public async Task Deleting_is_asked_first_and_can_be_undone_for_ten_minutes()
    {
        var department = await Add("客服", "10000_1000", "10000_1001");
        var client = await portal.SignedIn(Role.Supervisor);
        var form = (await client.Page($"/t/10000/departments/{department.Id}")).Form($"/t/10000/departments/{department.Id}/delete");
        Assert.NotNull(form.Closest("details:not([open])"));
        await client.Send(form);
        Assert.Equal(("客服", "10000_1000 10000_1001"), await Stored(department.Id));

        var deleted = await client.Send(form, ("confirmed", "yes"));
        var undo = (await client.Page(Where(deleted))).Form("/t/10000/departments/restore");
        Assert.Equal("Restored", Outcome(await client.Send(undo)));
        await using (var db = portal.Storage())
        {
            var back = await db.Departments.SingleAsync();
            Assert.Equal(("客服", "10000_1000 10000_1001"), await Stored(back.Id));
            Assert.Equal("""{"name":"客服","agents":["10000_1000","10000_1001"]}""", (await db.Audit.SingleAsync(a => a.Action == AuditAction.DepartmentDeleted)).Before);
        }
        // There it is: once is enough.
        Assert.Equal("NameTaken", Outcome(await client.Send(undo)));
        Assert.Equal("NotFound", Outcome(await client.Send(undo, ("entry", "999999"))));
        var limited = await portal.SignedIn(Role.Supervisor, agents: ["10000_1000"]);
        undo = (await limited.Page(Where(deleted))).Form("/t/10000/departments/restore");
        Assert.Equal("NotFound", Outcome(await limited.Send(undo)));
    }

    [Fact]
    public async Task Members_that_the_platform_does_not_know_any_more_are_marked_and_stay()
    {
        var department = await Add("客服", "10000_1000", "10000_7777");
        var client = await portal.SignedIn(Role.Supervisor);
        Assert.Contains("not known", (await client.Page(List)).QuerySelectorAll("li").Single(l => l.Words().StartsWith("10000_7777", StringComparison.Ordinal)).Words(), StringComparison.Ordinal);
        var address = $"/t/10000/departments/{department.Id}";
        await client.Send((await client.Page(address)).Form(address), ("name", "客服二组"));
        Assert.Equal(("客服二组", "10000_1000 10000_7777"), await Stored(department.Id));
    }

    [Fact]
    public async Task While_the_platform_has_told_no_agents_nobody_is_called_gone_and_nobody_can_be_put_in()
    {
        portal.Picture = () => Pictures.Starting;
        var department = await Add("客服", "10000_1000");
        var client = await portal.SignedIn(Role.Supervisor);
        Assert.Empty((await client.Page(List)).QuerySelectorAll("tbody .badge"));
        var address = $"/t/10000/departments/{department.Id}";
        var answer = await client.Send((await client.Page(address)).Form(address), ("agents", "10000_1000"), ("agents", "10000_1001"));
        Assert.NotEmpty((await answer.Read()).QuerySelector("[role=alert]").Words());
        Assert.Equal(("客服", "10000_1000"), await Stored(department.Id));
    }

    [Fact]
    public async Task Whoever_sees_some_agents_only_sees_only_those_and_changes_only_what_holds_no_others()
    {
        var mine = await Add("我的", "10000_1000");
        var mixed = await Add("混合", "10000_1000", "10000_1001");
        await Add("别人", "10000_1002");
        var client = await portal.SignedIn(Role.Supervisor, agents: ["10000_1000"]);

        var page = await client.Page(List);
        Assert.Equal(["我的", "混合"], page.QuerySelectorAll("[data-department] th").Select(h => h.Words()).Order(StringComparer.Ordinal));
        Assert.DoesNotContain("10000_1001", page.Body!.InnerHtml, StringComparison.Ordinal);
        Assert.Equal($"/t/10000/departments/{mine.Id}", Assert.Single(page.QuerySelectorAll("[data-department] a")).GetAttribute("href"));
        Assert.Equal(HttpStatusCode.NotFound, (await client.Open($"/t/10000/departments/{mixed.Id}")).Status);

        var address = $"/t/10000/departments/{mine.Id}";
        var form = (await client.Page(address)).Form(address);
        Assert.Equal(["10000_1000"], form.QuerySelectorAll("input[name=agents]").Select(i => i.GetAttribute("value")));
        await client.Send(form, ("agents", "10000_1000"), ("agents", "10000_1001"));
        Assert.Equal(("我的", "10000_1000"), await Stored(mine.Id));

        // The form of one, sent to another.
        form.SetAttribute("action", $"/t/10000/departments/{mixed.Id}");
        Assert.Equal(HttpStatusCode.NotFound, (await client.Send(form)).StatusCode);
        var delete = (await client.Page(address)).Form($"{address}/delete");
        delete.SetAttribute("action", $"/t/10000/departments/{mixed.Id}/delete");
        Assert.Equal("NotFound", Outcome(await client.Send(delete, ("confirmed", "yes"))));
        Assert.DoesNotContain("10000_1001", await client.GetStringAsync("/t/10000/departments/export"), StringComparison.Ordinal);
        Assert.Empty((await client.Page("/t/10000/departments/import")).QuerySelectorAll("main form"));
    }

    [Fact]
    public async Task Another_tenants_department_is_not_found_by_its_id()
    {
        var other = await AddTo("20000", "别家");
        var client = await portal.SignedIn(Role.Administrator);
        Assert.Equal(HttpStatusCode.NotFound, (await client.Open($"/t/10000/departments/{other.Id}")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.Open($"/t/20000/departments/{other.Id}")).Status);
        Assert.DoesNotContain("别家", await client.GetStringAsync("/t/10000/departments/export"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Role.Viewer, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    [InlineData(Role.Analyst, HttpStatusCode.OK, HttpStatusCode.Forbidden)]
    [InlineData(Role.Supervisor, HttpStatusCode.OK, HttpStatusCode.OK)]
    public async Task Reading_and_changing_are_two_things(object role, HttpStatusCode read, HttpStatusCode change)
    {
        var client = await portal.SignedIn((Role)role);
        Assert.Equal(read, (await client.Open(List)).Status);
        Assert.Equal(read, (await client.GetAsync("/t/10000/departments/export")).StatusCode);
        Assert.Equal(change, (await client.Open(New)).Status);
        Assert.Equal(change, (await client.Open("/t/10000/departments/import")).Status);
    }

    [Fact]
    public async Task A_department_may_hold_thousands()
    {
        portal.Picture = () => Pictures.Busy with { Agents = [.. Enumerable.Range(0, 3000).Select(n => Pictures.Busy.Agents[0] with { Number = $"10000_{n + 2000}" })] };
        var client = await portal.SignedIn(Role.Supervisor);
        var answer = await client.Send((await client.Page(New)).Form(New), [("name", "全部"), .. Enumerable.Range(0, 3000).Select(n => ("agents", $"10000_{n + 2000}"))]);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync());
        await using var db = portal.Storage();
        Assert.Equal(3000, (await db.Departments.SingleAsync()).Agents.Count);
    }

    private static IEnumerable<string?> Picked(IDocument page) => page.QuerySelectorAll("input[name=agents][checked]").Select(i => i.GetAttribute("value"));

    /// <summary>Blazor's own redirects name the host.</summary>
    private static string Where(HttpResponseMessage answer) => new Uri(new("http://localhost"), answer.Headers.Location!).PathAndQuery;

    private static string? Outcome(HttpResponseMessage answer) => System.Web.HttpUtility.ParseQueryString(Where(answer).Split('?')[1])["outcome"];

    private Task<Department> Add(string name, params string[] agents) => AddTo("10000", name, agents);

    private async Task<Department> AddTo(string tenant, string name, params string[] agents)
    {
        var department = new Department
        {
            Id = Guid.NewGuid(), TenantId = tenant, Name = name, Agents = [.. agents], UpdatedAt = TimeProvider.System.GetUtcNow(), UpdatedBy = "张主管",
        };
        await using var db = portal.Storage();
        db.Add(department);
        await db.SaveChangesAsync();
        return department;
    }

    private async Task<(string Name, string Agents)> Stored(Guid id)
    {
        await using var db = portal.Storage();
        var found = await db.Departments.AsNoTracking().SingleAsync(d => d.Id == id);
        return (found.Name, string.Join(' ', found.Agents));
    }
}
