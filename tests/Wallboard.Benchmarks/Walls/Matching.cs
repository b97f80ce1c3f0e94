namespace Wallboard.Benchmarks.Walls;

/// <summary>Finds for each event what first showed it, or something that came after it.</summary>
/// <param name="Pairs">Events that changed something, and when a screen showed it.</param>
/// <param name="Undone">Events taken back by a later one before any tick: there was nothing to show.</param>
/// <param name="Missing">Events that no screen ever showed.</param>
internal sealed record Matching(IReadOnlyList<(Sighting Event, Sighting Shown)> Pairs, int Undone, IReadOnlyList<Sighting> Missing)
{
    private sealed class Thing
    {
        public string? Said, Shown;
        public List<Sighting> Open = [];
    }

    /// <param name="before">What the screen showed at the start.</param>
    /// <param name="until">Later events may not have had their time yet and do not count as missing, Unix milliseconds.</param>
    public static Matching Of(IEnumerable<Sighting> before, IEnumerable<Sighting> events, IEnumerable<Sighting> shown, double until)
    {
        var things = before.GroupBy(s => s.Thing).ToDictionary(g => g.Key, g => new Thing { Said = g.Last().Value, Shown = g.Last().Value });
        var pairs = new List<(Sighting, Sighting)>();
        var undone = 0;
        foreach (var (sighting, isEvent) in events.Select(e => (e, true)).Concat(shown.Select(s => (s, false))).OrderBy(s => s.Item1.At))
        {
            if (!things.TryGetValue(sighting.Thing, out var thing)) continue;
            if (!isEvent)
            {
                var last = thing.Open.FindLastIndex(e => e.Value == sighting.Value);
                pairs.AddRange(thing.Open.Take(last + 1).Select(e => (e, sighting)));
                thing.Open.RemoveRange(0, last + 1);
                thing.Shown = sighting.Value;
            }
            else if (sighting.Value != thing.Said)
            {
                thing.Said = sighting.Value;
                thing.Open.Add(sighting);
                if (sighting.Value != thing.Shown) continue;
                undone += thing.Open.Count;
                thing.Open.Clear();
            }
        }
        return new(pairs, undone, [.. things.Values.SelectMany(t => t.Open).Where(e => e.At < until)]);
    }
}
