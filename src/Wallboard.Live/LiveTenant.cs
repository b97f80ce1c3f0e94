namespace Wallboard.Live;

/// <summary>One tenant as the portal knows it now. Reading is free of locks; state is replaced whole.</summary>
public sealed class LiveTenant
{
    /// <summary>The settings that it was made of.</summary>
    public TenantOptions Options { get; } = new();

    /// <summary>The picture at the platform's present instant.</summary>
    public LivePicture Picture() => throw new InvalidOperationException($"{Options.Id}: not yet");

    /// <summary>After 4500: take the seat again. False when the link is not waiting for a person.</summary>
    public bool Retake() => throw new InvalidOperationException($"{Options.Id}: not yet");
}
