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
    private readonly IReadOnlyCollection<string> departments;

    private const int TenantType = 1, QueuesType = 2, AgentsOfTenantType = 3, AgentsOfQueuesType = 4, AgentsType = 5, AgentsTogetherType = 6, DepartmentsType = 7;

    private StatisticsSubject(int type, int? dimension, IReadOnlyCollection<string>? numbers, string? filter = null, IReadOnlyCollection<string>? departments = null)
    {
        (Type, Dimension, Numbers, this.departments) = (type, dimension, numbers ?? [], departments ?? []);
        if (numbers is { Count: 0 }) throw new ArgumentException("There must be one at least.", nameof(numbers));
        this.filter = filter ?? ApiCaller.Join(numbers);
    }

    /// <summary>The tenant as a whole.</summary>
    public static StatisticsSubject Tenant { get; } = new(TenantType, 0, null);

    /// <summary>Every agent of the tenant. Guide 6.27, 6.30–6.32.</summary>
    public static StatisticsSubject AgentsOfTenant { get; } = new(AgentsOfTenantType, null, null);

    /// <summary>The <c>type</c> of 6.27 and 6.30–6.32.</summary>
    internal int Type { get; }

    /// <summary>Its place among the four of 6.45–6.68.</summary>
    internal int? Dimension { get; }

    internal IReadOnlyCollection<string> Numbers { get; }

    /// <param name="numbers">E.g. <c>10000_8000</c>.</param>
    public static StatisticsSubject Queues(params IReadOnlyCollection<string> numbers) => new(QueuesType, 1, numbers);

    /// <summary>Every agent of the queues. Guide 6.27, 6.30–6.32.</summary>
    public static StatisticsSubject AgentsOfQueues(params IReadOnlyCollection<string> queues) => new(AgentsOfQueuesType, null, queues);

    /// <param name="numbers">E.g. <c>10000_1000</c>.</param>
    public static StatisticsSubject Agents(params IReadOnlyCollection<string> numbers) => new(AgentsType, 3, numbers);

    /// <summary>Agents added up into one row. Guide 6.27, 6.30–6.32.</summary>
    public static StatisticsSubject AgentsTogether(params IReadOnlyCollection<string> numbers) => new(AgentsTogetherType, null, numbers);

    /// <summary>The agents of each department added up. Answers know only the names, so no two may be alike.</summary>
    public static StatisticsSubject Departments(IReadOnlyDictionary<string, IReadOnlyCollection<string>> agentsByName) =>
        new(DepartmentsType, 2, [.. agentsByName.Values.SelectMany(agents => agents)], Members(agentsByName), [.. agentsByName.Keys]);

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

    /// <summary>
    /// A row's number and name in their places: they change them (guide 6.60 and others). What was asked for decides; else the number is what looks like one. A tenant
    /// may be named like a number (the guide's sample of 6.4 is <c>10001_1000</c>), and departments have names only. Where nothing else can be meant, a missing number is known.
    /// </summary>
    internal (string? Number, string? Name) Placed(string? number, string? name, string tenant)
    {
        if (Type == TenantType) return (tenant, number is null || number == tenant ? name : name is null || name == tenant ? number : name);
        if (AreSwapped(number, name)) (number, name) = (name, number);
        return (number ?? (Type is QueuesType or AgentsType or AgentsTogetherType && Numbers.Count == 1 ? Numbers.First() : null), name);
    }

    private bool AreSwapped(string? number, string? name) => Type switch
    {
        DepartmentsType => number is not null && departments.Contains(number) && (name is null || !departments.Contains(name)),
        QueuesType or AgentsType when number is not null && name is not null && Numbers.Contains(number) != Numbers.Contains(name) => Numbers.Contains(name),
        _ => !IsNumber(number) && IsNumber(name),
    };

    /// <summary><c>10000</c>, <c>10000_1000</c>.</summary>
    private static bool IsNumber(string? text) =>
        text is { Length: > 0 } && text.IndexOf('_', StringComparison.Ordinal) is var at && at != 0 && at != text.Length - 1
        && !text.Where((c, i) => i != at && !char.IsAsciiDigit(c)).Any();

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
