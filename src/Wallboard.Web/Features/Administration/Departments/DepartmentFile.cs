using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using Wallboard.Web.Hosting;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Administration.Departments;

/// <summary>One thing wrong in a file. The words are DepartmentText's <c>File.{key}</c>.</summary>
internal sealed record FileFault(string Key, params object[] Arguments);

/// <summary>
/// Departments as a file:
/// <c>{"format":"wallboard.departments","version":1,"tenant":"10000","departments":[{"name":"售前","agents":[{"number":"10000_1000","name":"郭敏"}]}]}</c>.
/// Agents' names are for people; the numbers count. A number may stand for itself: <c>"agents":["10000_1000"]</c>.
/// </summary>
internal static partial class DepartmentFile
{
    public const int MostBytes = 512 * 1024;
    private const string Format = "wallboard.departments";
    private const int MostDepartments = 1000;
    private const int MostAgents = 4000;
    private const int MostFaults = 20;

    private static readonly JsonSerializerOptions json =
        new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static byte[] Write(string tenant, IEnumerable<DepartmentContent> departments, AgentNames names) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        format = Format, version = 1, tenant,
        departments = departments.Select(d => new { d.Name, agents = d.Agents.Select(number => new { number, name = names[number] }) }),
    }, json);

    /// <summary>All of it, or what is wrong with it.</summary>
    public static (IReadOnlyList<DepartmentContent> Departments, IReadOnlyList<FileFault> Faults) Read(ReadOnlyMemory<byte> file, string tenant)
    {
        if (file.Length > MostBytes) return ([], [new("tooBig")]);
        try
        {
            if (file.Span.StartsWith("\uFEFF"u8)) file = file[3..];
            using var document = JsonDocument.Parse(file, new() { MaxDepth = 8 });
            var reading = new Reading();
            var departments = reading.File(document.RootElement, tenant);
            return reading.Faults.Count > 0 ? ([], [.. reading.Faults.Take(MostFaults)]) : (departments, []);
        }
        catch (JsonException e)
        {
            return ([], [new("notJson", (e.LineNumber ?? 0) + 1, (e.BytePositionInLine ?? 0) + 1)]);
        }
        catch (InvalidOperationException)
        {
            // An unpaired half of a character inside a string: valid JSON, but no text.
            return ([], [new("notText")]);
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9_.\-]{1,64}\z")]
    private static partial Regex AgentNumber();

    private sealed class Reading
    {
        public List<FileFault> Faults { get; } = [];

        public List<DepartmentContent> File(JsonElement root, string tenant)
        {
            if (root.ValueKind != JsonValueKind.Object || Text(root, "format") != Format || !root.TryGetProperty("departments", out var list)
                || list.ValueKind != JsonValueKind.Array)
                return Fault<List<DepartmentContent>>([], "notOurs");
            if (!root.TryGetProperty("version", out var version) || version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out var number) || number != 1)
                return Fault<List<DepartmentContent>>([], "version");
            if (Text(root, "tenant") != tenant) return Fault<List<DepartmentContent>>([], "otherTenant", tenant);
            if (list.GetArrayLength() is 0) return Fault<List<DepartmentContent>>([], "empty");
            if (list.GetArrayLength() > MostDepartments) return Fault<List<DepartmentContent>>([], "tooMany", MostDepartments);
            var departments = list.EnumerateArray().Select((one, index) => Department(one, index + 1)).OfType<DepartmentContent>().ToList();
            foreach (var twice in departments.GroupBy(d => d.Name).Where(g => g.Count() > 1)) Faults.Add(new("nameTwice", twice.Key));
            return departments;
        }

        private DepartmentContent? Department(JsonElement one, int nth)
        {
            if (one.ValueKind != JsonValueKind.Object || !Label.TryClean(Text(one, "name"), out var name)) return Fault<DepartmentContent?>(null, "name", nth);
            if (!one.TryGetProperty("agents", out var list) || list.ValueKind != JsonValueKind.Array) return Fault<DepartmentContent?>(null, "agents", nth, name);
            if (list.GetArrayLength() > MostAgents) return Fault<DepartmentContent?>(null, "tooManyAgents", nth, name, MostAgents);
            var agents = list.EnumerateArray().Select(a => a.ValueKind == JsonValueKind.String ? a.GetString() : Text(a, "number")).ToList();
            for (var i = 0; i < agents.Count; i++)
                if (agents[i] is not { } number || !AgentNumber().IsMatch(number)) return Fault<DepartmentContent?>(null, "agent", nth, name, i + 1);
            foreach (var twice in agents.GroupBy(a => a).Where(g => g.Count() > 1)) Faults.Add(new("agentTwice", nth, name, twice.Key!));
            return new(name, [.. agents.OfType<string>().Order(StringComparer.Ordinal)]);
        }

        private T Fault<T>(T nothing, string key, params object[] arguments)
        {
            Faults.Add(new(key, arguments));
            return nothing;
        }

        private static string? Text(JsonElement element, string name) =>
            element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    }
}

/// <summary>What a file would change.</summary>
/// <param name="Before">Null: the department would be new.</param>
internal sealed record DepartmentChange(DepartmentContent After, DepartmentContent? Before)
{
    public IEnumerable<string> Added => After.Agents.Except(Before?.Agents ?? []);

    public IEnumerable<string> Removed => (Before?.Agents ?? []).Except(After.Agents);

    public bool IsNone => Before is not null && !Added.Any() && !Removed.Any();

    public static IReadOnlyList<DepartmentChange> Of(IEnumerable<DepartmentContent> file, IReadOnlyList<Department> now) =>
        [.. file.Select(f => new DepartmentChange(f, now.FirstOrDefault(n => n.Name == f.Name) is { } before ? DepartmentContent.Of(before) : null))];
}
