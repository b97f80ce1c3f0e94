using System.Text.Json;
using System.Text.Json.Nodes;
using Wallboard.Simulator.Http;
using Wallboard.Testing;

namespace Wallboard.Simulator.Tests;

/// <summary>An awkward platform with one of everything.</summary>
public sealed class AwkwardLab : IAsyncLifetime
{
    internal Lab Lab { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Lab = await Lab.StartAsync(Lab.Quick() with { Awkward = true });
        foreach (var section in new[] { "7.1", "7.4", "8.1" }) await Lab.TextAsync(section, Samples.Required(section));
    }

    public ValueTask DisposeAsync() => Lab.DisposeAsync();
}

/// <summary>Rows H… of the guide's close reading that are only another way of writing: each occurs when the platform is awkward.</summary>
public sealed class SpeltOtherwiseTests(AwkwardLab shared) : IClassFixture<AwkwardLab>
{
    private readonly Lab lab = shared.Lab;

    [Fact]
    public async Task H4_numbers_come_in_every_way()
    {
        var text = await ManyAsync("6.14");
        Assert.Matches("\"readyCount\":\"[0-9]+\"", text);
        Assert.Matches("\"readyCount\":[0-9]+", text);
        Assert.Contains("\"callID\":null", text, StringComparison.Ordinal);
        Assert.Contains("\"callID\":\"\"", text, StringComparison.Ordinal);
        Assert.Contains("\"tenantId\":10000", await ManyAsync("6.11"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task H5_durations_are_seconds_and_clocks_in_one_answer()
    {
        var text = await ManyAsync("6.14");
        Assert.Matches("\"(ready|busy)Time\":\"[0-9]{2,}:[0-5][0-9]:[0-5][0-9]\"", text);
        Assert.Matches("\"(ready|busy)Time\":\"?[0-9]+\"?,", text);
    }

    [Fact]
    public async Task H7_paging_says_anything()
    {
        var text = await ManyAsync("6.11", 100) + await ManyAsync("6.8") + await ManyAsync("8.8", 5);
        foreach (var page in new[] { "\"\"", "\"1\"", "0", "1", "\"abcd123\"" }) Assert.Contains($"\"currentPage\":{page}", text, StringComparison.Ordinal);
        foreach (var total in new[] { "\"\"", "\"13\"", "0", "\"abcd123\"" }) Assert.Contains($"\"totalCount\":{total}", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task H14_reasons_are_spelt_otherwise_and_colours_have_a_stray_escape()
    {
        var text = await ManyAsync("6.37");
        Assert.Contains("\"\\#f3f3f4\"", text, StringComparison.Ordinal);
        foreach (var name in new[] { "reasontext", "reasoncode", "reasonText", "reasonCode" }) Assert.Contains(name, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task H15_an_empty_list_is_a_string() => Assert.Contains("\"restAgentQueue\":\"[]\"", await ManyAsync("6.40"), StringComparison.Ordinal);

    [Fact]
    public async Task H16_contact_num_in_either_spelling()
    {
        var text = await ManyAsync("8.8");
        Assert.Contains("\"contactNum\":", text, StringComparison.Ordinal);
        Assert.Contains("\"contactNumber\":", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task H17_the_dialler_says_an_action_that_nobody_asked_for() =>
        Assert.Contains("\"actionID\":\"abcd123\"", await lab.TextAsync("8.4", Samples.Required("8.4")), StringComparison.Ordinal);

    [Fact]
    public async Task H19_a_comma_before_the_closing_brace()
    {
        string[] sections = ["6.4", "6.5", "7.2", "7.3", "7.6", "7.14", "8.5", "8.6"];
        foreach (var section in sections.Where(s => ApiHost.Endpoints.Values.Any(e => e.Section == s)))
        {
            var text = await lab.TextAsync(section, Samples.Required(section));
            Assert.EndsWith(",}", text, StringComparison.Ordinal);
            Assert.Contains(JsonDocument.Parse(text, new JsonDocumentOptions { AllowTrailingCommas = true }).RootElement.Int("code"), new[] { 200 });
        }
    }

    [Fact]
    public async Task H26_a_reason_comes_twice()
    {
        var days = Enumerable.Range(0, 5).Select(_ => lab.TextAsync("6.14", Samples.Required("6.14")));
        var rows = (await Task.WhenAll(days)).SelectMany(d => JsonNode.Parse(d)!["data"]!.AsArray());
        Assert.Contains(rows, r => r!["busyReason"] is JsonArray reasons && reasons.Count > reasons.Select(b => $"{b!["reasonCode"]}").Distinct().Count());
    }

    [Fact]
    public async Task H29_unread_is_nothing_or_0()
    {
        await lab.TextAsync("7.1", Samples.Required("7.1")); // the first may have been read by another test
        var text = await ManyAsync("6.29", 60);
        Assert.Contains("\"stateValue\":\"0\"", text, StringComparison.Ordinal);
        Assert.Matches("\"stateValue\":(null|\"\")", text);
    }

    [Fact]
    public async Task H32_call_ids_are_uuids_or_name_an_address() => Assert.Contains("@183.129.179.6\"", await ManyAsync("6.19", 1), StringComparison.Ordinal);

    [Theory]
    [InlineData("6.5", "gatewayCroup", "gatewayGroup")]
    [InlineData("6.11", "createdTime", "createTime")]
    [InlineData("6.12", "createdTime", "createTime")]
    [InlineData("6.14", "typeText", "typeType")]
    [InlineData("6.6", "Stringest-idle-agent", "\"longest-idle-agent")]
    public async Task H36_other_spellings(string section, string other, string documented)
    {
        var text = await ManyAsync(section);
        Assert.Contains(other, text, StringComparison.Ordinal);
        Assert.Contains(documented, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("6.49", "intDay")]
    [InlineData("6.56", "intMonth")]
    public async Task H9_the_period_comes_as_intHour_whatever_it_is(string section, string documented)
    {
        var text = await ManyAsync(section, 5);
        Assert.Contains($"\"{documented}\":\"2026-11", text, StringComparison.Ordinal);
        Assert.Contains("\"intHour\":\"2026-11", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task H12_averages_in_either_spelling()
    {
        var text = await ManyAsync("6.30", 5);
        foreach (var name in new[] { "inAvgTalkTime", "avgInTalkTime", "outAvgTalkTime", "avgOutTalkTime" }) Assert.Contains(name, text, StringComparison.Ordinal);
    }

    [Theory, InlineData("6.58"), InlineData("6.60"), InlineData("6.64")]
    public async Task H24_number_and_name_change_places(string section)
    {
        var text = await ManyAsync(section);
        Assert.Matches("\"agent\":\"10000(_[0-9]+)?\"", text);
        Assert.Matches("\"name\":\"10000(_[0-9]+)?\"", text);
    }

    // A way of writing is drawn anew for every answer.
    private async Task<string> ManyAsync(string section, int times = 20)
    {
        var answers = new List<string>();
        for (var i = 0; i < times; i++) answers.Add(await lab.TextAsync(section, Samples.Required(section)));
        return string.Concat(answers);
    }
}
