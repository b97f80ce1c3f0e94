namespace Wallboard.Web.Storage;

/// <summary>A television that waits to be paired: it shows the code and holds the secret.</summary>
internal sealed class Pairing
{
    public Guid Id { get; set; }

    public string Code { get; set; } = "";

    public byte[] SecretHash { get; set; } = [];

    public string Address { get; set; } = "";

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>Approved: the screen that it becomes when it asks next.</summary>
    public Guid? ScreenId { get; set; }
}
