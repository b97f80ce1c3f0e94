using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Wallboard.Simulator;

namespace Wallboard.Benchmarks;

/// <summary>Months of history at the simulator's start (seconds, and megabytes of this process), and statistics asked of them (milliseconds over HTTP).</summary>
internal static class HistoryCommand
{
    private static SimulatorOptions Options(int days) => new()
    {
        Preset = Preset.Load, Speed = 0, HistoryDays = days, Start = new DateTimeOffset(2026, 11, 22, 0, 30, 0, TimeSpan.FromHours(8)),
    };

    public static async Task<int> Make(int days)
    {
        var begun = TimeProvider.System.GetTimestamp();
        await using var platform = await SimulatorServer.StartAsync(Options(days));
        var seconds = TimeProvider.System.GetElapsedTime(begun).TotalSeconds;
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{days} days, 200 agents, 20 queues, {platform.State().Sequence:n0} log entries: {seconds:0.0} s, {process.PeakWorkingSet64 / 1e6:0} MB at most"));
        return seconds < 10 && process.PeakWorkingSet64 < 500e6 ? 0 : 1;
    }

    public static async Task<int> Ask()
    {
        await using var platform = await SimulatorServer.StartAsync(Options(35));
        using var http = new HttpClient();
        var truth = platform.Truth();
        var agents = string.Join(',', truth.Agents.Select(a => a.Dn));
        var queues = string.Join(',', truth.Queues.Select(q => q.Dn));
        var departments = JsonSerializer.Serialize(truth.Agents.Chunk(20).Index().ToDictionary(c => $"部门{c.Index}", c => $"[{string.Join(',', c.Item.Select(a => a.Dn))}]"));
        var worst = 0.0;
        foreach (var (section, path, filter, type) in new (string, string, string?, string?)[]
        {
            ("6.45", "queryTenantHourDateStatistics", null, null), ("6.49", "queryTenantDayDateStatistics", null, null),
            ("6.52", "queryAgentDayDateStatistics", agents, null), ("6.55", "querySkillGroupMonthDateStatistics", departments, null),
            ("6.56", "queryAgentMonthDateStatistics", agents, null), ("6.57", "queryTenantStateDayDateStatistics", null, null),
            ("6.60", "queryAgentStateDayDateStatistics", agents, null), ("6.64", "queryAgentStateMonthDateStatistics", agents, null),
            ("6.66", "queryQueueDayDateQueueStatistics", queues, null), ("6.68", "queryAgentDayDateQueueStatistics", agents, null),
            ("6.30", "queryAgentStatistics", "10000", "3"), ("6.32", "queryIntentionStatistics", "10000", "3"), ("6.33", "queryQueueStatistics", queues, null),
        })
        {
            var body = new Dictionary<string, string>
            {
                ["actionID"] = section, ["tenantId"] = "10000", ["startTime"] = "2026-10-22 00:00:00", ["endTime"] = "2026-11-21 23:59:59",
            };
            if (filter is not null) body["filter"] = filter;
            if (type is not null) body["type"] = type;
            var times = new List<double>();
            var (rows, bytes) = (0, 0);
            // The first two warm up.
            for (var i = 0; i < 7; i++)
            {
                var begun = TimeProvider.System.GetTimestamp();
                using var response = await http.PostAsJsonAsync(new Uri(platform.Api, "query/" + path), body);
                var answer = await response.Content.ReadAsByteArrayAsync();
                if (i >= 2) times.Add(TimeProvider.System.GetElapsedTime(begun).TotalMilliseconds);
                using var json = JsonDocument.Parse(answer);
                (rows, bytes) = (json.RootElement.GetProperty("data").GetArrayLength(), answer.Length);
            }
            times.Sort();
            worst = Math.Max(worst, times[2]);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{section} {path}: {rows} rows, {bytes / 1024} kB, {times[2]:0} ms (median of five)"));
        }
        return worst < 300 ? 0 : 1;
    }
}
