using Wallboard.Web.Hosting;

namespace Wallboard.Web.Features.Accounts.SignIn;

/// <summary>
/// How often somebody may fail: by address (one address, many names) and by sign-in name (many addresses, one name). A try that succeeds is given back, which
/// the framework's rate limiters cannot do: an office of two hundred behind one address that signs in at nine is no attack.
/// </summary>
internal sealed class Attempts(TimeProvider clock)
{
    public const int PerAddress = 30;
    public const int PerName = 10;

    private readonly Buckets addresses = new(PerAddress, TimeSpan.FromSeconds(10), clock);
    private readonly Buckets names = new(PerName, TimeSpan.FromMinutes(1), clock);

    /// <summary>Zero: go on. Else how long to wait.</summary>
    public TimeSpan Take(HttpContext http, string? name = null)
    {
        var wait = addresses.Take(Limits.Address(http));
        return wait == TimeSpan.Zero && name is not null ? names.Take(name) : wait;
    }

    public void GiveBack(HttpContext http, string? name = null)
    {
        addresses.GiveBack(Limits.Address(http));
        if (name is not null) names.GiveBack(name);
    }

    private sealed class Buckets(int size, TimeSpan refill, TimeProvider clock)
    {
        private readonly Lock gate = new();
        private readonly Dictionary<string, (double Left, DateTimeOffset At)> buckets = [];
        private int sweepAt = 10_000;

        public TimeSpan Take(string key)
        {
            lock (gate)
            {
                Sweep();
                var left = Left(key);
                if (left < 1) return (1 - left) * refill;
                buckets[key] = (left - 1, clock.GetUtcNow());
                return TimeSpan.Zero;
            }
        }

        public void GiveBack(string key)
        {
            lock (gate) buckets[key] = (Math.Min(size, Left(key) + 1), clock.GetUtcNow());
        }

        private double Left(string key) =>
            buckets.TryGetValue(key, out var bucket) ? Math.Min(size, bucket.Left + ((clock.GetUtcNow() - bucket.At) / refill)) : size;

        /// <summary>Full buckets say nothing.</summary>
        private void Sweep()
        {
            if (buckets.Count < sweepAt) return;
            foreach (var key in buckets.Keys.Where(k => Left(k) >= size).ToList()) buckets.Remove(key);
            sweepAt = Math.Max(10_000, 2 * buckets.Count);
        }
    }
}
