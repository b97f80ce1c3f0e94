using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using Wallboard.Testing;

namespace Wallboard.Benchmarks.Exports;

/// <summary>A report of about a thousand rows as PDF, asked of a portal process: the first print starts Chromium, the others find it warm. Under a second is wanted.</summary>
internal static class PdfCommand
{
    public static async Task<int> Run()
    {
        await using var platform = await SimulatorProcess.Start("Demo");
        await using var portal = await PortalProcess.Open(PortalProcess.Tenant(platform.Socket, platform.Api));
        using var http = new HttpClient { BaseAddress = portal.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", PortalProcess.Token);
        await Eventually.True(
            async () => (await portal.Live()).GetProperty("link").GetProperty("state").GetString() == "fresh", TimeSpan.FromSeconds(40), "the portal is connected");
        // A month of 34 agents: a thousand rows.
        var agents = string.Join(',', (await portal.Live()).GetProperty("agents").EnumerateArray().Select(a => a.GetProperty("dn").GetString()).Where(dn => dn != PortalProcess.Seat).Take(34));
        var csv = await http.GetStringAsync(Address("csv", agents));
        var rows = csv.Count(c => c == '\n') - 2;
        List<double> warm = [];
        for (var i = 0; i < 21; i++)
        {
            var watch = Stopwatch.StartNew();
            var pdf = await http.GetByteArrayAsync(Address("pdf", agents));
            var seconds = watch.Elapsed.TotalSeconds;
            if (i > 0) warm.Add(seconds);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(i == 0 ? "cold" : "warm")}: {rows} rows, {seconds:0.00} s, {pdf.Length / 1000} kB"));
        }
        var (typical, worst) = (warm.Order().ElementAt(warm.Count / 2), warm.Max());
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"warm: p50 {typical:0.00} s, worst {worst:0.00} s"));
        return worst < 1 ? 0 : 1;
    }

    private static Uri Address(string format, string agents) => new($"api/reports/10000/calls.{format}?unit=day&subject=agents&period=last30Days&numbers={agents}", UriKind.Relative);
}
