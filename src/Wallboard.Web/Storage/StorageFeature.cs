using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Wallboard.Web.Storage;

internal static class StorageFeature
{
    public static void AddStorage(this IServiceCollection services, IConfiguration configuration, string contentRoot)
    {
        var options = configuration.GetSection(StorageOptions.Section).Get<StorageOptions>() ?? new();
        services.AddSingleton(options);
        services.AddSingleton<AccessRevisionInterceptor>();
        if (options.Provider == StorageProvider.PostgreSQL) Add<PostgreSqlDb>((db, text) => db.UseNpgsql(text));
        else Add<SqliteDb>((db, text) => db.UseSqlite(text));

        void Add<TDb>(Action<DbContextOptionsBuilder, string> use) where TDb : WallboardDb
        {
            var text = ConnectionString(options, contentRoot);
            services.AddDbContextFactory<TDb>((provider, db) =>
            {
                use(db, text);
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
        await db.Database.MigrateAsync();
    }

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
