using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Wallboard.Web.Storage;

/// <summary>Everything that the portal keeps. One derived context for each provider, with migrations of its own.</summary>
internal abstract class WallboardDb(DbContextOptions options) : IdentityUserContext<Person, Guid>(options), IDataProtectionKeyContext
{
    public DbSet<Membership> Memberships => Set<Membership>();

    public DbSet<OneTimeLink> Links => Set<OneTimeLink>();

    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<Screen> Screens => Set<Screen>();

    public DbSet<Pairing> Pairings => Set<Pairing>();

    public DbSet<ApiToken> ApiTokens => Set<ApiToken>();

    public DbSet<Department> Departments => Set<Department>();

    public DbSet<TenantPreferences> Preferences => Set<TenantPreferences>();

    public DbSet<AuditEntry> Audit => Set<AuditEntry>();

    public DbSet<StoredVisit> Visits => Set<StoredVisit>();

    public DbSet<ReadDay> ReadDays => Set<ReadDay>();

    public DbSet<KeptReport> KeptReports => Set<KeptReport>();

    public DbSet<ConcurrencyMinute> Concurrency => Set<ConcurrencyMinute>();

    public DbSet<SavedReport> SavedReports => Set<SavedReport>();

    public DbSet<ReportFile> ReportFiles => Set<ReportFile>();

    public DbSet<Schedule> Schedules => Set<Schedule>();

    public DbSet<ScheduleRun> ScheduleRuns => Set<ScheduleRun>();

    public DbSet<Delivery> Deliveries => Set<Delivery>();

    public DbSet<DeliveryAttempt> DeliveryAttempts => Set<DeliveryAttempt>();

    public DbSet<Destination> Destinations => Set<Destination>();

    public DbSet<AccessRevision> AccessRevisions => Set<AccessRevision>();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        // SQLite cannot compare DateTimeOffset, PostgreSQL takes UTC only: both store UTC.
        conventions.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();
        conventions.Properties<Enum>().HaveConversion<string>().HaveMaxLength(32);
        conventions.Properties<string>().HaveMaxLength(256);
    }

    protected override void OnModelCreating(ModelBuilder model)
    {
        base.OnModelCreating(model);
        model.Entity<Person>().ToTable("People");
        model.Entity<Membership>().HasKey(m => new { m.PersonId, m.TenantId });
        model.Entity<Membership>().HasOne<Person>().WithMany().HasForeignKey(m => m.PersonId);
        model.Entity<OneTimeLink>().HasOne<Person>().WithMany().HasForeignKey(l => l.PersonId).OnDelete(DeleteBehavior.Cascade);
        model.Entity<OneTimeLink>().HasIndex(l => l.SecretHash).IsUnique();
        model.Entity<Session>().HasOne<Person>().WithMany().HasForeignKey(s => s.PersonId);
        model.Entity<Screen>().HasIndex(s => s.TenantId);
        model.Entity<Pairing>().HasIndex(p => p.Code).IsUnique();
        model.Entity<ApiToken>().HasIndex(t => t.SecretHash).IsUnique();
        model.Entity<Department>().HasIndex(d => new { d.TenantId, d.Name }).IsUnique();
        model.Entity<TenantPreferences>().HasKey(p => p.TenantId);
        model.Entity<AuditEntry>().HasIndex(a => new { a.TenantId, a.At });
        model.Entity<AuditEntry>().Property(a => a.Before).HasMaxLength(-1);
        model.Entity<AuditEntry>().Property(a => a.After).HasMaxLength(-1);
        model.Entity<StoredVisit>().HasKey(v => new { v.TenantId, v.CallId, v.Queue, v.Nth });
        model.Entity<StoredVisit>().HasIndex(v => new { v.TenantId, v.Day });
        model.Entity<ReadDay>().HasKey(d => new { d.TenantId, d.Day });
        model.Entity<KeptReport>().HasKey(r => new { r.TenantId, r.Report, r.Unit, r.Subject, r.Day });
        model.Entity<KeptReport>().Property(r => r.Rows).HasMaxLength(-1);
        model.Entity<ConcurrencyMinute>().HasKey(c => new { c.TenantId, c.At });
        model.Entity<SavedReport>().HasIndex(r => new { r.TenantId, r.Name }).IsUnique();
        model.Entity<SavedReport>().Property(r => r.Query).HasMaxLength(-1);
        model.Entity<ReportFile>().HasIndex(f => new { f.TenantId, f.OwnerId, f.CreatedAt });
        model.Entity<ReportFile>().Property(f => f.Query).HasMaxLength(-1);
        model.Entity<ReportFile>().Property(f => f.Manifest).HasMaxLength(-1);
        model.Entity<ReportFile>().HasIndex(f => new { f.RunId, f.Position, f.Format }).IsUnique();
        model.Entity<Schedule>().HasIndex(s => new { s.TenantId, s.Name }).IsUnique();
        model.Entity<Schedule>().Property(s => s.Reports).HasMaxLength(-1);
        model.Entity<ScheduleRun>().HasIndex(r => new { r.ScheduleId, r.DueAt }).IsUnique();
        model.Entity<ScheduleRun>().HasIndex(r => r.State);
        model.Entity<ScheduleRun>().HasOne<Schedule>().WithMany().HasForeignKey(r => r.ScheduleId).OnDelete(DeleteBehavior.Cascade);
        model.Entity<Delivery>().HasIndex(d => new { d.ScheduleId, d.DueAt, d.Recipient, d.Format }).IsUnique();
        model.Entity<Delivery>().HasOne<ScheduleRun>().WithMany().HasForeignKey(d => d.RunId).OnDelete(DeleteBehavior.Cascade);
        model.Entity<DeliveryAttempt>().HasOne<Delivery>().WithMany().HasForeignKey(a => a.DeliveryId).OnDelete(DeleteBehavior.Cascade);
        model.Entity<DeliveryAttempt>().Property(a => a.Detail).HasMaxLength(1024);
        model.Entity<Destination>().HasIndex(d => new { d.TenantId, d.Name }).IsUnique();
        model.Entity<Destination>().Property(d => d.Address).HasMaxLength(4096);
        model.Entity<Destination>().Property(d => d.Secret).HasMaxLength(4096);
        model.Entity<AccessRevision>().Property(r => r.Id).ValueGeneratedNever();
        model.Entity<AccessRevision>().HasData(new AccessRevision());
        model.Entity<DataProtectionKey>().Property(k => k.Xml).HasMaxLength(-1);
    }

    private sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTime>(
        instant => instant.UtcDateTime, stored => new(DateTime.SpecifyKind(stored, DateTimeKind.Utc)));
}

internal sealed class SqliteDb(DbContextOptions<SqliteDb> options) : WallboardDb(options);

internal sealed class PostgreSqlDb(DbContextOptions<PostgreSqlDb> options) : WallboardDb(options);
