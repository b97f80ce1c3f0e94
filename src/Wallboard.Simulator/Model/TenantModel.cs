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
    private readonly HashSet<short> attended = [];

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
        Phones = new Phones(this);
        Endings = new Endings(this);
        Joining = new Joining(this);
        Transfers = new Transfers(this);
        Control = new CallControl(this);
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
    public Phones Phones { get; }
    public Endings Endings { get; }
    public Joining Joining { get; }
    public Transfers Transfers { get; }
    public CallControl Control { get; }
    private long FullPressureFrom { get; }

    /// <summary>1, but less in the hours before the start where the preset keeps history small.</summary>
    public double Liveliness => Agenda.Now >= FullPressureFrom ? 1 : Tempo.HistoryShare;

    /// <summary>Told of every entry after the projection has taken it.</summary>
    public Action<LogEntry>? Logged { get; set; }

    /// <summary>Told what a seat's client is to hear of its own requests.</summary>
    public Action<short, Notice>? Noticed { get; set; }

    public Tempo Tempo => Plan.Tempo;

    /// <summary>A client has signed the seat in: its agent does nothing by itself.</summary>
    public bool IsAttended(short agent) => attended.Contains(agent);

    /// <summary>False when a client had the seat already.</summary>
    public bool Attend(short agent) => attended.Add(agent);

    public void Leave(short agent) => attended.Remove(agent);

    public void Write(LogKind kind, Call? call = null, int queue = -1, int agent = -1, int a = 0, int b = 0)
    {
        var entry = new LogEntry(Agenda.Now, kind, call?.Index ?? -1, (short)queue, (short)agent, (byte)a, (byte)b);
        Log.Append(entry);
        Views.Apply(entry, call);
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
