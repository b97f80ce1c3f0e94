using System.Security.Cryptography;

namespace Wallboard.Web.Hosting.Access;

/// <summary>The read-everything token for provisioning and tests: <c>Access:BootstrapToken</c>, or the content of <c>Access:BootstrapTokenFile</c>.</summary>
internal sealed class BootstrapToken
{
    private readonly byte[]? hash;

    public BootstrapToken(IConfiguration configuration)
    {
        var token = configuration["Access:BootstrapToken"];
        if (string.IsNullOrWhiteSpace(token) && configuration["Access:BootstrapTokenFile"] is { Length: > 0 } file) token = File.ReadAllText(file);
        if (!string.IsNullOrWhiteSpace(token)) hash = Secret.Hash(token.Trim());
    }

    /// <summary>In constant time; false for everything while no token is set.</summary>
    public bool Matches(string presented) => hash is not null && CryptographicOperations.FixedTimeEquals(hash, Secret.Hash(presented));
}
