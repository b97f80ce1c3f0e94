using System.Text.Json;
using Wallboard.Simulator;
using Wallboard.Simulator.Faults;

namespace Wallboard.Testing.Breaks;

/// <param name="MarkedAfter">From the break's start until the picture was marked; <c>null</c>: it never was.</param>
/// <param name="RightAfter">From detection or the fault's end, the later, until the picture was the truth again.</param>
/// <param name="WrongAsFresh">Wrong numbers that were shown as fresh.</param>
public sealed record BreakResult(string Name, TimeSpan? MarkedAfter, TimeSpan RightAfter, IReadOnlyList<string> WrongAsFresh);

/// <summary>Breaks the link once and watches what the portal makes of it.</summary>
public static class BreakRun
{
    /// <summary>How long the picture may be unmarked while broken, and how long it may take to be right again.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <param name="alsoWrong">What else has to be right again, e.g. a page in a browser.</param>
    /// <exception cref="TimeoutException">The picture was not marked, or not right, in time.</exception>
    public static async Task<BreakResult> Once(
        BreakKind kind, SimulatorServer platform, PortalProcess portal, Func<JsonElement, Task<IReadOnlyList<string>>>? alsoWrong = null)
    {
        await Equal(platform, portal, null, TimeSpan.FromSeconds(15), $"before: {kind}");
        platform.Thaw();

        await using var watch = new WrongNumberWatch(platform, portal);
        var clock = TimeProvider.System;
        var start = clock.GetTimestamp();
        foreach (var fault in kind.Faults) platform.Faults.Inject(fault);

        if (kind.MustBeMarked)
            await Eventually.True(() => Task.FromResult(watch.MarkedAt is not null), Limit, $"{kind}: the picture is marked");
        await Eventually.True(() => Task.FromResult(clock.GetElapsedTime(start) >= kind.Lasts), kind.Lasts + Limit, $"{kind}: lasts");
        foreach (var fault in kind.Faults) platform.Faults.Clear(fault.Kind);
        if (kind.Retake)
        {
            using var answer = await portal.Http.PostAsync(new Uri("api/link/10000/retake", UriKind.Relative), null);
            answer.EnsureSuccessStatusCode();
        }

        var over = clock.GetTimestamp();
        await Equal(platform, portal, alsoWrong, Limit * 3, kind.Name);
        var rightAt = clock.GetTimestamp();
        platform.Thaw();

        // A half-open link is detected when its pings have gone unanswered, which may be after the fault's end.
        var from = (watch.OfflineAt ?? watch.MarkedAt) is { } detected && detected > over ? detected : over;
        var markedAfter = watch.MarkedAt is { } at ? clock.GetElapsedTime(start, at) : (TimeSpan?)null;
        return new BreakResult(kind.Name, markedAfter, clock.GetElapsedTime(from, rightAt), await watch.Stop());
    }

    /// <summary>Stops the platform's events and waits until the portal shows its truth, as fresh.</summary>
    private static async Task Equal(
        SimulatorServer platform, PortalProcess portal, Func<JsonElement, Task<IReadOnlyList<string>>>? alsoWrong, TimeSpan within, string what)
    {
        platform.Freeze();
        await Eventually.Nothing(async () =>
        {
            var live = await portal.Live();
            var truth = TruthJson.Of(platform);
            var link = live.GetProperty("link");
            if (link.GetProperty("state").GetString() != "fresh") return [$"the link is {link}"];
            return [.. LiveComparison.Differences(live, truth), .. alsoWrong is null ? [] : await alsoWrong(truth)];
        }, within, what);
    }
}
