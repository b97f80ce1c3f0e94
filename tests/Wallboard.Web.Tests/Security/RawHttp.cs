using System.Net.Sockets;
using System.Text;

namespace Wallboard.Web.Tests.Security;

/// <summary>Requests as they are written here, to the portal on a real port: clients tidy up what an attacker would not.</summary>
internal static class RawHttp
{
    /// <summary>The portal, on a loopback port.</summary>
    public static Uri Listen(this PortalFactory portal)
    {
        portal.UseKestrel(0);
        portal.StartServer();
        return portal.ClientOptions.BaseAddress;
    }

    /// <param name="head">E.g. <c>GET /t/10000/../20000/audit HTTP/1.1</c>, and header lines; <c>Host</c> and <c>Connection: close</c> are added.</param>
    /// <returns>The status, and everything that came.</returns>
    public static async Task<(int Status, string Text)> SendAsync(Uri portal, string body, params string[] head)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(portal.Host, portal.Port);
        var stream = client.GetStream();
        var text = string.Join("\r\n", [head[0], $"Host: {portal.Authority}", "Connection: close", .. head[1..], "", body]);
        await stream.WriteAsync(Encoding.Latin1.GetBytes(text));
        var received = new StringBuilder();
        var buffer = new byte[16 * 1024];
        try
        {
            while (await stream.ReadAsync(buffer) is > 0 and var count) received.Append(Encoding.UTF8.GetString(buffer, 0, count));
        }
        catch (IOException) when (received.Length > 0)
        {
            // It hung up while we were still talking: the answer is there.
        }
        var answer = received.ToString();
        return (int.Parse(answer.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture), answer);
    }

    /// <summary>The line of a header, e.g. <c>Cookie: …</c>; none for nobody.</summary>
    public static string[] Line(this Badge badge) => badge.Header is null ? [] : [$"{badge.Header}: {badge.Value}"];
}
