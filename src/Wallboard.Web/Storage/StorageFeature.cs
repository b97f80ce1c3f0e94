using System.Data.Common;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;
using Wallboard.Web.Hosting.Settings;

namespace Wallboard.Web.Storage;

internal static class StorageFeature
{
    public static void AddStorage(this IServiceCollection services, IConfiguration configuration, string contentRoot)
    {
        var options = configuration.GetSection(StorageOptions.Section).Get<StorageOptions>() ?? new();
        services.AddSingleton(options);
        services.AddSingleton<AccessRevisionInterceptor>();
        services.AddSingleton<LastSeen>();
        services.AddHostedService(provider => provider.GetRequiredService<LastSeen>());
        services.AddHostedService<CleanUp>();
        // Begins before the live picture does, and so ends after it: what it says last is kept.
        services.AddHostedService<VisitKeeper>();
        if (options.Provider == StorageProvider.PostgreSQL) Add<PostgreSqlDb>((db, text) => db.UseNpgsql(text));
        else Add<SqliteDb>((db, text) => db.UseSqlite(text));

        void Add<TDb>(Action<DbContextOptionsBuilder, string> use) where TDb : WallboardDb
        {
            var text = ConnectionString(options, contentRoot);
            services.AddDbContextFactory<TDb>((provider, db) =>
            {
                use(db, text);
                // Whoever asked gets the exception and says it; an outage is not a stack trace every two seconds.
                db.ConfigureWarnings(warnings => warnings.Log(
                    (CoreEventId.QueryIterationFailed, LogLevel.Debug), (CoreEventId.SaveChangesFailed, LogLevel.Debug),
                    (RelationalEventId.ConnectionError, LogLevel.Debug), (RelationalEventId.CommandError, LogLevel.Debug)));
                db.AddInterceptors(provider.GetRequiredService<AccessRevisionInterceptor>());
            });
            services.AddScoped<WallboardDb>(provider => provider.GetRequiredService<IDbContextFactory<TDb>>().CreateDbContext());
            services.AddSingleton<IDbContextFactory<WallboardDb>>(provider =>
                new Factory<TDb>(provider.GetRequiredService<IDbContextFactory<TDb>>()));
        }
    }

    /// <summary>Brings the tables up to this build. Throws where the storage does not answer: without it nobody could sign in.</summary>
    public static async Task MigrateAsync(this IHost app)
    {
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<WallboardDb>>().CreateDbContextAsync();
        if (db is SqliteDb && new SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource is { Length: > 0 } file
            && Path.GetDirectoryName(file) is { Length: > 0 } folder)
            Directory.CreateDirectory(folder);
        await AnswersAsync(db);
        await db.Database.MigrateAsync();
    }

    /// <summary><see cref="MigrateAsync"/>, with one line for people where it fails. False: the portal cannot start.</summary>
    public static async Task<bool> TryMigrateAsync(this IHost app)
    {
        try
        {
            await app.MigrateAsync();
            return true;
        }
        catch (Exception e) when (e is DbException or IOException or UnauthorizedAccessException or TimeoutException)
        {
            await Console.Error.WriteLineAsync($"The portal does not start: {StorageValidation.ConnectionKey}: the storage does not answer ({Reason(e)})");
            return false;
        }
    }

    /// <summary>Asked before the migrations, which would log more than one line. A database that there is not yet, they make.</summary>
    private static async Task AnswersAsync(WallboardDb db)
    {
        try
        {
            await db.Database.GetDbConnection().OpenAsync();
            await db.Database.GetDbConnection().CloseAsync();
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
        }
    }

    /// <summary>Without any part of the connection string, which the exceptions' own texts have.</summary>
    private static string Reason(Exception e) => e switch
    {
        PostgresException postgres => $"SQLSTATE {postgres.SqlState}",
        SqliteException sqlite => sqlite.Message,
        _ when e.GetBaseException() is SocketException socket => socket.SocketErrorCode.ToString(),
        _ => e.GetBaseException().GetType().Name,
    };

    private static string ConnectionString(StorageOptions options, string contentRoot)
    {
        var text = options.ConnectionStringFile is { Length: > 0 } file ? File.ReadAllText(file).Trim() : options.ConnectionString;
        if (options.Provider == StorageProvider.PostgreSQL) return text ?? "";
        var sqlite = new SqliteConnectionStringBuilder(text ?? "Data Source=data/wallboard.db") { ForeignKeys = true };
        if (!Path.IsPathRooted(sqlite.DataSource) && sqlite.DataSource != ":memory:") sqlite.DataSource = Path.Combine(contentRoot, sqlite.DataSource);
        return sqlite.ConnectionString;
    }

    private sealed class Factory<TDb>(IDbContextFactory<TDb> inner) : IDbContextFactory<WallboardDb> where TDb : WallboardDb
    {
        public WallboardDb CreateDbContext() => inner.CreateDbContext();
    }
}
