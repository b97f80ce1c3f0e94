using System.Net;
using System.Net.Sockets;

namespace Wallboard.Web.Features.Reports.Deliveries;

/// <summary>The address of a receiver leads where no receiver is to be.</summary>
internal sealed class ReceiverRefusedException() : Exception("The receiver's address is not one to send to");

/// <summary>
/// Where messages may be sent to. An administrator of a tenant types the address; the portal's own machine and the metadata services of clouds, which hand out secrets to
/// whoever asks from inside, are no business of theirs. Addresses of a company's own network are: receivers stand there.
/// </summary>
internal static class ReceiverNetwork
{
    private static readonly IPNetwork[] closed =
    [
        .. new[]
        {
            "0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4", "240.0.0.0/4",
            // Metadata of Alibaba Cloud, Azure and Oracle Cloud; the others' are link-local.
            "100.100.100.200/32", "168.63.129.16/32", "192.0.0.192/32",
            "::/128", "::1/128", "fe80::/10", "fec0::/10", "ff00::/8", "fd00:ec2::/32",
        }.Select(IPNetwork.Parse),
    ];

    /// <summary>Networks whose addresses have an IPv4 address in them, and behind how many bytes.</summary>
    private static readonly (IPNetwork Network, int At)[] holdingFour = [(IPNetwork.Parse("64:ff9b::/96"), 12), (IPNetwork.Parse("64:ff9b:1::/48"), 12), (IPNetwork.Parse("2002::/16"), 2), (IPNetwork.Parse("::/96"), 12)];

    /// <summary>What is wrong with an address as it is written, as a key of DeliveryText; null: nothing.</summary>
    public static string? FaultOf(Uri address, bool local) =>
        address.Scheme != Uri.UriSchemeHttps && !(local && address.Scheme == Uri.UriSchemeHttp) ? "Refused.scheme"
        : !local && IPAddress.TryParse(address.IdnHost, out var literal) && !IsOpen(literal) ? "Refused.network"
        : null;

    public static bool IsOpen(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) return IsOpen(address.MapToIPv4());
        if (Array.Exists(closed, network => network.Contains(address))) return false;
        var bytes = address.GetAddressBytes();
        return !Array.Exists(holdingFour, holding => holding.Network.Contains(address) && !IsOpen(new IPAddress(bytes.AsSpan(holding.At, 4))));
    }

    /// <summary>Connects to an address that has just been looked at: between a check of the name and the connection it could have become another.</summary>
    public static async ValueTask<Stream> ConnectAsync(DnsEndPoint to, bool local, CancellationToken ct)
    {
        var all = IPAddress.TryParse(to.Host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(to.Host, ct);
        var open = local ? all : Array.FindAll(all, IsOpen);
        if (open.Length == 0 && all.Length > 0) throw new ReceiverRefusedException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(open, to.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
