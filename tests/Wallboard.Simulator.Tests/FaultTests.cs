using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using Wallboard.Simulator.Faults;

namespace Wallboard.Simulator.Tests;

public sealed class FaultTests
{
    private const string Clock = "query/querySysDateTime";

    [Fact]
    public async Task Dropped_links_are_refused_until_the_span_is_over()
    {
        await using var lab = await Lab.StartAsync();
        await using var client = await lab.WatchAsync();
        lab.Server.Faults.Inject(FaultKind.DropLinks, TimeSpan.FromSeconds(5));
        Assert.Null(await client.ReceiveAsync());
        await Assert.ThrowsAsync<WebSocketException>(lab.ConnectAsync);
        lab.Clock.Advance(TimeSpan.FromSeconds(5));
        await using var again = await lab.WatchAsync();
    }

    [Fact]
    public async Task A_half_open_link_is_silent_for_ever_and_a_new_one_works_after_the_fault()
    {
        await using var lab = await Lab.StartAsync();
        await using var client = await lab.WatchAsync();
        lab.Server.Faults.Inject(FaultKind.HalfOpen, TimeSpan.FromSeconds(5));
        await using var during = await lab.ConnectAsync();
        lab.Clock.Advance(TimeSpan.FromSeconds(6));
        await using var after = await lab.WatchAsync();
        Assert.Equal([true, true, false], lab.Server.State().Links.OrderBy(l => l.Id).Select(l => l.Mute));
        await during.SignInAsync();
        lab.Pass(30);
        await client.RequestAsync(101);
        Assert.NotEmpty(await after.DrainAsync());
        using var stop = new CancellationTokenSource();
        var (first, second) = (client.ReceiveAsync(stop.Token), during.ReceiveAsync(stop.Token));
        Assert.False(first.IsCompleted || second.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
    }

    [Fact]
    public async Task Garbled_frames_replace_events_and_lost_ones_leave_none()
    {
        await using var lab = await Lab.StartAsync();
        await using var client = await lab.WatchAsync();
        lab.Server.Faults.Inject(FaultKind.GarbleFrames, count: 3);
        lab.Pass(20);
        var frames = await client.DrainTextAsync();
        Assert.All(frames[..3], f => Assert.False(IsJson(f)));
        Assert.All(frames[3..], f => Assert.True(IsJson(f)));
        var expected = frames.Count;

        await using var twin = await Lab.StartAsync();
        await using var other = await twin.WatchAsync();
        twin.Server.Faults.Inject(FaultKind.LoseEvents, count: 3);
        twin.Pass(20);
        Assert.Equal(expected - 3, (await other.DrainTextAsync()).Count);
    }

    [Fact]
    public async Task Inserted_garbage_bursts_and_giants_lose_nothing()
    {
        await using var lab = await Lab.StartAsync();
        await using var client = await lab.WatchAsync();
        lab.Pass(20);
        var real = await client.DrainTextAsync();
        lab.Server.Faults.Inject(FaultKind.InsertGarbage, count: 7);
        Assert.Equal(7, (await client.DrainTextAsync()).Count);
        lab.Server.Faults.Inject(FaultKind.Burst, count: 1000);
        var burst = await client.DrainTextAsync();
        Assert.Equal(1000, burst.Count);
        Assert.Empty(burst.Except(real));
        lab.Server.Faults.Inject(new Fault { Kind = FaultKind.OversizedFrame, Bytes = 20 << 20 });
        var giant = Assert.Single(await client.DrainTextAsync());
        Assert.True(giant.Length > 20 << 20 && IsJson(giant));
    }

    [Fact]
    public async Task A_seat_taken_or_cancelled_is_signed_off_with_its_reason()
    {
        await using var lab = await Lab.StartAsync();
        foreach (var (kind, reason) in new[] { (FaultKind.SeatTaken, 1), (FaultKind.SeatCancelled, 2) })
        {
            lab.Clock.Advance(TimeSpan.FromSeconds(3));
            await using var client = await lab.WatchAsync();
            lab.Server.Faults.Inject(kind, TimeSpan.FromSeconds(10));
            Assert.StartsWith($"{{\"messageId\":4500,\"reason\":{reason},", await client.ReceiveAsync(), StringComparison.Ordinal);
            Assert.Null(await client.ReceiveAsync());
        }
        lab.Clock.Advance(TimeSpan.FromSeconds(3));
        await using var refused = await lab.ConnectAsync();
        await refused.SignInAsync();
        Assert.Equal([14], await refused.ErrorsAsync());
    }

    [Fact]
    public async Task An_expired_licence_refuses_sign_ins_until_cleared()
    {
        await using var lab = await Lab.StartAsync();
        await using var client = await lab.ConnectAsync();
        lab.Server.Faults.Inject(FaultKind.LicenceExpired);
        await client.SignInAsync();
        Assert.Equal([300], await client.ErrorsAsync());
        lab.Server.Faults.Clear(FaultKind.LicenceExpired);
        lab.Clock.Advance(TimeSpan.FromSeconds(3));
        await client.SignInAsync();
        Assert.Equal([580], (await client.DrainAsync()).Select(e => e.Id()));
    }

    [Fact]
    public async Task Http_faults_do_what_their_names_say()
    {
        await using var lab = await Lab.StartAsync();
        lab.Server.Faults.Inject(FaultKind.Http500, count: 1);
        Assert.Equal(HttpStatusCode.InternalServerError, (await PostAsync(lab)).Status);
        lab.Server.Faults.Inject(FaultKind.Code201, count: 1);
        Assert.Contains("\"code\":201", (await PostAsync(lab)).Body, StringComparison.Ordinal);
        lab.Server.Faults.Inject(FaultKind.HtmlInsteadOfJson, count: 1);
        Assert.StartsWith("<html>", (await PostAsync(lab)).Body, StringComparison.Ordinal);
        lab.Server.Faults.Inject(FaultKind.TruncatedJson, count: 1);
        Assert.False(IsJson((await PostAsync(lab)).Body));
        lab.Server.Faults.Inject(FaultKind.WrongActionId, count: 1);
        Assert.Contains("\"actionID\":\"another-a1\"", (await PostAsync(lab)).Body, StringComparison.Ordinal);
        lab.Server.Faults.Inject(FaultKind.HttpRefused, count: 1);
        await Assert.ThrowsAsync<HttpRequestException>(() => PostAsync(lab));
        lab.Server.Faults.Inject(FaultKind.SlowHttp, count: 1);
        var slow = PostAsync(lab);
        while (lab.Server.Faults.Active.Count > 0) await Task.Yield();
        Assert.False(slow.IsCompleted);
        while (!slow.IsCompleted)
        {
            lab.Clock.Advance(TimeSpan.FromSeconds(5));
            await Task.Yield();
        }
        Assert.Contains("\"code\":200", (await slow).Body, StringComparison.Ordinal);
        Assert.Contains("\"code\":200", (await PostAsync(lab)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Http_faults_keep_to_their_endpoint()
    {
        await using var lab = await Lab.StartAsync();
        lab.Server.Faults.Inject(FaultKind.Http500, path: "query/queryCdrs");
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(lab)).Status);
        using var response = await lab.Http.PostAsJsonAsync(new Uri(lab.Server.Api, "query/queryCdrs"), new { actionID = "a1", tenantId = "10000" });
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
    }

    [Fact]
    public async Task Controls_work_over_http()
    {
        await using var lab = await Lab.StartAsync();
        using var inject = await lab.Http.PostAsJsonAsync(new Uri(lab.Server.Control, "sim/faults"), new { kind = "HtmlInsteadOfJson", count = 1 });
        inject.EnsureSuccessStatusCode();
        Assert.StartsWith("<html>", (await PostAsync(lab)).Body, StringComparison.Ordinal);
        using var advance = await lab.Http.PostAsJsonAsync(new Uri(lab.Server.Control, "sim/advance"), new { seconds = 10 });
        advance.EnsureSuccessStatusCode();
        var truth = await lab.Http.GetFromJsonAsync<JsonElement>(new Uri(lab.Server.Control, "sim/truth/10000"));
        Assert.Equal("2026-11-22T02:00:10+08:00", truth.Text("asOf"));
        var state = await lab.Http.GetFromJsonAsync<JsonElement>(new Uri(lab.Server.Control, "sim/state"));
        Assert.Equal(1, state.GetProperty("requests").Int(Clock));
    }

    private static async Task<(HttpStatusCode Status, string Body)> PostAsync(Lab lab)
    {
        using var response = await lab.Http.PostAsJsonAsync(new Uri(lab.Server.Api, Clock), new { actionID = "a1" });
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private static bool IsJson(string text)
    {
        try
        {
            JsonDocument.Parse(text).Dispose();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
