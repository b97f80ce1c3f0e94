using Wallboard.Web.Hosting.Access;

namespace Wallboard.Web.Features.Administration;

/// <summary>
/// Which refusals are worth writing down: the same one of the same caller once a minute. Whoever tries many different things is written down for the first
/// of them, and then once a minute as such. In memory, and bounded.
/// </summary>
internal sealed class Refusals(TimeProvider clock)
{
    public static readonly TimeSpan Apart = TimeSpan.FromMinutes(1);
    public const int DifferentOnes = 30;
    private const int MostCallers = 1000;

    /// <summary>Stands for all further ones of a caller.</summary>
    public const string Others = "…";

    private readonly Lock gate = new();
    private readonly Dictionary<(CallerKind, Guid?), Dictionary<string, Entry>> byCaller = [];

    private sealed record Entry(DateTimeOffset WrittenAt)
    {
        public int Since { get; set; }
    }

    /// <summary>What to write, and how many like it were not written since the last time; null: nothing.</summary>
    public (string What, int NotWritten)? Take(Caller caller, string what)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            if (!byCaller.TryGetValue((caller.Kind, caller.Id), out var own))
            {
                if (byCaller.Count >= MostCallers) Forget(now);
                if (byCaller.Count >= MostCallers) return null;
                byCaller[(caller.Kind, caller.Id)] = own = [];
            }
            if (!own.ContainsKey(what) && own.Count >= DifferentOnes)
            {
                Forget(own, now);
                if (own.Count >= DifferentOnes) what = Others;
            }
            var known = own.GetValueOrDefault(what);
            if (known is not null && now - known.WrittenAt < Apart)
            {
                known.Since++;
                return null;
            }
            own[what] = new(now);
            return (what, known?.Since ?? 0);
        }
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (caller, own) in byCaller.ToList())
        {
            Forget(own, now);
            if (own.Count == 0) byCaller.Remove(caller);
        }
    }

    private static void Forget(Dictionary<string, Entry> own, DateTimeOffset now)
    {
        foreach (var (what, entry) in own.ToList())
            if (now - entry.WrittenAt >= Apart) own.Remove(what);
    }
}
