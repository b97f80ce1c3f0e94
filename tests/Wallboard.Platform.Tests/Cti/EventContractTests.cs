using System.Collections;
using System.Globalization;
using System.Text;
using Wallboard.Platform.Cti;
using Guide = Wallboard.Testing.Contract;

namespace Wallboard.Platform.Tests.Cti;

public class EventContractTests(ITestOutputHelper output)
{
    private const string OwnSeat = "10000_1900";

    /// <summary>Of the guide's events, those that are read.</summary>
    public static int Covered => Guide.Events.Count(e => Read($$"""{"messageId":{{e.MessageId}}}""") is not UnknownEvent);

    public static TheoryData<string> Sections => [.. Guide.Events.Select(e => e.Section)];

    [Theory]
    [MemberData(nameof(Sections))]
    public void Every_documented_field_is_found_again_in_a_property_of_its_own(string section)
    {
        var guide = Guide.Events.Single(e => e.Section == section);
        var filled = Filled(guide);
        foreach (var quoted in new[] { true, false })
        {
            var e = Read(Json(filled, quoted));
            Assert.IsNotType<UnknownEvent>(e);
            var properties = Properties(e).ToLookup(p => p.Value, p => p.Name);
            foreach (var (path, value) in filled)
            {
                var name = Assert.Single(properties[value]);
                if (quoted) output.WriteLine($"{section} {path} → {e.GetType().Name}.{name}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Sections))]
    public void H4_a_field_that_is_missing_empty_null_or_of_the_wrong_kind_is_null_and_costs_no_other(string section)
    {
        var filled = Filled(Guide.Events.Single(e => e.Section == section));
        foreach (var (path, value) in filled.Where(f => f.Path != "messageId"))
        {
            var without = Properties(Read(Json(filled.Where(f => f != (path, value)), quoted: true))).ToList();
            foreach (var nothing in new[] { "\"\"", "null", "{}", "true" })
                Assert.Equal(without, Properties(Read(Json(filled.Where(f => f != (path, value)), quoted: true, (path, nothing)))));
            Assert.DoesNotContain(without, p => p.Value == value);
        }
    }

    [Fact]
    public void Every_event_of_the_guide_is_read()
    {
        Assert.All(Guide.Events, e => Assert.IsNotType<UnknownEvent>(Read($$"""{"messageId":{{e.MessageId}}}""")));
        output.WriteLine($"{Guide.Events.Count} of 21 events, {Guide.Events.Sum(e => e.Fields.Count)} fields");
        Assert.Equal(21, Guide.Events.Count);
    }

    /// <summary>Each field with a value that no other one has. 588 has <c>thisDN</c> twice, the monitored agent's first.</summary>
    private static List<(string Path, string Value)> Filled(Guide.Event guide) =>
    [
        .. guide.Fields.Select((f, i) => (f.Path, f.Path == "messageId"
            ? guide.MessageId.ToString(CultureInfo.InvariantCulture)
            : f.Path == "thisDN" && i == guide.Fields.ToList().FindLastIndex(g => g.Path == "thisDN") ? OwnSeat
            : (7001 + i).ToString(CultureInfo.InvariantCulture))),
    ];

    private static string Json(IEnumerable<(string Path, string Value)> fields, bool quoted, (string Path, string Raw)? raw = null)
    {
        var written = fields.Select(f => (f.Path, Raw: f.Path == "thisQueues" ? $"[\"{f.Value}\"]" : quoted || f.Value == OwnSeat ? $"\"{f.Value}\"" : f.Value));
        if (raw is { } other) written = written.Append(other);
        var parts = written.Select(f => f.Path.Split('.') is [var outer, var inner] ? $"\"{outer}\":{{\"{inner}\":{f.Raw}}}" : $"\"{f.Path}\":{f.Raw}");
        return $"{{{string.Join(',', parts.Reverse())}}}"; // the messageId last: dispatch must not depend on its place
    }

    private static CtiEvent Read(string json) => CtiEventReader.Read(Encoding.UTF8.GetBytes(json), OwnSeat);

    private static IEnumerable<(string Name, string Value)> Properties(CtiEvent e) =>
        from property in e.GetType().GetProperties()
        from value in property.GetValue(e) switch
        {
            null => [],
            string text => [text],
            TimeSpan time => [time.TotalSeconds],
            IEnumerable list => list.Cast<object>(),
            var single => [single],
        }
        select (property.Name, Convert.ToString(value, CultureInfo.InvariantCulture)!);
}
