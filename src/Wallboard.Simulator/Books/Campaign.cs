namespace Wallboard.Simulator.Books;

/// <summary>8.8 status.</summary>
internal enum CampaignStatus { Ready = 2, Running = 3, Paused = 4, Ended = 5 }

internal enum ContactState { NotContacted, Contacting, Reached, Failed, AgentsBusy }

/// <summary>A number of a campaign and what became of it: a row of 8.10.</summary>
internal sealed class Contact(int id, Campaign campaign, string number, byte? flow)
{
    public int Id => id;
    public Campaign Campaign => campaign;
    public string Number => number;

    /// <summary>The IVR flow of this number alone, in a voice campaign.</summary>
    public byte? Flow => flow;

    public ContactState State { get; set; }
    public string Cause { get; set; } = "";
    public string CallId { get; set; } = "";
    public int CallIndex { get; set; } = -1;
    public long CalledAt { get; set; }
    public bool Answered { get; set; }
    public short Agent { get; set; } = -1;

    public void Reset()
    {
        (State, Cause, CallId, CallIndex, CalledAt, Answered, Agent) = (ContactState.NotContacted, "", "", -1, 0, false, -1);
    }
}

/// <summary>A list of numbers that the dialler calls: a row of 8.8.</summary>
internal sealed class Campaign
{
    public required int Id { get; init; }
    public required string Name { get; init; }
    public required short Creator { get; init; }

    /// <summary>Where those who answer wait for an agent; -1 in a voice campaign, which leads into a flow.</summary>
    public required short Queue { get; init; }

    public byte Flow { get; init; }
    public bool Voice => Queue < 0;

    /// <summary>8.1 callType 2: an agent looks at the contact first and then places the call.</summary>
    public bool Preview { get; init; }

    /// <summary>Calls under way per agent who is ready.</summary>
    public required double Ratio { get; init; }

    public double RingSeconds { get; init; } = 60;
    public required IReadOnlyList<string> Callers { get; init; }
    public required long Created { get; init; }
    public long Started { get; set; }
    public long Ended { get; set; }
    public CampaignStatus Status { get; set; } = CampaignStatus.Ready;

    /// <summary>Which start is running: an earlier one's next step must not go on.</summary>
    public int Run { get; set; }

    public List<Contact> Contacts { get; } = [];

    public int Called => Contacts.Count(c => c.CalledAt > 0);
    public int Touched => Contacts.Count(c => c.Answered);
}
