using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Reports.Deliveries;

/// <summary>A webhook's address and what its messages are signed with.</summary>
internal sealed record WebhookTarget(Uri Address, string? Secret);

/// <summary>Posts what a parcel holds, and where it can be fetched, to a webhook.</summary>
internal sealed class Webhooks : IDisposable
{
    private const int LongestAnswer = 64 * 1024;

    private readonly DeliveryOptions options;
    private readonly Patience patience;
    private readonly PortalLinks links;
    private readonly TimeProvider clock;
    private readonly HttpClient http;

    public Webhooks(DeliveryOptions options, Patience patience, PortalLinks links, TimeProvider clock)
    {
        (this.options, this.patience, this.links, this.clock) = (options, patience, links, clock);
        http = new(new SocketsHttpHandler
        {
            // A redirect would lead past the administrator who has set the address; a proxy would connect where we cannot look.
            AllowAutoRedirect = false, UseProxy = false, UseCookies = false,
            // Each message has a connection of its own: it is looked at where it goes, and nothing is sent again by itself.
            PooledConnectionLifetime = TimeSpan.Zero,
            ConnectCallback = (context, ct) => ReceiverNetwork.ConnectAsync(context.DnsEndPoint, options.LocalReceivers, ct),
            ActivityHeadersPropagator = null,
        }) { Timeout = Timeout.InfiniteTimeSpan };
    }

    public async Task<SendResult> SendAsync(DestinationKind kind, WebhookTarget target, Parcel parcel, CancellationToken ct)
    {
        if (ReceiverNetwork.FaultOf(target.Address, options.LocalReceivers) is { } fault) return Refused(fault);
        if (parcel.Files.Count > 0 && !links.AreKnown) return Refused("Refused.address");
        var message = WebhookBodies.Of(kind, target, parcel, file => links.ToFile(parcel.Tenant, file.Id)!, clock.GetUtcNow());
        using var content = new NotedContent(message.Body);
        using var request = new HttpRequestMessage(HttpMethod.Post, message.Address) { Content = content };
        request.Headers.UserAgent.Add(new("Wallboard", null));
        foreach (var (name, value) in message.Headers) request.Headers.TryAddWithoutValidation(name, value);
        using var patient = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patient.CancelAfter(patience.Webhook);
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patient.Token);
            return await ReadAsync(kind, target, answer, patient.Token);
        }
        catch (HttpRequestException e)
        {
            ct.ThrowIfCancellationRequested();
            if (e.InnerException is ReceiverRefusedException) return Refused("Refused.network");
            return content.HasBegun ? Unknown("broken") : e.HttpRequestError switch
            {
                HttpRequestError.NameResolutionError => Failed("Failed.name", target.Address.Host),
                HttpRequestError.SecureConnectionError => Failed("Failed.tls", target.Address.Host),
                _ => Failed("Failed.connect", target.Address.Host),
            };
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            ct.ThrowIfCancellationRequested();
            var how = e is IOException ? "broken" : "timeout";
            return content.HasBegun ? Unknown(how) : Failed($"Failed.webhook.{how}", target.Address.Host);
        }
    }

    public void Dispose() => http.Dispose();

    private static async Task<SendResult> ReadAsync(DestinationKind kind, WebhookTarget target, HttpResponseMessage answer, CancellationToken ct)
    {
        var status = (int)answer.StatusCode;
        var (body, isTaken) = ("", status is >= 200 and < 300);
        try
        {
            if (!isTaken || WebhookAnswer.Expects(kind)) body = await TextAsync(answer, ct);
        }
        catch (Exception e) when (!isTaken && e is HttpRequestException or IOException or OperationCanceledException)
        {
            // How it ended is known without its words.
        }
        var said = DeliveryDetail.Said(body, [target.Secret, target.Address.PathAndQuery, target.Address.AbsolutePath, .. Parts(target.Address)]);
        var bot = WebhookAnswer.Read(kind, body);
        return status switch
        {
            429 or 408 or 425 or >= 500 => Failed("Failed.http", status, said),
            // Feishu answers 400 to what it would take later.
            >= 400 when bot is { MayBeRepeated: true } => Failed("Failed.http", status, said),
            >= 400 => Refused("Refused.http", status, said),
            >= 300 => Refused("Refused.redirect", status),
            < 200 => Unknown("answer"),
            _ when !WebhookAnswer.Expects(kind) => new(AttemptOutcome.Sent, DeliveryDetail.Of("Sent.webhook", status)),
            _ => bot switch
            {
                null => Unknown("answer"),
                { Code: 0 } => new(AttemptOutcome.Sent, DeliveryDetail.Of("Sent.webhook", status)),
                { MayBeRepeated: true } => Failed("Failed.code", bot.Code, said),
                _ => Refused("Refused.code", bot.Code, said),
            },
        };
    }

    /// <summary>What of an address is secret with most receivers.</summary>
    private static IEnumerable<string> Parts(Uri address) =>
        address.Segments.Select(s => s.Trim('/')).Concat(address.Query.TrimStart('?').Split('&').Select(part => part.Split('=', 2)[^1])).Where(part => part.Length >= 8);

    private static async Task<string> TextAsync(HttpResponseMessage answer, CancellationToken ct)
    {
        await using var stream = await answer.Content.ReadAsStreamAsync(ct);
        var (buffer, length) = (new byte[LongestAnswer], 0);
        while (length < buffer.Length && await stream.ReadAsync(buffer.AsMemory(length), ct) is > 0 and var read) length += read;
        return Encoding.UTF8.GetString(buffer, 0, length);
    }

    private static SendResult Failed(string key, params IEnumerable<object> parts) => new(AttemptOutcome.Failed, DeliveryDetail.Of(key, parts));

    private static SendResult Refused(string key, params IEnumerable<object> parts) => new(AttemptOutcome.Refused, DeliveryDetail.Of(key, parts));

    private static SendResult Unknown(string how) => new(AttemptOutcome.Unknown, DeliveryDetail.Of($"Unknown.webhook.{how}"));

    /// <summary>Knows whether any of it may have left.</summary>
    private sealed class NotedContent : ByteArrayContent
    {
        public NotedContent(byte[] body) : base(body) => Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");

        public bool HasBegun { get; private set; }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            HasBegun = true;
            return base.SerializeToStreamAsync(stream, context, cancellationToken);
        }
    }
}
