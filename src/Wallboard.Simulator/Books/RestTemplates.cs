namespace Wallboard.Simulator.Books;

/// <summary>Between two times of day no more than <paramref name="Limit"/> agents rest at once.</summary>
internal sealed record RestTemplate(int Id, TimeOnly From, TimeOnly To, int Limit, string TypeCode);

/// <summary>The tenant's own limits for resting, by the time of day. They never overlap.</summary>
internal sealed class RestTemplates
{
    public Book<RestTemplate> Entries { get; } = new();

    /// <summary>Null where no template speaks of that time.</summary>
    public int? LimitAt(TimeOnly time) => Entries.Entries.FirstOrDefault(t => t.From <= time && time <= t.To)?.Limit;

    public bool Fits(RestTemplate template) =>
        template.From < template.To && !Entries.Entries.Any(t => t.Id != template.Id && t.From <= template.To && template.From <= t.To);
}
