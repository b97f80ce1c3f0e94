using Wallboard.Simulator.Log;
using static Wallboard.Simulator.Tests.SeatClient;

namespace Wallboard.Simulator.Tests;

/// <summary>Guide 4.5, 4.14–4.17, 4.26, 4.27: what is done to a call while it goes on.</summary>
public sealed class MediaTests : IAsyncLifetime
{
    private Lab lab = null!;
    private SeatClient seat = null!;
    private string id = "";

    public async ValueTask InitializeAsync()
    {
        lab = await LabAsync();
        seat = await SignInAsync(lab);
        id = await seat.TalkAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await seat.DisposeAsync();
        await lab.DisposeAsync();
    }

    [Fact]
    public async Task A_recording_ends_begins_anew_elsewhere_and_ends_by_its_limit()
    {
        var stopped = (await seat.AskAsync(278, ("callID", id), ("path", "/record/"))).Single();
        Assert.Equal((519, $"{id}.wav"), (stopped.Id(), stopped.Text("fileName")));
        Assert.Equal(18, await seat.ErrorAsync(278, ("callID", id), ("path", "/record/")));
        var started = (await seat.AskAsync(277, ("callID", id), ("path", "/record/"), (".limit", "30"))).Single();
        Assert.Equal((589, $"/record/{id}.wav"), (started.Id(), started.Text("fileName")));
        Assert.Empty((await seat.PassAsync(29)).Calls());
        var ended = (await seat.PassAsync(2)).One(519);
        Assert.Equal($"/record/{id}.wav", ended.Text("fileName"));
        Assert.Equal($"/record/{id}.wav", Assert.Single(await lab.RowsAsync("query/queryCdrs", "ctiCallId", id)).Text("filename"));
        Assert.Equal([515], (await seat.AskAsync(203, ("callID", id), ("otherDN", Customer))).Calls());
    }

    [Fact]
    public async Task A_recording_that_is_on_is_closed_before_the_next()
    {
        Assert.Equal([519, 589], (await seat.AskAsync(277, ("callID", id), ("path", "/record/other.wav"))).Calls());
        Assert.Equal("/record/other.wav", (await seat.AskAsync(278, ("callID", id))).One(519).Text("fileName"));
        Assert.Equal(18, await seat.ErrorAsync(277, ("callID", id)));
        Assert.Equal(18, await seat.ErrorAsync(277, ("callID", id), ("path", "/record/"), (".limit", "long")));
    }

    [Theory, InlineData(Customer), InlineData("10000_1900"), InlineData("6900")]
    public async Task Whoever_hears_nothing_hears_again(string who)
    {
        Assert.Equal(37, await seat.ErrorAsync(293, ("callID", id), ("otherDN", who)));
        Assert.Equal((292, 6), (await seat.AskAsync(292, ("callID", id), ("otherDN", who))).Hint());
        Assert.Equal(36, await seat.ErrorAsync(292, ("callID", id), ("otherDN", who)));
        Assert.Equal((293, 7), (await seat.AskAsync(293, ("callID", id), ("otherDN", who))).Hint());
        Assert.Equal(36, await seat.ErrorAsync(292, ("callID", id), ("otherDN", Other)));
    }

    [Fact]
    public async Task Attached_data_stays_with_the_call()
    {
        Assert.Empty(await seat.AskAsync(279, ("callID", id), (".cti-tenant-id", "10000"), (".order", "4711")));
        Assert.Equal("4711", lab.Server.FindCall(id)!.AttachedData!["order"]);
        Assert.Equal(18, await seat.ErrorAsync(279, ("callID", id), (".cti-tenant-id", "20000")));
        var over = (await seat.AskAsync(203, ("callID", id), ("otherDN", Customer))).One(515).GetProperty("attachDatas");
        Assert.Equal(("4711", "send_bye"), (over.Text("order"), over.Text("hangupCause")));
        Assert.Equal("10000", lab.Server.FindCall(id)!.AttachedData!["cti-tenant-id"]);
        Assert.Equal(4, await seat.ErrorAsync(279, ("callID", id), (".order", "4712")));
    }

    [Theory]
    [InlineData("1", null)]
    [InlineData("12*#", null)]
    [InlineData("", 18)]
    [InlineData("one", 18)]
    public async Task Keys_are_sent(string keys, int? error)
    {
        var events = await seat.AskAsync(250, ("callID", id), ("otherDN", Customer), ("dtmfDigit", keys));
        Assert.Equal(error is { } code ? [code] : [], events.Select(e => e.Int("errorCode")));
        Assert.Equal(error is null ? keys.Length : 0, lab.Server.EntriesOf(id).Count(e => e.Kind == LogKind.DigitSent));
    }

    [Theory]
    [InlineData("/records/a.wav", "1", null)]
    [InlineData("/records/a.wav", "4", null)]
    [InlineData("/records/a.wav", "3", 18)]
    [InlineData("", "4", 18)]
    public async Task Audio_is_played(string path, string flag, int? error)
    {
        var events = await seat.AskAsync(274, ("callID", id), ("path", path), ("flag", flag));
        Assert.Equal(error is { } code ? [code] : [], events.Select(e => e.Int("errorCode")));
        Assert.Equal(error is null ? [byte.Parse(flag, null)] : [], lab.Server.EntriesOf(id).Where(e => e.Kind == LogKind.AudioPlayed).Select(e => e.A));
    }
}
