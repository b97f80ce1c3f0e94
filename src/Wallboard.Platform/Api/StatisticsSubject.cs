using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Wallboard.Platform.Api;

/// <summary>The period of one row of a statistic.</summary>
public enum StatisticsPeriod
{
    Hour,
    Day,
    Month,
}

/// <summary>The hour, day (no hour) or month (its first day) of a row, in the platform's zone.</summary>
public readonly record struct StatisticsTime(DateOnly Date, int? Hour = null);

/// <summary>
/// Whose figures: one row each. The statistics by hour, day and month (guide 6.45–6.68) know tenant, queues, departments and agents; 6.27 and
/// 6.30–6.32 know the rest too. Departments are the caller's own: the platform has no list of them.
/// </summary>
public sealed class StatisticsSubject
{
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string? filter;

    private StatisticsSubject(int type, int? dimension, IReadOnlyCollection<string>? numbers, string? filter = null)
    {
        (Type, Dimension, Numbers) = (type, dimension, numbers ?? []);
        if (numbers is { Count: 0 }) throw new ArgumentException("There must be one at least.", nameof(numbers));
        this.filter = filter ?? ApiCaller.Join(numbers);
    }

    /// <summary>The tenant as a whole.</summary>
    public static StatisticsSubject Tenant { get; } = new(1, 0, null);

    /// <summary>Every agent of the tenant. Guide 6.27, 6.30–6.32.</summary>
    public static StatisticsSubject AgentsOfTenant { get; } = new(3, null, null);

    /// <summary>The <c>type</c> of 6.27 and 6.30–6.32.</summary>
    internal int Type { get; }

    /// <summary>Its place among the four of 6.45–6.68.</summary>
    internal int? Dimension { get; }

    internal IReadOnlyCollection<string> Numbers { get; }

    /// <param name="numbers">E.g. <c>10000_8000</c>.</param>
    public static StatisticsSubject Queues(params IReadOnlyCollection<string> numbers) => new(2, 1, numbers);

    /// <summary>Every agent of the queues. Guide 6.27, 6.30–6.32.</summary>
    public static StatisticsSubject AgentsOfQueues(params IReadOnlyCollection<string> queues) => new(4, null, queues);

    /// <param name="numbers">E.g. <c>10000_1000</c>.</param>
    public static StatisticsSubject Agents(params IReadOnlyCollection<string> numbers) => new(5, 3, numbers);

    /// <summary>Agents added up into one row. Guide 6.27, 6.30–6.32.</summary>
    public static StatisticsSubject AgentsTogether(params IReadOnlyCollection<string> numbers) => new(6, null, numbers);

    /// <summary>The agents of each department added up. Answers know only the names, so no two may be alike.</summary>
    public static StatisticsSubject Departments(IReadOnlyDictionary<string, IReadOnlyCollection<string>> agentsByName) =>
        new(7, 2, [.. agentsByName.Values.SelectMany(agents => agents)], Members(agentsByName));

    /// <summary><c>type</c> and <c>filter</c> of 6.27 and 6.30–6.32.</summary>
    internal (string, string?)[] TypedFields(ApiCaller caller)
    {
        caller.RequireOwn(Numbers, nameof(caller));
        return [("filter", filter ?? caller.TenantId), ("type", ApiCaller.Text(Type))];
    }

    /// <summary><c>filter</c> of 6.45–6.68; the tenant's have none.</summary>
    internal (string, string?) DimensionField(ApiCaller caller)
    {
        caller.RequireOwn(Numbers, nameof(caller));
        return ("filter", filter);
    }

    // {"部门1":"[10000_5000,10000_5001]","部门2":"[10000_5003]"}: JSON, but the lists in it are texts, without quotes around the numbers
    private static string Members(IReadOnlyDictionary<string, IReadOnlyCollection<string>> agentsByName)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, WriterOptions))
        {
            json.WriteStartObject();
            foreach (var (name, agents) in agentsByName) json.WriteString(name, $"[{ApiCaller.Join(agents)}]");
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
