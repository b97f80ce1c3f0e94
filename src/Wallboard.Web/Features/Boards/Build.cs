using System.Security.Cryptography;
using System.Text;

namespace Wallboard.Web.Features.Boards;

/// <summary>Names this build of code and browser files.</summary>
internal static class Build
{
    public static string Id { get; } = Compute();

    private static string Compute()
    {
        var assembly = typeof(Build).Assembly;
        var assets = Path.Combine(AppContext.BaseDirectory, $"{assembly.GetName().Name}.staticwebassets.endpoints.json");
        var text = assembly.ManifestModule.ModuleVersionId + (File.Exists(assets) ? File.ReadAllText(assets) : "");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];
    }
}
