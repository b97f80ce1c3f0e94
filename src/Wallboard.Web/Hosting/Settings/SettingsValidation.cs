using Wallboard.Live;

namespace Wallboard.Web.Hosting.Settings;

/// <summary>
/// Every fault of the settings at once, each with its key. It reads the raw strings, since the binder stops at the first that does not convert.
/// Whether an address answers is no matter of settings.
/// </summary>
internal static class SettingsValidation
{
    public const string TenantsKey = "Platform:Tenants";
    private const string TokenKey = "Access:BootstrapToken";
    private static readonly string[] SwitchKeys = ["Demo:Enabled", "Demo:Active"];
    private const string TokenFileKey = "Access:BootstrapTokenFile";

    public static IReadOnlyList<Fault> Validate(IConfigurationRoot configuration) =>
        
    [
        .. Tenants(configuration), .. Access(configuration), .. StorageValidation.Validate(configuration), .. DeliveryValidation.Validate(configuration), .. Switches(configuration),
        .. Proxy.Faults(configuration),
    ];

    /// <summary>The tenants of settings that have no fault.</summary>
    public static IReadOnlyList<TenantOptions> Bind(IConfiguration configuration) =>
        [.. configuration.GetSection(TenantsKey).GetChildren().Select(t => t.Get<TenantOptions>()!)];

    private static IEnumerable<Fault> Tenants(IConfiguration configuration)
    {
        var tenants = configuration.GetSection(TenantsKey).GetChildren().ToList();
        if (tenants.Count == 0)
        {
            yield return new(TenantsKey, "no tenant is configured; set one (README, Settings), or start the demo with ./run.sh");
            yield break;
        }
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var tenant in tenants)
        {
            foreach (var fault in TenantValidation.Validate(tenant)) yield return fault;
            if (tenant["Id"] is not { Length: > 0 } id) continue;
            if (!seen.TryAdd(id, tenant.Path)) yield return new($"{tenant.Path}:Id", $"'{id}' is also the id of {seen[id]}");
        }
    }

    private static IEnumerable<Fault> Access(IConfigurationRoot configuration)
    {
        if (IsInSettingsFile(configuration, TokenKey))
            yield return new(TokenKey, $"a secret must not be in a settings file; set it in the environment, or its file in {TokenFileKey}");
        if (configuration[TokenFileKey] is not { Length: > 0 } file) yield break;
        if (FaultOfSecretFile(file) is { } fault) yield return new(TokenFileKey, fault);
    }

    public static bool IsInSettingsFile(IConfigurationRoot configuration, string key) =>
        configuration.Providers.Any(p => p is FileConfigurationProvider or StreamConfigurationProvider && p.TryGet(key, out _));

    public static string? FaultOfSecretFile(string file)
    {
        try
        {
            return string.IsNullOrWhiteSpace(File.ReadAllText(file)) ? $"'{file}' is empty" : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return $"'{file}' cannot be read";
        }
    }

    private static IEnumerable<Fault> Switches(IConfiguration configuration)
    {
        foreach (var key in SwitchKeys)
            if (configuration[key] is { } value && !bool.TryParse(value, out _)) yield return new(key, $"'{value}' is neither true nor false");
        if (bool.TryParse(configuration["Demo:Active"], out var active) && active && bool.TryParse(configuration["Demo:Enabled"], out var enabled) && !enabled)
            yield return new("Demo:Active", "the demo is refused by Demo:Enabled");
    }
}
