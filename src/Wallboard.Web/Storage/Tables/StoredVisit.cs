using Wallboard.Live;

namespace Wallboard.Web.Storage;

/// <summary>
/// A call's visit to a queue, as the wall counted it: service level by hour, day and month comes from these, since no statistic of the guide has it.
/// Without the caller's number: nothing here needs it.
/// </summary>
internal sealed class StoredVisit
{
    public string TenantId { get; set; } = "";

    public string CallId { get; set; } = "";

    public string Queue { get; set; } = "";

    /// <summary>1 for a call's first visit to the queue.</summary>
    public int Nth { get; set; }

    /// <summary>Platform clock, whole seconds.</summary>
    public DateTimeOffset EnteredAt { get; set; }

    /// <summary>Of the entry, in the tenant's zone.</summary>
    public DateOnly Day { get; set; }

    /// <summary>Of the entry, in the tenant's zone: 0–23.</summary>
    public int Hour { get; set; }

    public VisitEnd Outcome { get; set; }

    /// <summary>From entry to answer, or to the end where there was none.</summary>
    public int WaitSeconds { get; set; }

    public int? CallType { get; set; }

    /// <summary>The last agent that it was sent to.</summary>
    public string? Agent { get; set; }

    public static StoredVisit Of(string tenant, FinishedVisit visit)
    {
        var row = new StoredVisit { TenantId = tenant, CallId = visit.Key.CallId, Queue = visit.Key.Queue, Nth = visit.Key.Nth };
        row.Take(visit);
        return row;
    }

    /// <summary>All but whose visit it is.</summary>
    public void Take(FinishedVisit visit)
    {
        EnteredAt = visit.EnteredAt;
        Day = visit.Day;
        Hour = visit.EnteredAt.Hour;
        Outcome = Enum.Parse<VisitEnd>(visit.Outcome.ToString());
        WaitSeconds = (int)visit.Wait.TotalSeconds;
        CallType = visit.CallType;
        Agent = visit.Agent;
    }
}

internal enum VisitEnd
{
    Answered = 1,
    Abandoned = 2,
    LeftOtherwise = 3,
}
