using static Wallboard.Simulator.Tests.SeatClient;

namespace Wallboard.Simulator.Tests;

/// <summary>Guide 5.18: which code a request about calls fails with.</summary>
public sealed class CallErrorTests
{
    /// <summary>Everything that names a call.</summary>
    public static TheoryData<int> OfCalls => [203, 204, 214, 215, 217, 250, 265, 274, 277, 278, 279, 290, 292, 293];

    private static (string, object)[] Fields(string id) =>
    [
        ("callID", id), ("otherDN", Other), ("path", "/a.wav"), ("dtmfDigit", "1"), ("flag", "4"), ("phoneNumber", Customer), (".ivrID", "1"), (".isHold", "0"),
    ];

    [Theory, MemberData(nameof(OfCalls))]
    public async Task No_such_call(int messageId)
    {
        await using var lab = await LabAsync();
        await using var seat = await SignInAsync(lab);
        Assert.Equal(4, await seat.ErrorAsync(messageId, Fields("4711")));
        Assert.Equal(4, await seat.ErrorAsync(messageId, Fields("")));
    }

    [Theory, MemberData(nameof(OfCalls)), InlineData(200), InlineData(294)]
    public async Task Not_signed_in_is_no_such_seat(int messageId)
    {
        await using var lab = await LabAsync();
        await using var client = await lab.ConnectAsync();
        await client.RequestAsync(messageId, new() { ["callID"] = "4711", ["otherDN"] = Other });
        Assert.Equal([14], await client.ErrorsAsync());
    }

    [Theory, MemberData(nameof(OfCalls)), InlineData(200), InlineData(294)]
    public async Task Twice_within_two_seconds_is_too_fast(int messageId)
    {
        await using var lab = await LabAsync();
        await using var client = await lab.ConnectAsync();
        await client.SignInAsync();
        await client.RequestAsync(messageId);
        await client.RequestAsync(messageId);
        Assert.Equal(27, (await client.ErrorsAsync())[^1]);
    }

    [Theory]
    [InlineData("10000_4711", 14)]
    [InlineData("nobody", 18)]
    [InlineData("", 18)]
    [InlineData("10000_1900", 18)]
    public async Task Who_cannot_be_called(string number, int code)
    {
        await using var lab = await LabAsync();
        await using var seat = await SignInAsync(lab);
        Assert.Equal(code, await seat.ErrorAsync(200, ("otherDN", number)));
    }

    [Fact]
    public async Task What_cannot_be_done_in_a_call()
    {
        await using var lab = await LabAsync();
        await using var seat = await SignInAsync(lab);
        Assert.Equal(18, await seat.ErrorAsync(200, ("otherDN", Customer), (".ivr_id", "4711")));
        Assert.Equal(18, await seat.ErrorAsync(200, ("otherDN", Customer), (".cti-tenant-id", "20000")));
        var id = await seat.TalkAsync();
        Assert.Equal(18, await seat.ErrorAsync(204, ("callID", id), ("otherDN", Other)));
        Assert.Equal(18, await seat.ErrorAsync(203, ("callID", id), ("otherDN", Other)));
        Assert.Equal(35, await seat.ErrorAsync(215, ("callID", id), ("otherDN", Customer)));
        Assert.Equal(35, await seat.ErrorAsync(215, ("callID", id), ("otherDN", "nobody")));
        Assert.Equal(18, await seat.ErrorAsync(215, ("callID", id), ("otherDN", Other), (".isHold", "3")));
        Assert.Equal(18, await seat.ErrorAsync(215, ("callID", id)));
        Assert.Equal(18, await seat.ErrorAsync(290, ("callID", id), (".ivrID", "4711")));
        Assert.Equal(40, await seat.ErrorAsync(214, ("callID", id), ("otherDN", Customer)));
        Assert.Equal(40, await seat.ErrorAsync(214, ("callID", id), ("otherDN", "10000_8000")));
        Assert.Equal(32, await seat.ErrorAsync(265, ("callID", id), ("otherDN", Customer)));
        Assert.Equal(18, await seat.ErrorAsync(250, ("callID", id), ("otherDN", Other), ("dtmfDigit", "1")));
    }
}
