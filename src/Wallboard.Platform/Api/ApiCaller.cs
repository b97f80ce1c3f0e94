using System.Text.Json.Serialization.Metadata;

namespace Wallboard.Platform.Api;

internal sealed class ApiCaller(HttpClient http, PlatformApiOptions options, TimeProvider clock, Random jitter)
{
    public ApiCounters Counters { get; } = new();
    public RateLimits Limits { get; } = new(clock);
    public (string, string?)[] Tenant(params (string Name, string? Value)[] fields) => [("tenantId", options.TenantId), .. fields];
    public string? Time(DateTimeOffset? at) => throw new NotImplementedException();
    public static string? Text(int? value) => throw new NotImplementedException();
    public bool IsOwn(string n) => throw new NotImplementedException();
    public bool Owned(string n) => throw new NotImplementedException();
    public IAsyncEnumerable<T> PagesAsync<T>(ApiEndpoint e, (string, string?)[] f, Func<PlatformJson, JsonTypeInfo<T>> type, IProgress<long>? seen, CancellationToken ct) => throw new NotImplementedException();
    public Task<T?> ObjectAsync<T>(ApiEndpoint e, (string, string?)[] f, Func<PlatformJson, JsonTypeInfo<T>> type, CancellationToken ct) where T : class => throw new NotImplementedException();
    public Task<IReadOnlyList<T>> ListAsync<T>(ApiEndpoint e, (string, string?)[] f, Func<PlatformJson, JsonTypeInfo<T>> type, CancellationToken ct) => throw new NotImplementedException();
    public Task<IReadOnlyList<T>> BatchedAsync<T>(ApiEndpoint e, string field, IReadOnlyCollection<string> n, Func<PlatformJson, JsonTypeInfo<T>> type, CancellationToken ct) => throw new NotImplementedException();
    public Task<ClockReading> ClockAsync(CancellationToken ct) => throw new NotImplementedException($"{http}{jitter}");
}
