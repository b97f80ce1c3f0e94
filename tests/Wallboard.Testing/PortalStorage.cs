using System.Net;
using System.Text.RegularExpressions;

namespace Wallboard.Testing;

/// <summary>
/// A portal's storage in a folder of its own. It begins as a copy of one that was made once for all tests, the way that people do it: the first
/// administrator by their link, then a television for each language and theme. So every portal that starts from it knows the same people and screens.
/// </summary>
public sealed partial class PortalStorage : IDisposable
{
    public const string Administrator = "administrator";
    public const string Password = "a-password-for-tests-only";

    private static readonly Lazy<Task<Made>> made = new(Make);

    private readonly string folder;

    private PortalStorage(string folder) => this.folder = folder;

    private sealed record Made(PortalStorage Storage, Cookie Person, IReadOnlyDictionary<(string Language, string Theme), Cookie> Screens);

    /// <summary>What <c>Storage:ConnectionString</c> is.</summary>
    public string ConnectionString => $"Data Source={Path.Combine(folder, "wallboard.db")}";

    /// <summary>Nobody and nothing is in it.</summary>
    public static PortalStorage Empty() => new(Directory.CreateTempSubdirectory("wallboard-storage-").FullName);

    public static async Task<PortalStorage> Copy()
    {
        var (from, to) = ((await made.Value).Storage, Empty());
        foreach (var file in Directory.GetFiles(from.folder)) File.Copy(file, Path.Combine(to.folder, Path.GetFileName(file)));
        return to;
    }

    /// <summary>The sign-in of <see cref="Administrator"/>.</summary>
    public static async Task<Cookie> Person() => (await made.Value).Person;

    /// <summary>The credential of a television whose screen is in this language and theme.</summary>
    public static async Task<Cookie> Screen(string language, string theme) => (await made.Value).Screens[(language, theme)];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static async Task<Made> Make()
    {
        var storage = Empty();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => storage.Dispose();
        var nowhere = $"127.0.0.1:{PortalProcess.FreePort()}";
        var settings = PortalProcess.Tenant(new($"ws://{nowhere}/cti"), new($"http://{nowhere}/5.0/"));
        settings["Storage__ConnectionString"] = storage.ConnectionString;
        await using var portal = await PortalProcess.Start(settings).Listening();
        using var person = new PortalVisitor(portal.Address);
        await Eventually.True(() => Task.FromResult(SetupLink().IsMatch(portal.Output)), TimeSpan.FromSeconds(10), "the first administrator's link");
        await person.Submit(
            SetupLink().Match(portal.Output).Value, ("displayName", "测试"), ("userName", Administrator), ("password", Password), ("repeated", Password));

        // Boards with a line more under the figures, and all of it has to fit.
        await person.Submit(
            "t/10000/settings", ("compares", "yes"), ("target-serviceLevel", "80"), ("target-longestWaitSeconds", "30"), ("target-answered", "6000"), ("target-abandoned", "900"),
            ("target-ready", "5"), ("target-offeredByHour", "400"));

        var screens = new Dictionary<(string, string), Cookie>();
        foreach (var language in new[] { "zh-CN", "en" })
            foreach (var theme in new[] { "dark", "light" }) screens[(language, theme)] = await Pair(portal.Address, person, language, theme);
        return new(storage, person.Cookies("/").Single(c => c.Name == "wallboard.person"), screens);
    }

    private static async Task<Cookie> Pair(Uri portal, PortalVisitor person, string language, string theme)
    {
        using var television = new PortalVisitor(portal);
        var code = Code().Match(await television.Http.GetStringAsync(new Uri("tv", UriKind.Relative))).Groups[1].Value;
        await person.Submit("pair", ("Code", code), ("Name", $"{language} {theme}"), ("Tenant", "10000"), ("Board", "default"), ("Language", language), ("Theme", theme));
        using var answer = await television.Http.PostAsync(new Uri("tv/pairing", UriKind.Relative), null);
        answer.EnsureSuccessStatusCode();
        return television.Cookies("/tv").Single(c => c.Name == "wallboard.screen");
    }

    [GeneratedRegex(@"http://\S+/setup/\S+")]
    private static partial Regex SetupLink();

    [GeneratedRegex("id=\"code\">([^<]*)<")]
    private static partial Regex Code();
}
