using Wallboard.Simulator.Model;

namespace Wallboard.Simulator.Log;

internal enum VisitPhase : byte { Waiting, Ringing, Talking, Over }

internal enum Outcome : byte { Open, Answered, Abandoned, LeftOtherwise }

/// <summary>One stay of a call in a queue: a row of 6.19. A refusal or no-answer keeps it going.</summary>
internal sealed class Visit(int id, Call call, short queue, long entered)
{
    public int Id => id;
    public Call Call => call;
    public short Queue => queue;
    public long Entered => entered;

    /// <summary>When the wait ended, by an answer or otherwise; 0 while it goes on.</summary>
    public long WaitEnded { get; set; }

    /// <summary>The agent rung last, answered or not.</summary>
    public short Agent { get; set; } = -1;

    /// <summary>When that agent began to ring; 0 when nobody has been rung.</summary>
    public long Rung { get; set; }

    /// <summary>The caller gave up while that agent rang.</summary>
    public bool LeftRinging { get; set; }

    public VisitPhase Phase { get; set; }
    public Outcome Outcome { get; set; }
}

/// <summary>One party's part in a call: a row of 6.21. Without an agent when the caller reached none, or the voicemail.</summary>
internal sealed class Leg(int id, Call call, short agent, short queue, long start)
{
    public int Id => id;
    public Call Call => call;
    public short Agent => agent;
    public short Queue => queue;
    public long Start => start;
    public long Answered { get; set; }
    public long Ended { get; set; }
    public Cause Cause { get; set; }
    public LegAttribute Attribute { get; init; }

    /// <summary>Speaks with the called side, although somebody else placed the call: whoever the dialling agent passed it on to.</summary>
    public bool TowardsCalled { get; init; }

    /// <summary>A third party's number; null for agents, and for the row of the call itself.</summary>
    public string? Number { get; init; }

    public bool Held { get; set; }

    /// <summary>0 when not recorded now. Calls are recorded from the answer on (recordType bridge).</summary>
    public long RecordingSince { get; set; }
    public bool Voicemail { get; init; }

    /// <summary>The key that the caller pressed in the survey after this talk; 0 without one.</summary>
    public byte Digit { get; set; }

    /// <summary>Whom this agent hears.</summary>
    public string Peer => TowardsCalled || Call.FromAgent == agent ? Call.Called : Call.Caller;

    /// <summary>The recording's file; empty when there is none.</summary>
    public string File => Answered == 0 || Attribute == LegAttribute.Monitor ? "" : Call.Notes?.Files.FindLast(f => f.Agent == agent).File ?? $"{Call.Id}.wav";

    /// <summary>6.21 isCdrInboundFail: 1 rung at an agent, 2 ended in the IVR, 3 ended in the queue, 4 not missed.</summary>
    public int InboundFail =>
        Call.Direction != Direction.Inbound || Answered > 0 || Number is not null ? 4 : agent >= 0 ? 1 : queue >= 0 ? 3 : 2;
}

/// <summary>A caller in the IVR now, as the last 605 told it.</summary>
internal sealed class IvrSession(Call call, byte flow, long started)
{
    public Call Call => call;
    public byte Flow => flow;
    public long Started => started;
    public short Node { get; set; } = -1;
    public long NodeStarted { get; set; }
    public int Sequence { get; set; }
    public List<StepRow> Steps { get; } = [];

    /// <summary>The talk that a survey asks about.</summary>
    public Leg? About { get; init; }

    public byte Digit { get; set; }
}

/// <summary>An IVR session that is over: a row of 6.17, and of 6.26 where it was a survey.</summary>
/// <param name="Queue">Where it led, or what the survey's talk was in; -1 for neither.</param>
/// <param name="Agent">Whom the survey was about, or -1.</param>
/// <param name="Digit">The survey's answer; 0 without one.</param>
internal sealed record IvrRecord(int Id, Call Call, byte Flow, long Started, long Ended, short Queue, short Agent, byte Digit);

/// <summary>One step of such a session: a row of 6.18. <c>A</c> and <c>B</c> as in <see cref="LogEntry"/>.</summary>
internal readonly record struct IvrStep(long At, LogKind Kind, byte A, byte B);

/// <summary>An agent's stay in one state: a row of 6.38. <c>Ended</c> is 0 while it lasts.</summary>
internal readonly record struct AgentSpan(int Id, short Agent, byte State, byte Reason, long Started, long Ended);

/// <summary>A queue now, and its counts of today's visits.</summary>
internal sealed class QueueView
{
    public List<Visit> Present { get; } = [];
    public int Waiting { get; set; }
    public int Calling => Present.Count - Waiting;
    public int Offered { get; set; }
    public int Answered { get; set; }
    public double TalkSeconds { get; set; }
    public int Talks { get; set; }
}

/// <summary>What is open of a call that is not over yet.</summary>
internal sealed class LiveCall(Call call)
{
    public Call Call => call;
    public Visit? Visit { get; set; }
    public short LastQueue { get; set; } = -1;
    public Visit? LastVisit { get; set; }
    public IvrSession? Ivr { get; set; }
    public IvrSession? LastIvr { get; set; }
    public List<Leg> Legs { get; } = [];
    public Leg? LastLeg { get; set; }
    public Leg? LastTalk { get; set; }
    public bool HadAgent => LastTalk is not null;


    /// <summary>The agent who passes the call on, -1 for none.</summary>
    public short TransferredBy { get; set; } = -1;

    /// <summary>The customer has left a call that others go on with.</summary>
    public bool CustomerLeft { get; set; }

    /// <summary>Who hears nothing: an agent, or without one the customer (0) or an outside party (from 1 on).</summary>
    public HashSet<(short Agent, byte Outside)>? Muted { get; set; }
}

/// <summary>An agent now, and the day's counters of 6.14. Times in ticks; what began before midnight counts from midnight on.</summary>
internal sealed class AgentView
{
    public const int Reasons = 16;

    public int State { get; private set; }
    public int Reason { get; private set; }
    public long Since { get; private set; }
    public Leg? Leg { get; set; }

    /// <summary>The held call beside which the agent has dialled another one.</summary>
    public Leg? Parked { get; set; }

    public bool PhoneUnregistered { get; set; }

    /// <summary>Whether the agent was ready when the present or last call began.</summary>
    public bool CalledWhileReady { get; private set; }

    /// <summary>5.16: state ready, and the phone can ring.</summary>
    public bool Available => State == 1 && !PhoneUnregistered;

    /// <summary>deviceState: 1 registered, 2 not.</summary>
    public int Device => State == 0 || PhoneUnregistered ? 2 : 1;
    public long ReadyTicks { get; private set; }
    public int ReadyCount { get; private set; }
    public long BusyTicks { get; private set; }
    public int BusyCount { get; private set; }
    public long SignedOutTicks { get; private set; }
    public int LoginCount { get; private set; }
    public int LogoutCount { get; private set; }
    public long[] ReasonTicks { get; } = new long[Reasons];
    public int[] ReasonCount { get; } = new int[Reasons];
    public int InCalls { get; set; }
    public int InAnswered { get; set; }
    public int InNoAnswer { get; set; }
    public long InTalk { get; set; }
    public int OutCalls { get; set; }
    public int OutAnswered { get; set; }
    public long OutTalk { get; set; }

    public void Enter(int state, int reason, long at, long midnight)
    {
        CountUntil(at, midnight);
        if (state == 2 && InCall(reason) && !(State == 2 && InCall(Reason))) CalledWhileReady = State == 1;
        if (state == 0 && State != 0) LogoutCount++;
        if (state != 0 && State == 0) LoginCount++;
        if (state == 1) ReadyCount++;
        if (state == 2)
        {
            BusyCount++;
            ReasonCount[reason % Reasons]++;
        }
        (State, Reason, Since) = (state, reason, at);
        countedTo = at;
    }

    private static bool InCall(int reason) => reason is 1 or 6 or 7 or 8;

    /// <summary>Brings the day's times up to an instant, so that they can be read.</summary>
    public void CountUntil(long at, long midnight)
    {
        var ticks = at - Math.Max(countedTo, midnight);
        countedTo = at;
        if (ticks <= 0) return;
        if (State == 0) SignedOutTicks += ticks;
        if (State == 1) ReadyTicks += ticks;
        if (State != 2) return;
        BusyTicks += ticks;
        ReasonTicks[Reason % Reasons] += ticks;
    }

    public void NewDay(long midnight)
    {
        countedTo = midnight;
        (ReadyTicks, BusyTicks, SignedOutTicks, InTalk, OutTalk) = (0, 0, 0, 0, 0);
        (ReadyCount, BusyCount, LoginCount, LogoutCount) = (0, 0, 0, 0);
        (InCalls, InAnswered, InNoAnswer, OutCalls, OutAnswered) = (0, 0, 0, 0, 0);
        Array.Clear(ReasonTicks);
        Array.Clear(ReasonCount);
    }

    private long countedTo;

    public int StateSeconds(long now) => PlatformZone.Seconds(Since, now);
}
