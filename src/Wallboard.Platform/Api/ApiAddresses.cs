namespace Wallboard.Platform.Api;

/// <summary>The address of each endpoint: a tenant has up to three hosts.</summary>
internal sealed class ApiAddresses
{
    private readonly string main, dialler, unversioned;

    // http://platform:8098/5.0.x.20210203_release/query/queryCdrs, http://dialler:8098/5.0.x.20210203_release/config/addOutboundInstance, http://dialler:8099/config/StartOutbound
    public ApiAddresses(PlatformApiOptions options)
    {
        main = Folder(options.Api);
        var (root, version) = Split(main);
        dialler = options.Dialer is not { } other ? main : other.AbsolutePath == "/" ? Folder(other) + version : Folder(other);
        unversioned = options.DialerControl is { } control ? Folder(control) : options.Dialer is null ? root : Split(dialler).Root;
    }

    public string Of(ApiEndpoint endpoint) => endpoint.Host switch
    {
        ApiHost.Main => main,
        ApiHost.Dialler => dialler,
        _ => unversioned,
    } + endpoint.Path;

    private static string Folder(Uri address) => address.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/";

    /// <summary>The address without its last segment, and that segment.</summary>
    private static (string Root, string Version) Split(string folder)
    {
        if (new Uri(folder).AbsolutePath == "/") return (folder, "");
        var at = folder.LastIndexOf('/', folder.Length - 2) + 1;
        return (folder[..at], folder[at..]);
    }
}
