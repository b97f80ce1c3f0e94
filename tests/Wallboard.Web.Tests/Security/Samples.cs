using System.Text.RegularExpressions;

namespace Wallboard.Web.Tests.Security;

/// <summary>Real values for what stands in braces in routes: rows of one tenant. A route with a parameter that has none here fails.</summary>
internal sealed partial class Samples
{
    private readonly Dictionary<string, string> values;

    private Samples(Dictionary<string, string> values) => this.values = values;

    public static async Task<Samples> NewAsync(PortalFactory portal, string tenant)
    {
        var (screen, token, department) = (Rows.Screen(tenant), Rows.Token(tenant), Rows.Department(tenant));
        await portal.AddAsync(screen, token, department);
        return new(new()
        {
            ["tenant"] = tenant,
            ["path"] = "nowhere.txt",
            ["/t/{tenant}/screens id"] = $"{screen.Id}",
            ["/t/{tenant}/tokens id"] = $"{token.Id}",
            ["/t/{tenant}/departments id"] = $"{department.Id}",
        });
    }

    /// <summary>E.g. <c>/t/10000/screens/…</c> of <c>/t/{tenant}/screens/{screen:guid}</c>.</summary>
    public string Address(Surface surface) => Parameter().Replace(surface.Route, match => Find(surface.Route, match.Groups[1].Value));

    private string Find(string route, string name) =>
        values.GetValueOrDefault(name) ?? values.FirstOrDefault(v => v.Key.Split(' ') is [var start, var of] && of == name && route.StartsWith(start, StringComparison.Ordinal)).Value
        ?? throw new InvalidOperationException($"{route}: Samples has no value for '{name}'; make a row of the tenant there, so that its access is tested");

    /// <summary><c>{tenant}</c>, <c>{id:guid}</c>, <c>{**path:file}</c>.</summary>
    [GeneratedRegex(@"\{\**(\w+)[^}]*\}")]
    private static partial Regex Parameter();
}
