using System.Net;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Wallboard.Reports;
using Wallboard.Testing;
using Wallboard.Web.Features.Reports.Files;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;
using Wallboard.Web.Tests.Security;

namespace Wallboard.Web.Tests.Reports;

/// <summary>A portal whose files have rows that a test gives, and an analyst at it.</summary>
internal sealed class FileLab : IDisposable
{
    public static readonly ReportColumn[] Columns =
    [
        new("period", "", ColumnKind.Day), new("name", "", ColumnKind.Text), new("inCalls", "inbound", ColumnKind.Count, TotalRule.Sum),
        new("inAnswered", "inbound", ColumnKind.Count, TotalRule.Sum), new("talk", "inbound", ColumnKind.Duration, TotalRule.Sum) { Title = "通话时长" },
        new("inAnswerRate", "inbound", ColumnKind.Rate) { Quotient = new(["inAnswered"], ["inCalls"]), Term = "answer-rate" },
    ];

    public FileLab() => Portal.Replacing.Add(services => services.AddSingleton<FileSource>((order, ct) => Source(order, ct)));

    public PortalFactory Portal { get; } = new();

    public Func<FileOrder, CancellationToken, Task<ReportTable>> Source { get; set; } = (_, _) => Task.FromResult(Table(3));

    public static ReportTable Table(int rows, long? announced = null, Exception? failure = null, Task? before = null) => new(
        new("calls", "演示呼叫中心", "Asia/Shanghai", new(2026, 11, 15), new(2026, 11, 21), ReportUnit.Day, ReportSubject.Queues, []) { ReadAt = TimeProvider.System.GetUtcNow() },
        Columns, Rows(rows, failure, before)) { HasTotals = true, Announced = () => announced };

    public static Cell[] Row(int i) =>
    [
        Cell.Of(new DateTime(2026, 11, 15).AddDays(i % 7)), Cell.Of(i == 0 ? "=售前咨询" : $"队列{i}"), Cell.Of(1000d + i), Cell.Of(900d), Cell.Of(new TimeSpan(26, 49, 30)), Cell.Of(900d / (1000 + i)),
    ];

    public async Task<(Security.Browser Browser, Person Person)> SignInAsync(Role role = Role.Analyst)
    {
        var (client, person, session) = await Portal.SignIn(role);
        client.Dispose();
        return (new(Portal, new(Who.Analyst, "Cookie", Portal.Cookie(session))), person);
    }

    /// <summary>Orders a file as the report's page would; its row once it is no longer waiting or running.</summary>
    public async Task<ReportFile> MakeAsync(Security.Browser browser, string format = "xlsx", string report = "calls", string query = "unit=day&from=2026-11-15&to=2026-11-21")
    {
        await OrderAsync(browser, format, report, query);
        return await EndedAsync();
    }

    public static async Task<HttpResponseMessage> OrderAsync(Security.Browser browser, string format = "xlsx", string report = "calls", string query = "unit=day&from=2026-11-15&to=2026-11-21")
    {
        var token = (await browser.FormsAsync("/t/10000/files"))[0];
        return await browser.SubmitAsync(token, $"/t/10000/reports/{report}/files", ("query", query), ("format", format));
    }

    public async Task<ReportFile> EndedAsync()
    {
        await Eventually.True(async () => (await NewestAsync()).State is not (FileState.Waiting or FileState.Running), TimeSpan.FromSeconds(60), "the file");
        return await NewestAsync();
    }

    public async Task<ReportFile> NewestAsync()
    {
        await using var db = Portal.Storage();
        return await db.ReportFiles.AsNoTracking().OrderByDescending(f => f.CreatedAt).FirstAsync();
    }

    public static async Task<byte[]> FetchAsync(Security.Browser browser, ReportFile file)
    {
        using var answer = await browser.SendAsync(HttpMethod.Get, $"/t/10000/files/{file.Id}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsByteArrayAsync();
    }

    public void Dispose() => Portal.Dispose();

    private static async IAsyncEnumerable<Cell[]> Rows(int rows, Exception? failure, Task? before, [EnumeratorCancellation] CancellationToken ct = default)
    {
        if (before is not null) await before.WaitAsync(ct);
        for (var i = 0; i < rows; i++) yield return Row(i);
        if (failure is not null) throw failure;
    }
}
