using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;
using Wallboard.Web.Tests.Shell;

namespace Wallboard.Web.Tests.Administration;

public sealed class TokenTests : IDisposable
{
    private const string List = "/t/10000/tokens";

    private readonly PortalFactory portal = new() { OtherTenants = { "20000" } };

    public void Dispose() => portal.Dispose();

    [Fact]
    public async Task A_token_is_shown_once_works_at_once_and_is_refused_at_once_after_it_is_revoked()
    {
        var admin = await portal.SignedIn(Role.Administrator);
        var page = await (await admin.Send((await admin.Page(List)).Form(List), ("name", "报表程序"), ("days", "30"))).Read();
        var secret = page.GetElementById("secret").Words();
        Assert.StartsWith("wbt_", secret, StringComparison.Ordinal);
        Assert.Contains($"curl -H \"Authorization: Bearer {secret}\" http://localhost/api/live/10000", page.Body.Words(), StringComparison.Ordinal);
        Assert.DoesNotContain(secret, (await admin.Page(List)).DocumentElement.OuterHtml, StringComparison.Ordinal);

        var tool = portal.CreateClient();
        tool.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        Assert.Equal(HttpStatusCode.OK, (await tool.GetAsync("/api/live/10000")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await tool.GetAsync("/api/live/20000")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await tool.PostAsync("/api/link/10000/retake", null)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await tool.GetAsync(List)).StatusCode);

        var revoke = (await admin.Page(List)).QuerySelector("[data-token] form")!;
        Assert.EndsWith("NotFound", (await admin.Send(revoke)).Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("Revoked", (await admin.Send(revoke, ("confirmed", "yes"))).Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, (await tool.GetAsync("/api/live/10000")).StatusCode);
        Assert.EndsWith("NotFound", (await admin.Send(revoke, ("confirmed", "yes"))).Headers.Location!.ToString(), StringComparison.Ordinal);

        await using var db = portal.Storage();
        var entries = await db.Audit.Where(a => a.Action == AuditAction.TokenCreated || a.Action == AuditAction.TokenRevoked).OrderBy(a => a.Id).ToListAsync();
        Assert.Equal([(AuditAction.TokenCreated, "报表程序"), (AuditAction.TokenRevoked, "报表程序")], entries.Select(e => (e.Action, e.Subject!)));
        Assert.DoesNotContain(secret, string.Concat(entries.Select(e => e.Before + e.After)), StringComparison.Ordinal);
        Assert.DoesNotContain(Encoding.UTF8.GetBytes(secret), await db.ApiTokens.Select(t => t.SecretHash).ToListAsync());
    }

    [Theory]
    [InlineData("name", "")]
    [InlineData("name", "a\u202eb")]
    [InlineData("days", "366")]
    [InlineData("days", "-1")]
    [InlineData("days", "")]
    [InlineData("permissions", "ManagePeople")]
    [InlineData("permissions", "")]
    [InlineData("queues.which", "some")]
    [InlineData("agents.which", "some")]
    public async Task What_cannot_be_is_refused(string field, string value)
    {
        var admin = await portal.SignedIn(Role.Administrator);
        var page = await (await admin.Send((await admin.Page(List)).Form(List), [("name", field == "name" ? value : "x"), .. field == "name" ? Array.Empty<(string, string)>() : [(field, value)]])).Read();
        Assert.NotEmpty(string.Concat(page.QuerySelectorAll(".error").Select(e => e.Words())));
        await using var db = portal.Storage();
        Assert.Empty(db.ApiTokens);
    }

    [Fact]
    public async Task A_page_that_is_sent_twice_makes_one_token()
    {
        var admin = await portal.SignedIn(Role.Administrator);
        var form = (await admin.Page(List)).Form(List);
        await admin.Send(form, ("name", "x"));
        Assert.Null((await (await admin.Send(form, ("name", "x"))).Read()).GetElementById("secret"));
        await using var db = portal.Storage();
        Assert.Single(db.ApiTokens);
    }

    [Fact]
    public async Task A_token_sees_what_was_chosen_and_never_more_than_whoever_made_it()
    {
        var admin = await portal.SignedIn(Role.Administrator);
        await admin.Send((await admin.Page(List)).Form(List), ("name", "一队"), ("permissions", "ReadLive"), ("permissions", "ViewBoards"),
            ("queues.which", "some"), ("queues", "10000_8000"), ("queues", "10000_9999"), ("agents", "10000_1000"));
        var limited = await portal.SignedIn(Role.Administrator, queues: ["10000_8001"], agents: ["10000_1000", "10000_1001"]);
        var form = (await limited.Page(List)).Form(List);
        Assert.Equal(["10000_8001"], form.QuerySelectorAll("[name=queues]").Select(q => q.GetAttribute("value")));
        await limited.Send(form, ("name", "二队"), ("agents.which", "some"), ("agents", "10000_1001"), ("agents", "10000_1002"));
        await using var db = portal.Storage();
        var (first, second) = (await db.ApiTokens.SingleAsync(t => t.Name == "一队"), await db.ApiTokens.SingleAsync(t => t.Name == "二队"));
        Assert.Equal([Permission.ViewBoards, Permission.ReadLive], first.Permissions);
        Assert.Equal(["10000_8000"], first.Queues);
        Assert.Null(first.Agents);
        Assert.Equal(["10000_8001"], second.Queues);
        Assert.Equal(["10000_1001"], second.Agents);
    }

    [Fact]
    public async Task Another_tenants_token_cannot_be_seen_or_revoked()
    {
        var other = Guid.NewGuid();
        await using (var db = portal.Storage())
        {
            db.Add(new ApiToken { Id = other, TenantId = "20000", Name = "别家", SecretHash = [1], ExpiresAt = TimeProvider.System.GetUtcNow().AddDays(1) });
            await db.SaveChangesAsync();
        }
        var admin = await portal.SignedIn(Role.Administrator);
        await admin.Send((await admin.Page(List)).Form(List), ("name", "x"));
        var page = await admin.Page(List);
        Assert.DoesNotContain("别家", page.Body.Words(), StringComparison.Ordinal);
        var revoke = page.QuerySelector("[data-token] form")!;
        revoke.SetAttribute("action", $"/t/10000/tokens/{other}/revoke");
        await admin.Send(revoke, ("confirmed", "yes"));
        await using var stored = portal.Storage();
        Assert.Null((await stored.ApiTokens.FindAsync(other))!.RevokedAt);
    }

    [Fact]
    public async Task A_supervisor_has_no_say_in_tokens() =>
        Assert.Equal(HttpStatusCode.Forbidden, (await (await portal.SignedIn(Role.Supervisor)).Open(List)).Status);
}
