using System.Globalization;
using Microsoft.AspNetCore.TestHost;

namespace Wallboard.Web.Tests.Security;

internal static class Sockets
{
    /// <summary>The status of a handshake: 101 when it was let in.</summary>
    public static async Task<int> StatusAsync(this WebSocketClient client, string path)
    {
        try
        {
            using var socket = await client.ConnectAsync(new($"ws://localhost{path}"), CancellationToken.None);
            return 101;
        }
        catch (InvalidOperationException refused) when (refused.Message.Contains("status code: ", StringComparison.Ordinal))
        {
            // Incomplete handshake, status code: 401
            return int.Parse(refused.Message.Split("status code: ")[1][..3], CultureInfo.InvariantCulture);
        }
    }
}
