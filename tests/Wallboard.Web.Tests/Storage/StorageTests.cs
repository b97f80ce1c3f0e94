using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;
using Secret = Wallboard.Web.Hosting.Access.Secret;

namespace Wallboard.Web.Tests.Storage;

public sealed class StorageTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 22, 18, 37, 47, 120, TimeSpan.FromHours(8));

    public static TheoryData<string> Providers => StorageLab.Providers;

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task The_migrations_make_what_the_model_says_from_nothing(string provider)
    {
        await using var lab = await StorageLab.StartAsync(provider);
        await using var db = lab.Open();
        Assert.False(db.Database.HasPendingModelChanges());
        Assert.Empty(await db.Database.GetPendingMigrationsAsync());
        Assert.Equal(["Initial", "AuditAppendOnly", "Reports", "Schedules", "KeptCells"], (await db.Database.GetAppliedMigrationsAsync()).Select(m => m.Split('_', 2)[1]));
        Assert.Equal(Guid.Empty, (await db.AccessRevisions.SingleAsync()).Stamp);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_row_of_each_table_comes_back_as_it_was(string provider)
    {
        await using var lab = await StorageLab.StartAsync(provider);
        var person = Person("王芳");
        person.DisabledAt = At;
        object[] rows =
        [
            person,
            new Membership { PersonId = person.Id, TenantId = "10000", Role = Role.Supervisor, Queues = ["10000_8000", "10000_8001"], Agents = null },
            new Membership { PersonId = person.Id, TenantId = "20000", Role = Role.Analyst, Queues = null, Agents = [] },
            new OneTimeLink
            {
                Id = Guid.NewGuid(), Purpose = LinkPurpose.Invite, SecretHash = Secret.Hash("a"), TenantId = "10000", UserName = "li", DisplayName = "李雷", Role = Role.Viewer,
                Queues = ["10000_8000"], CreatedBy = "王芳", CreatedAt = At, ExpiresAt = At.AddDays(7),
            },
            new Session { Id = Guid.NewGuid(), PersonId = person.Id, CreatedAt = At, LastSeenAt = At, Address = "::1", Browser = "Firefox", UnmaskedTenantId = "10000", UnmaskedUntil = At },
            new Screen
            {
                Id = Guid.NewGuid(), TenantId = "10000", Name = "大厅左侧", Board = "default", Language = "zh-CN", Theme = "dark", SecretHash = Secret.Hash("b"), CreatedAt = At,
                CreatedBy = "王芳", Size = "1920×1080",
            },
            new Pairing { Id = Guid.NewGuid(), Code = "AB12CD", SecretHash = Secret.Hash("c"), Address = "127.0.0.1", CreatedAt = At, ExpiresAt = At.AddMinutes(15) },
            new ApiToken
            {
                Id = Guid.NewGuid(), TenantId = "10000", Name = "报表", SecretHash = Secret.Hash("d"), Permissions = [Permission.ReadLive, Permission.ViewBoards], Agents = ["10000_1000"],
                CreatedBy = "王芳", CreatedAt = At, ExpiresAt = At.AddDays(90),
            },
            new Department { Id = Guid.NewGuid(), TenantId = "10000", Name = "售后 \"二\" 组", Agents = ["10000_1000", "10000_1001"], UpdatedAt = At, UpdatedBy = "王芳" },
            new TenantPreferences { TenantId = "10000", BoardShowsNumbers = true },
            new AuditEntry
            {
                At = At, TenantId = null, Action = AuditAction.SignedIn, ActorKind = "Person", ActorId = person.Id, ActorName = "王芳", Address = "::1", Before = null,
                After = "{\"说明\":\"" + new string('长', 5000) + "\"}",
            },
            new StoredVisit
            {
                TenantId = "10000", CallId = "3a01@10.0.0.1", Queue = "10000_8000", Nth = 2, EnteredAt = At, Day = new(2026, 11, 22), Hour = 18, Outcome = VisitEnd.LeftOtherwise,
                WaitSeconds = 37, CallType = null, Agent = null,
            },
        ];
        await using (var db = lab.Open())
        {
            db.AddRange(rows);
            await db.SaveChangesAsync();
        }
        await using var other = lab.Open();
        foreach (var row in rows)
        {
            var entry = other.Entry(row);
            var stored = await other.FindAsync(row.GetType(), [.. entry.Metadata.FindPrimaryKey()!.Properties.Select(p => entry.Property(p).CurrentValue)]);
            Assert.Equivalent(row, stored, strict: true);
        }
        Assert.Equal("Supervisor", await other.Database.SqlQuery<string>($"""SELECT "Role" AS "Value" FROM "Memberships" WHERE "TenantId" = '10000'""").SingleAsync());
        // The instant is asked for as it was written, in whatever offset.
        Assert.Equal(1, await other.Visits.CountAsync(v => v.EnteredAt == At.ToUniversalTime() && v.EnteredAt < At.AddTicks(10)));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task What_must_be_unique_is_refused_twice(string provider)
    {
        await using var lab = await StorageLab.StartAsync(provider);
        var owner = Person("owner");
        await SaveAsync(lab, owner);
        Func<object>[] twice =
        [
            () => new Membership { PersonId = owner.Id, TenantId = "10000" },
            () => new OneTimeLink { Id = Guid.NewGuid(), SecretHash = Secret.Hash("same") },
            () => new Pairing { Id = Guid.NewGuid(), Code = "AB12CD" },
            () => new ApiToken { Id = Guid.NewGuid(), SecretHash = Secret.Hash("same") },
            () => new Department { Id = Guid.NewGuid(), TenantId = "10000", Name = "售后" },
            () => Person("twin"),
            () => new StoredVisit { TenantId = "10000", CallId = "c", Queue = "q", Nth = 1, Outcome = VisitEnd.Answered },
        ];
        foreach (var make in twice)
        {
            await SaveAsync(lab, make());
            await Assert.ThrowsAsync<DbUpdateException>(() => SaveAsync(lab, make()));
        }
        await SaveAsync(lab, new Department { Id = Guid.NewGuid(), TenantId = "20000", Name = "售后" });
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task What_was_written_down_can_neither_be_changed_nor_deleted(string provider)
    {
        await using var lab = await StorageLab.StartAsync(provider);
        await SaveAsync(lab, new AuditEntry { At = At, Action = AuditAction.SignedIn, ActorName = "王芳" });
        await using var db = lab.Open();
        var entry = await db.Audit.SingleAsync();
        entry.ActorName = "somebody else";
        var refused = await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());
        Assert.Contains("append-only", refused.InnerException!.Message, StringComparison.Ordinal);
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => db.Audit.ExecuteUpdateAsync(set => set.SetProperty(a => a.Refused, true)));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => db.Audit.ExecuteDeleteAsync());
        if (db is PostgreSqlDb) await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => db.Database.ExecuteSqlRawAsync("TRUNCATE \"Audit\""));
        await using var after = lab.Open();
        Assert.Equal(("王芳", false), await after.Audit.Select(a => new ValueTuple<string, bool>(a.ActorName, a.Refused)).SingleAsync());
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_node_reads_what_another_one_has_protected(string provider)
    {
        await using var lab = await StorageLab.StartAsync(provider);
        var secret = Protector(lab).Protect("who I am");
        Assert.Equal("who I am", Protector(lab).Unprotect(secret));
        await using var db = lab.Open();
        Assert.Single(await db.DataProtectionKeys.ToListAsync());
    }

    private static IDataProtector Protector(StorageLab lab) => lab
        .NewNode(services => services.AddDataProtection().SetApplicationName("Wallboard").PersistKeysToDbContext<WallboardDb>())
        .Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test");

    private static async Task SaveAsync(StorageLab lab, object row)
    {
        await using var db = lab.Open();
        db.Add(row);
        await db.SaveChangesAsync();
    }

    internal static Person Person(string name) => new()
    {
        Id = Guid.NewGuid(), UserName = name, NormalizedUserName = name.ToUpperInvariant(), DisplayName = name, CreatedAt = At, SecurityStamp = name,
    };
}
