using System.Globalization;

namespace Wallboard.Platform.Cti;

/// <summary>A request came to nothing, or nobody can tell what it came to. Messages name neither seats nor numbers.</summary>
public abstract class CtiException(string message) : Exception(message);

/// <summary>A request could not be sent: the link is not signed in, or broke while sending.</summary>
public sealed class CtiNotConnectedException(string message) : CtiException(message);

/// <summary>The platform refused a request. Guide 5.18, event 9999.</summary>
public sealed class CtiRefusedException(CtiRequest request, RequestFailed refusal)
    : CtiException($"Request {request.MessageId} was refused: {RequestErrors.Text(refusal.Code, CultureInfo.InvariantCulture)} ({refusal.Code}).")
{
    public CtiRequest Request { get; } = request;

    /// <summary>See <see cref="RequestErrors"/>; an open set, <c>null</c> where the platform gave none.</summary>
    public int? Code { get; } = refusal.Code;

    /// <summary>The platform's own words, which may name seats and numbers.</summary>
    public string? PlatformText { get; } = refusal.Message;

    /// <summary>For people, in Chinese or English.</summary>
    public string Text(CultureInfo language) => RequestErrors.Text(Code, language);
}

/// <summary>A request was sent, and its answer did not come in time: nobody can tell whether it was done.</summary>
public sealed class CtiNoAnswerException(CtiRequest request, TimeSpan waited)
    : CtiException(string.Create(CultureInfo.InvariantCulture, $"Request {request.MessageId} was not answered in {waited.TotalSeconds} s."))
{
    public CtiRequest Request { get; } = request;

    public TimeSpan Waited { get; } = waited;
}

/// <summary>A request was sent, and the connection ended before its answer: nobody can tell whether it was done.</summary>
public sealed class CtiConnectionLostException(CtiRequest request) : CtiException($"The connection ended before the answer to request {request.MessageId}.")
{
    public CtiRequest Request { get; } = request;
}

/// <summary>A frame that is no event of the platform; the message names what and where, never the content.</summary>
public sealed class CtiFormatException(string message) : Exception(message);
