using System.Diagnostics;
using System.Globalization;

namespace Wallboard.Testing;

/// <summary>The simulator in a process of its own, so that what it uses of the machine is not counted as somebody else's.</summary>
public sealed class SimulatorProcess : IAsyncDisposable
{
    private readonly Process process;

    private SimulatorProcess(Process process, Uri control) => (this.process, Control) = (process, control);

    /// <summary>Where <c>sim/…</c> is.</summary>
    public Uri Control { get; }

    public Uri Socket => new UriBuilder(Control) { Scheme = "ws", Path = "/cti" }.Uri;

    public Uri Api { get; private set; } = new("http://127.0.0.1/");

    public int ProcessId => process.Id;

    /// <param name="preset">E.g. <c>Load</c>.</param>
    /// <param name="historyDays">As many as the preset has, where it is null.</param>
    public static async Task<SimulatorProcess> Start(string preset, int? historyDays = null)
    {
        var control = new Uri($"http://127.0.0.1:{PortalProcess.FreePort()}/");
        var start = new ProcessStartInfo("dotnet", [Repository.Program("Wallboard.Simulator")])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment["ASPNETCORE_URLS"] = control.ToString().TrimEnd('/');
        start.Environment["Simulator__Preset"] = preset;
        if (historyDays is { } days) start.Environment["Simulator__HistoryDays"] = days.ToString(CultureInfo.InvariantCulture);
        var simulator = new SimulatorProcess(Process.Start(start)!, control);
        // Simulator: socket ws://127.0.0.1:40001/cti, api http://127.0.0.1:40001/5.0.x.20210203_release/, truth …
        var line = await simulator.process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The simulator did not start.");
        simulator.Api = new(line.Split("api ")[1].Split(',')[0]);
        return simulator;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
