using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;
using Secret = Wallboard.Web.Hosting.Access.Secret;

namespace Wallboard.Web.Tests.Security;

/// <summary>Rows of storage, as the portal's own features would have made them.</summary>
internal static class Rows
{
    public const string DestinationAddress = "https://receiver.example.com/hook/5ecret-of-the-address", DestinationSecret = "SEC5ecret-of-the-destination";

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public static Screen Screen(string tenant) => new()
    {
        Id = Guid.NewGuid(), TenantId = tenant, Name = $"screen of {tenant}", Board = "default", Language = "zh-CN", Theme = "dark",
        SecretHash = Secret.Hash(Secret.New()), CreatedAt = Now, CreatedBy = "test",
    };

    public static ApiToken Token(string tenant) => new()
    {
        Id = Guid.NewGuid(), TenantId = tenant, Name = $"token of {tenant}", SecretHash = Secret.Hash(Secret.New()), Permissions = [Permission.ReadLive],
        CreatedAt = Now, CreatedBy = "test", ExpiresAt = Now.AddDays(1),
    };

    public static Department Department(string tenant) => new()
    {
        Id = Guid.NewGuid(), TenantId = tenant, Name = $"department of {tenant}", Agents = [$"{tenant}_1000"], UpdatedAt = Now, UpdatedBy = "test",
    };

    public static SavedReport SavedReport(string tenant) => new()
    {
        Id = Guid.NewGuid(), TenantId = tenant, Name = $"view of {tenant}", Report = "calls", Query = "unit=day&period=last7Days&subject=tenant", CreatedAt = Now, CreatedBy = "test",
    };

    public static Person Person(string tenant) => new()
    {
        Id = Guid.NewGuid(), UserName = $"of-{tenant}-{Guid.NewGuid():N}", DisplayName = $"person of {tenant}", CreatedAt = Now, SecurityStamp = tenant,
    };

    public static Membership Membership(Person person, string tenant, Role role) => new() { PersonId = person.Id, TenantId = tenant, Role = role };

    public static Session Session(Person person) => new()
    {
        Id = Guid.NewGuid(), PersonId = person.Id, CreatedAt = Now, LastSeenAt = Now, Address = "192.0.2.1", Browser = "test",
    };

    public static OneTimeLink Link(string tenant, LinkPurpose purpose, string secret, Person? person = null) => new()
    {
        Id = Guid.NewGuid(), Purpose = purpose, SecretHash = Secret.Hash(secret), TenantId = purpose == LinkPurpose.Setup ? null : tenant, PersonId = person?.Id,
        UserName = person is null ? $"new-{Guid.NewGuid():N}" : null, DisplayName = $"invited to {tenant}", Role = person is null ? Role.Viewer : null,
        CreatedBy = "test", CreatedAt = Now, ExpiresAt = Now.AddDays(1),
    };

    public static ReportFile File(string tenant, Person owner, FileState state = FileState.Ready) => new()
    {
        Id = Guid.NewGuid(), TenantId = tenant, OwnerId = owner.Id, OwnerName = owner.DisplayName, Report = "calls", Query = "unit=day", Language = "zh-CN",
        FileName = $"file of {tenant}.xlsx", State = state, CreatedAt = Now,
    };

    /// <summary>Where its address leads to, and what it is signed with, is protected as the portal protects it.</summary>
    public static Destination Destination(PortalFactory portal, string tenant, DestinationKind kind = DestinationKind.Webhook, string address = DestinationAddress, string? secret = DestinationSecret)
    {
        var protector = portal.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("Wallboard.Destinations");
        return new()
        {
            Id = Guid.NewGuid(), TenantId = tenant, Name = $"destination of {tenant} {Guid.NewGuid():N}", Kind = kind, Address = kind == DestinationKind.Folder ? address : protector.Protect(address),
            Secret = secret is null ? null : protector.Protect(secret), UpdatedBy = "test", UpdatedAt = Now,
        };
    }

    public static Schedule Schedule(string tenant, Person owner) => new()
    {
        Id = Guid.NewGuid(), TenantId = tenant, Name = $"schedule of {tenant}", OwnerId = owner.Id, Recurrence = "daily 08:00", Zone = "Asia/Shanghai",
        Reports = """[{"report":"calls","query":"unit=day&period=yesterday&subject=tenant"}]""", Formats = [FileFormat.Csv], Recipients = [$"person:{owner.Id}"], Language = "zh-CN",
        HandledUntil = Now, UpdatedBy = "test", UpdatedAt = Now,
    };

    public static ScheduleRun Run(Schedule schedule, RunState state = RunState.Failed) => new()
    {
        Id = Guid.NewGuid(), TenantId = schedule.TenantId, ScheduleId = schedule.Id, DueAt = Now.AddDays(-1), State = state, Failure = "Failure.owner", FinishedAt = Now,
    };

    public static Delivery Delivery(ScheduleRun run, string recipient, DeliveryState state = DeliveryState.Unknown) => new()
    {
        Id = Guid.NewGuid(), RunId = run.Id, TenantId = run.TenantId, ScheduleId = run.ScheduleId, DueAt = run.DueAt, Recipient = recipient, Format = FileFormat.Csv, State = state,
    };

    public static async Task AddAsync(this PortalFactory portal, params object[] rows)
    {
        await using var db = portal.Storage();
        db.AddRange(rows);
        await db.SaveChangesAsync();
    }
}
