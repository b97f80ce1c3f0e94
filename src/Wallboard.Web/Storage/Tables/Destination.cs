namespace Wallboard.Web.Storage;

internal enum DestinationKind
{
    /// <summary>JSON that names the files, signed.</summary>
    Webhook,
    DingTalk,
    WeCom,
    Feishu,
    Slack,

    /// <summary>Below <c>Delivery:Folder</c>.</summary>
    Folder,
}

/// <summary>Where an administrator lets reports go to, by its name, beside people and e-mail addresses.</summary>
internal sealed class Destination
{
    public Guid Id { get; set; }

    public string TenantId { get; set; } = "";

    /// <summary>Unique in the tenant.</summary>
    public string Name { get; set; } = "";

    public DestinationKind Kind { get; set; }

    /// <summary>A folder's name, in the clear; of a webhook the address, which is a secret with most of them: protected.</summary>
    public string Address { get; set; } = "";

    /// <summary>What messages are signed with: protected. Null = not signed.</summary>
    public string? Secret { get; set; }

    public string UpdatedBy { get; set; } = "";

    public DateTimeOffset UpdatedAt { get; set; }
}
