using Wallboard.Platform.Api;
using Wallboard.Testing;
using Guide = Wallboard.Testing.Contract;

namespace Wallboard.Platform.Tests.Api;

public class RateLimitsTests
{
    [Fact]
    public void H18_the_table_is_the_guides() => Assert.Equal(Guide.Endpoints.Where(e => e.RateLimitPerMinute is not null).ToDictionary(e => e.Section, e => e.RateLimitPerMinute!.Value).OrderBy(r => r.Key), RateLimits.Guide.OrderBy(r => r.Key));

    [Fact]
    public async Task H18_the_21st_call_waits_until_the_first_is_a_minute_and_a_second_old_and_can_be_told_how_long()
    {
        var clock = new FakeTimeProvider();
        var limits = new RateLimits(clock);
        for (var i = 0; i < 20; i++)
        {
            Assert.True(limits.TakeAsync("7.2", default).IsCompleted);
            clock.Advance(TimeSpan.FromSeconds(1));
        }
        Assert.Equal(TimeSpan.FromSeconds(41), limits.WaitFor("7.2"));
        Assert.Equal(TimeSpan.Zero, limits.WaitFor("7.3"));
        var next = limits.TakeAsync("7.2", default);
        var after = limits.TakeAsync("7.2", default);
        Assert.Equal(TimeSpan.FromSeconds(43), limits.WaitFor("7.2"));
        clock.Advance(TimeSpan.FromSeconds(40.9));
        Assert.False(next.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(0.1));
        await next;
        Assert.False(after.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(1));
        await after;
    }

    [Fact]
    public async Task Without_a_limit_there_is_no_waiting_and_a_waiting_call_can_be_cancelled()
    {
        var limits = new RateLimits(new FakeTimeProvider(), new Dictionary<string, int> { ["6.42"] = 1 });
        for (var i = 0; i < 1000; i++) Assert.True(limits.TakeAsync("6.8", default).IsCompleted);
        await limits.TakeAsync("6.42", default);
        using var gone = new CancellationTokenSource();
        var waiting = limits.TakeAsync("6.42", gone.Token);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }
}
