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

    public TenantModel(TenantPlan plan, SimulatorOptions options, PlatformZone zone, int seed, long start, long fullPressureFrom)
    {
        (Plan, Zone, FullPressureFrom) = (plan, zone, fullPressureFrom);
        random = new Random(seed);
        Log = new CallLog(seed, options.Awkward);
        Agenda = new Agenda(start);
        Views = new Projection(plan, zone);
        Views.RollTo(start);
        agentEpochs = new int[plan.Agents.Count];
        Truth = new Truth.TruthFold(plan, Log, options.ServiceLevelSeconds);
        Routing = new Routing(this);
        AgentLife = new AgentLife(this);
        Callers = new Callers(this);
        Outgoing = new OutgoingCalls(this);
        Books = new TenantBooks(this);
        AgentLife.Begin();
        Callers.Begin();
    }

    public TenantPlan Plan { get; }
    public PlatformZone Zone { get; }
    public CallLog Log { get; }
    public Projection Views { get; }
    public Agenda Agenda { get; }
    public Truth.TruthFold Truth { get; }
    public Routing Routing { get; }
    public AgentLife AgentLife { get; }
    public Callers Callers { get; }
    public OutgoingCalls Outgoing { get; }
    public TenantBooks Books { get; }

    /// <summary>Which record numbers are this tenant's.</summary>
    public KeySpace Keys { get; init; } = new(0, 1);

    private long FullPressureFrom { get; }

    /// <summary>1, but less in the hours before the start where the preset keeps history small.</summary>
    public double Liveliness => Agenda.Now >= FullPressureFrom ? 1 : Tempo.HistoryShare;

    /// <summary>Told of every entry after the projection has taken it.</summary>
    public Action<LogEntry>? Logged { get; set; }

    public Tempo Tempo => Plan.Tempo;

    /// <summary>How many may rest at once now: by the template of the time of day, or the tenant's own.</summary>
    public int RestLimit => Books.RestTemplates.LimitAt(TimeOnly.FromTimeSpan(Zone.Local(Agenda.Now).TimeOfDay)) ?? Plan.RestLimit;

    public void Write(LogKind kind, Call? call = null, int queue = -1, int agent = -1, int a = 0, int b = 0)
    {
        var entry = new LogEntry(Agenda.Now, kind, call?.Index ?? -1, (short)queue, (short)agent, (byte)a, (byte)b);
        Log.Append(entry);
        Views.Apply(entry, call);
        Books.Campaigns.Told(entry);
        Logged?.Invoke(entry);
    }

    public Call StartCall(Direction direction, string caller, string called, short fromAgent = -1)
    {
        var call = Log.NewCall(direction, caller, called, fromAgent);
        callEpochs[call.Index] = 0;
        Write(LogKind.CallStarted, call);
        return call;
    }

    public void EndCall(Call call, Cause cause)
    {
        callEpochs.Remove(call.Index);
        Write(LogKind.CallEnded, call, a: (int)cause);
    }

    public void SetState(short agent, int state, int reason = 0, Call? call = null)
    {
        agentEpochs[agent]++;
        Write(LogKind.AgentState, call, agent: agent, a: state, b: reason);
    }

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
