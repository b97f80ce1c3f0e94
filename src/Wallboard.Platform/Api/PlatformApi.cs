namespace Wallboard.Platform.Api;

/// <summary>
/// A tenant's HTTP interface. One instance per tenant: rate limits are counted in it. Every call throws <see cref="PlatformApiException"/>,
/// or <see cref="OperationCanceledException"/> when the caller cancels; what the platform leaves out is <c>null</c>, never zero.
/// </summary>
public sealed class PlatformApi
{
    private readonly ApiCaller caller;

    public PlatformApi(HttpClient http, PlatformApiOptions options, TimeProvider clock, Random? jitter = null)
    {
        caller = new ApiCaller(http, options, clock, jitter ?? Random.Shared);
        Tenants = new TenantsApi(caller);
        Queues = new QueuesApi(caller);
        Agents = new AgentsApi(caller);
        Ivr = new IvrApi(caller);
        Records = new RecordsApi(caller);
        States = new StatesApi(caller);
        Clock = new ClockApi(caller);
    }

    public TenantsApi Tenants { get; }

    public QueuesApi Queues { get; }

    public AgentsApi Agents { get; }

    public IvrApi Ivr { get; }

    public RecordsApi Records { get; }

    public StatesApi States { get; }

    public ClockApi Clock { get; }

    public ApiCounters Counters => caller.Counters;

    /// <summary>How long a call of the guide's <paramref name="section"/> made now would wait for the platform's limit.</summary>
    public TimeSpan RateLimitWait(string section) => caller.Limits.WaitFor(section);
}
