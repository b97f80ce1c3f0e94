using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Wallboard.Web.Hosting.Metrics;

namespace Wallboard.Web.Tests;

public sealed class MetricsTests : IDisposable
{
    // A meter of its own per test: listeners hear the whole process.
    private readonly Meter meter = new($"Wallboard.Tests.{Guid.NewGuid():N}");
    private readonly ServiceProvider own = Host(), other = Host();
    private readonly MetricsCollector collector;

    public MetricsTests() => collector = new(own.GetRequiredService<IMeterFactory>());

    public void Dispose()
    {
        meter.Dispose();
        collector.Dispose();
        own.Dispose();
        other.Dispose();
    }

    /// <summary>Routes of another host in the same process, a simulated platform's in tests, are not this portal's to show.</summary>
    [Fact]
    public void What_the_framework_counts_is_this_hosts_alone()
    {
        foreach (var (host, route) in new[] { (own, "/ours"), (other, "/theirs") })
            host.GetRequiredService<IMeterFactory>().Create("Microsoft.AspNetCore.Hosting").CreateHistogram<double>("http.server.request.duration", "s")
                .Record(0.1, new KeyValuePair<string, object?>("http.route", route));
        Assert.Contains("http_route=\"/ours\"", collector.Scrape(), StringComparison.Ordinal);
        Assert.DoesNotContain("/theirs", collector.Scrape(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_counter_adds_up_and_its_labels_are_escaped()
    {
        var counter = meter.CreateCounter<long>("test.frames", null, "Frames\nof a \\ link");
        counter.Add(2, new KeyValuePair<string, object?>("why.not", "a \"quote\", a \\ and a\nline"));
        counter.Add(3, new KeyValuePair<string, object?>("why.not", "a \"quote\", a \\ and a\nline"));
        Assert.Contains("""
            # HELP test_frames_total Frames\nof a \\ link
            # TYPE test_frames_total counter
            test_frames_total{why_not="a \"quote\", a \\ and a\nline"} 5

            """.ReplaceLineEndings("\n"), collector.Scrape(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_histogram_has_cumulative_buckets_sum_and_count()
    {
        var histogram = meter.CreateHistogram("test.took", "s", "How long", null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1] });
        foreach (var value in new[] { 0.05, 0.1, 0.5, 7 }) histogram.Record(value);
        Assert.Contains("""
            # TYPE test_took_seconds histogram
            test_took_seconds_bucket{le="0.1"} 2
            test_took_seconds_bucket{le="1"} 3
            test_took_seconds_bucket{le="+Inf"} 4
            test_took_seconds_sum 7.65
            test_took_seconds_count 4

            """.ReplaceLineEndings("\n"), collector.Scrape(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_gauge_shows_what_is_observed_now_and_nothing_that_is_gone()
    {
        var states = new Dictionary<string, int> { ["10000"] = 1, ["20000"] = 2 };
        meter.CreateObservableGauge("test.link_state", () => states.Select(s => new Measurement<int>(s.Value, new KeyValuePair<string, object?>("tenant", s.Key))));
        Assert.Contains("test_link_state{tenant=\"10000\"} 1\ntest_link_state{tenant=\"20000\"} 2\n", collector.Scrape(), StringComparison.Ordinal);
        states.Remove("20000");
        states["10000"] = 0;
        Assert.Contains("# TYPE test_link_state gauge\ntest_link_state{tenant=\"10000\"} 0\n", collector.Scrape(), StringComparison.Ordinal);
        Assert.DoesNotContain("test_link_state{tenant=\"20000\"}", collector.Scrape(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_up_down_counter_is_a_gauge_that_adds_up()
    {
        var open = meter.CreateUpDownCounter<int>("test.open");
        open.Add(3);
        open.Add(-1);
        Assert.Contains("# TYPE test_open gauge\ntest_open 2\n", collector.Scrape(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_has_the_boards_and_the_runtimes_numbers()
    {
        using var portal = new PortalFactory();
        var answer = await portal.CreateClient().GetAsync("/metrics");
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        Assert.Contains("\n# TYPE wallboard_boards_viewers gauge\n", text, StringComparison.Ordinal);
        Assert.Contains("dotnet_process_memory_working_set_bytes ", text, StringComparison.Ordinal);
    }

    private static ServiceProvider Host() => new ServiceCollection().AddMetrics().BuildServiceProvider();
}
