using Wallboard.Simulator.Model;
using Wallboard.Simulator.Sockets;

namespace Wallboard.Simulator.Faults;

/// <summary>Injects faults on demand; also <c>POST /sim/faults</c>.</summary>
public sealed class FaultInjector
{
    private readonly FaultBoard board;
    private readonly PlatformModel platform;
    private readonly CtiHub hub;

    internal FaultInjector(FaultBoard board, PlatformModel platform, CtiHub hub) => (this.board, this.platform, this.hub) = (board, platform, hub);

    /// <summary>Faults that are on now.</summary>
    public IReadOnlyList<Fault> Active => board.Active;

    public void Inject(FaultKind kind, TimeSpan? duration = null, int? count = null, string? path = null) =>
        Inject(new Fault { Kind = kind, Seconds = duration?.TotalSeconds, Count = count, Path = path });

    public void Inject(Fault fault)
    {
        if (Lasts(fault)) board.Add(fault);
        platform.At(_ => AtOnce(fault));
    }

    /// <summary>Ends faults of a kind, or all. Links that were made half-open stay dead: their clients must come again.</summary>
    public void Clear(FaultKind? kind = null) => board.Clear(kind);

    // What is over with one blow does not stay on the board.
    private static bool Lasts(Fault fault) => fault.Kind switch
    {
        FaultKind.InsertGarbage or FaultKind.OversizedFrame or FaultKind.Burst or FaultKind.SeatTaken => false,
        FaultKind.DropLinks or FaultKind.SeatCancelled => fault.Seconds > 0,
        _ => true,
    };

    private void AtOnce(Fault fault)
    {
        foreach (var link in hub.Connections.ToList())
        {
            switch (fault.Kind)
            {
                case FaultKind.DropLinks: link.Abort(); break;
                case FaultKind.HalfOpen: link.Mute = true; break;
                case FaultKind.SeatTaken: hub.SignOff(link, 1); break;
                case FaultKind.SeatCancelled: hub.SignOff(link, 2); break;
                case FaultKind.Burst: link.Burst(fault.Count ?? 5000); break;
                case FaultKind.OversizedFrame: link.Answer(Garbage.Oversized(fault.Bytes ?? 2 << 20)); break;
                case FaultKind.InsertGarbage:
                    for (var i = 0; i < (fault.Count ?? 10); i++) link.Answer(Garbage.Any(i));
                    break;
            }
        }
    }
}
