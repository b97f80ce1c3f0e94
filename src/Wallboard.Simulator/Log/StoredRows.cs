using System.Runtime.InteropServices;

namespace Wallboard.Simulator.Log;

// What is left of a call, visit, leg, IVR session and agent's state once its day is over: no references, no padding. Months are tens of
// millions of rows.

/// <summary>A row of something that happened in a call.</summary>
internal interface IOfCall : IStamped
{
    int Call { get; }
}

/// <param name="Caller">Packed by <see cref="PhoneNumbers"/>.</param>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly record struct CallRow(long At, long Caller, long Called, short FromAgent, Direction Direction) : IStamped;

[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly record struct VisitRow(long At, long WaitEnded, long Rung, int Call, short Queue, short Agent, Outcome Outcome, bool LeftRinging) : IOfCall;

[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly record struct LegRow(
    long At, long Answered, long Ended, int Call, short Agent, short Queue, Cause Cause, LegAttribute Attribute, LegFlags Flags, byte Digit) : IOfCall;

[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly record struct SessionRow(long At, long Ended, int Call, int FirstStep, short Steps, short Queue, short Agent, byte Flow, byte Digit) : IOfCall;

[Flags]
internal enum LegFlags : byte { None, Voicemail = 1, TowardsCalled = 2 }

/// <summary>A step of an IVR session; the other fields as in <see cref="LogEntry"/>.</summary>
/// <param name="After">Since the session began, in hundreds of ticks: twelve hours at most.</param>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly record struct StepRow(uint After, LogKind Kind, byte A, byte B)
{
    private const int Unit = 100;

    public StepRow(long after, LogKind kind, byte a, byte b) : this((uint)(after / Unit), kind, a, b)
    {
    }

    public long Ticks => (long)After * Unit;
}

/// <summary>An agent entered a state; it ends where the agent's next begins.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly record struct StateRow(long At, short Agent, byte State, byte Reason) : IStamped;

/// <summary>Numbers as eight bytes: the digits themselves, or for anything else the place in a list of texts.</summary>
internal sealed class PhoneNumbers
{
    private readonly List<string> texts = [];
    private readonly Dictionary<string, int> places = [];

    public long Pack(string number)
    {
        if (number.Length is > 0 and < 19 && number[0] != '0' && number.All(char.IsAsciiDigit)) return long.Parse(number, null);
        if (!places.TryGetValue(number, out var place))
        {
            place = places[number] = texts.Count;
            texts.Add(number);
        }
        return ~(long)place;
    }

    public string Unpack(long packed) =>
        packed < 0 ? texts[(int)~packed] : packed == hotline ? Plan.TenantPlan.Hotline : packed.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private readonly long hotline = long.Parse(Plan.TenantPlan.Hotline, null);
}
