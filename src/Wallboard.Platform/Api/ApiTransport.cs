using System.Buffers;
using System.Net.Sockets;
using System.Text.Json;
using Polly;
using Polly.Retry;

namespace Wallboard.Platform.Api;

/// <summary>One call: POST, rate limit, time-out, retries of what may help, envelope.</summary>
internal sealed class ApiTransport
{
    private readonly HttpClient http;
    private readonly PlatformApiOptions options;
    private readonly TimeProvider clock;
    private readonly ApiCounters counters;
    private readonly ResiliencePipeline retries;
    private readonly ApiAddresses addresses;

    public ApiTransport(HttpClient http, PlatformApiOptions options, TimeProvider clock, Random jitter, ApiCounters counters)
    {
        this.http = http;
        this.options = options;
        this.clock = clock;
        this.counters = counters;
        addresses = new ApiAddresses(options);
        Limits = new RateLimits(clock, waits: options.Waits);
        retries = options.Retries == 0
            ? ResiliencePipeline.Empty
            : new ResiliencePipelineBuilder { TimeProvider = clock }.AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = options.Retries,
                BackoffType = DelayBackoffType.Exponential,
                Delay = TimeSpan.FromSeconds(0.3),
                MaxDelay = TimeSpan.FromSeconds(3),
                UseJitter = true,
                Randomizer = jitter.NextDouble,
                ShouldHandle = new PredicateBuilder().Handle<PlatformApiException>(MayPass),
                OnRetry = _ =>
                {
                    counters.AddRetry();
                    return default;
                },
            }).Build();
    }

    public RateLimits Limits { get; }

    /// <summary>The answer; what changes nothing may be asked again.</summary>
    public async Task<ApiAnswer> CallAsync(ApiEndpoint endpoint, IReadOnlyList<(string Name, string? Value)> fields, CancellationToken ct) => endpoint.Writes
        ? await AttemptAsync(endpoint, fields, ct).ConfigureAwait(false)
        : await retries.ExecuteAsync(async token => await AttemptAsync(endpoint, fields, token).ConfigureAwait(false), ct).ConfigureAwait(false);

    private static bool MayPass(PlatformApiException e) =>
        e.Fault is ApiFault.NoAnswer or ApiFault.Timeout or ApiFault.NotJson || (e.Fault == ApiFault.HttpStatus && e.Code >= 500);

    private async Task<ApiAnswer> AttemptAsync(ApiEndpoint endpoint, IReadOnlyList<(string Name, string? Value)> fields, CancellationToken ct)
    {
        await Limits.TakeAsync(endpoint.Section, ct).ConfigureAwait(false);
        var actionId = Guid.NewGuid().ToString("N");
        counters.AddCall();
        using var late = new CancellationTokenSource(options.AttemptTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, ct);
        JsonDocument? document;
        try
        {
            document = await SendAsync(endpoint, fields, actionId, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new PlatformApiException(ApiFault.Timeout, endpoint, actionId);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException)
        {
            // The exception itself names the address.
            var detail = e.GetBaseException() is SocketException s ? s.SocketErrorCode.ToString() : (e as HttpRequestException)?.HttpRequestError.ToString();
            throw new PlatformApiException(ApiFault.NoAnswer, endpoint, actionId, detail: detail);
        }
        var answer = new ApiAnswer(document ?? throw new PlatformApiException(ApiFault.NotJson, endpoint, actionId), endpoint, actionId);
        if (answer.Fault() is not { } fault) return answer;
        answer.Dispose();
        throw fault;
    }

    private async Task<JsonDocument?> SendAsync(ApiEndpoint endpoint, IReadOnlyList<(string Name, string? Value)> fields, string actionId, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, addresses.Of(endpoint))
        {
            Content = new ApiBody(fields, endpoint.SendsActionId ? actionId : null, once: endpoint.Writes),
        };
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct).ConfigureAwait(false);
        var status = (int)response.StatusCode;
        if (status is < 200 or (>= 300 and < 400) or >= 500) throw new PlatformApiException(ApiFault.HttpStatus, endpoint, actionId, status);
        var document = await ReadAsync(response, endpoint, actionId, ct).ConfigureAwait(false);
        if (status < 400) return document;
        // The guide says nothing of HTTP's own codes: the envelope may come with one of them, and says more.
        using (document)
        {
            var fault = document is null ? null : new ApiAnswer(document, endpoint, actionId).Fault();
            throw fault is { Fault: ApiFault.Refused } ? fault : new PlatformApiException(ApiFault.HttpStatus, endpoint, actionId, status);
        }
    }

    private async Task<JsonDocument?> ReadAsync(HttpResponseMessage response, ApiEndpoint endpoint, string actionId, CancellationToken ct)
    {
        var body = await response.Content.ReadAsStreamAsync(ct).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            var bytes = new ArrayBufferWriter<byte>(4096);
            while (true)
            {
                var read = await body.ReadAsync(bytes.GetMemory(4096), ct).ConfigureAwait(false);
                if (read == 0) return JsonText.Parse(bytes.WrittenMemory);
                bytes.Advance(read);
                if (bytes.WrittenCount > options.MaxResponseBytes) throw new PlatformApiException(ApiFault.TooLarge, endpoint, actionId);
            }
        }
    }
}
