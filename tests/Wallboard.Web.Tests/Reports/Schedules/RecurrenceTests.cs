using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Wallboard.Web.Features.Reports.Schedules;

namespace Wallboard.Web.Tests.Reports.Schedules;

public sealed class RecurrenceTests
{
    private static readonly TimeZoneInfo[] zones = [.. TimeZoneInfo.GetSystemTimeZones()];

    /// <summary>Zone, recurrence, from, and the next instants as the clock there shows them.</summary>
    public static TheoryData<string, string, string, string> Golden => new()
    {
        { "Asia/Shanghai", "daily 08:00", "2026-11-30T00:00Z", "2026-12-01T08:00+08:00 2026-12-02T08:00+08:00" },
        { "Asia/Shanghai", "daily 08:00", "2026-11-29T23:59Z", "2026-11-30T08:00+08:00" },
        { "Asia/Shanghai", "weekly fri,mon 08:00", "2026-11-30T00:00Z", "2026-12-04T08:00+08:00 2026-12-07T08:00+08:00" },
        { "Asia/Shanghai", "monthly 1 08:00", "2026-11-30T00:00Z", "2026-12-01T08:00+08:00 2027-01-01T08:00+08:00" },
        { "Asia/Shanghai", "monthly last 23:45", "2027-12-31T16:00Z", "2028-01-31T23:45+08:00 2028-02-29T23:45+08:00 2028-03-31T23:45+08:00" },
        { "Asia/Shanghai", "cron 0 8-18 * * 1-5", "2026-12-04T09:30Z", "2026-12-04T18:00+08:00 2026-12-07T08:00+08:00" },
        { "Asia/Shanghai", "cron 30 6 1,15 * *", "2026-12-01T00:00Z", "2026-12-15T06:30+08:00 2027-01-01T06:30+08:00" },
        { "Asia/Shanghai", "cron 0 9 * * 0", "2026-12-01T00:00Z", "2026-12-06T09:00+08:00" },
        { "Asia/Shanghai", "cron 0 9 * * 7", "2026-12-01T00:00Z", "2026-12-06T09:00+08:00" },
        // Europe: 02:00 becomes 03:00 on the last Sunday of March, 03:00 becomes 02:00 on that of October.
        { "Europe/Berlin", "daily 02:30", "2027-03-27T00:00Z", "2027-03-27T02:30+01:00 2027-03-28T03:00+02:00 2027-03-29T02:30+02:00" },
        { "Europe/Berlin", "daily 02:30", "2027-10-30T00:00Z", "2027-10-30T02:30+02:00 2027-10-31T02:30+02:00 2027-11-01T02:30+01:00" },
        { "Europe/Berlin", "daily 08:00", "2027-10-30T12:00Z", "2027-10-31T08:00+01:00" },
        { "Europe/Berlin", "cron 0,30 1-3 * * *", "2027-03-27T23:30Z", "2027-03-28T01:00+01:00 2027-03-28T01:30+01:00 2027-03-28T03:00+02:00 2027-03-28T03:30+02:00 2027-03-29T01:00+02:00" },
        { "Europe/Berlin", "cron 0,30 1-3 * * *", "2027-10-30T23:30Z", "2027-10-31T02:00+02:00 2027-10-31T02:30+02:00 2027-10-31T03:00+01:00 2027-10-31T03:30+01:00 2027-11-01T01:00+01:00" },
        // From between the two 02:30s: the second one is none.
        { "Europe/Berlin", "daily 02:30", "2027-10-31T01:00Z", "2027-11-01T02:30+01:00" },
        // America: the second Sunday of March, the first of November.
        { "America/New_York", "weekly sun 02:30", "2027-03-08T00:00Z", "2027-03-14T03:00-04:00 2027-03-21T02:30-04:00" },
        { "America/New_York", "weekly sun 01:30", "2027-11-02T00:00Z", "2027-11-07T01:30-04:00 2027-11-14T01:30-05:00" },
        // Half an hour: 02:00 becomes 02:30 in October, 02:00 becomes 01:30 in April.
        { "Australia/Lord_Howe", "daily 02:15", "2027-10-01T16:00Z", "2027-10-03T02:30+11:00 2027-10-04T02:15+11:00" },
        { "Australia/Lord_Howe", "daily 01:45", "2027-04-02T16:00Z", "2027-04-04T01:45+11:00 2027-04-05T01:45+10:30" },
        // An hour before midnight becomes midnight: the time that was left out is the moment of the change.
        { "America/Scoresbysund", "daily 23:30", "2027-03-27T02:00Z", "2027-03-28T00:00-01:00 2027-03-28T23:30-01:00" },
    };

    [Theory]
    [MemberData(nameof(Golden))]
    public void It_is_due_when_the_clock_there_says_so(string zone, string text, string after, string expected)
    {
        Assert.True(Recurrence.TryParse(text, out var recurrence), text);
        var times = expected.Split(' ');
        var known = TimeZoneInfo.FindSystemTimeZoneById(zone);
        var next = recurrence.Next(known, DateTimeOffset.Parse(after, CultureInfo.InvariantCulture), times.Length);
        Assert.Equal(times, next.Select(instant => TimeZoneInfo.ConvertTime(instant, known).ToString("yyyy-MM-ddTHH:mmzzz", CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("daily 08:00")]
    [InlineData("weekly mon,fri 23:59")]
    [InlineData("monthly 28 00:00")]
    [InlineData("monthly last 08:00")]
    [InlineData("cron */15 * * * *")]
    [InlineData("cron 0 0 29 2 *")]
    [InlineData("cron 0 8 * JAN-MAR MON")]
    public void What_is_read_is_written_the_same(string text)
    {
        Assert.True(Recurrence.TryParse(text, out var recurrence));
        Assert.Equal(text, recurrence.Text);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("daily")]
    [InlineData("daily 8:00")]
    [InlineData("daily 24:00")]
    [InlineData("daily 08:00:30")]
    [InlineData("weekly 08:00")]
    [InlineData("weekly mon,xyz 08:00")]
    [InlineData("monthly 0 08:00")]
    [InlineData("monthly 29 08:00")]
    [InlineData("cron 0 0 8 * * *")] // seconds
    [InlineData("cron * * * * *")] // each minute
    [InlineData("cron 0,10 8 * * *")] // ten minutes apart
    [InlineData("cron 58 23 * * 1\n")]
    [InlineData("cron 0 0 30 2 *")] // never
    [InlineData("cron 61 8 * * *")]
    [InlineData("cron @daily")]
    [InlineData("cron H 8 * * *")]
    [InlineData("cron 0 8 * *")]
    [InlineData("yearly 08:00")]
    public void What_is_none_is_refused(string? text) => Assert.Equal(text == "cron 58 23 * * 1\n", Recurrence.TryParse(text, out _));

    [Fact]
    public void Every_day_has_its_one_time_whatever_the_zone_does_to_its_clock() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(30),
        Prop.ForAll(Arb.From(from zone in Gen.Elements(zones) from minute in Gen.Choose(0, 1439) select (zone, new TimeOnly(0).AddMinutes(minute))), one =>
        {
            var (zone, time) = one;
            var first = new DateTime(2026, 12, 1);
            var (start, end) = (Recurrence.InstantOf(first, zone), Recurrence.InstantOf(first.AddYears(2), zone));
            var due = Recurrence.Daily(time).Due(zone, start.AddTicks(-1), end.AddTicks(-1)).ToList();
            Assert.Equal((first.AddYears(2) - first).Days, due.Count);
            for (var i = 0; i < due.Count; i++)
            {
                var (asked, shown) = (first.AddDays(i) + time.ToTimeSpan(), TimeZoneInfo.ConvertTime(due[i], zone).DateTime);
                // The first moment at which that clock shows the time or a later one.
                Assert.True(shown >= asked && TimeZoneInfo.ConvertTime(due[i].AddMinutes(-1), zone).DateTime < asked, $"{zone.Id} {asked} {due[i]:O}");
                Assert.True(i == 0 || due[i] > due[i - 1]);
            }
        }));

    [Fact]
    public void However_a_span_is_cut_every_time_is_in_one_part_of_it() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(30),
        Prop.ForAll(Arb.From(
            from zone in Gen.Elements(zones) from text in Gen.Elements("cron */15 * * * *", "cron 30 */2 * * *", "weekly sun,wed 02:30", "monthly last 00:15", "daily 01:59")
            from cuts in Gen.ListOf(Gen.Choose(0, 365 * 1440)) select (zone, text, cuts)), one =>
        {
            Assert.True(Recurrence.TryParse(one.text, out var recurrence));
            var start = new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);
            List<DateTimeOffset> ends = [start, .. one.cuts.Order().Select(minute => start.AddMinutes(minute)), start.AddDays(365)];
            var parts = ends.Zip(ends.Skip(1), (from, to) => recurrence.Due(one.zone, from, to)).SelectMany(part => part);
            Assert.Equal(recurrence.Due(one.zone, start, start.AddDays(365)), parts);
        }));
}
