namespace Wallboard.Simulator.Tests;

public sealed class RequestTests
{
    [Theory]
    [InlineData("10000_1900", null, 31)]
    [InlineData("10000_4711", "6900", 14)]
    [InlineData("10000_1900", "4711", 18)]
    public async Task A_sign_in_is_refused_with_its_reason(string seat, string? extension, int code)
    {
        await using var lab = await Lab.StartAsync();
        await using var client = await lab.ConnectAsync();
        await client.SignInAsync(seat, extension);
        Assert.Equal([code], await client.ErrorsAsync());
    }

    [Fact]
    public async Task An_extension_in_use_is_refused()
    {
        await using var lab = await Lab.StartAsync();
        var busy = lab.Server.Truth().Agents.First(a => a.State != 0);
        await using var client = await lab.ConnectAsync();
        await client.SignInAsync(extension: busy.Extension);
        Assert.Equal([33], await client.ErrorsAsync());
    }

    [Fact]
    public async Task The_same_request_within_two_seconds_is_too_fast()
    {
        await using var lab = await Lab.StartAsync();
        await using var client = await lab.WatchAsync();
        await client.RequestAsync(301, new() { ["tenantIDS"] = new[] { "10000" } });
        Assert.Equal([27], await client.ErrorsAsync());
        lab.Clock.Advance(TimeSpan.FromSeconds(2));
        await client.RequestAsync(301, new() { ["tenantIDS"] = new[] { "10000" } });
        Assert.Empty(await client.ErrorsAsync());
        await using var other = await lab.ConnectAsync();
        await client.SignInAsync();
        Assert.Equal([34], await client.ErrorsAsync());
        await other.SignInAsync();
        Assert.Equal([27], await other.ErrorsAsync());
    }

    [Fact]
    public async Task A_second_client_takes_the_seat_and_the_first_is_signed_off()
    {
        await using var lab = await Lab.StartAsync();
        await using var first = await lab.WatchAsync();
        lab.Clock.Advance(TimeSpan.FromSeconds(3));
        await using var second = await lab.WatchAsync();
        var frame = await first.ReceiveAsync();
        Assert.StartsWith("{\"messageId\":4500,\"reason\":1,", frame, StringComparison.Ordinal);
        Assert.Null(await first.ReceiveAsync());
    }

    [Theory]
    [InlineData("not json", 18)]
    [InlineData("[]", 18)]
    [InlineData("""{"thisDN":"10000_1900","type":"request","message":"{}"}""", 18)]
    [InlineData("""{"thisDN":"10000_1900","type":"request","message":"{\"messageId\":200}"}""", 18)]
    [InlineData("""{"thisDN":"10000_1000","type":"request","message":"{\"messageId\":101}"}""", 14)]
    [InlineData("""{"thisDN":"10000_1900","type":"request","message":{"messageId":266}}""", 18)]
    [InlineData("""{"thisDN":"10000_1900","type":"request","message":{"messageId":266,"agentDNS":["10000_4711"]}}""", 14)]
    [InlineData("""{"thisDN":"10000_1900","type":"request","message":{"messageId":275,"queueDNS":["10000_4711"]}}""", 18)]
    [InlineData("""{"thisDN":"10000_1900","type":"request","message":{"messageId":301,"tenantIDS":["4711"]}}""", 18)]
    [InlineData("""{"thisDN":"10000_1900","type":"request","message":{"messageId":102,"reasonCode":"x"}}""", 18)]
    public async Task Bad_requests_are_named(string text, int code)
    {
        await using var lab = await Lab.StartAsync();
        await using var client = await lab.ConnectAsync();
        await client.SignInAsync();
        await client.SendAsync(text);
        Assert.Equal([code], await client.ErrorsAsync());
    }

    [Fact]
    public async Task Requests_before_signing_in_find_no_seat()
    {
        await using var lab = await Lab.StartAsync();
        await using var client = await lab.ConnectAsync();
        await client.RequestAsync(101);
        Assert.Equal([14], await client.ErrorsAsync());
    }

    [Fact]
    public async Task A_rest_with_a_limit_is_reminded_of_its_end()
    {
        await using var lab = await Lab.StartAsync();
        await using var client = await lab.ConnectAsync();
        await client.SignInAsync();
        await client.RequestAsync(102, new() { ["reasonCode"] = 4, ["attachDatas"] = new Dictionary<string, string> { ["limit"] = "10" } });
        Assert.Equal([580, 582], (await client.DrainAsync()).Select(e => e.Id()));
        lab.Pass(9);
        Assert.Empty(await client.DrainAsync());
        lab.Pass(2);
        var hint = Assert.Single(await client.DrainAsync());
        Assert.Equal((8888, 102, 0), (hint.Id(), hint.Int("succeeMessageId"), hint.Int("referenceID")));
    }

    [Fact]
    public async Task Tenants_do_not_see_each_other()
    {
        await using var lab = await Lab.StartAsync(Lab.Quick() with { Tenants = [new(), new() { Id = "20000" }] });
        await using var client = await lab.ConnectAsync();
        await client.SignInAsync("20000_1900");
        await client.RequestAsync(266, new() { ["agentDNS"] = new[] { "10000_1000" } }, "20000_1900");
        await client.RequestAsync(275, new() { ["queueDNS"] = new[] { "20000_8000" } }, "20000_1900");
        Assert.Equal([14], await client.ErrorsAsync());
        lab.Pass(30);
        var events = await client.DrainAsync();
        Assert.NotEmpty(events);
        Assert.All(events, e => Assert.Equal("20000_8000", e.Text("thisQueue")));
        Assert.All(lab.Server.Truth("20000").Agents, a => Assert.StartsWith("20000_", a.Dn, StringComparison.Ordinal));
        Assert.NotEqual(lab.Server.Truth("10000").Totals, lab.Server.Truth("20000").Totals);
    }
}
