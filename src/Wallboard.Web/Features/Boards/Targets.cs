using System.Collections.Frozen;
using System.Globalization;

namespace Wallboard.Web.Features.Boards;

/// <summary>What a tenant wants a figure to reach.</summary>
/// <param name="Value">A fraction, a count or seconds, as the figure has it.</param>
/// <param name="AtMost">Lower is better.</param>
public sealed record Target(double Value, bool AtMost)
{
    /// <summary>Null: the figure is not known, so nothing is said.</summary>
    public bool? IsReached(double? value) => value is { } known ? AtMost ? known <= Value : known >= Value : null;
}

/// <summary>A figure that may have a target.</summary>
public sealed record TargetKind(string Metric, FigureUnit Unit, bool AtMost)
{
    public double Most => Unit switch { FigureUnit.Rate => 1, FigureUnit.Duration => 86_400, _ => 1_000_000 };
}

/// <summary>The targets of a tenant, by the figure's name on the board. Stored as <c>serviceLevel:0.8,abandoned:50</c>.</summary>
internal sealed record Targets(FrozenDictionary<string, Target> ByMetric)
{
    /// <summary>Calls that the centre is staffed for in an hour: a line across today's hours.</summary>
    public const string OfferedByHour = "offeredByHour";

    public static readonly Targets None = new(FrozenDictionary<string, Target>.Empty);

    /// <summary>In the order in which people are asked for them. Of how many calls come in, nobody can want anything.</summary>
    public static IReadOnlyList<TargetKind> Kinds { get; } =
    [
        new("serviceLevel", FigureUnit.Rate, AtMost: false), new("waiting", FigureUnit.Count, AtMost: true), new("longestWaitSeconds", FigureUnit.Duration, AtMost: true),
        new("answered", FigureUnit.Count, AtMost: false), new("abandoned", FigureUnit.Count, AtMost: true), new("ready", FigureUnit.Count, AtMost: false),
        new("signedIn", FigureUnit.Count, AtMost: false), new(OfferedByHour, FigureUnit.Count, AtMost: true),
    ];

    public Target? Of(string metric) => ByMetric.GetValueOrDefault(metric);

    /// <summary>Those that hold for a part as for the whole.</summary>
    public Targets OfParts() => new(ByMetric.Where(pair => Kinds.First(kind => kind.Metric == pair.Key).Unit != FigureUnit.Count).ToFrozenDictionary());

    /// <summary>Reads what is stored; what is not understood is no target.</summary>
    public static Targets Parse(string? stored) => stored is null ? None : new(
        (from part in stored.Split(',', StringSplitOptions.RemoveEmptyEntries)
         let pair = part.Split(':')
         join kind in Kinds on pair[0] equals kind.Metric
         let value = pair.Length == 2 && double.TryParse(pair[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN
         where value >= 0 && value <= kind.Most
         select KeyValuePair.Create(kind.Metric, new Target(value, kind.AtMost))).DistinctBy(pair => pair.Key).ToFrozenDictionary());

    /// <summary>As people type them, a percentage for a rate. Empty = no target.</summary>
    /// <param name="typed">By the figure's name.</param>
    /// <param name="faults">Figures whose target cannot be one.</param>
    /// <returns>What is stored; null for none.</returns>
    public static string? Read(Func<string, string?> typed, out IReadOnlyList<string> faults)
    {
        List<string> wrong = [], stored = [];
        foreach (var kind in Kinds)
        {
            if (typed(kind.Metric)?.Trim().TrimEnd('%', '％').TrimEnd() is not { Length: > 0 } text) continue;
            var scale = kind.Unit == FigureUnit.Rate ? 100m : 1m;
            if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && (double)(number / scale) <= kind.Most
                && (kind.Unit == FigureUnit.Rate || decimal.IsInteger(number)))
                stored.Add(string.Create(CultureInfo.InvariantCulture, $"{kind.Metric}:{number / scale:0.####}"));
            else wrong.Add(kind.Metric);
        }
        faults = wrong;
        return stored.Count == 0 ? null : string.Join(',', stored);
    }

    /// <summary>The target as people type it.</summary>
    public string? Typed(TargetKind kind) => Of(kind.Metric) is { } target
        ? (kind.Unit == FigureUnit.Rate ? Math.Round(target.Value * 100, 2) : target.Value).ToString(CultureInfo.InvariantCulture)
        : null;
}
