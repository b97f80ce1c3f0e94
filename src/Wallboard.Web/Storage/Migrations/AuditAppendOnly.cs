using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Wallboard.Web.Storage.Migrations;

/// <summary>
/// The database itself refuses to change or delete what was written down. By hand, since the tool knows no triggers. On SQLite a migration that changes the Audit table builds it anew, without these: it has to call <see cref="OnSqlite.MakeTriggers"/>.
/// </summary>
internal static class AuditAppendOnly
{
    public const string Id = "20261122235959_AuditAppendOnly";

    [DbContext(typeof(SqliteDb))]
    [Migration(Id)]
    internal sealed class OnSqlite : Migration
    {
        public static void MakeTriggers(MigrationBuilder migration)
        {
            foreach (var change in new[] { "UPDATE", "DELETE" })
                migration.Sql($"""
                    CREATE TRIGGER "AuditNo{change}" BEFORE {change} ON "Audit" BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
                    """);
        }

        protected override void Up(MigrationBuilder migrationBuilder) => MakeTriggers(migrationBuilder);
    }

    [DbContext(typeof(PostgreSqlDb))]
    [Migration(Id)]
    internal sealed class OnPostgreSql : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
            CREATE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the audit log is append-only'; END $$;
            CREATE TRIGGER "AuditAppendOnly" BEFORE UPDATE OR DELETE OR TRUNCATE ON "Audit" FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only();
            """);
    }
}
