using Wallboard.Simulator.Books;
using Wallboard.Simulator.Log;
using Wallboard.Simulator.Plan;

namespace Wallboard.Simulator.Model;

/// <summary>
/// One tenant's life: agents, callers, routing and outgoing calls act on due events and write the log; all of them read only the
/// projection of it. Not thread-safe: <see cref="PlatformModel"/> holds the lock.
/// </summary>
internal sealed class TenantModel
{
    private readonly int[] agentEpochs;
    private readonly Dictionary<int, int> callEpochs = [];
    private readonly Random random;
    private readonly DayEnd dayEnd;
    private readonly HashSet<short> attended = [];

    // Records of three months, or of the history asked for.
    private const int LeastKeepDays = 92;

    public TenantModel(TenantPlan plan, SimulatorOptions options, PlatformZone zone, int seed, Beginning beginning)
    {
        (Plan, Zone, Beginning, Silent) = (plan, zone, beginning, options.Silent);
        random = new Random(seed);
        Log = new CallLog(seed, options.Awkward);
        Agenda = new Agenda(beginning.First);
        Archive = new Archive(Log);
        Views = new Projection(plan, zone, Archive);
        Rows = new Rows(Log, Views, Archive);
        Views.RollTo(beginning.First);
        var keepDays = Math.Max(options.HistoryDays ?? 0, LeastKeepDays);
        Days = new Statistics.Days(this, beginning.First, keepDays);
        dayEnd = new DayEnd(this, keepDays);
        agentEpochs = new int[plan.Agents.Count];
        Truth = new Truth.TruthFold(plan, Log, options.ServiceLevelSeconds);
        Routing = new Routing(this);
        AgentLife = new AgentLife(this);
        Callers = new Callers(this);
        Outgoing = new OutgoingCalls(this);
        Phones = new Phones(this);
        Endings = new Endings(this);
        Joining = new Joining(this);
        Transfers = new Transfers(this);
        Control = new CallControl(this);
        Books = new TenantBooks(this);
        AgentLife.Begin();
        Callers.Begin();
    }

    public TenantPlan Plan { get; }
    public PlatformZone Zone { get; }
    public CallLog Log { get; }
    public Projection Views { get; }
    public Archive Archive { get; }
    public Rows Rows { get; }
    public Statistics.Days Days { get; }
    public SilentPlaces Silent { get; }
    public Agenda Agenda { get; }
    public Truth.TruthFold Truth { get; }
    public Routing Routing { get; }
    public AgentLife AgentLife { get; }
    public Callers Callers { get; }
    public OutgoingCalls Outgoing { get; }
    public TenantBooks Books { get; }

    /// <summary>Which record numbers are this tenant's.</summary>
    public KeySpace Keys { get; init; } = new(0, 1);

    public Beginning Beginning { get; }

    /// <summary>6.5 <c>hideNumber</c>: a wish to whoever shows numbers; events and answers have them whole.</summary>
    public bool HideNumber { get; set; }
    public Phones Phones { get; }
    public Endings Endings { get; }
    public Joining Joining { get; }
    public Transfers Transfers { get; }
    public CallControl Control { get; }

    /// <summary>1, but less in the hours before the start where the preset keeps history small.</summary>
    public double Liveliness => Agenda.Now >= Beginning.FullPressure ? 1 : Tempo.HistoryShare;

    /// <summary>Told of every entry after the projection has taken it.</summary>
    public Action<LogEntry>? Logged { get; set; }

    /// <summary>Told what a seat's client is to hear of its own requests.</summary>
    public Action<short, Notice>? Noticed { get; set; }

    public Tempo Tempo => Plan.Tempo;

    /// <summary>How many may rest at once now: by the template of the time of day, or the tenant's own.</summary>
    public int RestLimit => Books.RestTemplates.LimitAt(TimeOnly.FromTimeSpan(Zone.Local(Agenda.Now).TimeOfDay)) ?? Plan.RestLimit;

    /// <summary>A client has signed the seat in: its agent does nothing by itself.</summary>
    public bool IsAttended(short agent) => attended.Contains(agent);

    /// <summary>False when a client had the seat already.</summary>
    public bool Attend(short agent) => attended.Add(agent);

    public void Leave(short agent) => attended.Remove(agent);

    public void Write(LogKind kind, Call? call = null, int queue = -1, int agent = -1, int a = 0, int b = 0)
    {
        dayEnd.Look(Agenda.Now);
        var entry = new LogEntry(Agenda.Now, kind, call?.Index ?? -1, (short)queue, (short)agent, (byte)a, (byte)b);
        Log.Append(entry);
        Views.Apply(entry, call);
        Books.Campaigns.Told(entry);
        Logged?.Invoke(entry);
    }

    public Call StartCall(Direction direction, string caller, string called, short fromAgent = -1)
    {
        dayEnd.Look(Agenda.Now);
        var call = Log.NewCall(Agenda.Now, direction, caller, called, fromAgent);
        callEpochs[call.Index] = 0;
        Write(LogKind.CallStarted, call);
        return call;
    }

    public void EndCall(Call call, Cause cause)
    {
        callEpochs.Remove(call.Index);
        Write(LogKind.CallEnded, call, a: (int)cause);
        dayEnd.Ended(call);
    }

    public void SetState(short agent, int state, int reason = 0, Call? call = null)
    {
        agentEpochs[agent]++;
        var rested = Views.Agents[agent] is { State: 2, Reason: AgentLife.BreakReason };
        Write(LogKind.AgentState, call, agent: agent, a: state, b: reason);
        if (rested) AgentLife.RestFreed();
    }

    public void Notify(short seat, int messageId, CtiHint hint) => Noticed?.Invoke(seat, new Notice(messageId, hint));

    public void Fail(short seat, int messageId, CtiError error) => Noticed?.Invoke(seat, new Notice(messageId, default, error));

    /// <summary>Later, unless the agent has changed state by then.</summary>
    public void AgentIn(short agent, double seconds, Action action)
    {
        var epoch = agentEpochs[agent];
        Agenda.In(seconds, () => { if (agentEpochs[agent] == epoch) action(); });
    }

    /// <summary>The call has moved on: what was planned with <see cref="CallIn"/> before no longer happens.</summary>
    public void MoveOn(Call call) => callEpochs[call.Index]++;

    public void CallIn(Call call, double seconds, Action action)
    {
        var epoch = callEpochs[call.Index];
        Agenda.In(seconds, () => { if (callEpochs.TryGetValue(call.Index, out var now) && now == epoch) action(); });
    }

    public bool Chance(double probability) => random.NextDouble() < probability;

    public int Pick(int count) => random.Next(count);

    public double Draw(Span span) => span.From + random.NextDouble() * (span.To - span.From);

    public double Exponential(double mean) => -mean * Math.Log(1 - random.NextDouble());

    public string MobileNumber() => $"1{3 + random.Next(7)}{random.Next(1_000_000_000):d9}";
}

/// <summary>Instants in UTC ticks between which a tenant's life begins in steps.</summary>
/// <param name="First">The first of all.</param>
/// <param name="Today">Until then it is history, at the preset's number of calls a day.</param>
/// <param name="FullPressure">From then on it is as lively as the preset says.</param>
internal sealed record Beginning(long First, long Today, long FullPressure);
