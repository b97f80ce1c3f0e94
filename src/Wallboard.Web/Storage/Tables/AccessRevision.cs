namespace Wallboard.Web.Storage;

/// <summary>The one row that is another with every change of who may do what, so that each node can see with one small query that its copy is old.</summary>
internal sealed class AccessRevision
{
    public const int OnlyId = 1;

    public int Id { get; set; } = OnlyId;

    /// <summary>Not a count: two changes at once would both write the same one.</summary>
    public Guid Stamp { get; set; }
}
