using System.Text.Json;

namespace Wallboard.Simulator.Tests;

/// <summary>What is written over HTTP is there, works, and goes again.</summary>
public sealed class BookTests
{
    private const string Number = "13912345678";

    [Fact]
    public async Task A_number_on_the_black_list_is_not_put_through()
    {
        await using var lab = await Lab.StartAsync();
        await using var client = await lab.ConnectAsync();
        await client.SignInAsync();
        await client.RequestAsync(101);
        await client.DrainAsync();
        var entry = await lab.DoAsync("7.11", "name", "恶意", "agent", "10000_1000", "mobile", Number, "type", "2", "description", "辱骂");
        Assert.Equal(("10000_1000", "2", "1"), (await AgentAsync(lab, entry.Text("userId")), entry.Text("callType"), entry.Text("status")));
        Assert.Equal([entry.ToString()], (await BlackListAsync(lab, "number", Number)).Select(e => e.ToString()));
        Assert.Equal(entry.ToString(), (await lab.DoAsync("6.43", "id", entry.Text("id"))).ToString());
        lab.Server.RingSeat(number: Number);
        Assert.Empty(await client.DrainAsync());
        var blocked = Assert.Single(await lab.ListAsync("6.25", "mobile", Number));
        Assert.Equal((Number, "2", "2026-11-22 02:00:00"), (blocked.Text("callerIdNumber"), blocked.Text("ctiCallType"), blocked.Text("startStamp")));
        Assert.Empty(await lab.RowsAsync("query/queryCdrs", "mobile", Number));

        var changed = await lab.DoAsync("7.13", "id", entry.Text("id"), "name", "误报", "mobile", Number, "type", "3");
        Assert.Equal(("误报", "3", "辱骂"), (changed.Text("name"), changed.Text("callType"), changed.Text("description")));
        await client.RequestAsync(200, new() { ["otherDN"] = Number });
        Assert.Equal([18], await client.ErrorsAsync());
        Assert.Equal("10000_1900", Assert.Single(await lab.ListAsync("6.25", "mobile", Number, "callType", "3")).Text("agent"));
        lab.Server.RingSeat(number: Number);
        Assert.Contains(503, (await client.DrainAsync()).Select(e => e.Id()));

        await lab.DoAsync("7.12", "id", entry.Text("id"));
        Assert.Empty(await BlackListAsync(lab, "number", Number));
        Assert.Equal(JsonValueKind.Null, (await lab.DoAsync("6.43", "id", entry.Text("id"))).ValueKind);
        Assert.Equal(201, (await lab.PostAsync("7.12", new() { ["actionID"] = "a", ["id"] = entry.Text("id") })).Int("code"));
    }

    [Fact]
    public async Task A_rest_template_limits_who_may_rest()
    {
        await using var lab = await Lab.StartAsync();
        string[] template = ["startTime", "01:00:00", "endTime", "02:30:00", "restNum", "0", "typeCode", "12"];
        Assert.Equal(1, await RestLimitAsync(lab));
        await lab.DoAsync("7.4", template);
        var row = Assert.Single(await lab.ListAsync("6.41"));
        Assert.Equal(("01:00:00", "02:30:00", 0, "12"), (row.Text("startStamp"), row.Text("endStamp"), row.Int("restNum"), row.Text("typeCode")));
        Assert.Equal(0, await RestLimitAsync(lab));
        await using var client = await lab.ConnectAsync();
        await client.SignInAsync();
        await client.DrainAsync();
        await client.RequestAsync(102, new() { ["reasonCode"] = 5 });
        Assert.Equal([8888], (await client.DrainAsync()).Select(e => e.Id()));

        // Times of one tenant never overlap.
        var overlapping = new Dictionary<string, string>(Samples.Required("7.4")) { ["startTime"] = "02:30:00", ["endTime"] = "03:00:00" };
        Assert.Equal(201, (await lab.PostAsync("7.4", overlapping)).Int("code"));
        await lab.DoAsync("7.5", ["id", $"{row.Int("id")}", .. template[..4], "restNum", "7", "typeCode", "12"]);
        Assert.Equal(7, await RestLimitAsync(lab));
        lab.Pass(1801);
        Assert.Equal(1, await RestLimitAsync(lab));
        await lab.DoAsync("7.6", "id", $"{row.Int("id")}");
        Assert.Empty(await lab.ListAsync("6.41"));
    }

    [Fact]
    public async Task Messages_are_sent_answered_read_and_deleted()
    {
        await using var lab = await Lab.StartAsync();
        await lab.DoAsync("7.1", "thisDN", "10000_1000", "number", $"{Number},12345", "content", "您的工单已受理", "attr", "工单7");
        Assert.Equal([-1, 4], (await lab.ListAsync("6.29")).Select(m => m.Int("state")));
        lab.Pass(2);
        var sent = Assert.Single(await lab.ListAsync("6.29", "sendState", "0"));
        Assert.Equal((Number, "您的工单已受理", "工单7", "2", "10000_1000", ""),
            (sent.Text("mobile"), sent.Text("content"), sent.Text("attr"), sent.Text("type"), sent.Text("agent"), sent.Text("stateValue")));
        lab.Pass(30);
        var answer = Assert.Single(await lab.ListAsync("6.29", "type", "4", "sendMobile", Number, "stateValue", "0"));
        await lab.DoAsync("7.2", "id", $"{answer.Int("id")}");
        Assert.Equal([answer.Int("id")], (await lab.ListAsync("6.29", "stateValue", "1")).Select(m => m.Int("id")));
        await lab.DoAsync("7.3", "id", $"{answer.Int("id")}");
        Assert.Equal([2, 1], (await lab.ListAsync("6.29", "sort", "id", "order", "desc")).Select(m => m.Int("id")));
        await lab.DoAsync("7.3");
        Assert.Equal(2, (await lab.ListAsync("6.29")).Count);
    }

    private static async Task<int> RestLimitAsync(Lab lab) => (await lab.ListAsync("6.40"))[0].Int("restNum");

    private static async Task<string> AgentAsync(Lab lab, string id) => (await lab.DoAsync("6.12", "id", id)).Text("name");

    private static Task<List<JsonElement>> BlackListAsync(Lab lab, params string[] fields) => lab.ListAsync("6.42", ["thisDN", "10000_1000", .. fields]);
}
