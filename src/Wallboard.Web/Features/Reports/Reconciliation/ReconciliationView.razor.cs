using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Wallboard.Reports;
using Wallboard.Web.Features.Live;
using Wallboard.Web.Hosting.Access;

namespace Wallboard.Web.Features.Reports.Reconciliation;

/// <summary>A queue's day, in a circuit: read while one looks, with a way to stop. Who looks is asked before each reading and every two seconds.</summary>
public sealed partial class ReconciliationView : ComponentBase, IAsyncDisposable
{
    private static readonly TimeSpan progressEvery = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource over = new();
    private CancellationTokenSource? reading;
    private Task? watch;
    private ClaimsPrincipal? person;
    private Tenant tenant = null!;
    private DateOnly day;

    private Phase phase = Phase.Reading;
    private DayProgress progress;
    private long progressAt;
    private QueueDayReading? read;
    private ReconciledDay? result;
    private DateTimeOffset readAt;
    private (DayFigure Figure, DaySource Source)? chosen;
    private readonly Dictionary<(DayFigure, DaySource), ElementReference> numbers = [];

    private enum Phase
    {
        Reading,
        Ready,
        Cancelled,

        /// <summary>The portal itself failed; it is in its log.</summary>
        Failed,

        /// <summary>Who looks may not any more.</summary>
        Ended,
    }

    /// <summary>Its id. Parameters come from the page and are sealed by it: a browser cannot make them.</summary>
    [Parameter, EditorRequired]
    public string Tenant { get; set; } = "";

    [Parameter, EditorRequired]
    public string Queue { get; set; } = "";

    /// <summary><c>yyyy-MM-dd</c></summary>
    [Parameter, EditorRequired]
    public string Day { get; set; } = "";

    [CascadingParameter]
    public Task<AuthenticationState>? SignedIn { get; set; }

    [Inject]
    private AccessBook Book { get; set; } = null!;

    [Inject]
    private Tenants Tenants { get; set; } = null!;

    [Inject]
    private ReconciliationDesk Desk { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private ILogger<ReconciliationView> Log { get; set; } = null!;

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        if (watch is not null) await watch;
        reading?.Dispose();
        over.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        person = SignedIn is null ? null : (await SignedIn).User;
        tenant = Tenants.Find(Tenant)!;
        day = DateOnly.ParseExact(Day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        watch = WatchAsync();
        await ReadAsync();
    }

    private bool MayStill()
    {
        if (Book.Of(person).In(Tenant) is { } grant && grant.Permissions.Contains(Permission.ReadRecords) && grant.Scope.Agents is null && grant.Scope.HasQueue(Queue)) return true;
        (phase, read, result, chosen) = (Phase.Ended, null, null, null);
        reading?.Cancel();
        return false;
    }

    private async Task WatchAsync()
    {
        using var timer = new PeriodicTimer(AccessBook.LookEvery, Clock);
        try
        {
            while (await timer.WaitForNextTickAsync(over.Token))
                await InvokeAsync(() =>
                {
                    if (phase != Phase.Ended && !MayStill()) StateHasChanged();
                });
        }
        catch (OperationCanceledException)
        {
            // Nobody looks any more.
        }
    }

    private async Task ReadAsync()
    {
        if (!MayStill()) return;
        reading?.Dispose();
        reading = CancellationTokenSource.CreateLinkedTokenSource(over.Token);
        (phase, progress, read, result, chosen) = (Phase.Reading, default, null, null, null);
        var ct = reading.Token;
        StateHasChanged();
        try
        {
            // Not on the circuit's own thread of work: the stop button has to be heard.
            var (whole, compared) = await Task.Run(async () =>
            {
                var whole = await Desk.ReadAsync(tenant, Queue, day, new Telling(this), ct);
                return (whole, Reconciler.Of(whole.Day));
            }, ct);
            if (!MayStill()) return;
            (phase, read, result, readAt) = (Phase.Ready, whole, compared, tenant.Local(Clock.GetUtcNow()));
        }
        catch (OperationCanceledException)
        {
            if (phase != Phase.Ended) phase = Phase.Cancelled;
        }
        catch (Exception e)
        {
            Log.LogError(e, "The day {Day} of queue {Queue} of tenant {Tenant} could not be reconciled", Day, Queue, Tenant);
            phase = Phase.Failed;
        }
    }

    private Task StopAsync() => reading?.CancelAsync() ?? Task.CompletedTask;

    private void Choose(DayFigure figure, DaySource source)
    {
        if (MayStill()) chosen = (figure, source);
    }

    private async Task BackAsync()
    {
        if (chosen is { } one && numbers.TryGetValue(one, out var number)) await number.FocusAsync();
    }

    private sealed class Telling(ReconciliationView view) : IProgress<DayProgress>
    {
        public void Report(DayProgress value)
        {
            view.progress = value;
            if (view.Clock.GetElapsedTime(view.progressAt) < progressEvery) return;
            view.progressAt = view.Clock.GetTimestamp();
            _ = view.InvokeAsync(view.StateHasChanged);
        }
    }
}
