using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Wallboard.Live;
using Wallboard.Web.Features.Live;
using Wallboard.Web.Hosting;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Tests.Storage;

/// <summary>A fresh storage of either provider, migrated, registered as the portal registers it.</summary>
internal sealed class StorageLab : IAsyncDisposable
{
    private readonly StorageProvider provider;
    private readonly string name = $"wallboard_{Guid.NewGuid():N}";

    /// <summary>SQLite's file and whatever comes to stand beside it.</summary>
    private readonly string folder = Directory.CreateTempSubdirectory("wallboard-lab-").FullName;
    private readonly List<IHost> nodes = [];

    private StorageLab(string provider, TimeProvider clock)
    {
        this.provider = Enum.Parse<StorageProvider>(provider);
        ConnectionString = this.provider == StorageProvider.Sqlite
            ? $"Data Source={Path.Combine(folder, name + ".db")}"
            : new NpgsqlConnectionStringBuilder(Server) { Database = name, MaxPoolSize = 10 }.ConnectionString;
        Clock = clock;
        Node = NewNode();
    }

    /// <summary>Every storage test is a theory over these.</summary>
    public static TheoryData<string> Providers => [nameof(StorageProvider.Sqlite), nameof(StorageProvider.PostgreSQL)];

    public string ConnectionString { get; }

    public TimeProvider Clock { get; }

    /// <summary>A portal's services; nothing of it runs.</summary>
    public IHost Node { get; }

    public IDbContextFactory<WallboardDb> Factory => Node.Services.GetRequiredService<IDbContextFactory<WallboardDb>>();

    public static string Server => Environment.GetEnvironmentVariable("WALLBOARD_TEST_POSTGRES") is { Length: > 0 } server
        ? server
        : throw new InvalidOperationException(
            "These tests need a PostgreSQL. ./test.sh starts one; for dotnet test alone: eval \"$(eng/postgres.sh start)\", and eng/postgres.sh stop afterwards.");

    public static async Task<StorageLab> StartAsync(string provider, TimeProvider? clock = null)
    {
        var lab = new StorageLab(provider, clock ?? TimeProvider.System);
        try
        {
            await lab.Node.MigrateAsync();
        }
        catch
        {
            await lab.DisposeAsync();
            throw;
        }
        return lab;
    }

    /// <summary>Another portal on the same storage.</summary>
    public IHost NewNode(Action<IServiceCollection>? more = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Storage:Provider"] = provider.ToString(), ["Storage:ConnectionString"] = ConnectionString,
        });
        builder.Services.AddSingleton(Clock);
        builder.Services.AddLogging();
        builder.Services.AddStorage(builder.Configuration, Path.GetTempPath());
        builder.Services.AddSingleton<DemoMode>();
        builder.Services.AddSingleton<AccessBook>();
        builder.Services.AddSingleton(new Tenants([new(new TenantOptions { Id = "10000" }, () => Pictures.Busy, () => false, () => null)]));
        builder.Services.AddSingleton(services => new LiveCenter([], Clock, services.GetRequiredService<ILoggerFactory>()));
        more?.Invoke(builder.Services);
        var node = builder.Build();
        nodes.Add(node);
        return node;
    }

    public WallboardDb Open() => Factory.CreateDbContext();

    /// <summary>From now on the storage answers nobody.</summary>
    public async Task BreakAsync()
    {
        if (provider == StorageProvider.Sqlite)
        {
            ClearPool();
            foreach (var file in Files) File.Move(file, file + ".away");
            // Where a file was, a folder: nothing can be made there either.
            Directory.CreateDirectory(new SqliteConnectionStringBuilder(ConnectionString).DataSource);
            return;
        }
        await OnServerAsync($"ALTER DATABASE {name} ALLOW_CONNECTIONS false");
        await OnServerAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
    }

    public async Task MendAsync()
    {
        if (provider == StorageProvider.Sqlite)
        {
            Directory.Delete(new SqliteConnectionStringBuilder(ConnectionString).DataSource);
            foreach (var file in Files) File.Move(file, file[..^".away".Length]);
        }
        else await OnServerAsync($"ALTER DATABASE {name} ALLOW_CONNECTIONS true");
    }

    public async ValueTask DisposeAsync()
    {
        ClearPool();
        foreach (var node in nodes) node.Dispose();
        Directory.Delete(folder, recursive: true);
        if (provider == StorageProvider.PostgreSQL) await DropAsync(name);
    }

    public static Task DropAsync(string database) => OnServerAsync($"DROP DATABASE IF EXISTS {database} WITH (FORCE)");

    private string[] Files => Directory.GetFiles(folder);

    private void ClearPool()
    {
        using var db = Open();
        if (db.Database.GetDbConnection() is SqliteConnection sqlite) SqliteConnection.ClearPool(sqlite);
        else NpgsqlConnection.ClearPool((NpgsqlConnection)db.Database.GetDbConnection());
    }

    private static async Task OnServerAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
