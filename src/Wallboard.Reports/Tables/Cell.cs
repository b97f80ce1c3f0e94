namespace Wallboard.Reports;

/// <summary>One value of a table: a text, a number, or not known. What a number means is the column's <see cref="ColumnKind"/>.</summary>
public readonly record struct Cell
{
    private readonly double number;

    private Cell(string? text, double number) => (Text, this.number) = (text, number);

    /// <summary>Not known, which is never zero.</summary>
    public static Cell Unknown { get; } = new(null, double.NaN);

    public string? Text { get; }

    /// <summary>Counts and other numbers as they are, durations in seconds, rates as fractions, instants as <see cref="Seconds"/>.</summary>
    public double? Number => Text is not null || double.IsNaN(number) ? null : number;

    public bool IsKnown => Text is not null || !double.IsNaN(number);

    public static Cell Of(string? text) => text is { Length: > 0 } ? new(text, double.NaN) : Unknown;

    public static Cell Of(double? number) => new(null, number is { } known && double.IsFinite(known) ? known : double.NaN);

    public static Cell Of(decimal? number) => Of((double?)number);

    /// <summary>Kept to the second, as the platform gives them.</summary>
    public static Cell Of(TimeSpan? duration) => Of(duration is { } time ? Math.Round(time.TotalSeconds, MidpointRounding.AwayFromZero) : (double?)null);

    /// <param name="local">On the tenant's own clock.</param>
    public static Cell Of(DateTime? local) => Of(local is { } time ? Seconds(time) : (double?)null);

    /// <summary>The instant on the tenant's own clock.</summary>
    public DateTime? Instant => Number is { } seconds ? DateTime.MinValue.AddSeconds(seconds) : null;

    /// <summary>Since the year 1, on the tenant's own clock: whole seconds, exact in a double.</summary>
    private static double Seconds(DateTime local) => Math.Floor((local - DateTime.MinValue).TotalSeconds);
}
