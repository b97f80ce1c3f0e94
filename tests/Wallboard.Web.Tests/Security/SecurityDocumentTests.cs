using System.Text;
using Wallboard.Testing;
using Wallboard.Web.Hosting.Access;

namespace Wallboard.Web.Tests.Security;

/// <summary>The middle of docs/security.md is printed from <see cref="Grants"/> and the running portal's endpoints.</summary>
public sealed class SecurityDocumentTests : IDisposable
{
    private const string Begin = "<!-- printed by SecurityDocumentTests -->\n", End = "<!-- end of what is printed -->\n";

    private static readonly Who[] columns = [Who.Viewer, Who.Analyst, Who.Supervisor, Who.Administrator, Who.Screen, Who.Token, Who.Bootstrap];

    private readonly PortalFactory portal = new();

    public void Dispose() => portal.Dispose();

    [Fact]
    public async Task The_document_is_up_to_date()
    {
        var file = Path.Combine(Repository.Root, "docs", "security.md");
        var text = await File.ReadAllTextAsync(file);
        var (begin, end) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));
        var renewed = text[..begin] + Printed(Surface.Of(portal)) + text[end..];
        if (Environment.GetEnvironmentVariable("WALLBOARD_UPDATE") == "1") await File.WriteAllTextAsync(file, renewed);
        else
            Assert.True(renewed == text,
                "docs/security.md is not what the portal does any more. Look at what has changed, then renew it: " +
                $"WALLBOARD_UPDATE=1 dotnet test tests/Wallboard.Web.Tests --filter {nameof(SecurityDocumentTests)}");
    }

    private static string Printed(IReadOnlyList<Surface> surfaces)
    {
        var text = new StringBuilder();
        text.Append("\n| | ").AppendJoin(" | ", columns).Append(" |\n| --- |").Insert(text.Length, " :-: |", columns.Length).Append('\n');
        foreach (var permission in Enum.GetNames<Permission>())
            text.Append("| ").Append(permission).Append(" | ").AppendJoin(" | ", columns.Select(who => who.May(permission) ? "●" : "")).Append(" |\n");
        text.Append("\n| Needs | What |\n| --- | --- |\n");
        foreach (var need in Surface.AllNeeds)
            if (surfaces.Where(s => s.Need == need).Select(s => Line(s)).ToList() is { Count: > 0 } lines)
                text.Append("| ").Append(need).Append(" | ").AppendJoin("<br>", lines).Append(" |\n");
        return text.Append('\n').ToString();
    }

    private static string Line(Surface surface)
    {
        var why = PublicSurfaces.Open.GetValueOrDefault(surface.ToString()) ?? PublicSurfaces.Closed.GetValueOrDefault(surface.ToString());
        return why is null ? $"`{surface}`" : $"`{surface}`: {why}";
    }
}
