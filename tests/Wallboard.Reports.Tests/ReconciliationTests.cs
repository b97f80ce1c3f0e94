using System.Globalization;
using Wallboard.Live;
using Wallboard.Simulator;

namespace Wallboard.Reports.Tests;

/// <summary>Days of the real simulator over real HTTP: every number has its reason, and a fault its name.</summary>
public sealed class ReconciliationTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(42)]
    public async Task No_difference_is_unexplained_on_any_day_of_any_queue(int seed)
    {
        await using var lab = await ReportLab.StartAsync(seed);
        foreach (var queue in lab.Queues)
            for (var day = ReportLab.Today.AddDays(-4); day <= ReportLab.Today; day = day.AddDays(1))
                Clean(await ReadAsync(lab, queue, day));
    }

    private static void Clean(QueueDayReading reading)
    {
        Assert.Empty(reading.Failures);
        var result = Reconciler.Of(reading.Day);
        var red = result.Cells.Concat(result.Hours.SelectMany(hour => new[] { hour.Offered, hour.Answered })).Where(cell => cell.IsRed)
            .Select(cell => $"{cell.Source} {cell.Figure}: {cell.Value} of {cell.Expected}, {cell.Unexplained} unexplained; {string.Join(", ", cell.Parts.Select(part => $"{part.Reason} {part.Amount} [{string.Join(' ', part.Rows)}]"))}");
        if (result.IsRed) Assert.Fail($"{reading.Day.Queue} {reading.Day.Day:yyyy-MM-dd}: {string.Join('\n', red)}");
    }

    private static async Task<QueueDayReading> ReadAsync(ReportLab lab, string queue, DateOnly day)
    {
        var tenant = new TenantOptions { Id = "10000" };
        return await new QueueDayReader(lab.Sources.Api, tenant, lab.Server.Now, () => null, _ => Task.FromResult<IReadOnlyList<CountedVisit>?>(null)).ReadAsync(queue, day, null, TestContext.Current.CancellationToken);
    }
}
