using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Wallboard.Simulator;

namespace Wallboard.Live.Tests;

/// <summary>The simulator and a tenant's monitor against it, over a real WebSocket and real HTTP.</summary>
internal sealed class Lab : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly ILoggerFactory loggers;
    private readonly Sayings sayings;
    private readonly Task running;

    private readonly int serviceLevelSeconds;

    private Lab(SimulatorServer simulator, SimulatorOptions options, ILoggerFactory loggers, Sayings sayings)
    {
        (Simulator, serviceLevelSeconds, this.loggers, this.sayings) = (simulator, options.ServiceLevelSeconds, loggers, sayings);
        Tenant = NewTenant();
        running = Tenant.RunAsync(stop.Token);
    }

    public SimulatorServer Simulator { get; }

    public LiveTenant Tenant { get; }

    public static async Task<Lab> StartAsync(SimulatorOptions? options = null)
    {
        var sayings = new Sayings();
        var loggers = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Information).AddProvider(sayings));
        options ??= new() { Preset = Preset.Quick };
        return new(await SimulatorServer.StartAsync(options), options, loggers, sayings);
    }

    public LiveTenant NewTenant() => new(
        new()
        {
            Id = "10000", Seat = "10000_1900", Extension = "6900", Socket = Simulator.Socket.ToString(), Api = Simulator.Api.ToString(),
            Queues = Simulator.Truth().Queues.ToDictionary(queue => queue.Dn, _ => new QueueOptions { ServiceLevelSeconds = serviceLevelSeconds }),
        },
        TimeProvider.System, loggers, TimeSpan.FromSeconds(3));

    public Task FreshAsync() => UntilAsync(() => Tenant.Picture().Link.State == Freshness.Fresh, () => Tenant.Picture().Link.ToString());

    /// <summary>With the simulator frozen: the picture is fresh and what the simulator knows to be true.</summary>
    public Task TrueAsync(LiveTenant? tenant = null) => UntilAsync(
        () => Untruths(tenant ?? Tenant).Count == 0, () => string.Join('\n', Untruths(tenant ?? Tenant)) + "\n" + (tenant ?? Tenant).Health + Twice(tenant ?? Tenant));

    /// <summary>The latest of those that came to a queue twice: an event may have been taken for another visit's.</summary>
    private static string Twice(LiveTenant tenant) => string.Concat(
        tenant.State.Visits.All.GroupBy(visit => (visit.Key.CallId, visit.Key.Queue)).Where(call => call.Count() > 1)
            .OrderBy(call => call.Max(visit => visit.EnteredAt)).TakeLast(4).SelectMany(call => call).Select(visit => $"\n{visit}"));

    /// <summary>What the tenant has logged.</summary>
    public string Said => string.Join('\n', sayings.Said);

    private List<string> Untruths(LiveTenant tenant)
    {
        var (truth, picture) = (Simulator.Truth(), tenant.Picture());
        var ours = new List<string> { picture.Link.State == Freshness.Fresh ? "fresh" : picture.Link.ToString() };
        var theirs = new List<string> { "fresh" };
        ours.AddRange(picture.Agents.Select(a => $"{a.Number} {a.Name} {a.Extension} {a.State}/{a.Reason} {a.CallId} {a.OtherNumber} {string.Join(',', a.Queues)}"));
        theirs.AddRange(truth.Agents.OrderBy(a => a.Dn, StringComparer.Ordinal).Select(a =>
            $"{a.Dn} {a.Name} {a.Extension} {a.State}/{a.Reason} {a.CallId} {a.Number} {string.Join(',', a.Queues.Order(StringComparer.Ordinal))}"));
        ours.AddRange(picture.Queues.Select(q =>
            $"{q.Number} {q.Name} {q.Waiting}+{q.Calling} {q.Ready}+{q.Busy}={q.SignedIn} {q.Offered}:{q.Answered},{q.Abandoned},{q.LeftOtherwise},{q.Open} {q.ServiceLevel.Value:f3}"));
        theirs.AddRange(truth.Queues.OrderBy(q => q.Dn, StringComparer.Ordinal).Select(q =>
            $"{q.Dn} {q.Name} {q.Waiting}+{q.Calling} {q.Ready}+{q.Busy}={q.SignedIn} {q.Offered}:{q.Answered},{q.Abandoned},{q.LeftOtherwise},{q.Open} {q.ServiceLevel:f3}"));
        ours.AddRange(picture.Waiting.Select(w => $"{w.Queue} {w.CallId} {w.Number}").Order(StringComparer.Ordinal));
        theirs.AddRange(truth.Waiting.Select(w => $"{w.Queue} {w.CallId} {w.Number}").Order(StringComparer.Ordinal));
        // Sessions that began before the connection are not known, all others are.
        ours.AddRange(picture.Ivr.Sessions.Select(i => $"{i.CallId} {i.Name} {i.Node}"));
        var known = picture.Ivr.Sessions.Select(i => i.CallId).ToHashSet();
        theirs.AddRange(truth.Ivr.Sessions.Where(i => i.StartedAt >= picture.Ivr.CompleteSince?.AddSeconds(1) || known.Contains(i.CallId)).Select(i => $"{i.CallId} {i.Name} {i.Node}"));
        // Records and states have whole seconds, events the way that they take.
        foreach (var (agent, at) in picture.Agents.Join(truth.Agents, a => a.Number, a => a.Dn, (a, b) => (a, b.Since)))
            if (agent.State is 1 or 2 && !Near(agent.Since, at)) ours.Add($"{agent.Number} {agent.State}/{agent.Reason} since {agent.Since} not {at}");
        foreach (var (call, at) in picture.Waiting.Join(truth.Waiting, w => w.CallId, w => w.CallId, (a, b) => (a, b.EnteredAt)))
            if (!Near(call.EnteredAt, at)) ours.Add($"{call.CallId} entered {call.EnteredAt} not {at}");
        var (o, t) = (picture.Totals, truth.Totals);
        ours.Add($"{o.Waiting} {o.Ready} {o.Engaged} {o.SignedIn} {o.Offered} {o.Answered} {o.Abandoned} {o.ServiceLevel.Value:f3}");
        theirs.Add($"{t.Waiting} {t.Ready} {t.Engaged} {t.SignedIn} {t.Offered} {t.Answered} {t.Abandoned} {t.ServiceLevel:f3}");
        return [.. ours.Except(theirs).Select(line => "ours   " + line), .. theirs.Except(ours).Select(line => "theirs " + line)];
    }

    private static bool Near(DateTimeOffset? ours, DateTimeOffset theirs) => ours is { } at && (at - theirs).Duration() < TimeSpan.FromSeconds(2);

    public async Task UntilAsync(Func<bool> condition, Func<string> otherwise, int seconds = 60)
    {
        var end = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            if (TimeProvider.System.GetElapsedTime(end) > TimeSpan.FromSeconds(seconds)) Assert.Fail(otherwise() + "\n" + Said);
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running;
        Tenant.Dispose();
        await Simulator.DisposeAsync();
        loggers.Dispose();
        stop.Dispose();
    }

    private sealed class Sayings : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Said { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Said.Enqueue($"{TimeProvider.System.GetUtcNow():mm:ss.fff} {formatter(state, exception)} {exception}");

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public void Dispose() { }
    }
}
