using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Wallboard.Web.Features.Reports.Files;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Reports.Deliveries;

/// <summary>
/// One mail to one address. .NET's client knows STARTTLS and AUTH LOGIN, and refuses a server that does not offer STARTTLS when it has been asked for; its own errors do
/// not say how far it came, which <see cref="NotedStream"/> does.
/// </summary>
internal sealed class MailSender(MailOptions options, Patience patience)
{
    private const int LongestName = 90;

    private readonly string? password = options.ReadPassword();

    /// <param name="id">The same at each attempt: a mail program or server can tell the repeat by it.</param>
    public async Task<SendResult> SendAsync(string to, Letter letter, Guid id, IReadOnlyList<ParcelFile> attachments, CancellationToken ct)
    {
        if (!options.IsSet) return new(AttemptOutcome.Refused, DeliveryDetail.Of("Refused.mail"));
        if (!options.MayGoTo(to)) return new(AttemptOutcome.Refused, DeliveryDetail.Of("Refused.domain", new MailAddress(to).Host));
        var (last, files) = (NotedStream.Of(letter.Html), new List<NotedStream>());
        try
        {
            foreach (var file in attachments) files.Add(NotedStream.Of(new FileStream(file.Path, FileMode.Open, FileAccess.Read, FileShare.Read)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            files.ForEach(file => file.Dispose());
            return new(AttemptOutcome.Refused, DeliveryDetail.Of("Refused.file"));
        }
        // The dot that ends the message follows the end of its last part. Before that no server can have taken it.
        var end = files.LastOrDefault() ?? last;
        using var message = Message(to, letter, id, last, attachments.Zip(files));
        using var client = new SmtpClient(options.Host, options.Port)
        {
            EnableSsl = options.Security == MailSecurity.StartTls, Timeout = (int)patience.Mail.TotalMilliseconds,
            Credentials = options.User is { Length: > 0 } user ? new NetworkCredential(user, password) : null,
        };
        try
        {
            // Its cancellation does not end every wait.
            await client.SendMailAsync(message, ct).WaitAsync(ct);
            return new(AttemptOutcome.Sent, DeliveryDetail.Of(attachments.Count > 0 ? "Sent.attached" : "Sent.mail", attachments.Count));
        }
        catch (SmtpException e)
        {
            ct.ThrowIfCancellationRequested();
            return Result(e, end.HasEnded);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or SocketException or InvalidOperationException or ObjectDisposedException)
        {
            ct.ThrowIfCancellationRequested();
            return Lost(end.HasEnded, "broken");
        }
    }

    private SendResult Result(SmtpException e, bool ended)
    {
        var code = (int)e.StatusCode;
        // "Mailbox unavailable. The server response was: 5.1.1 no such user"
        var said = DeliveryDetail.Said(e.Message.Split("The server response was: ", 2)[^1], password, options.User);
        return code switch
        {
            >= 500 and < 600 => new(AttemptOutcome.Refused, DeliveryDetail.Of("Refused.smtp", code, said)),
            >= 400 and < 500 => new(AttemptOutcome.Failed, DeliveryDetail.Of("Failed.smtp", code, said)),
            _ => Root(e) switch
            {
                AuthenticationException => new(AttemptOutcome.Failed, DeliveryDetail.Of("Failed.mailTls")),
                SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } => new(AttemptOutcome.Failed, DeliveryDetail.Of("Failed.mailName")),
                SocketException { SocketErrorCode: SocketError.ConnectionRefused or SocketError.NetworkUnreachable or SocketError.HostUnreachable } =>
                    new(AttemptOutcome.Failed, DeliveryDetail.Of("Failed.mailConnect")),
                // Nothing else is said without a cause, but that there is no STARTTLS, and that it took too long.
                SmtpException when !ended && e.Message.Contains("secure", StringComparison.Ordinal) => new(AttemptOutcome.Failed, DeliveryDetail.Of("Failed.startTls")),
                SmtpException => Lost(ended, "timeout"),
                _ => Lost(ended, "broken"),
            },
        };
    }

    private static Exception Root(Exception e) => e is AuthenticationException || e.InnerException is null ? e : Root(e.InnerException);

    private static SendResult Lost(bool ended, string how) =>
        ended ? new(AttemptOutcome.Unknown, DeliveryDetail.Of($"Unknown.mail.{how}")) : new(AttemptOutcome.Failed, DeliveryDetail.Of($"Failed.mail.{how}"));

    private MailMessage Message(string to, Letter letter, Guid id, Stream html, IEnumerable<(ParcelFile File, NotedStream Stream)> files)
    {
        var from = new MailAddress(options.From!);
        var message = new MailMessage
        {
            From = new(from.Address, from.DisplayName, Encoding.UTF8), Subject = letter.Subject, SubjectEncoding = Encoding.UTF8, HeadersEncoding = Encoding.UTF8,
        };
        message.To.Add(new MailAddress(to));
        message.Headers.Add("Message-ID", $"<{id:N}@{from.Host}>");
        // RFC 3834: nobody's holiday answers it.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.AlternateViews.Add(new(NotedStream.Of(letter.Text), new ContentType("text/plain; charset=utf-8")) { TransferEncoding = TransferEncoding.Base64 });
        message.AlternateViews.Add(new(html, new ContentType("text/html; charset=utf-8")) { TransferEncoding = TransferEncoding.Base64 });
        foreach (var (file, stream) in files)
        {
            // A line of a mail has 998 signs at most, and a sign of a name may take nine.
            var (name, extension) = (Path.GetFileNameWithoutExtension(file.FileName), FileText.Extension(file.Format));
            var shown = $"{(name.Length > LongestName ? name[..LongestName] : name)}.{extension}";
            var attachment = new Attachment(stream, new ContentType(FileMaker.ContentType(file.Format).Split(';')[0])) { NameEncoding = Encoding.UTF8, TransferEncoding = TransferEncoding.Base64 };
            attachment.Name = shown;
            // RFC 2231 for programs of today, encoded words (above) for old ones, and a plain name for those that know neither.
            attachment.ContentDisposition!.FileName = $"report.{extension}";
            attachment.ContentDisposition.Parameters["filename*"] = $"UTF-8''{Uri.EscapeDataString(shown)}";
            message.Attachments.Add(attachment);
        }
        return message;
    }
}
