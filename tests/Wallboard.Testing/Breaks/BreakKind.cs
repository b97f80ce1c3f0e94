using Wallboard.Simulator.Faults;

namespace Wallboard.Testing.Breaks;

/// <summary>One way to break the link to the platform, and what must be seen while it lasts.</summary>
/// <param name="Faults">Injected together; those that last are cleared after <paramref name="Lasts"/>.</param>
/// <param name="MustBeMarked">It lasts long enough that the picture has to be marked within five seconds.</param>
/// <param name="Retake">It ends only when a person takes the seat again.</param>
public sealed record BreakKind(string Name, TimeSpan Lasts, bool MustBeMarked, bool Retake, params Fault[] Faults)
{
    private static readonly TimeSpan moment = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan six = TimeSpan.FromSeconds(6);

    /// <summary>The ten that every test run goes through.</summary>
    public static IReadOnlyList<BreakKind> Ten { get; } =
    [
        new("link dropped", six, true, false, Cut(6)),
        new("link half open", six, true, false, new Fault { Kind = FaultKind.HalfOpen, Seconds = 6 }),
        new("frames garbled", moment, false, false, new Fault { Kind = FaultKind.GarbleFrames, Count = 5 }),
        new("oversized frames", moment, false, false, Oversized(2_000_000), Oversized(20_000_000)),
        new("burst", moment, false, false, new Fault { Kind = FaultKind.Burst, Count = 20_000 }),
        new("slow answers after a drop", six, true, false, Cut(0.5), Http(FaultKind.SlowHttp)),
        new("500 after a drop", six, true, false, Cut(0.5), Http(FaultKind.Http500)),
        new("HTML after a drop", six, true, false, Cut(0.5), Http(FaultKind.HtmlInsteadOfJson)),
        new("seat taken elsewhere", six, true, true, new Fault { Kind = FaultKind.SeatTaken }),
        new("licence expired", six, true, false, Cut(0.5), new Fault { Kind = FaultKind.LicenceExpired, Seconds = 6 }),
    ];

    /// <summary>All of them; the hundred go round these.</summary>
    public static IReadOnlyList<BreakKind> All { get; } =
    [
        .. Ten,
        new("link dropped, back at once", moment, false, false, Cut(0)),
        new("garbage in between", moment, false, false, new Fault { Kind = FaultKind.InsertGarbage, Count = 20 }),
        new("201 after a drop", six, true, false, Cut(0.5), Http(FaultKind.Code201)),
        new("truncated JSON after a drop", six, true, false, Cut(0.5), Http(FaultKind.TruncatedJson)),
        new("wrong actionID after a drop", six, true, false, Cut(0.5), Http(FaultKind.WrongActionId)),
        new("HTTP refused after a drop", six, true, false, Cut(0.5), Http(FaultKind.HttpRefused)),
        new("500 while the link holds", six, false, false, Http(FaultKind.Http500)),
        new("truncated JSON while the link holds", six, false, false, Http(FaultKind.TruncatedJson)),
        new("seat cancelled", six, true, true, new Fault { Kind = FaultKind.SeatCancelled, Seconds = 6 }),
        new("half open, then dropped", six, true, false, new Fault { Kind = FaultKind.HalfOpen, Seconds = 3 }, Cut(5)),
    ];

    public override string ToString() => Name;

    private static Fault Cut(double seconds) => new() { Kind = FaultKind.DropLinks, Seconds = seconds };

    private static Fault Oversized(int bytes) => new() { Kind = FaultKind.OversizedFrame, Bytes = bytes, Count = 1 };

    private static Fault Http(FaultKind kind) => new() { Kind = kind, Seconds = 6, DelaySeconds = 4 };
}
