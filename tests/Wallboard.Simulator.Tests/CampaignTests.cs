using System.Text.Json;

namespace Wallboard.Simulator.Tests;

/// <summary>Campaigns: what the dialler does with them, as contacts, calls and figures show it.</summary>
public sealed class CampaignTests
{
    private static readonly string[] Numbers = [.. Enumerable.Range(0, 30).Select(i => $"139000000{i:d2}")];

    [Fact]
    public async Task Runs_through_its_contacts_and_ends()
    {
        await using var lab = await Lab.StartAsync();
        var id = await AddAsync(lab, Numbers);
        Assert.Equal(("2", "30", "0"), await StateAsync(lab, id));
        Assert.All(await ContactsAsync(lab, id), c => Assert.Equal(("9", ""), (c.Text("callState"), c.Text("callTime"))));
        await ControlAsync(lab, "8.4", id);
        Assert.Equal("3", (await StateAsync(lab, id)).Status);
        for (var i = 0; i < 100 && (await StateAsync(lab, id)).Status == "3"; i++) lab.Pass(20);
        Assert.Equal(("5", "30", "30"), await StateAsync(lab, id));

        var contacts = await ContactsAsync(lab, id);
        var reached = contacts.Where(c => c.Text("callState") == "1").ToList();
        Assert.Subset(new HashSet<string> { "0", "1", "5" }, contacts.Select(c => c.Text("callState")).ToHashSet());
        Assert.NotEmpty(reached);
        Assert.Equal(reached.Count, (await ContactsAsync(lab, id, "callState", "1")).Count);
        Assert.All(await ContactsAsync(lab, id, "callState", "2"), c => Assert.Contains(c.Text("hangupCause"), new[] { "NO_ANSWER", "USER_BUSY" }));
        // Each is a call to the outside: a record with the campaign's number, for those reached with the agent who took it.
        foreach (var contact in contacts)
        {
            var legs = await lab.RowsAsync("query/queryCdrs", "ctiCallId", contact.Text("callId"), "campaignId", id, "callType", "3");
            Assert.All(legs, l => Assert.Equal(contact.Text("mobile"), l.Text("destinationNumber")));
            Assert.Equal(contact.Text("callState") == "1", legs.Exists(l => l.Text("agent") == contact.Text("exten") && l.Text("answerStamp").Length > 0));
        }
        Assert.All(reached, c => Assert.Equal("10000_8000", c.Text("queueDn")));
        var visits = await lab.RowsAsync("query/queryQueueHistories", "callType", "3");
        Assert.Subset(Numbers.ToHashSet(), visits.Select(v => v.Text("callerId")).ToHashSet());
    }

    [Fact]
    public async Task Pauses_goes_on_stops_and_is_reset()
    {
        await using var lab = await Lab.StartAsync();
        var id = await AddAsync(lab, Numbers);
        await ControlAsync(lab, "8.4", id);
        lab.Pass(30);
        await ControlAsync(lab, "8.5", id);
        var called = (await StateAsync(lab, id)).Called;
        Assert.DoesNotContain(called, new[] { "0", "30" });
        lab.Pass(120);
        Assert.Equal(("4", "30", called), await StateAsync(lab, id));
        await ControlAsync(lab, "8.4", id);
        lab.Pass(60);
        await ControlAsync(lab, "8.6", id);
        Assert.Equal("5", (await StateAsync(lab, id)).Status);
        lab.Pass(120);
        var failed = (await ContactsAsync(lab, id, "callState", "2")).Count + (await ContactsAsync(lab, id, "callState", "5")).Count;
        var before = (await ContactsAsync(lab, id, "callState", "7")).Count;
        await lab.DoAsync("8.7", "id", id, "resetType", "1");
        Assert.Equal(before + failed, (await ContactsAsync(lab, id, "callState", "7")).Count);
        await lab.DoAsync("8.7", "id", id, "resetType", "2");
        Assert.Equal(("2", "30", "0"), await StateAsync(lab, id));

        // Twice the same number counts once, unless it is wanted.
        Assert.Equal("31", (await lab.DoAsync("8.2", "outboundId", id, "filter", $"{Numbers[0]},13711112222")).Text("contactNumber"));
        Assert.Equal("32", (await lab.DoAsync("8.2", "outboundId", id, "filter", Numbers[0], "removeRepetition", "1")).Text("contactNumber"));
        await lab.DoAsync("8.3", "id", id);
        Assert.Empty(await lab.ListAsync("8.8"));
        Assert.Empty(await ContactsAsync(lab, id));
    }

    [Fact]
    public async Task A_voice_campaign_leads_into_its_flow_and_a_preview_one_lets_agents_call()
    {
        await using var lab = await Lab.StartAsync();
        var voice = (await lab.DoAsync("8.1", "name", "通知", "agent", "10000_1000", "isVgc", "1", "ivrId", "2", "filter", "13900000001,13900000002:1")).Text("id");
        var preview = await AddAsync(lab, ["13900000003", "13900000004", "13900000005"], "2");
        await ControlAsync(lab, "8.4", voice);
        await ControlAsync(lab, "8.4", preview);
        for (var i = 0; i < 100 && (await StateAsync(lab, preview)).Status == "3"; i++) lab.Pass(20);
        Assert.Equal(("5", "2", "2"), await StateAsync(lab, voice));
        Assert.Equal(("5", "3", "3"), await StateAsync(lab, preview));
        var legs = await lab.RowsAsync("query/queryCdrs", "campaignId", preview);
        Assert.Equal(3, legs.Count);
        Assert.All(legs, l => Assert.StartsWith("10000_1", l.Text("agent"), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("8.1", "queueId", "99")]
    [InlineData("8.1", "ratio", "fast")]
    [InlineData("8.1", "agent", "10001_1000")]
    [InlineData("8.1", "isVgc", "1")]
    [InlineData("8.4", "outboundId", "99")]
    [InlineData("8.4", "dialMode", "3")]
    [InlineData("8.7", "resetType", "all")]
    [InlineData("8.10", "callState", "3")]
    public async Task What_makes_no_sense_is_a_bad_parameter(string section, string field, string value)
    {
        await using var lab = await Lab.StartAsync();
        await lab.FurnishAsync();
        Assert.Equal(201, (await lab.PostAsync(section, new(Samples.Required(section)) { [field] = value })).Int("code"));
    }

    private static async Task<string> AddAsync(Lab lab, string[] numbers, string callType = "1") =>
        (await lab.DoAsync("8.1", "name", "回访", "agent", "10000_1000", "queueId", "1", "callType", callType, "ratio", "3", "filter",
            string.Join(',', numbers))).Text("id");

    private static async Task ControlAsync(Lab lab, string section, string id) => await lab.DoAsync(section, "outboundId", id, "dialMode", "1");

    private static async Task<(string Status, string Contacts, string Called)> StateAsync(Lab lab, string id)
    {
        var row = await lab.DoAsync("8.9", "id", id);
        return (row.Text("status"), row.Text("contactNumber"), row.Text("callNum"));
    }

    private static Task<List<JsonElement>> ContactsAsync(Lab lab, string id, params string[] fields) => lab.ListAsync("8.10", ["outboundId", id, .. fields]);
}
