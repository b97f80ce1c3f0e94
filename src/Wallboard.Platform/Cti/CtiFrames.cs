namespace Wallboard.Platform.Cti;

/// <summary>What a connection hands on, in the order of arrival.</summary>
/// <param name="ReceivedAt">This machine's clock.</param>
public abstract record CtiFrame(DateTimeOffset ReceivedAt);

/// <summary>An event that could be read.</summary>
public sealed record EventFrame(DateTimeOffset ReceivedAt, CtiEvent Event) : CtiFrame(ReceivedAt);

/// <summary>A frame that could not be read. It may have been an event, so the picture has to be fetched anew.</summary>
/// <param name="What">What is wrong and where, without the frame's content.</param>
public sealed record BadFrame(DateTimeOffset ReceivedAt, string What) : CtiFrame(ReceivedAt);

/// <summary>Frames that arrived faster than they were taken were let go: the picture has to be fetched anew.</summary>
public sealed record LostFrames(DateTimeOffset ReceivedAt, int Count) : CtiFrame(ReceivedAt);

/// <summary>The link's state changed here in the order of frames. Never lost.</summary>
public sealed record StatusFrame(DateTimeOffset ReceivedAt, CtiLinkStatus Status) : CtiFrame(ReceivedAt);
