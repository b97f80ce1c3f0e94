using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Wallboard.Web.Storage;

// For eng/migration.sh only: the tool makes a context without starting the portal, and connects to nothing.
internal sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteDb>
{
    public SqliteDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<SqliteDb>().UseSqlite("Data Source=design.db").Options);
}

internal sealed class PostgreSqlDesign : IDesignTimeDbContextFactory<PostgreSqlDb>
{
    public PostgreSqlDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<PostgreSqlDb>().UseNpgsql("Host=127.0.0.1").Options);
}
