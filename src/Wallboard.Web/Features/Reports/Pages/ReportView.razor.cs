using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.JSInterop;
using Wallboard.Live;
using Wallboard.Platform.Api;
using Wallboard.Reports;
using Wallboard.Web.Features.Live;
using Wallboard.Web.Hosting.Access;

namespace Wallboard.Web.Features.Reports.Pages;

/// <summary>
/// A report's figures, in a circuit: read while one looks, with a way to stop. A circuit outlives the session that opened it, so who looks is asked before each
/// reading and every two seconds; nothing stays on the screen of somebody who may not see it any more.
/// </summary>
public sealed partial class ReportView : ComponentBase, IAsyncDisposable
{
    private const int RowsOnAPage = 100;
    private static readonly TimeSpan progressEvery = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource over = new();
    private CancellationTokenSource? reading;
    private Task? watch;
    private IJSObjectReference? address;

    private ClaimsPrincipal? person;
    private Scope scope = Scope.All;
    private Grant? grant;
    private Tenant tenant = null!;
    private Report report = null!;
    private ReportQuery query = null!;

    private Phase phase = Phase.Reading;
    private PageProgress progress;
    private long progressAt;
    private ReportRefusal refusal;
    private ReportResult? whole, before, shown, shownBefore;
    private DateTimeOffset askedAt;
    private HashSet<string> charted = [];
    private int page;

    private enum Phase
    {
        Reading,
        Ready,
        Cancelled,

        /// <summary>Reports say no to this question.</summary>
        Refused,

        /// <summary>The portal itself failed; it is in its log.</summary>
        Failed,

        /// <summary>Who looks may not any more.</summary>
        Ended,
    }

    /// <summary>Its id. Parameters come from the page and are sealed by it: a browser cannot make them.</summary>
    [Parameter, EditorRequired]
    public string Tenant { get; set; } = "";

    /// <summary>Its id.</summary>
    [Parameter, EditorRequired]
    public string Report { get; set; } = "";

    /// <summary>What stands after the question mark.</summary>
    [Parameter, EditorRequired]
    public string Query { get; set; } = "";

    [CascadingParameter]
    public Task<AuthenticationState>? SignedIn { get; set; }

    [Inject]
    private AccessBook Book { get; set; } = null!;

    [Inject]
    private Tenants Tenants { get; set; } = null!;

    [Inject]
    private ReportDesk Desk { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private IJSRuntime Browser { get; set; } = null!;

    [Inject]
    private ILogger<ReportView> Log { get; set; } = null!;

    /// <summary>The measure that the map of the week shows.</summary>
    private string? Heated { get; set; }

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        if (reading is not null) await reading.CancelAsync();
        if (watch is not null) await watch;
        try
        {
            if (address is not null) await address.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and what it held with it.
        }
        reading?.Dispose();
        over.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        person = SignedIn is null ? null : (await SignedIn).User;
        (tenant, report) = (Tenants.Find(Tenant)!, ReportCatalogue.Find(Report)!);
        query = ReportAddress.Read(report, Query);
        // What was left out of the table is not looked at first.
        var shownOnes = report.Charted.Where(query.Columns.Contains).ToList();
        charted = [.. shownOnes.Count > 0 ? shownOnes : report.Charted];
        Heated = report.Charted is [var first, ..] ? first : null;
        watch = WatchAsync();
        await ReadAsync(anew: false);
    }

    /// <summary>Whether who looks still may, and sees what they saw.</summary>
    private bool MayStill()
    {
        grant = Book.Of(person).In(Tenant) is { } known && known.Permissions.Contains(Permission.ViewReports) ? known : null;
        if (grant is not null && (phase == Phase.Reading || whole is null || grant.Scope.Key == scope.Key)) return true;
        (phase, whole, before, shown, shownBefore) = (Phase.Ended, null, null, null, null);
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

    /// <summary>An action of who looks.</summary>
    private void Act(Action action)
    {
        if (MayStill()) action();
    }

    private async Task ReadAsync(bool anew)
    {
        if (!MayStill()) return;
        reading?.Dispose();
        reading = CancellationTokenSource.CreateLinkedTokenSource(over.Token);
        (phase, progress, whole, before, page, scope, askedAt) = (Phase.Reading, default, null, null, 0, grant!.Scope, Clock.GetUtcNow());
        (shown, shownBefore) = (null, null);
        var ct = reading.Token;
        StateHasChanged();
        try
        {
            // Not on the circuit's own thread of work: the stop button has to be heard.
            var (result, earlier) = await Task.Run(() => BothAsync(anew, ct), ct);
            if (phase == Phase.Ended) return;
            (phase, whole, before) = (Phase.Ready, result, earlier);
            // Once, and not at each drawing: there may be many rows. A part is not compared with.
            (shown, shownBefore) = (result.Showing(query.Columns), earlier?.Failure is null ? earlier?.Showing(query.Columns) : null);
            MayStill();
        }
        catch (OperationCanceledException)
        {
            if (phase != Phase.Ended) phase = Phase.Cancelled;
        }
        catch (ReportRefusedException refused)
        {
            (phase, refusal) = (Phase.Refused, refused.Refusal);
        }
        catch (Exception e)
        {
            Log.LogError(e, "Report {Report} of tenant {Tenant} could not be made", Report, Tenant);
            phase = Phase.Failed;
        }
    }

    private async Task<(ReportResult Result, ReportResult? Before)> BothAsync(bool anew, CancellationToken ct)
    {
        var days = query.Period.On(Desk.Today(tenant));
        var told = new Telling(this);
        var result = await Desk.RunAsync(tenant, scope, report, query, anew, days, told, ct);
        if (ReportPeriod.Before(days, query.Comparison) is not { } earlier) return (result, null);
        return (result, await Desk.RunAsync(tenant, scope, report, query, anew, earlier, told, ct));
    }

    private Task StopAsync() => reading?.CancelAsync() ?? Task.CompletedTask;

    private async Task SortAsync(ReportColumn column)
    {
        if (!MayStill()) return;
        query = Sorted(column);
        (shown, page) = (shown!.Sorted(query.Sort, query.Descending), 0);
        address ??= await Browser.InvokeAsync<IJSObjectReference>("import", "/js/report.js");
        await address.InvokeVoidAsync("shows", ReportAddress.Of(Tenant, query), query.ToQueryString());
    }

    /// <summary>Numbers are first looked at from the largest.</summary>
    private ReportQuery Sorted(ReportColumn column) =>
        query with { Sort = column.Key, Descending = query.Sort == column.Key ? !query.Descending : column.Kind is not (ColumnKind.Text or ColumnKind.Day or ColumnKind.Hour or ColumnKind.Month) };

    private void Chart(string key)
    {
        if (!charted.Remove(key)) charted.Add(key);
    }

    private sealed class Telling(ReportView view) : IProgress<PageProgress>
    {
        /// <summary>Thousands of pages a second would all be drawn.</summary>
        public void Report(PageProgress value)
        {
            view.progress = value;
            if (view.Clock.GetElapsedTime(view.progressAt) < progressEvery) return;
            view.progressAt = view.Clock.GetTimestamp();
            _ = view.InvokeAsync(view.StateHasChanged);
        }
    }
}
