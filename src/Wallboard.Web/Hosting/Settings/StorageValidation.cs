using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Hosting.Settings;

/// <summary>The faults of section <c>Storage</c>. A connection string is never repeated: there may be a password in it.</summary>
internal static class StorageValidation
{
    public const string ConnectionKey = StorageOptions.Section + ":" + nameof(StorageOptions.ConnectionString);
    private const string FileKey = StorageOptions.Section + ":" + nameof(StorageOptions.ConnectionStringFile);
    private const string ProviderKey = StorageOptions.Section + ":" + nameof(StorageOptions.Provider);
    private const int MostDays = 36_500;

    private static readonly string[] daysKeys = [$"{StorageOptions.Section}:{nameof(StorageOptions.VisitDays)}", $"{StorageOptions.Section}:{nameof(StorageOptions.FileDays)}"];
    private static readonly string[] keys = [.. typeof(StorageOptions).GetProperties().Where(p => p.CanWrite).Select(p => p.Name)];

    public static IEnumerable<Fault> Validate(IConfigurationRoot configuration)
    {
        foreach (var child in configuration.GetSection(StorageOptions.Section).GetChildren())
            if (!keys.Contains(child.Key, StringComparer.OrdinalIgnoreCase)) yield return new(child.Path, $"unknown setting; one of {string.Join(", ", keys)}");
        foreach (var key in daysKeys)
            if (configuration[key] is { } days && !(int.TryParse(days, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= MostDays))
                yield return new(key, $"'{days}' is not a whole number of days, 1 to {MostDays}");

        var name = configuration[ProviderKey] ?? nameof(StorageProvider.Sqlite);
        if (Enum.GetNames<StorageProvider>().FirstOrDefault(n => n.Equals(name, StringComparison.OrdinalIgnoreCase)) is not { } known)
        {
            yield return new(ProviderKey, $"'{name}' is unknown; one of {string.Join(", ", Enum.GetNames<StorageProvider>())}");
            yield break;
        }
        var provider = Enum.Parse<StorageProvider>(known);
        foreach (var fault in Connection(configuration, provider)) yield return fault;
    }

    private static IEnumerable<Fault> Connection(IConfigurationRoot configuration, StorageProvider provider)
    {
        var (text, file) = (configuration[ConnectionKey], configuration[FileKey]);
        if (!string.IsNullOrEmpty(text) && !string.IsNullOrEmpty(file))
        {
            yield return new(FileKey, $"{ConnectionKey} is set as well; set one of them");
            yield break;
        }
        if (!string.IsNullOrEmpty(file))
        {
            if (SettingsValidation.FaultOfSecretFile(file) is { } unreadable) yield return new(FileKey, unreadable);
            else if (FaultOf(File.ReadAllText(file).Trim(), provider, out _) is { } bad) yield return new(FileKey, bad);
            yield break;
        }
        if (string.IsNullOrWhiteSpace(text))
        {
            if (provider == StorageProvider.PostgreSQL)
                yield return new(ConnectionKey, $"missing; e.g. Host=db;Database=wallboard;Username=wallboard, or its file in {FileKey}");
            yield break;
        }
        if (FaultOf(text, provider, out var secret) is { } fault) yield return new(ConnectionKey, fault);
        if (secret && SettingsValidation.IsInSettingsFile(configuration, ConnectionKey))
            yield return new(ConnectionKey, $"a password must not be in a settings file; set it in the environment, or its file in {FileKey}");
    }

    private static string? FaultOf(string text, StorageProvider provider, out bool hasPassword)
    {
        // Also of one that cannot be read.
        hasPassword = text.Contains("password", StringComparison.OrdinalIgnoreCase) || text.Contains("pwd", StringComparison.OrdinalIgnoreCase);
        try
        {
            DbConnectionStringBuilder builder =
                provider == StorageProvider.PostgreSQL ? new NpgsqlConnectionStringBuilder(text) : new SqliteConnectionStringBuilder(text);
            return builder switch
            {
                NpgsqlConnectionStringBuilder { Host: null or "" } => "names no Host",
                NpgsqlConnectionStringBuilder { Database: null or "" } => "names no Database",
                SqliteConnectionStringBuilder { DataSource: "" } => "names no Data Source",
                // Each connection would have a storage of its own.
                SqliteConnectionStringBuilder { DataSource: ":memory:" } or SqliteConnectionStringBuilder { Mode: SqliteOpenMode.Memory } =>
                    "keeps nothing; name a file",
                _ => null,
            };
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            return $"is not a connection string of {provider}";
        }
    }
}
