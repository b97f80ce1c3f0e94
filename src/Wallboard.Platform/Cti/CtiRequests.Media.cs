using System.Globalization;

namespace Wallboard.Platform.Cti;

/// <summary>Done by 589. Guide 4.16.</summary>
/// <param name="Path">Where the platform puts the file.</param>
/// <param name="Limit">The longest that it may become; whole seconds on the wire.</param>
public sealed record StartRecording(string CallId, string Path, TimeSpan Limit) : CtiCallRequest(MessageIds.StartRecording, CallId)
{
    internal override Acknowledgement Acknowledgement => Acknowledgement.By(MessageIds.RecordingStarted);

    internal override IEnumerable<WireField> Fields(CtiSeat seat) => [Call, new("path", Path), WireField.Attach("limit", Busy.Seconds(Limit))];
}

/// <summary>Done by 519. Guide 4.17.</summary>
/// <param name="Path">As it was started with.</param>
public sealed record StopRecording(string CallId, string Path) : CtiCallRequest(MessageIds.StopRecording, CallId)
{
    internal override Acknowledgement Acknowledgement => Acknowledgement.By(MessageIds.RecordingStopped);

    internal override IEnumerable<WireField> Fields(CtiSeat seat) => [Call, new("path", Path)];
}

/// <summary>Plays a file into the call. Nothing acknowledges it. Guide 4.27.</summary>
/// <param name="Path">Of the audio file, on the platform.</param>
/// <param name="To">See <see cref="AudioListener"/>.</param>
public sealed record PlayAudio(string CallId, string Path, int To = AudioListener.Both) : CtiCallRequest(MessageIds.PlayAudio, CallId)
{
    internal override IEnumerable<WireField> Fields(CtiSeat seat) =>
        [Call, new("path", Path), new("flag", To.ToString(CultureInfo.InvariantCulture))];
}

/// <summary>Values of <see cref="PlayAudio.To"/>. Guide 4.27.</summary>
public static class AudioListener
{
    public const int Caller = 1, Called = 2, Both = 4;
}

/// <summary>Adds data to a call, to be read again with 6.39. Nothing acknowledges it. Guide 4.5.</summary>
/// <param name="Data">By key, beside the tenant's own number, which is always sent.</param>
public sealed record AttachData(string CallId, IReadOnlyDictionary<string, string>? Data = null) : CtiCallRequest(MessageIds.AttachData, CallId)
{
    private const string Tenant = "cti-tenant-id";

    internal override IEnumerable<WireField> Fields(CtiSeat seat) =>
        [Call, WireField.Attach(Tenant, seat.TenantId), .. (Data ?? new Dictionary<string, string>()).Where(d => d.Key != Tenant).Select(d => WireField.Attach(d.Key, d.Value))];
}
