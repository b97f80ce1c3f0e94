using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Wallboard.Platform.Api;

namespace Wallboard.Platform.Tests.Api;

public class CallTests
{
    private static Task<PlatformApiException> Fails(ApiUnderTest test) =>
        Assert.ThrowsAsync<PlatformApiException>(() => test.Api.Agents.StatesAsync(["10000_1000"]));

    [Theory]
    [InlineData("{\"code\":201,\"message\":\"10000_1000 at 192.0.2.7\"}", ApiFault.Refused, 201)]
    [InlineData("{\"code\":\"201\",\"data\":[]}", ApiFault.Refused, 201)]
    [InlineData("<html>login</html>", ApiFault.NotJson, null)]
    [InlineData("", ApiFault.NotJson, null)]
    [InlineData("{\"code\":200,\"data\":[{\"agent\":\"10000_10", ApiFault.NotJson, null)]
    [InlineData("[]", ApiFault.BadEnvelope, null)]
    [InlineData("{\"data\":[]}", ApiFault.BadEnvelope, null)]
    [InlineData("{\"code\":200,\"data\":5}", ApiFault.BadEnvelope, null)]
    [InlineData("{\"code\":200,\"data\":\"what\"}", ApiFault.BadEnvelope, null)]
    [InlineData("{\"code\":200,\"data\":[],\"actionID\":\"other\"}", ApiFault.ActionIdMismatch, null)]
    public async Task H2_H3_each_bad_answer_is_an_error_of_its_own_kind(string answer, ApiFault fault, int? code)
    {
        await using var test = await ApiUnderTest.StartAsync();
        test.Server.Answer = (context, _) => context.Response.WriteAsync(answer);
        var e = await Fails(test);
        Assert.Equal((fault, code, "6.13", "callcenter/queryAgentStates"), (e.Fault, e.Code, e.Section, e.Endpoint));
        Assert.StartsWith($"6.13 callcenter/queryAgentStates: {fault}", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("10000_1000", e.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.1", e.ToString(), StringComparison.Ordinal);
        if (!answer.Contains("actionID", StringComparison.Ordinal)) Assert.Equal(test.Server.Calls.Single().Body.GetProperty("actionID").GetString(), e.ActionId);
    }

    [Theory]
    [InlineData("{\"code\":0,\"data\":[]}")]
    [InlineData("{\"CODE\":\"200\",\"Data\":null}")]
    [InlineData("{\"code\":200}")]
    [InlineData("{\"code\":200,\"data\":\"[]\",\"actionID\":\"\"}")]
    [InlineData("\uFEFF{\"code\":200,\"data\":\"\",\"x\":{\"code\":500}}")]
    public async Task H2_S9_200_and_0_are_success_and_no_data_is_no_rows(string answer)
    {
        await using var test = await ApiUnderTest.StartAsync();
        test.Server.Answer = (context, _) => context.Response.WriteAsync(answer);
        Assert.Empty(await test.Api.Agents.StatesAsync(["10000_1000"]));
        Assert.Null(await test.Api.Tenants.GetAsync());
    }

    [Fact]
    public async Task Nobody_there_an_HTTP_error_and_too_long_an_answer_are_told_apart()
    {
        await using var test = await ApiUnderTest.StartAsync(o => o with { MaxResponseBytes = 1000 });
        test.Server.Answer = (context, _) =>
        {
            context.Response.StatusCode = 404;
            return Task.CompletedTask;
        };
        Assert.Equal((ApiFault.HttpStatus, 404), await Fails(test) is var e ? (e.Fault, e.Code) : default);
        test.Server.Answer = (context, body) =>
        {
            context.Response.StatusCode = 400;
            return context.Response.WriteAsync(ApiUnderTest.Envelope(body, "null", "\"code\":201"));
        };
        Assert.Equal((ApiFault.Refused, 201), await Fails(test) is var said ? (said.Fault, said.Code) : default);
        test.Server.Answer = (context, body) => context.Response.WriteAsync(ApiUnderTest.Envelope(body, $"\"{new string('x', 100_000)}\""));
        Assert.Equal(ApiFault.TooLarge, (await Fails(test)).Fault);
        test.Server.Answer = (context, _) =>
        {
            context.Abort();
            return Task.CompletedTask;
        };
        Assert.Equal(ApiFault.NoAnswer, (await Fails(test)).Fault);

        await using var nobody = await ApiUnderTest.StartAsync(o => o with { Api = new Uri("http://127.0.0.1:1/5.0.x") });
        var refused = await Fails(nobody);
        Assert.Equal(ApiFault.NoAnswer, refused.Fault);
        Assert.Equal("6.13 callcenter/queryAgentStates: NoAnswer (ConnectionRefused)", refused.Message);
        Assert.DoesNotContain("127.0.0.1", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slow_answer_times_out_also_in_the_middle_and_the_caller_may_cancel()
    {
        await using var test = await ApiUnderTest.StartAsync();
        var asked = 0;
        test.Server.Answer = async (context, _) =>
        {
            await context.Response.WriteAsync("{\"code\":");
            await context.Response.Body.FlushAsync();
            Interlocked.Increment(ref asked);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        };
        var call = test.Api.Agents.StatesAsync(["10000_1000"]);
        await Until.True(() => asked == 1);
        test.Clock.Advance(TimeSpan.FromSeconds(9.9));
        Assert.False(call.IsCompleted);
        test.Clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(ApiFault.Timeout, (await Assert.ThrowsAsync<PlatformApiException>(() => call)).Fault);

        using var gone = new CancellationTokenSource();
        var cancelled = test.Api.Agents.StatesAsync(["10000_1000"], gone.Token);
        await Until.True(() => asked == 2);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
    }

    [Fact]
    public async Task What_may_pass_is_tried_again_with_a_fresh_actionID()
    {
        await using var test = await ApiUnderTest.StartAsync(o => o with { Retries = 2 });
        var answers = new ConcurrentQueue<Func<HttpContext, JsonElement, Task>>(
        [
            (context, _) =>
            {
                context.Response.StatusCode = 500;
                return Task.CompletedTask;
            },
            (context, _) => context.Response.WriteAsync("<html>"),
            (context, body) => context.Response.WriteAsync(ApiUnderTest.Envelope(body, """[{"agent":"10000_1000","state":1}]""")),
        ]);
        test.Server.Answer = (context, body) => answers.TryDequeue(out var answer) ? answer(context, body) : throw new InvalidOperationException();
        var call = test.Api.Agents.StatesAsync(["10000_1000"]);
        await Until.True(() => test.Server.Calls.Count == 1 && test.Clock.PendingTimers > 0);
        while (!call.IsCompleted)
        {
            test.Clock.Advance(TimeSpan.FromSeconds(0.1));
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
        }
        Assert.Equal(1, Assert.Single(await call).State);
        Assert.Equal(3, test.Server.Calls.Select(c => c.Body.GetProperty("actionID").GetString()).Distinct().Count());
        Assert.Equal((3L, 2L), (test.Api.Counters.Calls, test.Api.Counters.Retries));
    }

    [Theory]
    [InlineData("{\"code\":201}", ApiFault.Refused)]
    [InlineData("{\"code\":200,\"actionID\":\"other\"}", ApiFault.ActionIdMismatch)]
    public async Task What_will_not_pass_is_not_tried_again(string answer, ApiFault fault)
    {
        await using var test = await ApiUnderTest.StartAsync(o => o with { Retries = 2 });
        test.Server.Answer = (context, _) => context.Response.WriteAsync(answer);
        Assert.Equal(fault, (await Fails(test)).Fault);
        Assert.Single(test.Server.Calls);
    }
}
