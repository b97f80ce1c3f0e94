namespace Wallboard.Platform.Cti;

/// <summary>What a link has counted since it was made.</summary>
/// <param name="Reconnects">Connections opened after the first one.</param>
/// <param name="UnknownEvents">By message id; ids beyond the first 64 different ones are counted under 0.</param>
public sealed record CtiCounters(long Frames, long BadFrames, long LostFrames, long Reconnects, IReadOnlyDictionary<int, long> UnknownEvents);
