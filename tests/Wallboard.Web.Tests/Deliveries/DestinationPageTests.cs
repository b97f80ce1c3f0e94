using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Wallboard.Web.Features.Reports.Deliveries;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;
using Wallboard.Web.Tests.Security;
using Wallboard.Web.Tests.Shell;

namespace Wallboard.Web.Tests.Deliveries;

public sealed class DestinationPageTests(DeliveryLab lab, Receiver receiver) : IClassFixture<DeliveryLab>, IClassFixture<Receiver>
{
    private const string List = "/t/10000/destinations", New = $"{List}/new", Secret = "SECthe-secret-of-the-bot";

    [Fact]
    public async Task A_destination_is_made_changed_and_deleted_and_its_secrets_are_never_shown_again()
    {
        var admin = await lab.Portal.SignedIn(Role.Administrator);
        var address = $"{receiver.Address}robot/send?access_token=very-secret-token-9f3c";
        var made = await admin.Send((await admin.Page(New)).QuerySelector("form.card")!, ("name", "  运营群 "), ("kind", "DingTalk"), ("address", address), ("secret", Secret));
        Assert.EndsWith("outcome=Saved", made.Headers.Location!.ToString(), StringComparison.Ordinal);
        await using (var db = lab.Portal.Storage())
        {
            var stored = await db.Destinations.SingleAsync(d => d.Name == "运营群");
            Assert.All([address, Secret, "very-secret"], s => Assert.DoesNotContain(s, stored.Address + stored.Secret, StringComparison.Ordinal));
        }
        var row = (await admin.Page(List)).QuerySelectorAll("[data-destination]").Single(r => r.TextContent.Contains("运营群", StringComparison.Ordinal));
        Assert.Contains("钉钉群机器人 加签 127.0.0.1/…9f3c 无", row.Words(), StringComparison.Ordinal);
        var edit = row.QuerySelector("a")!.GetAttribute("href")!;

        // Left empty they stay.
        var page = await admin.Page(edit);
        Assert.Equal(("", (string?)null), (page.GetElementById("address")!.GetAttribute("value") ?? "", page.GetElementById("secret")!.GetAttribute("value")));
        var changed = await admin.Send(page.QuerySelector("form.card")!, ("name", "运营一群"));
        Assert.EndsWith("saved=yes", changed.Headers.Location!.ToString(), StringComparison.Ordinal);
        receiver.Answer = http => http.Response.WriteAsync("""{"errcode":0,"errmsg":"ok"}""");
        page = await (await admin.Send((await admin.Page(edit)).QuerySelectorAll("form.card")[1])).Read();
        Assert.Equal("Sent", page.QuerySelector("[data-outcome]")!.GetAttribute("data-outcome"));
        Assert.Equal("very-secret-token-9f3c", receiver.Last.Query["access_token"].ToString());
        Assert.NotEmpty(receiver.Last.Query["sign"].ToString());
        Assert.Contains("这是一条测试消息", receiver.Last.Text, StringComparison.Ordinal);

        // What went wrong is said in words.
        receiver.Answer = http => http.Response.WriteAsync($$"""{"errcode":310000,"errmsg":"keywords not in content, token very-secret-token-9f3c"}""");
        page = await (await admin.Send((await admin.Page(edit)).QuerySelectorAll("form.card")[1])).Read();
        Assert.Contains("接收方拒绝（错误码 310000）：", page.QuerySelector("[data-outcome=Refused]").Words(), StringComparison.Ordinal);

        await admin.Send((await admin.Page(edit)).QuerySelector("form.card")!, ("unsigned", "yes"));
        var remove = (await admin.Page(edit)).QuerySelector(".danger-zone form")!;
        Assert.EndsWith("NotFound", (await admin.Send(remove)).Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("Deleted", (await admin.Send(remove, ("confirmed", "yes"))).Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.Open(edit)).Status);

        await using var after = lab.Portal.Storage();
        var entries = await after.Audit.Where(a => a.Subject!.StartsWith("运营")).OrderBy(a => a.Id).ToListAsync();
        Assert.Equal(
            [AuditAction.DestinationChanged, AuditAction.DestinationChanged, AuditAction.DestinationTested, AuditAction.DestinationTested, AuditAction.DestinationChanged, AuditAction.DestinationDeleted],
            entries.Select(e => e.Action));
        Assert.Equal("""{"name":"运营群","kind":"DingTalk","target":"127.0.0.1/…9f3c","signed":true}""", entries[0].After);
        Assert.Contains("\"signed\":false", entries[4].After, StringComparison.Ordinal);
        foreach (var text in (string[])[.. entries.Select(e => e.Before + e.After), page.DocumentElement.OuterHtml, lab.Log.Text])
            Assert.All(["very-secret", Secret], s => Assert.DoesNotContain(s, text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("name", "")]
    [InlineData("name", "a\u202eb")]
    [InlineData("kind", "Fax")]
    [InlineData("kind", "7")]
    [InlineData("address", "")]
    [InlineData("address", "ftp://example.com/")]
    [InlineData("address", "javascript:alert(1)")]
    [InlineData("address", "https://user:pass@example.com/")]
    [InlineData("address", "https://example.com/#x")]
    [InlineData("address", "../../etc")]
    [InlineData("secret", "a\u0001b")]
    public async Task What_cannot_be_is_refused(string field, string value)
    {
        var admin = await lab.Portal.SignedIn(Role.Administrator);
        (string, string)[] good = [("name", $"x{Guid.NewGuid():N}"), ("kind", "Feishu"), ("address", "https://example.com/hook"), ("secret", "")];
        var answer = await admin.Send((await admin.Page(New)).QuerySelector("form.card")!, [.. good.Where(g => g.Item1 != field), (field, value)]);
        Assert.NotEmpty(string.Concat((await answer.Read()).QuerySelectorAll(".error").Select(e => e.Words())));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task What_a_schedule_sends_to_stays_and_says_which()
    {
        var admin = await lab.Portal.SignedIn(Role.Administrator);
        var recipient = await lab.DestinationAsync(DestinationKind.Folder, "reports");
        var id = Recipient.Parse(recipient)!.Id;
        var remove = (await admin.Page($"{List}/{id}")).QuerySelector(".danger-zone form")!;
        await lab.Portal.AddAsync(new Schedule
        {
            Id = Guid.NewGuid(), TenantId = "10000", Name = "周一早报", OwnerId = Guid.NewGuid(), Recurrence = "daily 08:00", Zone = "Asia/Shanghai", Reports = "[]", Formats = [FileFormat.Csv],
            Recipients = [recipient], Language = "zh-CN",
        });
        Assert.Contains("周一早报", (await admin.Page($"{List}/{id}")).QuerySelector(".danger-zone").Words(), StringComparison.Ordinal);
        Assert.EndsWith("InUse", (await admin.Send(remove, ("confirmed", "yes"))).Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await admin.Open($"{List}/{id}")).Status);
    }

    [Fact]
    public async Task Only_administrators_and_only_of_the_tenant_come_here()
    {
        var theirs = Recipient.Parse(await lab.DestinationAsync(DestinationKind.Slack, "https://example.com/secret-of-theirs", tenant: "20000"))!.Id;
        var admin = await lab.Portal.SignedIn(Role.Administrator);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.Open($"{List}/{theirs}")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await admin.Open($"/t/20000/destinations/{theirs}")).Status);
        Assert.DoesNotContain($"{theirs}", (await admin.Page(List)).Body!.InnerHtml, StringComparison.Ordinal);
        foreach (var path in (string[])[List, New]) Assert.Equal(HttpStatusCode.Forbidden, (await (await lab.Portal.SignedIn(Role.Supervisor)).Open(path)).Status);
    }
}
