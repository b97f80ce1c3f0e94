namespace Wallboard.Simulator;

/// <summary>What the simulator has done so far: <c>GET /sim/state</c>.</summary>
/// <param name="Requests">By path, without the version.</param>
public sealed record SimulatorState(
    DateTimeOffset Now, bool Frozen, int Sequence, IReadOnlyList<SimulatorLink> Links, IReadOnlyDictionary<string, long> Requests);

public sealed record SimulatorLink(int Id, string? Seat, long FramesSent, int Agents, int Queues, bool Ivr, bool Mute);
