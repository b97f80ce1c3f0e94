using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Wallboard.Testing.Mail;

/// <summary>Where a server's connection breaks.</summary>
public enum SmtpBreak
{
    Never,

    /// <summary>Instead of the answer to DATA: nothing of the message has been sent.</summary>
    AtData,

    /// <summary>In the middle of the message: its last line has not come.</summary>
    InMessage,

    /// <summary>In the middle of the message nothing more is read; the connection stays until <see cref="SmtpServer.Break"/> is another, and then all is read that comes.</summary>
    SilentInMessage,

    /// <summary>The message has come whole, and is not answered.</summary>
    AfterMessage,

    /// <summary>Nothing is said from the start, the connection stays.</summary>
    SilentAtOnce,

    /// <summary>The message has come whole; the connection stays, and nothing is said.</summary>
    SilentAfterMessage,
}

/// <summary>One mail as it came.</summary>
/// <param name="Text">Headers and body, CRLF, without the transparency dots.</param>
public sealed record ReceivedMail(string From, IReadOnlyList<string> To, string Text, bool Encrypted, string? User, string? Password)
{
    public MimePart Message => MimePart.Parse(Text);
}

/// <summary>A real SMTP server (RFC 5321, STARTTLS, AUTH LOGIN) on loopback, that can be told to misbehave.</summary>
public sealed class SmtpServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentQueue<ReceivedMail> mails = new();
    private readonly ConcurrentBag<Task> connections = [];
    private readonly Task accepting;
    private int accepted, silences;

    public SmtpServer(X509Certificate2? certificate = null)
    {
        Certificate = certificate ?? NewCertificate();
        // As a line has it that is no loopback: what is not read is not sent.
        listener.Server.ReceiveBufferSize = 16_384;
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Of <c>localhost</c> and signed by itself: a client has no reason to trust it.</summary>
    public X509Certificate2 Certificate { get; }

    public bool OffersStartTls { get; init; } = true;

    public SmtpBreak Break { get; set; }

    /// <summary>Instead of the usual answer, by the verb: <c>RCPT</c> → <c>550 5.1.1 no such user</c>; <c>.</c> is the end of the message.</summary>
    public ConcurrentDictionary<string, string> Answers { get; } = [];

    public IReadOnlyList<ReceivedMail> Mails => [.. mails];

    public int Connections => accepted;

    /// <summary>How often it has begun to say nothing.</summary>
    public int Silences => silences;

    public static X509Certificate2 NewCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Stop();
        await accepting;
        await Task.WhenAll(connections);
        stopping.Dispose();
    }

    /// <summary>No connection is open any more: what a client has left behind has been read.</summary>
    public Task QuietAsync() => Eventually.True(() => Task.FromResult(connections.All(c => c.IsCompleted)), TimeSpan.FromSeconds(20), "no connection is open");

    /// <summary>Until it is to be silent no more.</summary>
    private async Task LoudAsync(CancellationToken ct)
    {
        Interlocked.Increment(ref silences);
        await Eventually.True(() => Task.FromResult(ct.IsCancellationRequested || !Break.ToString().StartsWith("Silent", StringComparison.Ordinal)), TimeSpan.FromMinutes(1), "loud again");
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(stopping.Token);
                Interlocked.Increment(ref accepted);
                connections.Add(ServeAsync(client));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var connection = client;
        try
        {
            await new Session(this, client.GetStream(), stopping.Token).RunAsync();
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or SocketException or System.Security.Authentication.AuthenticationException)
        {
            // The client has gone, or does not trust us.
        }
    }

    private sealed class Session(SmtpServer server, Stream stream, CancellationToken ct)
    {
        private readonly List<string> to = [];
        private readonly byte[] buffer = new byte[16_384];
        private int at, end;
        private string from = "";
        private bool encrypted;
        private string? user, password;

        public async Task RunAsync()
        {
            if (server.Break == SmtpBreak.SilentAtOnce) await server.LoudAsync(ct);
            await SayAsync("220 localhost ESMTP");
            while (await LineAsync() is { } line)
            {
                var verb = line.Split([' ', ':'], 2)[0].ToUpperInvariant();
                if (server.Answers.TryGetValue(verb, out var answer)) await SayAsync(answer);
                else if (verb == "QUIT") return;
                else if (!await AnswerAsync(verb, line)) return;
            }
        }

        /// <summary>False: the connection ends.</summary>
        private async Task<bool> AnswerAsync(string verb, string line)
        {
            switch (verb)
            {
                case "EHLO" or "HELO":
                    await SayAsync(server.OffersStartTls && !encrypted ? "250-localhost\r\n250-8BITMIME\r\n250 STARTTLS" : "250-localhost\r\n250-8BITMIME\r\n250 AUTH LOGIN");
                    break;
                case "STARTTLS":
                    await SayAsync("220 go ahead");
                    var tls = new SslStream(stream);
                    await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = server.Certificate }, ct);
                    (stream, encrypted) = (tls, true);
                    break;
                case "AUTH":
                    user = Encoding.UTF8.GetString(Convert.FromBase64String(line.Split(' ') is [_, _, var given] ? given : await AskAsync("334 VXNlcm5hbWU6")));
                    password = Encoding.UTF8.GetString(Convert.FromBase64String(await AskAsync("334 UGFzc3dvcmQ6")));
                    await SayAsync(server.Answers.GetValueOrDefault("PASSWORD") ?? "235 2.7.0 welcome");
                    break;
                case "MAIL":
                    from = Address(line);
                    to.Clear();
                    await SayAsync("250 2.1.0 ok");
                    break;
                case "RCPT":
                    to.Add(Address(line));
                    await SayAsync("250 2.1.5 ok");
                    break;
                case "DATA":
                    return await ReceiveAsync();
                default:
                    await SayAsync("502 5.5.1 not known");
                    break;
            }
            return true;
        }

        private async Task<bool> ReceiveAsync()
        {
            if (server.Break == SmtpBreak.AtData) return false;
            await SayAsync("354 end with a dot");
            var text = new StringBuilder();
            while (await LineAsync() is { } line)
            {
                if (server.Break == SmtpBreak.InMessage && text.Length > 1000) return false;
                if (server.Break == SmtpBreak.SilentInMessage && text.Length > 1000) await server.LoudAsync(ct);
                if (line == ".") return await AcceptAsync(text.ToString());
                text.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
            }
            return false;
        }

        private async Task<bool> AcceptAsync(string text)
        {
            if (server.Break == SmtpBreak.SilentAfterMessage)
            {
                await server.LoudAsync(ct);
                return false;
            }
            if (server.Answers.TryGetValue(".", out var answer))
            {
                await SayAsync(answer);
                return true;
            }
            server.mails.Enqueue(new(from, [.. to], text, encrypted, user, password));
            if (server.Break == SmtpBreak.AfterMessage) return false;
            await SayAsync("250 2.0.0 queued");
            return true;
        }

        private static string Address(string line) => line[(line.IndexOf('<') + 1)..line.IndexOf('>')];

        private async Task<string> AskAsync(string question)
        {
            await SayAsync(question);
            return await LineAsync() ?? "";
        }

        private async Task SayAsync(string line) => await stream.WriteAsync(Encoding.UTF8.GetBytes(line + "\r\n"), ct);

        private async Task<string?> LineAsync()
        {
            var line = new List<byte>();
            while (true)
            {
                if (at == end) (at, end) = (0, await stream.ReadAsync(buffer, ct));
                if (end == 0) return null;
                var next = buffer[at++];
                if (next == '\n') return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
                line.Add(next);
            }
        }
    }
}
