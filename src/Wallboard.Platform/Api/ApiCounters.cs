namespace Wallboard.Platform.Api;

/// <summary>What a tenant's calls have counted.</summary>
public sealed class ApiCounters
{
    private long calls, retries, rows, badFields, badRows, foreignRows;

    /// <summary>Attempts, retries included.</summary>
    public long Calls => Interlocked.Read(ref calls);

    public long Retries => Interlocked.Read(ref retries);

    public long Rows => Interlocked.Read(ref rows);

    /// <summary>Fields of a kind that cannot be read: they became <c>null</c>.</summary>
    public long BadFields => Interlocked.Read(ref badFields);

    /// <summary>Rows that are no object: left out.</summary>
    public long BadRows => Interlocked.Read(ref badRows);

    /// <summary>Rows of another tenant: left out.</summary>
    public long ForeignRows => Interlocked.Read(ref foreignRows);

    internal void AddCall() => Interlocked.Increment(ref calls);

    internal void AddRetry() => Interlocked.Increment(ref retries);

    internal void AddRow() => Interlocked.Increment(ref rows);

    internal void AddBadField() => Interlocked.Increment(ref badFields);

    internal void AddBadRow() => Interlocked.Increment(ref badRows);

    internal void AddForeignRow() => Interlocked.Increment(ref foreignRows);
}
