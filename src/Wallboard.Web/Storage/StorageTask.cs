namespace Wallboard.Web.Storage;

/// <summary>
/// Something that is written from time to time for as long as the portal runs. A failure is counted and tried again the next time; the log has it when it
/// begins and when it is over.
/// </summary>
internal abstract class StorageTask(string name, TimeSpan every, TimeProvider clock, ILogger log) : BackgroundService
{
    // Never disposed, and has nothing to dispose of: the tests' host stops what it has disposed.
    private readonly SemaphoreSlim running = new(1, 1);
    private bool failing;

    /// <summary>Once more when the portal stops.</summary>
    protected virtual bool AlsoAtStop => true;

    /// <summary>Does it now; false if it failed.</summary>
    public async Task<bool> RunOnceAsync(CancellationToken cancel = default)
    {
        await running.WaitAsync(cancel);
        try
        {
            await WriteAsync(cancel);
            if (failing) log.LogInformation("Storage: {Task} goes on", name);
            failing = false;
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            StorageMetrics.Failures.Add(1, new KeyValuePair<string, object?>("task", name));
            if (!failing) log.LogError(e, "Storage: {Task} failed and is tried again", name);
            failing = true;
        }
        finally
        {
            running.Release();
        }
        return !failing;
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (AlsoAtStop) await RunOnceAsync(cancellationToken);
    }

    protected abstract Task WriteAsync(CancellationToken cancel);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(every, clock);
        do await RunOnceAsync(stoppingToken);
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
