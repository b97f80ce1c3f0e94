namespace Wallboard.Simulator.Log;

/// <summary>
/// The records of days that are over, and, since they never change, every IVR session and agent's state from the moment it is known.
/// Numbers go on from here to what <see cref="Projection"/> still holds: a row's index is one less than its id.
/// </summary>
internal sealed class Archive(CallLog log)
{
    private readonly PhoneNumbers numbers = new();
    private readonly Segments<CallRow> calls = new();

    public Segments<VisitRow> Visits { get; } = new();
    public Segments<LegRow> Legs { get; } = new();
    public Segments<SessionRow> Sessions { get; } = new();
    public Segments<StepRow> Steps { get; } = new();
    public Segments<StateRow> States { get; } = new();

    // What few calls and legs have.
    private readonly Dictionary<int, CallNotes> notes = [];
    private readonly Dictionary<int, string> outside = [];

    public void Add(Call call)
    {
        calls.Add(new CallRow(call.Started, numbers.Pack(call.Caller), numbers.Pack(call.Called), call.FromAgent, call.Direction));
        if (call.Notes is { } written) notes[call.Index] = written;
    }

    public void Add(Visit v) => Visits.Add(new VisitRow(v.Entered, v.WaitEnded, v.Rung, v.Call.Index, v.Queue, v.Agent, v.Outcome, v.LeftRinging));

    public void Add(Leg l)
    {
        if (l.Number is { } number) outside[Legs.Count] = number;
        var flags = (l.Voicemail ? LegFlags.Voicemail : LegFlags.None) | (l.TowardsCalled ? LegFlags.TowardsCalled : LegFlags.None);
        Legs.Add(new LegRow(l.Start, l.Answered, l.Ended, l.Call.Index, l.Agent, l.Queue, l.Cause, l.Attribute, flags, l.Digit));
    }

    public void Add(IvrSession s, long ended, short queue)
    {
        var about = s.About;
        Sessions.Add(new SessionRow(
            s.Started, ended, s.Call.Index, Steps.Count, (short)s.Steps.Count, about?.Queue ?? queue, about?.Agent ?? -1, s.Flow, s.Digit));
        foreach (var step in s.Steps) Steps.Add(step, s.Started);
    }

    public Call Call(int index)
    {
        if (index >= log.Calls.First) return log.Calls[index];
        ref readonly var row = ref calls[index];
        return new Call(index, log.Ids, row.At, row.Direction, numbers.Unpack(row.Caller), numbers.Unpack(row.Called), row.FromAgent) { Notes = notes.GetValueOrDefault(index) };
    }

    public Visit Visit(int index)
    {
        ref readonly var row = ref Visits[index];
        return new Visit(index + 1, Call(row.Call), row.Queue, row.At)
        {
            WaitEnded = row.WaitEnded, Rung = row.Rung, Agent = row.Agent, Outcome = row.Outcome, LeftRinging = row.LeftRinging, Phase = VisitPhase.Over,
        };
    }

    public Leg Leg(int index)
    {
        ref readonly var row = ref Legs[index];
        return new Leg(index + 1, Call(row.Call), row.Agent, row.Queue, row.At)
        {
            Answered = row.Answered, Ended = row.Ended, Cause = row.Cause, Attribute = row.Attribute, Digit = row.Digit,
            Voicemail = row.Flags.HasFlag(LegFlags.Voicemail), TowardsCalled = row.Flags.HasFlag(LegFlags.TowardsCalled), Number = outside.GetValueOrDefault(index),
        };
    }

    public IvrRecord Session(int index)
    {
        ref readonly var row = ref Sessions[index];
        return new IvrRecord(index + 1, Call(row.Call), row.Flow, row.At, row.Ended, row.Queue, row.Agent, row.Digit);
    }

    /// <summary>Lets the records go that began before an instant; calls a day later, since their legs began after them.</summary>
    public void LetGo(long before)
    {
        Visits.LetGo(before);
        Legs.LetGo(before);
        Sessions.LetGo(before);
        Steps.LetGo(before);
        States.LetGo(before);
        calls.LetGo(before - TimeSpan.TicksPerDay);
    }
}
