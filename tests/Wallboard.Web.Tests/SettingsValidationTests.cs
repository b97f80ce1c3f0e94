using System.Text;
using Microsoft.Extensions.Configuration;
using Wallboard.Live;
using Wallboard.Web.Hosting.Settings;

namespace Wallboard.Web.Tests;

public sealed class SettingsValidationTests
{
    private const string T0 = "Platform:Tenants:0";

    private static readonly Dictionary<string, string?> Good = new()
    {
        [$"{T0}:Id"] = "10000",
        [$"{T0}:Socket"] = "wss://platform.invalid:9000/ws",
        [$"{T0}:Api"] = "http://platform.invalid:8098/5.0.x.20210203_release",
        [$"{T0}:Seat"] = "10000_1900",
        [$"{T0}:Extension"] = "6900",
        [$"{T0}:Queues:10000_8000:ServiceLevelSeconds"] = "30",
        [$"{T0}:Queues:10000_8000:Formula"] = "lateAbandons",
    };

    [Fact]
    public void Good_settings_have_no_fault_and_bind()
    {
        var configuration = Configuration(Good);
        Assert.Empty(SettingsValidation.Validate(configuration));
        var tenant = Assert.Single(SettingsValidation.Bind(configuration));
        Assert.Equal(("10000", "10000_1900", "Asia/Shanghai"), (tenant.Id, tenant.Seat, tenant.TimeZone));
        Assert.Equal(
            new QueueOptions { ServiceLevelSeconds = 30, Formula = ServiceLevelFormula.LateAbandons }, tenant.Queues["10000_8000"]);
    }

    [Theory]
    [InlineData("Id", "", "missing")]
    [InlineData("Id", "ten", "'ten' is not a tenant number")]
    [InlineData("Socket", null, "missing; an address beginning with ws:// or wss://")]
    [InlineData("Socket", "http://h/", "'http://h/' is not an address beginning with ws:// or wss://")]
    [InlineData("Socket", "not an address", "'not an address' is not an address")]
    [InlineData("Api", "ws://h/5.0", "beginning with http:// or https://")]
    [InlineData("Api", "http://h:8098/", "lacks the version segment")]
    [InlineData("Dialer", "ftp://h/", "beginning with http:// or https://")]
    [InlineData("Seat", null, "missing; the portal's own seat, e.g. 10000_1900")]
    [InlineData("Seat", "20000_1900", "'20000_1900' is not a seat of tenant 10000")]
    [InlineData("Extension", " ", "missing")]
    [InlineData("TimeZone", "Mars/Olympus", "'Mars/Olympus' is not a time zone known here")]
    [InlineData("Sokcet", "x", "unknown setting; one of Id, Name, Socket, Api, Dialer, Seat, Extension, TimeZone, Queues")]
    [InlineData("Queues:10000_8000:ServiceLevelSeconds", "0", "'0' is not a whole number of seconds, 1 or more")]
    [InlineData("Queues:10000_8000:ServiceLevelSeconds", "twenty", "'twenty' is not a whole number")]
    [InlineData("Queues:10000_8000:ShortAbandonSeconds", "-1", "'-1' is not a whole number of seconds, 0 or more")]
    [InlineData("Queues:10000_8000:Formula", "best", "'best' is unknown; one of Strict, All, Answered, LateAbandons, ShortAbandonsOut")]
    [InlineData("Queues:10000_8000:Formula", "3", "'3' is unknown; one of")]
    [InlineData("Queues:10000_8000:Treshold", "3", "unknown setting; one of ServiceLevelSeconds, ShortAbandonSeconds, Formula")]
    public void A_fault_is_named_with_its_key(string key, string? value, string what)
    {
        var fault = Assert.Single(Faults(new(Good) { [$"{T0}:{key}"] = value }));
        Assert.Equal($"{T0}:{key}", fault.Key);
        Assert.Contains(what, fault.What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_queue_of_another_tenant_is_a_fault()
    {
        var fault = Assert.Single(Faults(new(Good) { [$"{T0}:Queues:20000_8000:ServiceLevelSeconds"] = "20" }));
        Assert.Equal($"{T0}:Queues:20000_8000: '20000_8000' is not a queue of tenant 10000; it would begin with 10000_", fault.ToString());
    }

    [Fact]
    public void One_id_twice_is_a_fault()
    {
        var twice = Good.Concat(Good.Select(g => KeyValuePair.Create(g.Key.Replace(":0:", ":1:", StringComparison.Ordinal), g.Value)));
        Assert.Equal("Platform:Tenants:1:Id: '10000' is also the id of Platform:Tenants:0", Assert.Single(Faults(new(twice))).ToString());
    }

    [Fact]
    public void Every_fault_is_listed_at_once() => Assert.Equal(
        [$"{T0}:Socket", $"{T0}:Api", $"{T0}:TimeZone", "Demo:Enabled"],
        Faults(new(Good)
        {
            [$"{T0}:Socket"] = "x", [$"{T0}:Api"] = "", [$"{T0}:TimeZone"] = "Nowhere", ["Demo:Enabled"] = "perhaps",
        }).Select(f => f.Key));

    [Fact]
    public void No_tenant_at_all_is_a_fault() => Assert.Equal("Platform:Tenants", Assert.Single(Faults([])).Key);

    [Fact]
    public void A_refused_demo_does_not_run() => Assert.Equal(
        "Demo:Active: the demo is refused by Demo:Enabled",
        Assert.Single(Faults(new(Good) { ["Demo:Active"] = "true", ["Demo:Enabled"] = "false" })).ToString());

    [Fact]
    public void The_token_in_a_settings_file_is_a_fault()
    {
        using var json = new MemoryStream(Encoding.UTF8.GetBytes("""{ "Access": { "BootstrapToken": "x" } }"""));
        var faults = SettingsValidation.Validate(new ConfigurationBuilder().AddInMemoryCollection(Good).AddJsonStream(json).Build());
        var fault = Assert.Single(faults);
        Assert.Equal("Access:BootstrapToken", fault.Key);
        Assert.DoesNotContain("'x'", fault.What, StringComparison.Ordinal);
        Assert.Empty(Faults(new(Good) { ["Access:BootstrapToken"] = "from the environment" }));
    }

    [Fact]
    public void A_token_file_that_cannot_be_read_is_a_fault() =>
        Assert.Equal("Access:BootstrapTokenFile", Assert.Single(Faults(new(Good) { ["Access:BootstrapTokenFile"] = "/nowhere/token" })).Key);

    [Theory]
    [InlineData("Provider", "MySQL", "'MySQL' is unknown; one of Sqlite, PostgreSQL")]
    [InlineData("Provider", "1", "'1' is unknown")]
    [InlineData("Conection", "x", "unknown setting; one of Provider, ConnectionString, ConnectionStringFile, VisitDays")]
    [InlineData("VisitDays", "0", "'0' is not a whole number of days, 1 to 36500")]
    [InlineData("VisitDays", "a year", "'a year' is not a whole number of days")]
    [InlineData("ConnectionString", "secret;;nonsense", "is not a connection string of Sqlite")]
    [InlineData("ConnectionString", "Data Source=:memory:", "keeps nothing; name a file")]
    [InlineData("ConnectionString", "Cache=Shared", "names no Data Source")]
    [InlineData("ConnectionStringFile", "/nowhere/connection", "'/nowhere/connection' cannot be read")]
    public void A_fault_of_the_storage_is_named_with_its_key(string key, string value, string what)
    {
        var fault = Assert.Single(Faults(new(Good) { [$"Storage:{key}"] = value }));
        Assert.Equal($"Storage:{key}", fault.Key);
        Assert.Contains(what, fault.What, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", fault.What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "missing; e.g. Host=")]
    [InlineData("Database=wallboard", "names no Host")]
    [InlineData("Host=db", "names no Database")]
    [InlineData("Host=db;Prot=5432;Password=secret", "is not a connection string of PostgreSQL")]
    [InlineData("Host=db;Port=many;Password=secret", "is not a connection string of PostgreSQL")]
    public void PostgreSQL_needs_to_be_told_where_it_is(string? value, string what)
    {
        var fault = Assert.Single(Faults(new(Good) { ["Storage:Provider"] = "postgresql", ["Storage:ConnectionString"] = value }));
        Assert.Equal("Storage:ConnectionString", fault.Key);
        Assert.Contains(what, fault.What, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", fault.What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_storage_that_can_be_used_has_no_fault()
    {
        Assert.Empty(Faults(new(Good) { ["Storage:VisitDays"] = "30", ["Storage:ConnectionString"] = "Data Source=/data/wallboard.db" }));
        Assert.Empty(Faults(new(Good) { ["Storage:Provider"] = "PostgreSQL", ["Storage:ConnectionString"] = "Host=db;Database=wallboard;Password=from the environment" }));
    }

    [Theory]
    [InlineData("Host=db;Database=wallboard;Password=secret", true)]
    [InlineData("Host=db;Database=wallboard;pwd=secret", true)]
    [InlineData("Host=db;Database=wallboard;Username=wallboard", false)]
    public void A_password_in_a_settings_file_is_a_fault(string text, bool isFault)
    {
        using var json = new MemoryStream(Encoding.UTF8.GetBytes($$"""{ "Storage": { "Provider": "PostgreSQL", "ConnectionString": "{{text}}" } }"""));
        var faults = SettingsValidation.Validate(new ConfigurationBuilder().AddInMemoryCollection(Good).AddJsonStream(json).Build());
        Assert.Equal(
            isFault ? ["Storage:ConnectionString: a password must not be in a settings file; set it in the environment, or its file in Storage:ConnectionStringFile"] : [],
            faults.Select(f => f.ToString()));
    }

    [Fact]
    public void A_connection_string_can_stand_in_a_file()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "Host=db;Database=wallboard;Password=secret\n");
        var settings = new Dictionary<string, string?>(Good) { ["Storage:Provider"] = "PostgreSQL", ["Storage:ConnectionStringFile"] = file };
        Assert.Empty(Faults(settings));
        Assert.Equal(
            "Storage:ConnectionStringFile: Storage:ConnectionString is set as well; set one of them",
            Assert.Single(Faults(new(settings) { ["Storage:ConnectionString"] = "Host=other;Database=other" })).ToString());
        File.WriteAllText(file, "Database=wallboard;Password=secret");
        Assert.Equal("Storage:ConnectionStringFile: names no Host", Assert.Single(Faults(settings)).ToString());
        File.Delete(file);
    }

    private static IReadOnlyList<Fault> Faults(Dictionary<string, string?> settings) => SettingsValidation.Validate(Configuration(settings));

    private static IConfigurationRoot Configuration(Dictionary<string, string?> settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
}
