using System.Text;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Wallboard.Web.Features.Administration.Departments;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;
using Wallboard.Web.Tests.Shell;

namespace Wallboard.Web.Tests.Administration;

public sealed class DepartmentFileTests : IDisposable
{
    private const string Import = "/t/10000/departments/import";

    private readonly PortalFactory portal = new();

    public void Dispose() => portal.Dispose();

    [Fact]
    public async Task What_is_exported_can_be_imported_elsewhere_after_a_look_at_what_it_changes()
    {
        byte[] file;
        using (var source = new PortalFactory())
        {
            await Add(source, "售前", "10000_1000", "10000_1001");
            await Add(source, "售后 <b>", "10000_1002", "10000_7777");
            await Add(source, "新人");
            file = await (await source.SignedIn(Role.Analyst)).GetByteArrayAsync("/t/10000/departments/export");
            await using var written = source.Storage();
            Assert.Equal(("10000", "departments"), await written.Audit.Where(a => a.Action == AuditAction.Exported).Select(a => ValueTuple.Create(a.TenantId!, a.Subject!)).SingleAsync());
        }
        await Add(portal, "售前", "10000_1000", "10000_1005");
        await Add(portal, "留下", "10000_1006");
        var client = await portal.SignedIn(Role.Supervisor);

        var preview = await Preview(client, file);
        Assert.Equal(
            [
                "售前 changed | 2 | 王芳 10000_1001 | 陈静 10000_1005",
                "售后 <b> new | 2 | 李强 10000_1002, 10000_7777 |",
                "新人 new | 0 |  |",
            ],
            preview.QuerySelectorAll("tbody tr").Select(row => string.Join(" | ", row.Children.Select(c => c.Words())).Trim()).Order(StringComparer.Ordinal));
        Assert.Contains("10000_7777", preview.QuerySelector(".notice").Words(), StringComparison.Ordinal);
        Assert.Equal(["售前 10000_1000 10000_1005", "留下 10000_1006"], await Stored());

        await client.Send(Apply(preview));
        Assert.Equal(["售前 10000_1000 10000_1001", "售后 <b> 10000_1002 10000_7777", "新人", "留下 10000_1006"], await Stored());
        await using var db = portal.Storage();
        Assert.Equal("""{"name":"售前","agents":["10000_1000","10000_1005"]}""", (await db.Audit.SingleAsync(a => a.Subject == "售前")).Before);
        Assert.Equal(3, await db.Audit.CountAsync(a => a.Action == AuditAction.DepartmentChanged));
        Assert.Contains("changes nothing", (await Preview(client, file)).QuerySelector(".empty").Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_department_changed_since_the_preview_is_shown_again_before_anything_happens()
    {
        var department = await Add(portal, "售前", "10000_1000");
        var client = await portal.SignedIn(Role.Supervisor);
        var preview = await Preview(client, File("""{"name":"售前","agents":["10000_1001"]}"""));
        await using (var db = portal.Storage())
        {
            var changed = (await db.Departments.FindAsync(department.Id))!;
            (changed.Agents, changed.UpdatedAt) = (["10000_1002"], TimeProvider.System.GetUtcNow());
            await db.SaveChangesAsync();
        }
        var again = await (await client.Send(Apply(preview))).Read();
        Assert.Equal(["售前 10000_1002"], await Stored());
        Assert.Contains("10000_1002", again.QuerySelector("tbody").Words(), StringComparison.Ordinal);
        await client.Send(Apply(again));
        Assert.Equal(["售前 10000_1001"], await Stored());
    }

    [Fact]
    public async Task What_comes_back_with_the_preview_is_judged_anew()
    {
        var client = await portal.SignedIn(Role.Supervisor);
        var preview = await Preview(client, File("""{"name":"售前","agents":[]}"""));
        var answer = await (await client.Send(Apply(preview), ("content", Convert.ToBase64String(File("""{"name":"a\u202eb","agents":[]}"""))))).Read();
        Assert.Contains("no. 1", answer.QuerySelector("[data-kind=error]").Words(), StringComparison.Ordinal);
        Assert.Empty(await Stored());
    }

    [Theory]
    [InlineData("", "notJson 1 1")]
    [InlineData("{\n  \"format\": ,\n}", "notJson 2 13")]
    [InlineData("[]", "notOurs")]
    [InlineData("null", "notOurs")]
    [InlineData("""{"format":"wallboard.departments","version":1,"tenant":"10000"}""", "notOurs")]
    [InlineData("""{"format":"wallboard.departments","version":2,"tenant":"10000","departments":[]}""", "version")]
    [InlineData("""{"format":"wallboard.departments","version":1e99,"tenant":"10000","departments":[]}""", "version")]
    [InlineData("""{"format":"wallboard.departments","version":1,"tenant":"20000","departments":[{}]}""", "otherTenant 10000")]
    [InlineData("""{"format":"wallboard.departments","version":1,"tenant":"10000","departments":[]}""", "empty")]
    [InlineData("""D[{"name":" ","agents":[]}, 7, {"name":"a\u202eb","agents":[]}]""", "name 1|name 2|name 3")]
    [InlineData("""D[{"name":"a\ud800","agents":[]}]""", "notText")]
    [InlineData("""D[{"name":"甲"}, {"name":"乙","agents":{}}]""", "agents 1 甲|agents 2 乙")]
    [InlineData("""D[{"name":"甲","agents":["10000_1000", "../../etc/passwd"]}, {"name":"乙","agents":[{"number":7}]}]""", "agent 1 甲 2|agent 2 乙 1")]
    [InlineData("""D[{"name":"甲","agents":["10000_1000", {"number":"10000_1000"}]}, {"name":" 甲 ","agents":[]}]""", "agentTwice 1 甲 10000_1000|nameTwice 甲")]
    [InlineData("""D[[[[[[[[[[1]]]]]]]]]]""", "notJson 1 85")]
    public void A_file_is_taken_whole_or_every_fault_is_named(string text, string faults)
    {
        if (text[..Math.Min(1, text.Length)] == "D") text = $$"""{"format":"wallboard.departments","version":1,"tenant":"10000","departments":{{text[1..]}}}""";
        var (departments, found) = DepartmentFile.Read(Encoding.UTF8.GetBytes(text), "10000");
        Assert.Empty(departments);
        Assert.Equal(faults, string.Join('|', found.Select(f => string.Join(' ', f.Arguments.Prepend(f.Key)))));
    }

    [Fact]
    public void Limits_hold()
    {
        Assert.Equal("tooBig", Assert.Single(DepartmentFile.Read(new byte[DepartmentFile.MostBytes + 1], "10000").Faults).Key);
        Assert.Equal("tooMany", Assert.Single(DepartmentFile.Read(File(string.Join(',', Enumerable.Range(0, 1001).Select(n => $$"""{"name":"{{n}}","agents":[]}"""))), "10000").Faults).Key);
        Assert.Equal("tooManyAgents", Assert.Single(DepartmentFile.Read(File($$"""{"name":"a","agents":[{{string.Join(',', Enumerable.Range(0, 4001).Select(n => $"\"{n}\""))}}]}"""), "10000").Faults).Key);
        Assert.Equal("notJson", Assert.Single(DepartmentFile.Read(new byte[] { 0xff, 0xfe, 0x00 }, "10000").Faults).Key);
        Assert.Single(DepartmentFile.Read((byte[])[0xef, 0xbb, 0xbf, .. File("""{"name":"a","agents":[]}""")], "10000").Departments);
    }

    [Fact]
    public async Task A_file_that_is_too_large_or_missing_is_told_in_words()
    {
        var client = await portal.SignedIn(Role.Supervisor);
        var page = await client.Page($"{Import}?lang=en");
        var form = page.QuerySelector("main form")!;
        form.SetAttribute("action", $"{Import}?lang=en");
        var large = await (await client.SendFile(form, "file", new byte[DepartmentFile.MostBytes + 1])).Read();
        Assert.Contains("larger than 512 KB", large.QuerySelector("[data-kind=error]").Words(), StringComparison.Ordinal);
        var none = await (await client.SendFile(form, "other", [1])).Read();
        Assert.Contains("Choose a file", none.QuerySelector("[data-kind=error]").Words(), StringComparison.Ordinal);
    }

    private static async Task<IDocument> Preview(HttpClient client, byte[] file) =>
        await (await client.SendFile((await client.Page($"{Import}?lang=en")).QuerySelector("main form")!, "file", file, "../../etc/passwd")).Read();

    private static IElement Apply(IDocument preview) => preview.QuerySelector("main form:has([name=content])")!;

    private static byte[] File(string departments) =>
        Encoding.UTF8.GetBytes($$"""{"format":"wallboard.departments","version":1,"tenant":"10000","departments":[{{departments}}]}""");

    private static async Task<Department> Add(PortalFactory portal, string name, params string[] agents)
    {
        var department = new Department { Id = Guid.NewGuid(), TenantId = "10000", Name = name, Agents = [.. agents], UpdatedAt = TimeProvider.System.GetUtcNow() };
        await using var db = portal.Storage();
        db.Add(department);
        await db.SaveChangesAsync();
        return department;
    }

    private async Task<IEnumerable<string>> Stored()
    {
        await using var db = portal.Storage();
        return [.. (await db.Departments.AsNoTracking().ToListAsync()).Select(d => string.Join(' ', d.Agents.Prepend(d.Name))).Order(StringComparer.Ordinal)];
    }
}
