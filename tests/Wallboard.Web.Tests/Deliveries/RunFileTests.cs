using System.Net;
using Microsoft.EntityFrameworkCore;
using Wallboard.Reports;
using Wallboard.Web.Features.Reports.Deliveries;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;
using Wallboard.Web.Tests.Security;
using Wallboard.Web.Tests.Shell;

namespace Wallboard.Web.Tests.Deliveries;

/// <summary>Who may fetch what a schedule has made.</summary>
public sealed class RunFileTests : IAsyncLifetime
{
    private readonly PortalFactory portal = new();
    private Person owner = null!;
    private HttpClient owns = null!;
    private ReportFile file = null!;
    private ScheduleRun run = null!;

    public async ValueTask InitializeAsync()
    {
        portal.OtherTenants.Add("20000");
        (owns, owner, _) = await portal.SignIn(Role.Supervisor);
        var schedule = new Schedule
        {
            Id = Guid.NewGuid(), TenantId = "10000", Name = "周一早报", OwnerId = owner.Id, Recurrence = "weekly mon 08:00", Zone = "Europe/Berlin", Reports = "[]", Formats = [FileFormat.Xlsx],
            Language = "zh-CN",
        };
        run = new() { Id = Guid.NewGuid(), TenantId = "10000", ScheduleId = schedule.Id, DueAt = new(2026, 11, 23, 8, 0, 0, TimeSpan.FromHours(1)), State = RunState.Done };
        file = Rows.File("10000", owner);
        file.RunId = run.Id;
        await portal.AddAsync(schedule);
        await portal.AddAsync(run, file);
        await File.WriteAllTextAsync(Path.Combine(portal.Files, $"{file.Id:N}"), "whole");
    }

    public ValueTask DisposeAsync() => portal.DisposeAsync();

    [Fact]
    public async Task Its_owner_its_recipients_and_whoever_sees_the_whole_tenant_may_fetch_it_and_nobody_else()
    {
        var part = new List<string> { "10000_8000" };
        var (recipient, person, _) = await portal.SignIn(Role.Analyst, queues: part);
        await SendAsync(FileFormat.Xlsx, Recipient.Person(person.Id));
        // Got the same run in another format.
        var (other, otherPerson, _) = await portal.SignIn(Role.Analyst, queues: part);
        await SendAsync(FileFormat.Csv, Recipient.Person(otherPerson.Id));
        foreach (var (who, client, status) in ((string, HttpClient, HttpStatusCode)[])
            [
                ("owner", owns, HttpStatusCode.OK), ("recipient, though they see a part", recipient, HttpStatusCode.OK), ("colleague who sees all", await portal.SignedIn(Role.Analyst), HttpStatusCode.OK),
                ("recipient of another format", other, HttpStatusCode.NotFound), ("sees a part", await portal.SignedIn(Role.Administrator, queues: part), HttpStatusCode.NotFound),
                ("sees some agents", await portal.SignedIn(Role.Analyst, agents: ["10000_1000"]), HttpStatusCode.NotFound), ("viewer", await portal.SignedIn(Role.Viewer), HttpStatusCode.Forbidden),
                ("another tenant", await portal.SignedIn(Role.Administrator, "20000"), HttpStatusCode.Forbidden), ("nobody", portal.CreateClient(new() { AllowAutoRedirect = false }), HttpStatusCode.Found),
                ("token", (await Badge.NewAsync(portal, Who.Token)).Client(portal), HttpStatusCode.OK),
                ("token that exports nothing", (await Badge.NewAsync(portal, Who.Token, permissions: [Permission.ReadLive])).Client(portal), HttpStatusCode.Forbidden),
                ("token of another tenant", (await Badge.NewAsync(portal, Who.Token, "20000")).Client(portal), HttpStatusCode.Forbidden),
                ("token of a part", await PartTokenAsync(part), HttpStatusCode.NotFound), ("bootstrap", portal.Bootstrap(), HttpStatusCode.OK),
            ])
        {
            using var answer = await client.GetAsync($"/t/10000/files/{file.Id}");
            Assert.Equal((who, status), (who, answer.StatusCode));
            if (status == HttpStatusCode.OK) Assert.Equal("whole", await answer.Content.ReadAsStringAsync());
        }
        await using var db = portal.Storage();
        var written = await db.Audit.Where(a => a.Action == AuditAction.Exported).ToListAsync();
        Assert.Equal((5, true), (written.Count, written.TrueForAll(a => a.After!.Contains("\"ofSchedule\":true", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task Records_are_for_those_who_may_read_them_whoever_sends_them()
    {
        await using (var db = portal.Storage()) await db.ReportFiles.Where(f => f.Id == file.Id).ExecuteUpdateAsync(f => f.SetProperty(x => x.Report, CallRecords.Id));
        foreach (var (permissions, status) in ((Permission[], HttpStatusCode)[])[([Permission.ExportReports], HttpStatusCode.NotFound), ([Permission.ExportReports, Permission.ReadRecords], HttpStatusCode.OK)])
        {
            using var answer = await (await Badge.NewAsync(portal, Who.Token, permissions: permissions)).Client(portal).GetAsync($"/t/10000/files/{file.Id}");
            Assert.Equal(status, answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_file_that_somebody_made_for_themselves_stays_theirs_alone()
    {
        var own = Rows.File("10000", owner);
        await portal.AddAsync(own);
        await File.WriteAllTextAsync(Path.Combine(portal.Files, $"{own.Id:N}"), "own");
        foreach (var client in (HttpClient[])[await portal.SignedIn(Role.Administrator), portal.Bootstrap()])
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/t/10000/files/{own.Id}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await owns.GetAsync($"/t/10000/files/{own.Id}")).StatusCode);
    }

    [Fact]
    public async Task The_page_has_what_was_sent_to_one_with_its_schedule_and_leaves_deleting_to_its_owner()
    {
        var (recipient, person, _) = await portal.SignIn(Role.Analyst);
        Assert.Null((await recipient.Page("/t/10000/files")).QuerySelector("[data-file]"));
        await SendAsync(FileFormat.Xlsx, Recipient.Person(person.Id));
        foreach (var (client, deletes) in ((HttpClient, bool)[])[(recipient, false), (owns, true)])
        {
            var row = (await client.Page("/t/10000/files")).QuerySelector($"[data-file='{file.Id}']")!;
            var until = Pictures.Options.TimeZone is var zone ? TimeZoneInfo.ConvertTime(file.CreatedAt.AddDays(14), TimeZoneInfo.FindSystemTimeZoneById(zone)) : default;
            Assert.Contains($"定时报表“周一早报”，计划时间 2026-11-23 08:00 · 保留至 {until:yyyy-MM-dd}", row.Words(), StringComparison.Ordinal);
            Assert.Equal((true, deletes), (row.QuerySelector("a[download]") is not null, row.QuerySelector("form") is not null));
        }
        var form = (await owns.Page("/t/10000/files")).QuerySelector($"[data-file='{file.Id}'] form")!;
        // The very form of the owner, with the recipient's own antiforgery token.
        form.QuerySelector("[name=__RequestVerificationToken]")!.SetAttribute("value", (await recipient.Page("/help")).QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!);
        Assert.Equal(HttpStatusCode.NotFound, (await recipient.Send(form)).StatusCode);
        Assert.True(File.Exists(Path.Combine(portal.Files, $"{file.Id:N}")));
    }

    private Task SendAsync(FileFormat format, Recipient to) => portal.AddAsync(new Delivery
    {
        Id = Guid.NewGuid(), RunId = run.Id, TenantId = "10000", ScheduleId = run.ScheduleId, DueAt = run.DueAt, Recipient = to.ToString(), Format = format, State = DeliveryState.Sent,
    });

    private async Task<HttpClient> PartTokenAsync(List<string> queues)
    {
        var (token, secret) = (Rows.Token("10000"), Secret.New());
        (token.SecretHash, token.Permissions, token.Queues) = (Secret.Hash(secret), [.. Grants.Token], queues);
        await portal.AddAsync(token);
        return new Badge(Who.Token, "Authorization", $"Bearer {secret}", token.Id).Client(portal);
    }
}
