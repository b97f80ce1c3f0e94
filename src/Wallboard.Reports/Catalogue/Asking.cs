using System.Runtime.CompilerServices;
using Wallboard.Platform.Api;

namespace Wallboard.Reports;

/// <summary>
/// Asks for everything at once and, where the rows do not say whose they are (guide's samples of 6.45–6.56; 6.31, 6.33) or when (those of 6.57–6.64), again for one
/// subject or one period at a time.
/// </summary>
internal static class Asking
{
    public static async IAsyncEnumerable<FetchedRow> AllAsync(
        ReportRequest request, Func<ReportRequest, IAsyncEnumerable<FetchedRow>> ask, [EnumeratorCancellation] CancellationToken ct)
    {
        List<ReportRequest> parts = [];
        await foreach (var row in ask(request).WithCancellation(ct).ConfigureAwait(false))
        {
            var known = Named(row, request);
            if ((parts = PartsBecauseOf(known, request)).Count > 0) break;
            yield return known;
        }
        var before = new PageProgress(0, 0);
        foreach (var part in parts)
        {
            var progress = new Adding(before, request.Progress);
            await foreach (var row in AllAsync(part with { Progress = progress }, ask, ct).ConfigureAwait(false)) yield return row;
            before = progress.Last;
        }
    }

    /// <summary>Where one was asked for, it is that one's.</summary>
    private static FetchedRow Named(FetchedRow row, ReportRequest request) =>
        row is { Number: not { Length: > 0 }, Name: not { Length: > 0 } } && request.Numbers.Count == 1
            ? request.Subject == ReportSubject.Departments ? row with { Name = request.Numbers[0] } : IsOnesOwn(request) ? row with { Number = request.Numbers[0] } : row
            : row with { Number = row.Number is { Length: > 0 } ? row.Number : null };

    private static List<ReportRequest> PartsBecauseOf(FetchedRow row, ReportRequest request)
    {
        if (request.Numbers.Count > 1 && (IsOnesOwn(request) ? row.Number is null : request.Subject == ReportSubject.Departments && row.Name is not { Length: > 0 }))
            return [.. request.Numbers.Select(number => request with
            {
                Numbers = [number],
                Departments = request.Departments.Where(d => d.Key == number).ToDictionary(),
            })];
        return row.Period is null && request.Unit != ReportUnit.Range ? Periods(request) : [];
    }

    private static bool IsOnesOwn(ReportRequest request) => request.Subject is ReportSubject.Queues or ReportSubject.Agents;

    /// <summary>Days or months; an hour cannot be asked for.</summary>
    private static List<ReportRequest> Periods(ReportRequest request)
    {
        List<ReportRequest> parts = [];
        for (var day = request.Days.From; day <= request.Days.To;)
        {
            var next = request.Unit == ReportUnit.Month ? new DateOnly(day.Year, day.Month, 1).AddMonths(1) : day.AddDays(1);
            var last = next.AddDays(-1);
            parts.Add(request with { Days = new(day, last < request.Days.To ? last : request.Days.To) });
            day = next;
        }
        return parts.Count > 1 ? parts : [];
    }

    /// <summary>Of several readings, one after the other.</summary>
    private sealed class Adding(PageProgress before, IProgress<PageProgress>? whole) : IProgress<PageProgress>
    {
        private PageProgress now;

        public PageProgress Last => new(before.Rows + now.Rows, before.Announced + now.Announced);

        public void Report(PageProgress value)
        {
            now = value;
            whole?.Report(Last);
        }
    }
}
