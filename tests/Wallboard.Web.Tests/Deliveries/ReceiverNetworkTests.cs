using System.Net;
using FsCheck;
using FsCheck.Fluent;
using Wallboard.Web.Features.Reports.Deliveries;

namespace Wallboard.Web.Tests.Deliveries;

public sealed class ReceiverNetworkTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("0.0.0.0")]
    [InlineData("0.1.2.3")]
    [InlineData("169.254.169.254")]
    [InlineData("100.100.100.200")]
    [InlineData("168.63.129.16")]
    [InlineData("192.0.0.192")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("fe80::1")]
    [InlineData("ff02::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:a9fe:a9fe")]
    [InlineData("::127.0.0.1")]
    [InlineData("64:ff9b::169.254.169.254")]
    [InlineData("2002:7f00:1::")]
    public void Closed(string address) => Assert.False(ReceiverNetwork.IsOpen(IPAddress.Parse(address)));

    /// <summary>A company's own network among them: receivers stand there.</summary>
    [Theory]
    [InlineData("10.0.0.5")]
    [InlineData("192.168.1.20")]
    [InlineData("172.16.0.1")]
    [InlineData("203.0.113.7")]
    [InlineData("100.100.100.201")]
    [InlineData("2400:3200::1")]
    [InlineData("fd12:3456::1")]
    [InlineData("64:ff9b::203.0.113.7")]
    [InlineData("::ffff:203.0.113.7")]
    public void Open(string address) => Assert.True(ReceiverNetwork.IsOpen(IPAddress.Parse(address)));

    /// <summary>However an IPv4 address is put into one of IPv6, the answer is the same.</summary>
    [Fact]
    public void No_clothes_open_a_closed_address() => Prop.ForAll(ArbMap.Default.ArbFor<uint>(), number =>
    {
        byte[] four = [(byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number];
        var open = ReceiverNetwork.IsOpen(new IPAddress(four));
        return ReceiverNetwork.IsOpen(new IPAddress(four).MapToIPv6()) == open
            && ReceiverNetwork.IsOpen(new IPAddress([0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0, .. four])) == open
            && ReceiverNetwork.IsOpen(new IPAddress([0x20, 0x02, .. four, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])) == open;
    }).QuickCheckThrowOnFailure();
}
