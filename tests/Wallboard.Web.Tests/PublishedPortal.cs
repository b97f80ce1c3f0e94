using System.Diagnostics;

namespace Wallboard.Web.Tests;

/// <summary>The portal, published once.</summary>
public sealed class PublishedPortal : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("wallboard-published-").FullName;

    public string Dll => Path.Combine(folder, "Wallboard.Web.dll");

    public async ValueTask InitializeAsync()
    {
        var project = Path.Combine(RepositoryRoot(), "src", "Wallboard.Web");
        // What these tests were built with, in its own configuration; nothing is built again.
        var configuration = AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            ? "Release" : "Debug";
        var (exitCode, output, error) = await RunAsync([], "publish", project, "--no-build", "--nologo", "-c", configuration, "-o", folder);
        Assert.True(exitCode == 0, output + error);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>In a working directory that has nothing to do with the portal.</summary>
    public static Process Start(Dictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = Path.GetTempPath(), RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (key, value) in environment) start.Environment[key] = value;
        return Process.Start(start)!;
    }

    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(Dictionary<string, string> environment, params string[] arguments)
    {
        using var process = Start(environment, arguments);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Wallboard.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
