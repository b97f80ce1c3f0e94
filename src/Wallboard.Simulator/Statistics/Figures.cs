using Wallboard.Simulator.Log;

namespace Wallboard.Simulator.Statistics;

/// <summary>Calls of one direction, as rows of 6.21 at agents. Seconds are whole, each call's own cut before they are added.</summary>
internal record struct TalkSums
{
    public int Calls, Answered, Talk, Ring, Shortest, Longest, Transfers, Monitors, Conferences;

    public void Take(Leg leg, int talk, int ring)
    {
        Calls++;
        Ring += ring;
        if (leg.Attribute == LegAttribute.Transfer) Transfers++;
        if (leg.Attribute == LegAttribute.Conference) Conferences++;
        if (leg.Answered == 0) return;
        (Shortest, Longest) = Answered == 0 ? (talk, talk) : (Math.Min(Shortest, talk), Math.Max(Longest, talk));
        Answered++;
        Talk += talk;
    }

    public void Add(in TalkSums other)
    {
        if (other is { Calls: 0, Monitors: 0 }) return;
        if (other.Answered > 0)
            (Shortest, Longest) = Answered == 0 ? (other.Shortest, other.Longest) : (Math.Min(Shortest, other.Shortest), Math.Max(Longest, other.Longest));
        Calls += other.Calls;
        Answered += other.Answered;
        Talk += other.Talk;
        Ring += other.Ring;
        Transfers += other.Transfers;
        Monitors += other.Monitors;
        Conferences += other.Conferences;
    }
}

internal record struct CallSums
{
    public TalkSums In, Out;

    public readonly TalkSums Both
    {
        get
        {
            var both = In;
            both.Add(Out);
            return both;
        }
    }

    public void Add(in CallSums other)
    {
        In.Add(other.In);
        Out.Add(other.Out);
    }
}

/// <summary>Number and seconds of some visits.</summary>
internal record struct Waits
{
    public int Number, Seconds;

    public void Take(int seconds)
    {
        Number++;
        Seconds += seconds;
    }

    public static Waits operator +(Waits a, Waits b) => new() { Number = a.Number + b.Number, Seconds = a.Seconds + b.Seconds };
}

/// <summary>Visits of queues, as rows of 6.19: offered = answered + unanswered at agents + unanswered in the queue + still open.</summary>
internal record struct VisitSums
{
    /// <summary>All of them, with their whole wait.</summary>
    public Waits Offered;

    /// <summary>Answered; the seconds are those of ringing at the agent who answered.</summary>
    public Waits Answered;

    /// <summary>Given up while an agent was ringing, or with nobody ringing; the seconds are the whole wait.</summary>
    public Waits AbandonedAtAgent, AbandonedInQueue;

    /// <summary>Left without an answer though an agent had been rung, or with nobody ever rung; the seconds are the whole wait.</summary>
    public Waits UnansweredAtAgent, UnansweredInQueue;

    public readonly Waits Abandoned => AbandonedAtAgent + AbandonedInQueue;

    public readonly Waits Unanswered => UnansweredAtAgent + UnansweredInQueue;

    public void Take(Visit visit, int wait, int ring)
    {
        Offered.Take(wait);
        if (visit.Outcome == Outcome.Answered) Answered.Take(ring);
        if (visit.Outcome is Outcome.Open or Outcome.Answered) return;
        if (visit.Rung > 0) UnansweredAtAgent.Take(wait);
        else UnansweredInQueue.Take(wait);
        if (visit.Outcome != Outcome.Abandoned) return;
        if (visit.LeftRinging) AbandonedAtAgent.Take(wait);
        else AbandonedInQueue.Take(wait);
    }

    public void Add(in VisitSums other)
    {
        Offered += other.Offered;
        Answered += other.Answered;
        AbandonedAtAgent += other.AbandonedAtAgent;
        AbandonedInQueue += other.AbandonedInQueue;
        UnansweredAtAgent += other.UnansweredAtAgent;
        UnansweredInQueue += other.UnansweredInQueue;
    }
}

/// <summary>Agents' time by state, and how often each was entered. Slot 0 signed out, 1 ready, from 2 on the busy reasons.</summary>
internal sealed class StateSums
{
    public const int Slots = 2 + AgentView.Reasons;

    public int[] Seconds { get; } = new int[Slots];
    public int[] Entered { get; } = new int[Slots];
    public int SignedIn { get; set; }

    public static int Slot(int state, int reason) => state < 2 ? state : 2 + reason % AgentView.Reasons;

    public void Add(StateSums other)
    {
        for (var slot = 0; slot < Slots; slot++)
        {
            Seconds[slot] += other.Seconds[slot];
            Entered[slot] += other.Entered[slot];
        }
        SignedIn += other.SignedIn;
    }
}

/// <summary>Everything that is counted of one unit in one period; a family fills its own part.</summary>
internal sealed class Figures
{
    public const int Keys = 10;

    public CallSums Calls;
    public VisitSums In, Out;
    public StateSums States { get; } = new();
    public int[] Pressed { get; } = new int[Keys];

    public VisitSums Visits
    {
        get
        {
            var both = In;
            both.Add(Out);
            return both;
        }
    }
}
