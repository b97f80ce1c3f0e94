using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Wallboard.Testing;
using Wallboard.Web.Features.Live;

namespace Wallboard.Web.Tests.Security;

/// <summary>The same with a platform on which people call: the simulator and the portal, each a process of its own. Its truth says whose numbers those are.</summary>
public sealed partial class RealLeakTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_viewers_run_shows_and_writes_down_no_number_no_seat_and_no_address_of_the_platform()
    {
        await using var platform = await SimulatorProcess.Start("Quick");
        using var storage = await PortalStorage.Copy();
        await using (var db = new SqliteConnection(storage.ConnectionString))
        {
            await db.OpenAsync();
            await using var command = db.CreateCommand();
            command.CommandText = "UPDATE Memberships SET Role = 'Viewer'";
            Assert.Equal(1, await command.ExecuteNonQueryAsync());
        }
        var settings = PortalProcess.Tenant(platform.Socket, platform.Api);
        settings["Storage__ConnectionString"] = storage.ConnectionString;
        await using var portal = await PortalProcess.Start(settings).Listening();
        using var viewer = new PortalVisitor(portal.Address);
        await viewer.SignIn(PortalStorage.Administrator, PortalStorage.Password);

        var (numbers, seen) = (new HashSet<string>(), new StringBuilder());
        using var http = new HttpClient();
        using var socket = await JoinAsync(viewer, portal.Address);
        await Eventually.True(async () =>
        {
            foreach (Match number in Number().Matches(await http.GetStringAsync(new Uri(platform.Control, "sim/truth/10000")))) numbers.Add(number.Groups[1].Value);
            foreach (var path in (string[])["", "?lang=en", "profile", "help", "metrics", "health/ready", "nowhere"])
            {
                using var answer = await viewer.Http.GetAsync(new Uri(path, UriKind.Relative));
                seen.AppendLine(answer.Headers.ToString()).AppendLine(WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
            }
            seen.AppendLine(await ReceiveAsync(socket));
            // Enough of them have been there, masked.
            var text = seen.ToString();
            return numbers.Count(n => text.Contains(NumberMask.Apply(n)!, StringComparison.Ordinal)) >= 5;
        }, Patience, "five callers were on the board");

        var (everything, output) = (seen.ToString(), portal.Output);
        Assert.True(everything.Length > 50_000 && output.Length > 0);
        var never = numbers.Concat([platform.Socket.Authority, platform.Api.AbsolutePath, "10000_1900", PortalProcess.Token, PortalStorage.Password]).ToList();
        Assert.DoesNotContain(never, secret => everything.Contains(secret, StringComparison.Ordinal));
        Assert.DoesNotContain(never, secret => output.Contains(secret, StringComparison.Ordinal));
    }

    private static async Task<ClientWebSocket> JoinAsync(PortalVisitor viewer, Uri portal)
    {
        var view = View().Match(await viewer.Http.GetStringAsync(new Uri("", UriKind.Relative))).Groups[1].Value;
        var socket = new ClientWebSocket();
        socket.Options.Cookies = new();
        foreach (var cookie in viewer.Cookies("/")) socket.Options.Cookies.Add(new UriBuilder(portal) { Scheme = "http" }.Uri, new Cookie(cookie.Name, cookie.Value));
        await socket.ConnectAsync(new UriBuilder(portal) { Scheme = "ws", Path = "hub/board" }.Uri, CancellationToken.None);
        foreach (var message in (string[])["""{"protocol":"json","version":1}""", JsonSerializer.Serialize(new { type = 1, invocationId = "1", target = "Join", arguments = new[] { view } })])
            await socket.SendAsync(Encoding.UTF8.GetBytes(message + '\u001e'), WebSocketMessageType.Text, true, CancellationToken.None);
        return socket;
    }

    /// <summary>The next message, as people would read it.</summary>
    private static async Task<string> ReceiveAsync(ClientWebSocket socket)
    {
        var bytes = new MemoryStream();
        var buffer = new byte[64 * 1024];
        WebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(buffer, CancellationToken.None);
            bytes.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        return WebUtility.HtmlDecode(Regex.Unescape(Encoding.UTF8.GetString(bytes.ToArray()).Replace("\\\"", "\"", StringComparison.Ordinal)));
    }

    [GeneratedRegex("\"number\":\"(\\d{7,})\"")]
    private static partial Regex Number();

    [GeneratedRegex("data-view=\"([^\"]+)\"")]
    private static partial Regex View();
}
