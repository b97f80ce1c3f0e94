using Wallboard.Live;
using Wallboard.Reports;
using Wallboard.Testing;
using Wallboard.Web.Features.Live;
using Wallboard.Web.Features.Reports;
using Wallboard.Web.Storage;
using Wallboard.Web.Tests.Storage;

namespace Wallboard.Web.Tests.Reports;

/// <summary>The service level of past days says which of them may be a part.</summary>
public sealed class ServiceLevelGapTests
{
    [Theory]
    // 03:10 of the 23rd: the 22nd has settled; the 19th and 21st have been read.
    [InlineData("2026-11-19", "2026-11-22", "2 days between 2026-11-20 and 2026-11-22")]
    [InlineData("2026-11-21", "2026-11-23", "1 days between 2026-11-22 and 2026-11-22")]
    [InlineData("2026-11-21", "2026-11-21", null)]
    [InlineData("2026-11-23", "2026-11-23", null)]
    public async Task Days_that_have_not_been_read_are_named(string from, string to, string? said)
    {
        System.Globalization.CultureInfo.CurrentUICulture = new("en");
        var clock = new FakeTimeProvider(new(2026, 11, 23, 3, 10, 0, TimeSpan.FromHours(8)));
        await using var lab = await StorageLab.StartAsync(nameof(StorageProvider.Sqlite), clock);
        await using (var db = lab.Open())
        {
            db.AddRange(new ReadDay { TenantId = "10000", Day = new(2026, 11, 19) }, new ReadDay { TenantId = "10000", Day = new(2026, 11, 21) }, new ReadDay { TenantId = "20000", Day = new(2026, 11, 22) });
            await db.SaveChangesAsync();
        }
        var tenants = new Tenants([Pictures.Tenant(() => Pictures.Busy)]);
        using var platforms = new TenantPlatforms(tenants);
        var desk = new ReportDesk(platforms, new(lab.Factory), lab.Factory, clock);
        var report = ReportCatalogue.Find("service-level")!;
        var query = ReportQuery.Of(report, key => key switch { "from" => [from], "to" => [to], _ => [] });
        var result = await desk.RunAsync(tenants.Default, Scope.All, report, query);
        if (said is null) Assert.Empty(result.Heading.Notes);
        else Assert.StartsWith(said, Assert.Single(result.Heading.Notes).Value, StringComparison.Ordinal);
    }
}
