namespace Wallboard.Simulator;

/// <summary>How lively the simulated centre is.</summary>
public enum Preset
{
    /// <summary>60 agents, 6 queues, talks of two to four minutes; something happens at any hour.</summary>
    Demo,

    /// <summary>12 agents, 4 queues, calls of seconds; a caller is nearly always waiting. Made for tests.</summary>
    Quick,

    /// <summary>200 agents, 20 queues, about 100 frames a second.</summary>
    Load,
}

/// <summary>One simulated tenant and the portal's seat in it.</summary>
public sealed record SimulatedTenant
{
    public string Id { get; init; } = "10000";
    public string Name { get; init; } = "演示呼叫中心";

    /// <summary>The number after the tenant's: seat <c>10000_1900</c> is 1900. It is an agent of the tenant without a queue.</summary>
    public int OwnSeat { get; init; } = 1900;

    public int OwnExtension { get; init; } = 6900;

    /// <summary>6.5 <c>hideNumber</c> at start.</summary>
    public bool HideNumber { get; init; }
}

/// <summary>Where the guide is silent a real platform may do either; each switch is one row (S…) of the guide's close reading.</summary>
public sealed record SilentPlaces
{
    /// <summary>S1: a monitor start sends the present state of everything monitored.</summary>
    public bool MonitorStartSendsStates { get; init; }

    /// <summary>S2: a lost connection leaves the seat signed in, and the next sign-in is answered 9999/34.</summary>
    public bool SeatStaysSignedIn { get; init; }

    /// <summary>S3: now and then a 588 is sent twice.</summary>
    public bool RepeatAgentEvents { get; init; }

    /// <summary>S4: 520 status 2 comes after a talk too; when off, only for calls that leave without an agent or are transferred.</summary>
    public bool LeftAfterTalk { get; init; } = true;

    /// <summary>S6: a list asked without pageSize gives ten rows instead of all.</summary>
    public bool TenRowsByDefault { get; init; }

    /// <summary>S7: a record that begins exactly at endTime belongs to the range.</summary>
    public bool EndTimeInclusive { get; init; } = true;

    /// <summary>S8: hours, days and months in which nothing happened have no row in the statistics; when off, a row of zeros.</summary>
    public bool NoEmptyPeriods { get; init; }

    /// <summary>S12: of what happens at one instant, 588 is sent before 520 and 605.</summary>
    public bool AgentEventsFirst { get; init; }

    /// <summary>6.21 lists a leg only once it has ended; when off, from the answer on with an empty endStamp.</summary>
    public bool LegsOnlyWhenEnded { get; init; }
}

/// <summary>Everything that can be chosen about a simulated platform. Same options and seed: same log.</summary>
public sealed record SimulatorOptions
{
    public int Seed { get; init; } = 1;

    /// <summary>The platform's time at start; the day before it is simulated at once. Null: now.</summary>
    public DateTimeOffset? Start { get; init; }

    /// <summary>Platform seconds per real second; 0 = held, moved by <see cref="SimulatorServer.Advance"/> only.</summary>
    public double Speed { get; init; } = 1;

    public Preset Preset { get; init; } = Preset.Demo;

    /// <summary>Whole days before today that are made at start, so that reports have something to say. Null: 35 for Demo, else none.</summary>
    public int? HistoryDays { get; init; }

    /// <summary>IANA name of the platform's time zone; stamps and midnight are in it.</summary>
    public string TimeZone { get; init; } = "Asia/Shanghai";

    /// <summary>Answers and frames as awkward as real ones: strings for numbers, empty strings, stray escapes, other spellings.</summary>
    public bool Awkward { get; init; }

    public SilentPlaces Silent { get; init; } = new();

    /// <summary>Service-level threshold T of the truth, seconds.</summary>
    public int ServiceLevelSeconds { get; init; } = 20;

    /// <summary>None named: the one tenant 10000.</summary>
    public IReadOnlyList<SimulatedTenant> Tenants { get; init; } = [];
}
