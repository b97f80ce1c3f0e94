using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DocumentFormat.OpenXml.Packaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Wallboard.Reports;
using Wallboard.Testing;
using Wallboard.Web.Features.Reports.Files;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;
using Wallboard.Web.Tests.Security;

namespace Wallboard.Web.Tests.Reports;

public sealed class FilesTests : IDisposable
{
    private readonly FileLab lab = new();

    public void Dispose() => lab.Dispose();

    [Fact]
    public async Task A_file_is_ordered_made_listed_fetched_and_deleted()
    {
        var (browser, person) = await lab.SignInAsync();
        using var _ = browser;
        Assert.Contains("还没有导出文件", (await browser.GetAsync("/t/10000/files")).Body!.TextContent, StringComparison.Ordinal);
        var file = await lab.MakeAsync(browser);
        Assert.Equal((FileState.Ready, 3, "通话统计_按日_2026-11-15_2026-11-21.xlsx", person.Id), (file.State, file.Rows, file.FileName, file.OwnerId));

        var page = await browser.GetAsync("/t/10000/files");
        Assert.Equal("false", page.QuerySelector("#files")!.GetAttribute("data-busy"));
        Assert.Contains(file.FileName, page.Body!.TextContent, StringComparison.Ordinal);

        using var answer = await browser.SendAsync(HttpMethod.Get, $"/t/10000/files/{file.Id}");
        Assert.Equal(file.FileName, answer.Content.Headers.ContentDisposition!.FileNameStar);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        Assert.Equal((file.Bytes, file.Sha256), (bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes))));
        using (var book = SpreadsheetDocument.Open(new MemoryStream(bytes), false)) Assert.Equal(2, book.WorkbookPart!.WorksheetParts.Count());
        var manifest = JsonDocument.Parse(file.Manifest!).RootElement;
        Assert.Equal((3, file.Sha256), (manifest.GetProperty("rows").GetInt32(), manifest.GetProperty("sha256").GetString()));
        await using (var db = lab.Portal.Storage())
            Assert.Contains("\"rows\":3", (await db.Audit.SingleAsync(a => a.Action == AuditAction.Exported && a.ActorId == person.Id)).After, StringComparison.Ordinal);

        var delete = (await browser.FormsAsync("/t/10000/files")).Single(f => f.Action.EndsWith("/delete", StringComparison.Ordinal));
        using var deleted = await browser.SubmitAsync(delete);
        Assert.EndsWith("outcome=deleted", deleted.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(lab.Portal.Files));
    }

    [Fact]
    public async Task A_csv_has_the_rows_and_their_total()
    {
        var (browser, _) = await lab.SignInAsync();
        using var __ = browser;
        var csv = Encoding.UTF8.GetString(await FileLab.FetchAsync(browser, await lab.MakeAsync(browser, "csv")));
        Assert.Equal(
            "\uFEFF时段,名称,呼入量,呼入接听量,通话时长,呼入接听率\r\n2026-11-15,'=售前咨询,1000,900,26:49:30,90.00%\r\n2026-11-16,队列1,1001,900,26:49:30,89.91%\r\n"
            + "2026-11-17,队列2,1002,900,26:49:30,89.82%\r\n合计,,3003,2700,80:28:30,89.91%\r\n", csv);
    }

    public static TheoryData<string, string> Failures => new() { { "short", "平台声明共 1200 行，实际只返回 1100 行" }, { "broken", "内部错误" }, { "refused", "没有您有权查看的" } };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task What_fails_half_way_leaves_no_file_and_says_why(string how, string words)
    {
        lab.Source = (_, _) => Task.FromResult(how switch
        {
            "short" => FileLab.Table(1100, 1200),
            "broken" => FileLab.Table(7000, failure: new InvalidOperationException("secret")),
            _ => throw new ReportRefusedException(ReportRefusal.ForeignSubject),
        });
        var (browser, _) = await lab.SignInAsync();
        using var __ = browser;
        var file = await lab.MakeAsync(browser);
        Assert.Equal((FileState.Failed, 0, null), (file.State, file.Bytes, file.Sha256));
        Assert.Empty(Directory.GetFiles(lab.Portal.Files));
        var page = (await browser.GetAsync("/t/10000/files")).Body!.TextContent;
        Assert.Contains(words, page, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", page, StringComparison.Ordinal);
        using var answer = await browser.SendAsync(HttpMethod.Get, $"/t/10000/files/{file.Id}");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task A_file_can_be_cancelled_while_it_is_made()
    {
        var never = new TaskCompletionSource();
        lab.Source = (_, _) => Task.FromResult(FileLab.Table(3, before: never.Task));
        var (browser, _) = await lab.SignInAsync();
        using var __ = browser;
        await FileLab.OrderAsync(browser);
        await Eventually.True(async () => (await lab.NewestAsync()).State == FileState.Running, TimeSpan.FromSeconds(20), "running");
        var page = await browser.GetAsync("/t/10000/files");
        Assert.Equal("true", page.QuerySelector("#files")!.GetAttribute("data-busy"));
        var cancel = (await browser.FormsAsync("/t/10000/files")).Single(f => f.Action.EndsWith("/cancel", StringComparison.Ordinal));
        using var answer = await browser.SubmitAsync(cancel);
        Assert.Equal(FileState.Cancelled, (await lab.EndedAsync()).State);
        await Eventually.True(() => Task.FromResult(Directory.GetFiles(lab.Portal.Files).Length == 0), TimeSpan.FromSeconds(20), "the part is gone");
    }

    [Fact]
    public async Task Whose_access_was_revoked_gets_nothing()
    {
        var (going, open) = (new TaskCompletionSource(), new TaskCompletionSource());
        lab.Source = async (_, ct) =>
        {
            going.TrySetResult();
            await open.Task.WaitAsync(ct);
            return FileLab.Table(1);
        };
        var (browser, person) = await lab.SignInAsync();
        using var __ = browser;
        for (var i = 0; i < 3; i++) await FileLab.OrderAsync(browser);
        await going.Task;
        await using (var db = lab.Portal.Storage())
        {
            // Tracked, so that the portal learns of it at once.
            db.Remove(await db.Memberships.SingleAsync(m => m.PersonId == person.Id));
            await db.SaveChangesAsync();
        }
        open.SetResult();
        await Eventually.True(
            async () =>
            {
                await using var db = lab.Portal.Storage();
                return await db.ReportFiles.AnyAsync(f => f.State == FileState.Failed && f.Failure == "Failure.access");
            }, TimeSpan.FromSeconds(20), "the third, which waited");
    }

    [Fact]
    public async Task Files_are_their_owners_alone()
    {
        var (browser, _) = await lab.SignInAsync();
        using var __ = browser;
        var file = await lab.MakeAsync(browser);
        var (other, ___) = await lab.SignInAsync(Role.Administrator);
        using var ____ = other;
        Assert.Contains("还没有导出文件", (await other.GetAsync("/t/10000/files")).Body!.TextContent, StringComparison.Ordinal);
        var token = (await other.FormsAsync("/t/10000/files"))[0];
        foreach (var path in new[] { $"{file.Id}", $"{file.Id:N}", "..%2f..%2fwallboard.db", "../../appsettings.json", $"{file.Id}.part" })
        {
            using var answer = await other.SendAsync(HttpMethod.Get, $"/t/10000/files/{path}");
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
        foreach (var what in new[] { "cancel", "delete" })
        {
            using var answer = await other.SubmitAsync(token, $"/t/10000/files/{file.Id}/{what}");
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
        Assert.NotEmpty(await FileLab.FetchAsync(browser, file));
    }

    [Theory]
    [InlineData("calls", "exe", HttpStatusCode.BadRequest)]
    [InlineData("..%2fcalls", "xlsx", HttpStatusCode.NotFound)]
    [InlineData("nothing", "xlsx", HttpStatusCode.NotFound)]
    public async Task What_there_is_not_is_not_made(string report, string format, HttpStatusCode status)
    {
        var (browser, _) = await lab.SignInAsync();
        using var __ = browser;
        using var answer = await FileLab.OrderAsync(browser, format, report);
        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task A_tool_gets_the_file_whole_or_is_told_why_not()
    {
        using var client = lab.Portal.Bootstrap();
        using var answer = await client.GetAsync("/api/reports/10000/calls.csv?unit=day&from=2026-11-15&to=2026-11-21");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("通话统计_按日_2026-11-15_2026-11-21.csv", answer.Content.Headers.ContentDisposition!.FileNameStar);
        Assert.Contains("合计,,3003", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        lab.Source = (_, _) => Task.FromResult(FileLab.Table(1100, 1200));
        using var failed = await client.GetAsync("/api/reports/10000/calls.xlsx");
        Assert.Equal((HttpStatusCode.BadGateway, "application/problem+json"), (failed.StatusCode, failed.Content.Headers.ContentType!.MediaType));
        Assert.Contains("1100", await failed.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await Eventually.True(() => Task.FromResult(Directory.GetFiles(lab.Portal.Files).Length == 0), TimeSpan.FromSeconds(20), "nothing is left");

        lab.Source = (_, _) => throw new ReportRefusedException(ReportRefusal.NoSubject);
        using var nobody = await client.GetAsync("/api/reports/10000/calls.csv?subject=agents");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, nobody.StatusCode);
        lab.Portal.Picture = () => Pictures.Busy with { Agents = [], Queues = [] };
        using var early = await client.GetAsync("/api/reports/10000/calls.csv?subject=agents");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, early.StatusCode);
        lab.Portal.Picture = () => Pictures.Busy;

        var without = await Badge.NewAsync(lab.Portal, Who.Token, permissions: [Permission.ReadLive]);
        using var refused = await without.Client(lab.Portal).GetAsync("/api/reports/10000/calls.csv");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task What_a_restart_interrupted_has_failed_and_what_is_old_is_gone()
    {
        var (client, person, _) = await lab.Portal.SignIn(Role.Analyst);
        client.Dispose();
        var (interrupted, old) = (Rows.File("10000", person, FileState.Running), Rows.File("10000", person));
        (interrupted.CreatedAt, old.CreatedAt) = (interrupted.CreatedAt.AddHours(-1), old.CreatedAt.AddDays(-15));
        await lab.Portal.AddAsync(interrupted, old);
        await File.WriteAllTextAsync(Path.Combine(lab.Portal.Files, $"{old.Id:N}"), "old");
        File.SetLastWriteTimeUtc(Path.Combine(lab.Portal.Files, $"{old.Id:N}"), old.CreatedAt.UtcDateTime);
        // The same portal's tasks, begun again.
        await ActivatorUtilities.CreateInstance<FileCleanUp>(lab.Portal.Services).RunOnceAsync();
        using var again = ActivatorUtilities.CreateInstance<ReportFiles>(lab.Portal.Services);
        await again.StartAsync(default);
        await Eventually.True(async () => (await lab.NewestAsync()).State == FileState.Failed, TimeSpan.FromSeconds(20), "interrupted");
        await again.StopAsync(default);
        await using var db = lab.Portal.Storage();
        var left = await db.ReportFiles.AsNoTracking().SingleAsync();
        Assert.Equal((interrupted.Id, FileState.Failed, "Failure.interrupted"), (left.Id, left.State, left.Failure));
        Assert.Empty(Directory.GetFiles(lab.Portal.Files));
    }
}
