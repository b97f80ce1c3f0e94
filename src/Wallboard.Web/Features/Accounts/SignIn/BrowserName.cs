namespace Wallboard.Web.Features.Accounts.SignIn;

/// <summary>A browser in words, so that people recognise their own: <c>Chrome · Windows</c>. What says nothing known is empty.</summary>
internal static class BrowserName
{
    // Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0
    // Most claim to be Chrome and Safari too: the particular ones first.
    private static readonly (string Sign, string Name)[] browsers =
    [
        ("MicroMessenger", "WeChat"), ("DingTalk", "DingTalk"), ("QQBrowser", "QQ Browser"), ("HuaweiBrowser", "Huawei Browser"), ("Edg", "Edge"), ("OPR/", "Opera"),
        ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
    ];

    private static readonly (string Sign, string Name)[] systems =
    [
        ("OpenHarmony", "HarmonyOS"), ("HarmonyOS", "HarmonyOS"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
        ("Mac OS X", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux"),
    ];

    public static string Of(HttpContext http)
    {
        var agent = http.Request.Headers.UserAgent.ToString();
        return string.Join(" · ", new[] { Find(browsers), Find(systems) }.OfType<string>());

        string? Find((string Sign, string Name)[] known) => known.FirstOrDefault(k => agent.Contains(k.Sign, StringComparison.Ordinal)).Name;
    }
}
