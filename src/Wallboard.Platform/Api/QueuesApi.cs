namespace Wallboard.Platform.Api;

/// <summary>Queues (ACD). Guide 6.6–6.9. Queue numbers are full ones, e.g. <c>10000_8000</c>.</summary>
public sealed class QueuesApi
{
    private readonly ApiCaller caller;

    internal QueuesApi(ApiCaller caller) => this.caller = caller;

    /// <summary>Guide 6.6. Some platforms refuse it: <see cref="RealtimeAsync"/> without queues names them too.</summary>
    /// <param name="name">The queue's name or number.</param>
    /// <param name="seen">Told after each page how many rows there are so far.</param>
    public IAsyncEnumerable<QueueInfo> ListAsync(string? name = null, IProgress<PageProgress>? seen = null, CancellationToken ct = default) =>
        caller.PagesAsync(ApiEndpoint.Queues, caller.Tenant(("name", name)), j => j.QueueInfo, seen, ct);

    /// <summary>Guide 6.7.</summary>
    public Task<QueueDetail?> GetAsync(string queue, CancellationToken ct = default) =>
        caller.ObjectAsync(ApiEndpoint.Queue, caller.Tenant(("queue", queue)), j => j.QueueDetail, ct);

    /// <summary>Now and today; all queues when none is named. Guide 6.8.</summary>
    public Task<IReadOnlyList<QueueRealtime>> RealtimeAsync(IReadOnlyCollection<string>? queues = null, CancellationToken ct = default) =>
        queues is null
            ? caller.ListAsync(ApiEndpoint.QueueRealtime, caller.Tenant(), j => j.QueueRealtime, ct)
            : caller.BatchedAsync(ApiEndpoint.QueueRealtime, "queueName", queues, [], j => j.QueueRealtime, ct);

    /// <summary>Calls in one queue now. Guide 6.9, which takes no tenant: a foreign queue is refused and foreign rows are left out.</summary>
    /// <exception cref="ArgumentException">The queue is another tenant's.</exception>
    public async Task<IReadOnlyList<QueuedCall>> WaitingAsync(string queue, CancellationToken ct = default)
    {
        if (!caller.IsOwn(queue)) throw new ArgumentException("The queue is not the tenant's.", nameof(queue));
        var calls = await caller.ListAsync(ApiEndpoint.QueueWaiting, [("queueName", queue)], j => j.QueuedCall, ct).ConfigureAwait(false);
        return [.. calls.Where(c => c.Queue is null || caller.Owned(c.Queue))];
    }
}
