using Wallboard.Simulator.Plan;
using Wallboard.Simulator.Truth;

namespace Wallboard.Simulator.Model;

/// <summary>
/// All tenants on one clock behind one lock. Whoever looks or acts first lets everything due happen, so nobody ever sees the past.
/// </summary>
internal sealed class PlatformModel
{
    // Calls that began before midnight are in flight when today begins.
    private static readonly TimeSpan WarmUp = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan FullPressureBefore = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMilliseconds(50);

    private readonly Lock gate = new();
    private readonly Dictionary<string, TenantModel> tenants;
    private long frozenAt;

    public PlatformModel(SimulatorOptions options, TimeProvider real)
    {
        Options = options;
        Zone = new PlatformZone(TimeZoneInfo.FindSystemTimeZoneById(options.TimeZone));
        var begun = real.GetTimestamp();
        var start = options.Start ?? real.GetUtcNow();
        var today = Zone.Midnight(start.UtcTicks) - WarmUp.Ticks;
        var first = Zone.DaysBefore(start.UtcTicks, options.HistoryDays ?? (options.Preset == Preset.Demo ? 35 : 0)) - WarmUp.Ticks;
        var beginning = new Beginning(first, today, (start - FullPressureBefore).UtcTicks);
        var named = options.Tenants.Count > 0 ? options.Tenants : [new SimulatedTenant()];
        tenants = named.Select((tenant, i) => new TenantModel(
            PlanBuilder.Build(tenant, options.Preset, options.Seed + i * 1000), options, Zone, options.Seed + i * 1000, beginning)
        {
            Keys = new(i, named.Count), HideNumber = tenant.HideNumber,
        }).ToDictionary(t => t.Plan.Id);
        foreach (var tenant in tenants.Values) tenant.Agenda.RunUntil(start.UtcTicks);
        Clock = new PlatformClock(real, options.Start is null ? begun : real.GetTimestamp(), start, options.Speed);
    }

    public SimulatorOptions Options { get; }
    public PlatformClock Clock { get; }
    public PlatformZone Zone { get; }
    public IReadOnlyDictionary<string, TenantModel> Tenants => tenants;

    /// <summary>Everything due has happened; still inside the lock.</summary>
    public Action? Settled { get; set; }

    public bool Frozen => frozenAt > 0;

    /// <summary>Reads or acts on the present, alone.</summary>
    public T At<T>(Func<long, T> read)
    {
        lock (gate)
        {
            var now = Clock.Now;
            CatchUp(now);
            var result = read(now);
            Settled?.Invoke();
            return result;
        }
    }

    public void At(Action<long> act) => At(now =>
    {
        act(now);
        return true;
    });

    /// <summary>Nothing happens any more, though the clock goes on.</summary>
    public void Freeze() => At(now => frozenAt = frozenAt > 0 ? frozenAt : now);

    /// <summary>Life goes on where it stopped; what was due meanwhile comes that much later.</summary>
    public void Thaw() => At(now =>
    {
        if (frozenAt == 0) return;
        foreach (var tenant in tenants.Values) tenant.Agenda.Shift += now - frozenAt;
        frozenAt = 0;
    });

    public TruthReport Truth(string tenant) => At(now => TruthReader.Read(tenants[tenant].Truth, Zone, now));

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var next = At(_ => Frozen ? null : tenants.Values.Min(t => t.Agenda.Next));
            var sleep = next is null ? LongestSleep : Clock.Until(next.Value);
            if (sleep > LongestSleep) sleep = LongestSleep;
            // A millisecond at least, or a fast clock would never let anybody else in.
            if (sleep < TimeSpan.FromMilliseconds(1)) sleep = TimeSpan.FromMilliseconds(1);
            await Task.Delay(sleep, Clock.Real, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // Events of the seat itself (a sign-in from outside) happen at `now` even while frozen.
    private void CatchUp(long now)
    {
        foreach (var tenant in tenants.Values)
        {
            if (!Frozen) tenant.Agenda.RunUntil(now);
            tenant.Views.RollTo(now);
        }
    }
}
