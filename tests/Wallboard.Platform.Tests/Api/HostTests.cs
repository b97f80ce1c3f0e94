using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using Wallboard.Platform.Api;
using Wallboard.Testing;
using static Wallboard.Platform.Tests.Api.EndpointCalls;
using Guide = Wallboard.Testing.Contract;

namespace Wallboard.Platform.Tests.Api;

public class HostTests
{
    private static readonly NewAgentCampaign Campaign = new("回访", Agent, [new("138")], "1", 1, 1);

    [Theory]
    // The guide's samples: 8098 with a version, 8099 without.
    [InlineData("http://p:8098/v5", "http://d:8098/v4/", "http://d:8099", "http://d:8098/v4/", "http://d:8099/")]
    [InlineData("http://p:8098/v5/", null, null, "http://p:8098/v5/", "http://p:8098/")]
    [InlineData("http://p:8098/v5", "http://d:8099", null, "http://d:8099/v5/", "http://d:8099/")]
    [InlineData("http://p:8098/x/v5", "http://d:8098/y/v4", null, "http://d:8098/y/v4/", "http://d:8098/y/")]
    [InlineData("http://p:8098/x/v5", null, null, "http://p:8098/x/v5/", "http://p:8098/x/")]
    [InlineData("http://p:8098", null, null, "http://p:8098/", "http://p:8098/")]
    public void H17_the_dialler_may_be_another_host_and_its_last_three_have_no_version(string api, string? dialer, string? control, string dialled, string unversioned)
    {
        var addresses = new ApiAddresses(new("10000", new(api), dialer is null ? null : new(dialer), ApiUnderTest.Zone, DialerControl: control is null ? null : new(control)));
        Assert.Equal($"{api.TrimEnd('/')}/query/queryCdrs", addresses.Of(ApiEndpoint.Calls));
        Assert.Equal($"{dialled}sms/sendSms", addresses.Of(ApiEndpoint.SendMessage));
        Assert.Equal($"{dialled}query/queryOutboundInstances", addresses.Of(ApiEndpoint.Campaigns));
        Assert.Equal($"{unversioned}config/StopOutbound", addresses.Of(ApiEndpoint.StopCampaign));
    }

    [Theory]
    [InlineData("""{"code":200,"message":"success!",}""")]
    [InlineData("""{"code":200,"message":"success!","actionID":"abcd123",}""")]
    public async Task H3_H17_H19_no_actionID_goes_to_8_4_to_8_6_and_any_may_come_back(string answer)
    {
        await using var test = await ApiUnderTest.StartAsync();
        test.Server.Answer = (context, _) => context.Response.WriteAsync(answer);
        await test.Api.Campaigns.StartAsync("46", 1);
        await test.Api.Campaigns.PauseAsync("46", 1);
        await test.Api.Campaigns.StopAsync("46", 2);
        Assert.Equal(["/config/StartOutbound", "/config/PauseOutbound", "/config/StopOutbound"], test.Server.Calls.Select(c => c.Path));
        Assert.All(test.Server.Calls, c => Assert.False(c.Body.TryGetProperty("actionID", out _)));
        Assert.Equal("2", test.Server.Calls.Last().Body.GetProperty("dialMode").GetString());
    }

    public static TheoryData<string> Writes => [.. Guide.Endpoints.Where(e => e.Section[0] == '7' || (e.Section[0] == '8' && e.RateLimitPerMinute is not null)).Select(e => e.Section)];

    [Theory, MemberData(nameof(Writes))]
    public async Task What_changes_something_is_never_sent_twice(string section)
    {
        var contract = Guide.OfSection(section);
        await using var test = await ApiUnderTest.StartAsync(o => o with { Retries = 2 });
        test.Server.Answer = (context, body) =>
        {
            if (!context.Request.Path.Value!.EndsWith(contract.Path, StringComparison.Ordinal))
                return context.Response.WriteAsync(ApiUnderTest.Envelope(body, """{"id":"1","callId":"1","ctiCallId":"1"}"""));
            context.Response.StatusCode = 500;
            return Task.CompletedTask;
        };
        var e = await Assert.ThrowsAsync<PlatformApiException>(() => All[section].Required(test.Api));
        Assert.Equal((ApiFault.HttpStatus, 500, section), (e.Fault, e.Code, e.Section));
        Assert.Single(test.Server.Calls, c => c.Path.EndsWith(contract.Path, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\"12\"")]
    [InlineData("12")]
    [InlineData("true")]
    [InlineData("\"ok\"")]
    public async Task What_is_done_is_no_error_because_of_what_comes_with_it(string data)
    {
        await using var test = await ApiUnderTest.AnsweringAsync(data);
        Assert.Null(await test.Api.Blacklist.AddAsync(Agent, new("王", "138", 1)));
        Assert.Null(await test.Api.Campaigns.AddAsync(new NewAgentCampaign("回访", Agent, [new("138")], "1", 1, 1)));
    }

    [Fact]
    public async Task What_changes_something_is_not_sent_on_by_a_redirection()
    {
        await using var test = await ApiUnderTest.StartAsync();
        test.Server.Answer = (context, _) =>
        {
            context.Response.StatusCode = 307;
            context.Response.Headers.Location = "/elsewhere";
            return Task.CompletedTask;
        };
        Assert.Equal(ApiFault.NoAnswer, (await Assert.ThrowsAsync<PlatformApiException>(() => test.Api.Campaigns.AddAsync(Campaign))).Fault);
        Assert.Single(test.Server.Calls);
    }

    [Fact]
    public async Task What_changes_something_is_not_sent_again_when_the_connection_breaks()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var requests = 0;
        using var stop = new CancellationTokenSource();
        var serving = ServeAsync();
        using var http = new HttpClient();
        var api = new PlatformApi(http, new("10000", new($"http://{listener.LocalEndpoint}/v5"), null, ApiUnderTest.Zone, Retries: 2), new FakeTimeProvider());
        await api.Rest.DeleteTemplateAsync("1");
        Assert.Equal(ApiFault.NoAnswer, (await Assert.ThrowsAsync<PlatformApiException>(() => api.Rest.DeleteTemplateAsync("2"))).Fault);
        Assert.Equal(2, requests);
        await stop.CancelAsync();
        await serving;

        // Answers the first request of a connection and hangs up at the second.
        async Task ServeAsync()
        {
            try
            {
                while (true)
                {
                    using var peer = await listener.AcceptTcpClientAsync(stop.Token);
                    var stream = peer.GetStream();
                    await RequestAsync(stream);
                    const string Answer = """{"code":200}""";
                    await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {Answer.Length}\r\n\r\n{Answer}"), stop.Token);
                    await RequestAsync(stream);
                }
            }
            catch (OperationCanceledException)
            {
                // the test is over
            }
        }

        async Task RequestAsync(NetworkStream stream)
        {
            var buffer = new byte[4096];
            var text = "";
            while (!text.EndsWith('}'))
            {
                var read = await stream.ReadAsync(buffer, stop.Token);
                if (read == 0) return;
                text += Encoding.UTF8.GetString(buffer, 0, read);
            }
            requests++;
        }
    }

    [Fact]
    public async Task H18_the_wait_is_told_before_it_begins()
    {
        var waits = new Waits();
        await using var test = await ApiUnderTest.StartAsync(o => o with { Waits = waits });
        test.Server.Answer = (context, body) => context.Response.WriteAsync(ApiUnderTest.Envelope(body, "null"));
        for (var i = 0; i < 20; i++) await test.Api.Blacklist.GetAsync("1");
        Assert.Empty(waits.Told);
        test.Clock.Advance(TimeSpan.FromSeconds(12));
        Assert.Equal(TimeSpan.FromSeconds(49), test.Api.RateLimitWait("6.43"));
        var late = test.Api.Blacklist.GetAsync("1");
        Assert.Equal([new("6.43", TimeSpan.FromSeconds(49))], waits.Told);
        Assert.Equal(20, test.Server.Calls.Count);
        // Other endpoints do not wait.
        await test.Api.Rest.DeleteTemplateAsync("1");
        test.Clock.Advance(TimeSpan.FromSeconds(49));
        await late;
    }

    private sealed class Waits : IProgress<RateLimitWait>
    {
        public List<RateLimitWait> Told { get; } = [];

        public void Report(RateLimitWait value) => Told.Add(value);
    }
}
