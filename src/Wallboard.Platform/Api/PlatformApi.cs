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
        QueueRecords = new QueueRecordsApi(caller);
        Calls = new CallsApi(caller);
        Recordings = new RecordingsApi(caller);
        Satisfaction = new SatisfactionApi(caller);
        Messages = new MessagesApi(caller);
        States = new StatesApi(caller);
        Rest = new RestApi(caller);
        Blacklist = new BlacklistApi(caller);
        Statistics = new StatisticsApi(caller);
        Campaigns = new CampaignsApi(caller);
        System = new SystemApi(caller);
    }

    public TenantsApi Tenants { get; }

    public QueuesApi Queues { get; }

    public AgentsApi Agents { get; }

    public IvrApi Ivr { get; }

    public QueueRecordsApi QueueRecords { get; }

    public CallsApi Calls { get; }

    public RecordingsApi Recordings { get; }

    public SatisfactionApi Satisfaction { get; }

    public MessagesApi Messages { get; }

    public StatesApi States { get; }

    public RestApi Rest { get; }

    public BlacklistApi Blacklist { get; }

    public StatisticsApi Statistics { get; }

    public CampaignsApi Campaigns { get; }

    public SystemApi System { get; }

    public ApiCounters Counters => caller.Counters;

    /// <summary>How long a call of the guide's <paramref name="section"/> made now would wait for the platform's limit.</summary>
    public TimeSpan RateLimitWait(string section) => caller.Limits.WaitFor(section);
}
