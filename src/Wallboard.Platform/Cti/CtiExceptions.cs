namespace Wallboard.Platform.Cti;

/// <summary>A request could not be sent: the link is not signed in, or broke while sending.</summary>
public sealed class CtiNotConnectedException(string message) : Exception(message);

/// <summary>A frame that is no event of the platform; the message names what and where, never the content.</summary>
public sealed class CtiFormatException(string message) : Exception(message);
