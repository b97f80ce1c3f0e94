using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Wallboard.Live;
using Wallboard.Platform.Api;
using Wallboard.Simulator;
using Wallboard.Testing;

namespace Wallboard.Reports.Tests;

/// <summary>A held simulator with some days of history, real HTTP to it, and reports of it by the platform's clock.</summary>
internal sealed class ReportLab : IAsyncDisposable
{
    public static readonly DateOnly Today = new(2026, 12, 2);

    private readonly Watching watching = new();
    private readonly HttpClient http;

    private ReportLab(SimulatorServer server, int pageSize)
    {
        Server = server;
        http = new(watching);
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
        var truth = server.Truth();
        var names = truth.Agents.Select(a => (a.Dn, a.Name)).Concat(truth.Queues.Select(q => (q.Dn, q.Name))).ToDictionary();
        Sources = new(
            new(http, new("10000", server.Api, server.Dialer, zone, Retries: 0, PageSize: pageSize), ApiClock), zone,
            (days, _) => Visits.Where(v => IsIn(v.EnteredAt, days)).ToAsyncEnumerable(), (days, _) => Samples.Where(s => IsIn(s.At, days)).ToAsyncEnumerable(),
            _ => QueueOptions.Default, names.GetValueOrDefault) { AfterCallState = 2 };
        Clock = new(server.Now.ToUniversalTime());
        Queues = [.. truth.Queues.Select(q => q.Dn)];
        Agents = [.. truth.Agents.Select(a => a.Dn)];
        Departments = Agents.Chunk(5).Index().ToDictionary(c => $"部门{c.Index}", c => (IReadOnlyCollection<string>)c.Item);
    }

    public SimulatorServer Server { get; }

    public FakeTimeProvider Clock { get; }

    /// <summary>By which answers are late.</summary>
    public FakeTimeProvider ApiClock { get; } = new();

    public MemoryCache Cache { get; } = new();

    public ReportSources Sources { get; set; }

    public IReadOnlyList<string> Queues { get; }

    public IReadOnlyList<string> Agents { get; }

    public Dictionary<string, IReadOnlyCollection<string>> Departments { get; }

    public IReadOnlyList<QueueVisit> Visits { get; set; } = [];

    public IReadOnlyList<ConcurrencySample> Samples { get; set; } = [];

    /// <summary>All requests since the last look: their paths and days.</summary>
    public IReadOnlyList<Asked> Asked() => watching.Take();

    /// <summary>Told of each request's number before it is sent.</summary>
    public Action<int>? BeforeRequest { set => watching.Before = value; }

    /// <summary>Told of each request's number once it is on its way.</summary>
    public Action<int>? Sent { set => watching.Sent = value; }

    /// <summary>Makes another of an answer.</summary>
    public Func<int, string, string>? Answer { set => watching.Answer = value; }

    public ReportReader Reader => new("10000", "演示呼叫中心", Queues, Agents, Departments, IsWhole: true);

    /// <summary>28 November to 2 December, 00:40.</summary>
    public static async Task<ReportLab> StartAsync(int seed = 1, int pageSize = 500, Func<SimulatorOptions, SimulatorOptions>? with = null)
    {
        var options = new SimulatorOptions
        {
            Preset = Preset.Quick, Seed = seed, Speed = 0, HistoryDays = 4, Start = DateTimeOffset.Parse("2026-12-02 00:40:00 +08:00", CultureInfo.InvariantCulture),
        };
        return new(await SimulatorServer.StartAsync(with?.Invoke(options) ?? options, clock: new FakeTimeProvider()), pageSize);
    }

    public Task<ReportResult> RunAsync(
        Report report, ReportSubject subject, ReportUnit unit, DayRange? days = null, bool anew = false, IReadOnlyList<string>? numbers = null, ReportReader? reader = null) =>
        new ReportRunner(Sources, Cache, Clock).RunAsync(
            report, new(report.Id, unit, ReportPeriod.Of(PeriodPreset.Last7Days), subject, numbers ?? [], []), reader ?? Reader, days ?? new(new(2026, 11, 28), Today), anew);

    /// <summary>As the platform itself tells it, without the portal's own client.</summary>
    public async Task<List<JsonElement>> RowsAsync(string path, params (string Name, string Value)[] fields)
    {
        using var client = new HttpClient();
        var body = new Dictionary<string, string> { ["actionID"] = "a", ["tenantId"] = "10000", ["currentPage"] = "1", ["pageSize"] = "1000000" };
        foreach (var (name, value) in fields) body[name] = value;
        using var response = await client.PostAsJsonAsync(new Uri(Server.Api, path), body);
        return [.. (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("data").EnumerateArray()];
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await Server.DisposeAsync();
    }

    private static bool IsIn(DateTime at, DayRange days) => DateOnly.FromDateTime(at) >= days.From && DateOnly.FromDateTime(at) <= days.To;

    private sealed class Watching() : DelegatingHandler(new SocketsHttpHandler())
    {
        private List<Asked> asked = [];

        public Action<int>? Before { get; set; }

        public Action<int>? Sent { get; set; }

        public Func<int, string, string>? Answer { get; set; }

        public List<Asked> Take() => Interlocked.Exchange(ref asked, []);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using var body = JsonDocument.Parse(await request.Content!.ReadAsByteArrayAsync(cancellationToken));
            var path = string.Join('/', request.RequestUri!.Segments.TakeLast(2).Select(s => s.Trim('/')));
            asked.Add(new(path, Day("startTime"), Day("endTime")));
            var number = asked.Count;
            Before?.Invoke(number);
            var answering = base.SendAsync(request, cancellationToken);
            Sent?.Invoke(number);
            var response = await answering;
            if (Answer is { } answer) response.Content = new StringContent(answer(number, await response.Content.ReadAsStringAsync(cancellationToken)));
            return response;

            int Day(string name) => body.RootElement.TryGetProperty(name, out var time) ? int.Parse(time.GetString()!.AsSpan(8, 2), CultureInfo.InvariantCulture) : 0;
        }
    }
}

/// <param name="From">Day of the month.</param>
/// <param name="To">Day of the month.</param>
internal sealed record Asked(string Path, int From, int To);

/// <summary>Keeps in memory what the portal keeps in its storage, with the same rule for joining.</summary>
internal sealed class MemoryCache : IReportCache
{
    public Dictionary<(CacheKey Key, DateOnly Day), CachedPeriod> Kept { get; } = [];

    public Task<IReadOnlyList<CachedPeriod>> ReadAsync(CacheKey key, DayRange days, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<CachedPeriod>>([.. Kept.Where(k => k.Key.Key == key && k.Key.Day >= days.From && k.Key.Day <= days.To).Select(k => k.Value)]);

    public Task WriteAsync(CacheKey key, IReadOnlyList<CachedPeriod> periods, CancellationToken ct)
    {
        foreach (var period in periods)
            Kept[(key, period.Day)] = Kept.GetValueOrDefault((key, period.Day)) is not { } kept ? period : period with
            {
                Numbers = [.. kept.Numbers.Union(period.Numbers)],
                Rows = [.. period.Rows, .. kept.Rows.Where(row => row.Number is not null && !period.Numbers.Contains(row.Number))],
            };
        return Task.CompletedTask;
    }
}

/// <summary>Looking into results.</summary>
internal static class Results
{
    public static int At(this ReportResult result, string key) => result.Columns.Index().First(c => c.Item.Key == key).Index;

    public static double? Total(this ReportResult result, string key) => result.Totals is { } totals ? totals[result.At(key)].Number : result.Rows.Single()[result.At(key)].Number;

    /// <summary>Of rows that the report does not add up itself.</summary>
    public static double Sum(this ReportResult result, string key) => result.Rows.Sum(row => row[result.At(key)].Number!.Value);

    public static IEnumerable<Cell> Column(this ReportResult result, string key) => result.Rows.Select(row => row[result.At(key)]);
}
