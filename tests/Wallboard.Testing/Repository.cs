namespace Wallboard.Testing;

/// <summary>Where things lie in the working copy that the tests were built from.</summary>
public static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>Debug or Release: what the tests themselves were built as.</summary>
    public static string Configuration { get; } = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    /// <summary>The built program of a source project, e.g. <c>Wallboard.Web</c>.</summary>
    public static string Program(string project) =>
        Path.Combine(Root, "src", project, "bin", Configuration, "net10.0", project + ".dll");

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Wallboard.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("No Wallboard.sln above the test's folder.");
    }
}
