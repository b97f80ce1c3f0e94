using System.Collections;
using System.Globalization;
using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.EntityFrameworkCore;
using Wallboard.Testing;
using Wallboard.Web.Features.Administration;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Tests;

public sealed class AuditTests : IDisposable
{
    private readonly PortalFactory portal = new() { OtherTenants = { "20000" } };

    public void Dispose() => portal.Dispose();

    [Fact]
    public void Every_action_kind_and_key_has_words_in_both_languages()
    {
        var (english, chinese) = (Words(CultureInfo.InvariantCulture), Words(new CultureInfo("zh-CN")));
        Assert.Equal(english.Keys.Order(), chinese.Keys.Order());
        Assert.DoesNotContain(english.Concat(chinese), w => string.IsNullOrWhiteSpace(w.Value));
        Assert.All(Enum.GetNames<AuditAction>().Select(a => $"Action.{a}").Concat(Enum.GetNames<CallerKind>().Select(k => $"Kind.{k}")), key => Assert.Contains(key, english.Keys));

        static Dictionary<string, string> Words(CultureInfo culture) => AuditText.Words.Resources.GetResourceSet(culture, createIfNotExists: true, tryParents: false)!
            .Cast<DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string)e.Value!);
    }

    [Fact]
    public async Task The_page_tells_newest_first_what_was_done_and_what_changed()
    {
        var client = await portal.SignedIn(Role.Administrator);
        Assert.Equal("还没有任何记录。", (await PageAsync(client, "?lang=zh-CN")).QuerySelector(".empty")!.TextContent);
        await WriteAsync(
            new() { Action = AuditAction.SignedIn, TenantId = "20000", ActorName = "a stranger" },
            new()
            {
                At = new(2026, 11, 21, 16, 30, 0, TimeSpan.Zero), Action = AuditAction.PersonChanged, ActorName = "王芳", Subject = "li<script>",
                Before = """{"role":"Viewer","queues":["10000_8000"],"disabled":false,"displayName":"李雷"}""",
                After = """{"role":"Analyst","queues":null,"disabled":true,"displayName":"李雷","expiresAt":"2026-11-22T16:00:00+00:00"}""",
            },
            new() { Action = AuditAction.AccessRefused, Refused = true, ActorKind = "Token", ActorName = "报表", Subject = "GET /t/10000/people" });
        var rows = (await PageAsync(client, "?lang=zh-CN")).QuerySelectorAll("tbody tr").Select(Text).ToList();
        Assert.Equal(2, rows.Count);
        Assert.Contains("报表 API 令牌 访问被拒绝 被拒绝 GET /t/10000/people", rows[0], StringComparison.Ordinal);
        Assert.Equal("2026-11-22 00:30:00 王芳 更改人员 li<script> 角色 Viewer Analyst 队列 10000_8000 — 停用 否 是 到期时间 2026-11-23 00:00:00 ::1", rows[1]);
        Assert.Contains("Person changed", (await PageAsync(client, "?lang=en")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Null((await PageAsync(client, "")).QuerySelector("script:not([src])"));
    }

    [Fact]
    public async Task What_the_address_says_narrows_the_page_and_the_file()
    {
        var client = await portal.SignedIn(Role.Administrator);
        var at = new DateTimeOffset(2026, 11, 21, 16, 0, 0, TimeSpan.Zero);
        await WriteAsync(
            new() { At = at, Subject = "1", ActorName = "Wang Fang" },
            new() { At = at, Subject = "2", Action = AuditAction.TokenCreated },
            new() { At = at, Subject = "3", Refused = true },
            new() { At = at.AddDays(1).AddSeconds(-1), Subject = "4", After = """{"name":"大厅 Lobby"}""" },
            new() { At = at.AddDays(1), Subject = "5" });
        foreach (var (query, expected) in new[]
        {
            ("who=FANG", "1"), ("action=TokenCreated", "2"), ("refused=true", "3"), ("text=%E5%A4%A7%E5%8E%85", "4"), ("from=2026-11-22&to=2026-11-22", "4 3 2 1"),
            ("to=2026-11-21", ""), ("who=%00&action=Nonsense&from=yesterday&to=9999-12-31&before=x", "5 4 3 2 1"),
        })
        {
            var page = await PageAsync(client, "?" + query);
            Assert.Equal((query, expected), (query, string.Join(' ', page.QuerySelectorAll("tbody tr td:nth-child(4)").Select(cell => cell.TextContent).Where(s => s != "audit"))));
            Assert.Equal(expected.Length == 0, page.QuerySelector(".empty") is not null);
            var lines = (await client.GetStringAsync(page.QuerySelector("a[download]")!.GetAttribute("href")!)).Split("\r\n")[1..^1];
            // The export is written down before it is made; only some filters let it through.
            Assert.Equal((query, expected), (query, string.Join(' ', lines.Select(line => line.Split(',')[6]).Where(subject => subject != "audit"))));
        }
    }

    [Fact]
    public async Task Pages_follow_each_other_without_a_gap()
    {
        var client = await portal.SignedIn(Role.Administrator);
        await WriteAsync([.. Enumerable.Range(1, 120).Select(i => new AuditEntry { Subject = $"{i}" })]);
        var (seen, address) = (new List<string>(), "?text=&who=");
        while (true)
        {
            var page = await PageAsync(client, address);
            seen.AddRange(page.QuerySelectorAll("tbody tr td:nth-child(4)").Select(cell => cell.TextContent));
            // Somebody does something meanwhile.
            await WriteAsync(new AuditEntry { Subject = "later" });
            if (page.QuerySelector("a[rel=next]")?.GetAttribute("href") is not { } next) break;
            address = next[next.IndexOf('?', StringComparison.Ordinal)..];
        }
        Assert.Equal(Enumerable.Range(1, 120).Reverse().Select(i => $"{i}"), seen);
    }

    [Fact]
    public async Task A_tenants_log_has_its_own_peoples_sign_ins_and_nobody_elses()
    {
        var (client, admin, _) = await portal.SignIn(Role.Administrator);
        var (_, member, _) = await portal.SignIn(Role.Viewer);
        var (_, stranger, _) = await portal.SignIn(Role.Viewer, "20000");
        await using (var db = portal.Storage())
        {
            db.AddRange(
                Entry("member's", null, member), Entry("stranger's", null, stranger), Entry("admin's", "10000", admin), Entry("admin's elsewhere", "20000", admin),
                Entry("nobody's", null, null), Entry(member.UserName!, null, null, AuditAction.SignInFailed), Entry(stranger.UserName!, null, null, AuditAction.SignInFailed));
            await db.SaveChangesAsync();
        }
        string[] expected = [member.UserName!, "admin's", "member's"];
        Assert.Equal(expected, (await PageAsync(client, "")).QuerySelectorAll("tbody tr td:nth-child(4)").Select(cell => cell.TextContent));
        var file = await client.GetStringAsync("/t/10000/audit/export");
        Assert.DoesNotContain("stranger", file, StringComparison.Ordinal);
        Assert.DoesNotContain("elsewhere", file, StringComparison.Ordinal);

        static AuditEntry Entry(string subject, string? tenant, Person? by, AuditAction action = AuditAction.SignedIn) => new()
        {
            At = TimeProvider.System.GetUtcNow(), TenantId = tenant, Action = action, Subject = subject, ActorKind = by is null ? "Nobody" : "Person", ActorId = by?.Id,
        };
    }

    /// <summary>Who administers one tenant of two could otherwise try a name and learn here whether it is somebody's elsewhere.</summary>
    [Fact]
    public async Task Failed_sign_ins_with_a_name_that_nobody_has_are_for_whoever_administers_all_tenants()
    {
        var (client, admin, _) = await portal.SignIn(Role.Administrator);
        await using var db = portal.Storage();
        db.Add(new AuditEntry { At = TimeProvider.System.GetUtcNow(), Action = AuditAction.SignInFailed, Subject = AuditLog.UnknownName, ActorKind = "Nobody", Refused = true, Address = "203.0.113.9" });
        await db.SaveChangesAsync();
        Assert.DoesNotContain("203.0.113.9", (await PageAsync(client, "")).Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("203.0.113.9", await client.GetStringAsync("/t/10000/audit/export"), StringComparison.Ordinal);

        db.Add(new Membership { PersonId = admin.Id, TenantId = "20000", Role = Role.Administrator });
        await db.SaveChangesAsync();
        var row = Assert.Single((await PageAsync(client, "?lang=zh-CN&action=SignInFailed")).QuerySelectorAll("tbody tr"));
        Assert.EndsWith("登录失败 被拒绝 不存在的登录名 203.0.113.9", Text(row), StringComparison.Ordinal);
        Assert.Contains("A name that nobody has", await client.GetStringAsync("/t/20000/audit/export?lang=en"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_tenants_administrators_read_it()
    {
        foreach (var (role, tenant) in new[] { (Role.Viewer, "10000"), (Role.Analyst, "10000"), (Role.Supervisor, "10000"), (Role.Administrator, "20000") })
        {
            var client = await portal.SignedIn(role, tenant);
            Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("/t/10000/audit")).StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("/t/10000/audit/export")).StatusCode);
        }
    }

    [Fact]
    public async Task An_export_is_a_file_for_a_spreadsheet_and_is_written_down_itself()
    {
        var (client, admin, _) = await portal.SignIn(Role.Administrator);
        await WriteAsync([
            .. Enumerable.Range(1, 1001).Select(i => new AuditEntry { Subject = $"{i}" }),
            new()
            {
                At = new(2026, 11, 21, 16, 30, 0, TimeSpan.Zero), Action = AuditAction.ScreenPaired, ActorName = "=cmd|' /C calc'!A0", Subject = "大厅, 左",
                After = """{"board":"default"}""",
            }]);
        var answer = await client.GetAsync("/t/10000/audit/export?lang=en");
        Assert.Equal("text/csv; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        Assert.Matches(@"^attachment; filename=audit-10000-\d{4}-\d\d-\d\d\.csv", answer.Content.Headers.ContentDisposition?.ToString());
        Assert.Equal([0xEF, 0xBB, 0xBF], (await answer.Content.ReadAsByteArrayAsync())[..3]);
        var lines = (await answer.Content.ReadAsStringAsync()).Split("\r\n");
        Assert.Equal("Time,Action,Outcome,Who,Kind,From,Subject,Details,Code", lines[0]);
        Assert.Equal("2026-11-22 00:30:00,Screen paired,Done,'=cmd|' /C calc'!A0,Person,::1,\"大厅, 左\",Board: default,ScreenPaired", lines[2]);
        Assert.Equal(1 + 1 + 1002 + 1, lines.Length);

        await using var db = portal.Storage();
        var entry = await db.Audit.SingleAsync(a => a.Action == AuditAction.Exported);
        Assert.Equal(("10000", admin.Id, "audit", null), (entry.TenantId, entry.ActorId, entry.Subject, entry.After));
    }

    [Fact]
    public async Task A_flood_of_refusals_is_written_down_once_a_minute()
    {
        var client = await portal.SignedIn(Role.Viewer);
        for (var i = 0; i < 20; i++) Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("/t/10000/audit")).StatusCode);
        for (var i = 0; i < 50; i++) Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync($"/api/live/{i}")).StatusCode);
        await using var db = portal.Storage();
        var entries = await db.Audit.AsNoTracking().OrderBy(a => a.Id).ToListAsync();
        Assert.Equal(Refusals.DifferentOnes + 1, entries.Count);
        Assert.Equal(("GET /t/10000/audit", "10000", true), (entries[0].Subject, entries[0].TenantId, entries[0].Refused));
        // A tenant that there is not is nobody's.
        Assert.Equal(("GET /api/live/0", null), (entries[1].Subject, entries[1].TenantId));
        Assert.Equal(Refusals.Others, entries[^1].Subject);
    }

    [Fact]
    public void After_a_minute_it_is_written_down_again_with_how_often_it_happened()
    {
        var clock = new FakeTimeProvider();
        var refusals = new Refusals(clock);
        var caller = Caller.Nobody with { Kind = CallerKind.Person, Id = Guid.NewGuid() };
        Assert.Equal(("a", 0), refusals.Take(caller, "a"));
        for (var i = 0; i < 7; i++) Assert.Null(refusals.Take(caller, "a"));
        Assert.Equal(("a", 0), refusals.Take(caller with { Id = Guid.NewGuid() }, "a"));
        clock.Advance(Refusals.Apart);
        Assert.Equal(("a", 7), refusals.Take(caller, "a"));
        clock.Advance(Refusals.Apart);
        Assert.Equal(("a", 0), refusals.Take(caller, "a"));
    }

    private async Task WriteAsync(params AuditEntry[] entries)
    {
        await using var db = portal.Storage();
        foreach (var entry in entries)
        {
            if (entry.At == default) entry.At = TimeProvider.System.GetUtcNow();
            entry.TenantId ??= "10000";
            if (entry.ActorKind.Length == 0) entry.ActorKind = "Person";
            entry.Address = "::1";
            db.Add(entry);
            // In their order.
            if (entries.Length < 10) await db.SaveChangesAsync();
        }
        await db.SaveChangesAsync();
    }

    private static async Task<IDocument> PageAsync(HttpClient client, string query) =>
        await new HtmlParser().ParseDocumentAsync(await client.GetStringAsync("/t/10000/audit" + query));

    private static string Text(IElement element) =>
        string.Join(' ', element.Descendants<IText>().Select(text => text.Data.Trim()).Where(text => text.Length > 0));
}
