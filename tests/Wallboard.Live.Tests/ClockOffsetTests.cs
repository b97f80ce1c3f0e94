namespace Wallboard.Live.Tests;

public sealed class ClockOffsetTests
{
    private static readonly DateTimeOffset Local = new(2026, 11, 22, 4, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Before_the_first_reading_the_local_clock_counts() => Assert.Equal(TimeSpan.Zero, default(ClockOffset).Value);

    [Fact]
    public void Each_reading_narrows_the_interval()
    {
        var offset = default(ClockOffset).Read(Local.AddSeconds(90), Local, Local.AddSeconds(0.2));
        Assert.Equal((TimeSpan.FromSeconds(89.8), TimeSpan.FromSeconds(91)), (offset.Low, offset.High));
        offset = offset.Read(Local.AddSeconds(91), Local.AddSeconds(0.5), Local.AddSeconds(0.6));
        Assert.Equal((TimeSpan.FromSeconds(90.4), TimeSpan.FromSeconds(91)), (offset.Low, offset.High));
        Assert.Equal(TimeSpan.FromSeconds(90.7), offset.Value);
        Assert.Equal(TimeSpan.FromSeconds(0.3), offset.Error);
    }

    [Fact]
    public void A_clock_that_was_set_starts_anew()
    {
        var offset = default(ClockOffset).Read(Local, Local, Local).Read(Local.AddHours(1), Local, Local);
        Assert.Equal((TimeSpan.FromHours(1), TimeSpan.FromHours(1) + TimeSpan.FromSeconds(1)), (offset.Low, offset.High));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.25)]
    [InlineData(-123.9991)]
    [InlineData(28_800.5)]
    public void Readings_at_the_useful_instant_halve_the_error(double seconds)
    {
        var truth = TimeSpan.FromSeconds(seconds);
        var (offset, now) = (default(ClockOffset), Local.AddSeconds(0.33));
        for (var i = 0; i < 8; i++)
        {
            var platform = now + truth;
            offset = offset.Read(platform.AddTicks(-(platform.Ticks % TimeSpan.TicksPerSecond)), now, now);
            now = offset.NextUseful(now);
        }
        Assert.True(offset.Error <= TimeSpan.FromMilliseconds(10), offset.Error.ToString());
        Assert.True((offset.Value - truth).Duration() <= offset.Error);
    }
}
