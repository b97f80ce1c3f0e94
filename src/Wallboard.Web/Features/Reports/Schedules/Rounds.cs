using Microsoft.EntityFrameworkCore;
using Quartz;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Reports.Schedules;

/// <summary>Looks what has become due, and lets two workers do what waits. A worker that is stuck holds up neither the looking nor the other one.</summary>
internal sealed class Rounds(IDbContextFactory<WallboardDb> storage, DueRuns due, RunWork work, UnseenFailures unseen, TimeProvider clock, ILogger<Rounds> log) : IHostedService, IDisposable
{
    private const int AtOnce = 2;

    private readonly Lock access = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly Task[] workers = [.. Enumerable.Repeat(Task.CompletedTask, AtOnce)];
    private Task current = Task.CompletedTask;
    private bool failing;

    public async Task RunAsync(CancellationToken ct = default)
    {
        await due.ClaimAsync(ct);
        Begin();
        await unseen.ReadAsync(ct);
    }

    /// <summary>The minute's round; none once the portal stops.</summary>
    public Task TryRunAsync()
    {
        lock (access) return stopping.IsCancellationRequested ? Task.CompletedTask : current = Task.Run(TriedAsync);
    }

    /// <summary>Something waits.</summary>
    public void Begin()
    {
        lock (access)
            for (var i = 0; i < AtOnce && !stopping.IsCancellationRequested; i++)
                if (workers[i].IsCompleted) workers[i] = Task.Run(WorkAsync);
    }

    /// <summary>Until nothing waits any more.</summary>
    public Task IdleAsync()
    {
        lock (access) return Task.WhenAll(workers);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        Task[] all;
        lock (access) all = [current, .. workers];
        await Task.WhenAll(all).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => stopping.Dispose();

    /// <summary>A failure is one until it is over: it is tried again every minute.</summary>
    private async Task TriedAsync()
    {
        try
        {
            await RunAsync(stopping.Token);
            if (failing) log.LogInformation("Scheduled reports go on");
            failing = false;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
        catch (Exception e)
        {
            if (!failing) log.LogError(e, "Scheduled reports: storage does not answer, and what is due waits");
            failing = true;
        }
    }

    private async Task WorkAsync()
    {
        try
        {
            while (await Lease.TakeAsync(storage, clock, stopping.Token) is { } lease)
                await using (lease)
                {
                    await work.DoAsync(lease);
                    await unseen.ReadAsync(stopping.Token);
                }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
        catch (Exception e)
        {
            // Storage, most likely. Whoever had a run loses it when its lease has run out, and the next round goes on.
            log.LogError(e, "Scheduled reports: a worker stopped, and begins again with the next minute");
        }
    }
}

/// <summary>Quartz wakes it once a minute. What is due, and whether somebody else has done it, the rows say.</summary>
[DisallowConcurrentExecution]
internal sealed class Waking(Rounds rounds) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await rounds.TryRunAsync();
}
