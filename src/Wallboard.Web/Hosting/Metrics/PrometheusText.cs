using System.Globalization;
using System.Text;

namespace Wallboard.Web.Hosting.Metrics;

/// <summary>Prometheus' text format 0.0.4.</summary>
internal static class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public static string Write(IEnumerable<MetricFamily> families)
    {
        var text = new StringBuilder();
        foreach (var family in families)
        {
            var series = family.Snapshot();
            if (series.Count == 0) continue;
            var name = NameOf(family);
            if (family.Description is { Length: > 0 } description) text.Append("# HELP ").Append(name).Append(' ').Append(EscapeHelp(description)).Append('\n');
            text.Append("# TYPE ").Append(name).Append(' ').Append(TypeOf(family.Kind)).Append('\n');
            foreach (var one in series.OrderBy(s => s.Labels, StringComparer.Ordinal)) Write(text, name, family, one);
        }
        return text.ToString();
    }

    /// <summary>Tags as labels, without the braces, in a fixed order: <c>a="1",b="2"</c>.</summary>
    public static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty) return "";
        var labels = new List<string>(tags.Length);
        foreach (var (key, value) in tags)
            labels.Add($"{Sanitize(key)}=\"{EscapeValue(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")}\"");
        labels.Sort(StringComparer.Ordinal);
        return string.Join(',', labels);
    }

    private static void Write(StringBuilder text, string name, MetricFamily family, MetricSeries one)
    {
        if (family.Kind != MetricKind.Histogram)
        {
            Line(text, name, one.Labels, Number(one.Value));
            return;
        }
        var separator = one.Labels.Length > 0 ? "," : "";
        for (var i = 0; i < family.Bounds.Count; i++)
            Line(text, $"{name}_bucket", $"{one.Labels}{separator}le=\"{Number(family.Bounds[i])}\"", Number(one.Buckets[i]));
        Line(text, $"{name}_bucket", $"{one.Labels}{separator}le=\"+Inf\"", Number(one.Count));
        Line(text, $"{name}_sum", one.Labels, Number(one.Value));
        Line(text, $"{name}_count", one.Labels, Number(one.Count));
    }

    private static void Line(StringBuilder text, string name, string labels, string value)
    {
        text.Append(name);
        if (labels.Length > 0) text.Append('{').Append(labels).Append('}');
        text.Append(' ').Append(value).Append('\n');
    }

    private static string NameOf(MetricFamily family)
    {
        var name = Sanitize(family.Name);
        var unit = family.Unit switch { "s" => "_seconds", "ms" => "_milliseconds", "By" => "_bytes", _ => "" };
        if (!name.EndsWith(unit, StringComparison.Ordinal)) name += unit;
        return family.Kind == MetricKind.Counter && !name.EndsWith("_total", StringComparison.Ordinal) ? name + "_total" : name;
    }

    private static string TypeOf(MetricKind kind) => kind switch
    {
        MetricKind.Counter => "counter",
        MetricKind.Histogram => "histogram",
        _ => "gauge",
    };

    private static string Sanitize(string name)
    {
        var clean = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '_'));
        return char.IsAsciiDigit(clean[0]) ? "_" + clean : clean;
    }

    private static string EscapeValue(string value) =>
        value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static string EscapeHelp(string help) =>
        help.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Number(double value) =>
        double.IsPositiveInfinity(value) ? "+Inf" : double.IsNegativeInfinity(value) ? "-Inf" : value.ToString("R", CultureInfo.InvariantCulture);
}
