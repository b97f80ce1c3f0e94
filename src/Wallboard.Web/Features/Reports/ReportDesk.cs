using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Wallboard.Live;
using Wallboard.Platform.Api;
using Wallboard.Reports;
using Wallboard.Web.Features.Live;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Reports;

/// <summary>Where pages, files and schedules get reports: whatever they ask for is limited to what the reader may see.</summary>
internal sealed class ReportDesk(TenantPlatforms platforms, ReportStore kept, IDbContextFactory<WallboardDb> storage, TimeProvider clock)
{
    private const string ServiceLevel = "service-level";

    /// <summary>The day that it is for the tenant.</summary>
    public DateOnly Today(Tenant tenant) => DateOnly.FromDateTime(tenant.Local(clock.GetUtcNow()).DateTime);

    /// <summary>What somebody may choose from.</summary>
    public async Task<ReportReader> ReaderAsync(Tenant tenant, Scope scope, CancellationToken ct = default)
    {
        var picture = tenant.Picture();
        var agents = picture.Agents.Select(a => a.Number).Where(number => scope.HasAgent(number) && number != tenant.Options.Seat).Order(StringComparer.Ordinal).ToList();
        await using var db = await storage.CreateDbContextAsync(ct);
        var departments = await db.Departments.Where(d => d.TenantId == tenant.Id).OrderBy(d => d.Name).AsNoTracking().ToListAsync(ct);
        return new(
            tenant.Id, tenant.DisplayName, [.. picture.Queues.Select(q => q.Number).Where(scope.HasQueue).Order(StringComparer.Ordinal)], agents,
            // Of a department of which somebody sees a part, the figures would look like the whole.
            departments.Where(d => d.Agents.Count > 0 && d.Agents.TrueForAll(scope.HasAgent)).ToDictionary(d => d.Name, d => (IReadOnlyCollection<string>)d.Agents),
            scope.IsAll);
    }

    /// <summary>Reads a report.</summary>
    /// <param name="days">Others than the query's: those that it is compared with.</param>
    /// <exception cref="ReportRefusedException">The reader may not see it, or there is nothing of the kind.</exception>
    public async Task<ReportResult> RunAsync(
        Tenant tenant, Scope scope, Report report, ReportQuery query, bool anew = false, DayRange? days = null, IProgress<PageProgress>? progress = null, CancellationToken ct = default)
    {
        var reader = await ReaderAsync(tenant, scope, ct);
        var runner = new ReportRunner(await SourcesAsync(tenant, ct), kept, clock);
        var result = await runner.RunAsync(report, query, reader, days ?? query.Period.On(Today(tenant)), anew, progress, ct);
        return report.Id == ServiceLevel ? await WithGapsAsync(tenant, result, ct) : result;
    }

    /// <summary>Days that are over and whose queue visits have not been read from the records: what is stored of them may be a part.</summary>
    private async Task<ReportResult> WithGapsAsync(Tenant tenant, ReportResult result, CancellationToken ct)
    {
        var (first, over) = (result.Heading.From, DateOnly.FromDateTime(tenant.Local(clock.GetUtcNow() - RecordedDay.Settling).DateTime).AddDays(-1));
        var last = result.Heading.To < over ? result.Heading.To : over;
        if (last < first) return result;
        await using var db = await storage.CreateDbContextAsync(ct);
        var read = await db.ReadDays.Where(d => d.TenantId == tenant.Id && d.Day >= first && d.Day <= last).Select(d => d.Day).ToHashSetAsync(ct);
        var missing = Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Select(first.AddDays).Where(day => !read.Contains(day)).ToList();
        if (missing.Count == 0) return result;
        var note = ReportText.Of("Notes.unread.days", missing.Count, missing[0].ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), missing[^1].ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        return result with { Heading = result.Heading with { Notes = [.. result.Heading.Notes, (ReportText.Of("Notes.unread"), note)] } };
    }

    private async Task<ReportSources> SourcesAsync(Tenant tenant, CancellationToken ct)
    {
        var picture = tenant.Picture();
        var names = tenant.Names();
        await using var db = await storage.CreateDbContextAsync(ct);
        var keys = (await db.Preferences.FindAsync([tenant.Id], ct))?.SatisfactionKeys;
        var sources = new ReportSources(
            platforms.Of(tenant), TimeZoneInfo.FindSystemTimeZoneById(tenant.Options.TimeZone), (days, cancel) => VisitsAsync(tenant, days, cancel),
            (days, cancel) => SamplesAsync(tenant, days, cancel), queue => tenant.Options.Queues.GetValueOrDefault(queue) ?? QueueOptions.Default, names.GetValueOrDefault)
        {
            AfterCallState = picture.AfterCallState,
        };
        return keys is null ? sources : sources with { SatisfactionKeys = Scores(keys) };
    }

    /// <summary><c>1:5,2:4,3</c></summary>
    private static Dictionary<string, int?> Scores(string keys) => keys.Split(',').Select(key => key.Split(':'))
        .ToDictionary(key => key[0], key => key is [_, var score] ? int.Parse(score, CultureInfo.InvariantCulture) : (int?)null);

    private async IAsyncEnumerable<QueueVisit> VisitsAsync(Tenant tenant, DayRange days, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await using var db = await storage.CreateDbContextAsync(ct);
        var visits = db.Visits.Where(v => v.TenantId == tenant.Id && v.Day >= days.From && v.Day <= days.To)
            .Select(v => new { v.Queue, v.Day, v.Hour, v.Outcome, v.WaitSeconds, v.CallType }).AsAsyncEnumerable();
        await foreach (var v in visits.WithCancellation(ct))
            yield return new(v.Queue, v.Day.ToDateTime(new(v.Hour, 0)), Enum.Parse<VisitOutcome>(v.Outcome.ToString()), TimeSpan.FromSeconds(v.WaitSeconds), v.CallType);
    }

    private async IAsyncEnumerable<ConcurrencySample> SamplesAsync(Tenant tenant, DayRange days, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(tenant.Options.TimeZone);
        var (from, to) = (Start(days.From), Start(days.To.AddDays(1)));
        await using var db = await storage.CreateDbContextAsync(ct);
        var samples = db.Concurrency.Where(c => c.TenantId == tenant.Id && c.At >= from && c.At < to).OrderBy(c => c.At).AsNoTracking().AsAsyncEnumerable();
        await foreach (var sample in samples.WithCancellation(ct)) yield return new(tenant.Local(sample.At).DateTime, sample.Used, sample.Allowed);

        DateTimeOffset Start(DateOnly day)
        {
            var midnight = day.ToDateTime(TimeOnly.MinValue);
            return new(midnight, zone.GetUtcOffset(midnight));
        }
    }
}
