using Wallboard.Platform.Api;
using Wallboard.Platform.Cti;

namespace Wallboard.Live;

/// <summary>Reads all that a reset needs, as fast as the platform lets: lists, then monitors, then the present and the records side by side.</summary>
internal sealed class Fetcher(Asking asking, CtiLink link, LiveSettings settings, TimeProvider clock)
{
    private const int AtOnce = 6;

    /// <summary>What a call may have taken before it came to a queue: 6.21 is asked by the start of the call's leg.</summary>
    private static readonly TimeSpan BeforeTheQueue = TimeSpan.FromHours(2);

    /// <summary>Some platforms record a visit only when its talk is over: what entered before the last fetch may have come since.</summary>
    private static readonly TimeSpan RecordedWithin = TimeSpan.FromMinutes(30);

    /// <summary>Nothing says when a monitor has started; what is read this much later is certainly read after.</summary>
    private static readonly TimeSpan MonitorsTake = TimeSpan.FromMilliseconds(100);

    /// <summary>Counts are read again while events cross them, at most so often: where a great deal happens, the next event has the counts anyway.</summary>
    private const int CountReadings = 4;

    /// <summary>An event that happened before an answer has come by then.</summary>
    private static readonly TimeSpan EventsTake = TimeSpan.FromMilliseconds(20);

    /// <param name="before">The state since which events are kept.</param>
    /// <param name="readClock">Brings the state's clock up to date.</param>
    /// <param name="present">The state now.</param>
    /// <exception cref="PlatformApiException">Something that the picture cannot do without failed.</exception>
    /// <exception cref="CtiNotConnectedException">The connection broke.</exception>
    public async Task<Baseline> ReadAsync(
        LiveState before, Monitored monitored, Func<CancellationToken, Task<LiveState>> readClock, Func<LiveState> present, CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var few = new SemaphoreSlim(AtOnce);
        try
        {
            return await ReadAsync(before, monitored, readClock, present, new Few(asking, few, stop.Token)).ConfigureAwait(false);
        }
        finally
        {
            // With one answer missing the others are of no use.
            await stop.CancelAsync().ConfigureAwait(false);
        }
    }

    private async Task<Baseline> ReadAsync(
        LiveState before, Monitored monitored, Func<CancellationToken, Task<LiveState>> readClock, Func<LiveState> present, Few few)
    {
        var ct = few.Stop;
        var (agentList, queueList, clocked) = (few.Ask("6.11", api => ListAsync(api.Agents.ListAsync(ct: ct), ct)), QueuesAsync(few), readClock(ct));
        await All(agentList, queueList, clocked).ConfigureAwait(false);
        var (agents, queues, now) = (await agentList, await queueList, await clocked);
        string[] agentNumbers = [.. agents.Select(agent => agent.Number).OfType<string>().Where(number => number.Length > 0).Select(settings.Full).Distinct()];
        string[] queueNumbers = [.. queues.Select(queue => queue.Number)];
        await monitored.ChangeAsync(link, settings.Options.Id, agentNumbers, queueNumbers, clock.GetUtcNow(), ct).ConfigureAwait(false);
        var monitoring = Task.Delay(MonitorsTake, clock, ct);

        var members = queueNumbers.Select(queue => MembersAsync(few, queue)).ToList();
        var definitions = few.Try("6.36", api => api.States.DefinitionsAsync(ct: ct));
        var colors = few.Try("6.37", api => api.States.ColorsAsync(ct: ct));
        var tenants = few.Try("6.4", api => ListAsync(api.Tenants.ListAsync(ct: ct), ct));
        var concurrency = few.Try("6.34", api => api.System.ConcurrencyAsync(ct));
        var counts = few.Try("6.15", api => api.Agents.StateCountsAsync(ct: ct));
        var rest = few.Try("6.40", api => api.Rest.QueueAsync(ct: ct));
        await monitoring.ConfigureAwait(false);

        var from = VisitsFrom(before, now.PlatformTime(clock.GetUtcNow()));
        // An end as well: some platforms take both times or neither.
        var until = settings.Start(settings.DayOf(now.PlatformTime(clock.GetUtcNow())).AddDays(2)).AddSeconds(-1);
        var visits = few.Ask("6.19", api => ListAsync(api.QueueRecords.ListAsync(new(From: from, To: until), ct: ct), ct));
        var calls = new CallFilter(From: from - BeforeTheQueue, To: until);
        var legs = few.Ask("6.21", api => ListAsync(api.Calls.ListAsync(calls, ct: ct), ct));
        var missed = AfterAsync(legs, () => few.Missed(calls));

        var readAt = clock.GetUtcNow();
        var queuesNow = few.Ask("6.8", api => api.Queues.RealtimeAsync(ct: ct));
        var agentsNow = Timed(few.Ask("6.14", api => api.Agents.RealtimeAsync(agentNumbers, ct)));
        var states = few.Try("6.13", api => api.Agents.StatesAsync(agentNumbers, ct));
        var queued = queueNumbers.Select(queue => Timed(WaitingAsync(few, queue, queuesNow))).ToList();
        Task[] all = [visits, legs, missed, queuesNow, agentsNow, states, definitions, colors, tenants, concurrency, counts, rest, .. members, .. queued];
        await All(all).ConfigureAwait(false);
        var counted = await CountsAsync(few, present).ConfigureAwait(false);

        return new()
        {
            Before = before,
            EventsSince = monitored.Since,
            ReadAt = readAt,
            DoneAt = clock.GetUtcNow(),
            Agents = agents,
            Queues = queues,
            Members = queueNumbers.Zip(members, (queue, task) => (queue, members: task.Result))
                .Where(pair => pair.members is not null).ToDictionary(pair => pair.queue, pair => pair.members!),
            AgentsNow = (await agentsNow).Answer,
            AgentsReadAt = (await agentsNow).At,
            AgentStates = await states ?? [],
            QueuesNow = counted.Rows,
            QueuesAskedAt = counted.AskedAt,
            QueuesReadAt = counted.ReadAt,
            QueuedCalls = queueNumbers.Zip(queued).ToDictionary(pair => pair.First, pair => pair.Second.Result.Answer),
            QueuedReadAt = queueNumbers.Zip(queued).ToDictionary(pair => pair.First, pair => pair.Second.Result.At),
            Visits = await visits,
            VisitsFrom = from,
            Calls = CallFacts.Of(await legs, await missed),
            Definitions = await definitions,
            Colors = await colors,
            AfterCallState = (await tenants)?.Find(tenant => tenant.Id == settings.Options.Id || tenant.Name == settings.Options.Id)?.AfterCallState
                ?? (await tenants)?.FirstOrDefault()?.AfterCallState,
            Concurrency = await concurrency,
            StateCounts = await counts,
            Rest = await rest,
        };
    }

    /// <summary>
    /// Finished visits are history: only what may have changed since is asked for. A difference from the platform's counts may be anywhere in the day.
    /// </summary>
    private DateTimeOffset VisitsFrom(LiveState before, DateTimeOffset platformNow)
    {
        var today = settings.Start(settings.DayOf(platformNow));
        if (before.VisitsCompleteUntil is not { } complete || before.Doubt is { Settled: false, Reason: LinkReason.Reconciliation }) return today;
        var from = before.Visits.Open.Select(visit => visit.EnteredAt).Append(complete).Min() - RecordedWithin;
        return from > today ? from : today;
    }

    /// <summary>6.6, and 6.8 where it refuses (some platforms: "ask your contact") or leaves one out.</summary>
    private async Task<IReadOnlyList<(string Number, string? Name)>> QueuesAsync(Few few)
    {
        var listed = await few.Try("6.6", api => ListAsync(api.Queues.ListAsync(ct: few.Stop), few.Stop)).ConfigureAwait(false);
        var now = await few.Ask("6.8", api => api.Queues.RealtimeAsync(ct: few.Stop)).ConfigureAwait(false);
        return
        [
            .. (listed ?? []).Select(queue => (Number: string.IsNullOrEmpty(queue.Number) ? queue.Code : queue.Number, queue.Name)).Concat(now.Select(queue => (Number: queue.Queue, queue.Name)))
                .Where(queue => !string.IsNullOrEmpty(queue.Number))
                .Select(queue => (Number: settings.Full(queue.Number!), queue.Name)).DistinctBy(queue => queue.Number)
        ];
    }

    /// <summary>6.7, and 6.11 of the queue where it refuses; <c>null</c> = neither tells.</summary>
    private static async Task<IReadOnlyList<string>?> MembersAsync(Few few, string queue)
    {
        if ((await few.Try("6.7", api => api.Queues.GetAsync(queue, few.Stop)).ConfigureAwait(false))?.Members is { } members) return members;
        var agents = await few.Try("6.11", api => ListAsync(api.Agents.ListAsync(queue, ct: few.Stop), few.Stop)).ConfigureAwait(false);
        return agents?.Select(agent => agent.Number).OfType<string>().ToList();
    }

    /// <summary>6.9. Some platforms refuse it while nobody waits.</summary>
    private async Task<IReadOnlyList<QueuedCall>> WaitingAsync(Few few, string queue, Task<IReadOnlyList<QueueRealtime>> now)
    {
        try
        {
            return await few.Ask("6.9", api => api.Queues.WaitingAsync(queue, few.Stop)).ConfigureAwait(false);
        }
        catch (PlatformApiException e) when (e.Fault == ApiFault.Refused)
        {
            if ((await now.ConfigureAwait(false)).Any(row => row.Queue is { } number && settings.Full(number) == queue && row.Waiting == 0)) return [];
            throw;
        }
    }

    /// <summary>
    /// 6.8 when all else has been read, on its own and thus quickly answered: whether an event that crosses it is in its counts already, nothing says.
    /// </summary>
    private async Task<(IReadOnlyList<QueueRealtime> Rows, DateTimeOffset AskedAt, DateTimeOffset ReadAt)> CountsAsync(Few few, Func<LiveState> present)
    {
        for (var reading = 1; ; reading++)
        {
            var askedAt = clock.GetUtcNow();
            var rows = await few.Ask("6.8", api => api.Queues.RealtimeAsync(ct: few.Stop)).ConfigureAwait(false);
            var readAt = clock.GetUtcNow();
            await Task.Delay(EventsTake, clock, few.Stop).ConfigureAwait(false);
            if (reading == CountReadings || !(present().LastFrameAt > askedAt)) return (rows, askedAt, readAt);
        }
    }

    /// <summary>With the instant at which it came: what an answer says has lasted so long, lasted so long then.</summary>
    private async Task<(T Answer, DateTimeOffset At)> Timed<T>(Task<T> asked)
    {
        var answer = await asked.ConfigureAwait(false);
        return (answer, clock.GetUtcNow());
    }

    /// <summary>Who missed is asked after who called: a call that ends in between must not look like one that was not missed.</summary>
    private static async Task<T> AfterAsync<T>(Task first, Func<Task<T>> then)
    {
        await first.ConfigureAwait(false);
        return await then().ConfigureAwait(false);
    }

    private static async Task<List<T>> ListAsync<T>(IAsyncEnumerable<T> rows, CancellationToken ct) => await rows.ToListAsync(ct).ConfigureAwait(false);

    /// <summary>The first failure is the answer; the rest need not be waited for.</summary>
    private static async Task All(params Task[] tasks)
    {
        await foreach (var done in Task.WhenEach(tasks).ConfigureAwait(false)) await done.ConfigureAwait(false);
    }

    /// <summary>A few calls at a time.</summary>
    private sealed class Few(Asking asking, SemaphoreSlim few, CancellationToken stop)
    {
        public CancellationToken Stop => stop;

        public Task<T> Ask<T>(string section, Func<PlatformApi, Task<T>> call) => Turn(() => asking.Ask(section, call));

        public Task<IReadOnlyList<CallRecord>> Missed(CallFilter calls) => Turn(() => asking.MissedAsync(calls, stop));

        public Task<T?> Try<T>(string section, Func<PlatformApi, Task<T>> call) where T : class? => Turn(() => asking.Try(section, call));

        private async Task<T> Turn<T>(Func<Task<T>> call)
        {
            await few.WaitAsync(stop).ConfigureAwait(false);
            try
            {
                return await call().ConfigureAwait(false);
            }
            finally
            {
                few.Release();
            }
        }
    }
}
