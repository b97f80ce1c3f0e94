using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Playwright;
using Wallboard.Reports;

namespace Wallboard.Web.Features.Reports.Files;

/// <summary>
/// A report as PDF: its component as HTML, printed by one warm Chromium, with a fresh context each. Nothing is fetched: the page's own files are handed to it in
/// process, every other request is refused.
/// </summary>
internal sealed class PdfPrinter(IConfiguration configuration, IWebHostEnvironment environment, IServiceScopeFactory scopes, ILoggerFactory loggers) : IAsyncDisposable
{
    /// <summary>Of the files that the page may have; there is no such host.</summary>
    public const string Origin = "http://report.invalid";

    public const int MostRows = 5000;
    private const int AtOnce = 2, Seconds = 60;
    private const string Setting = "Reports:Chromium";

    // The one without windows is Chromium all the same, and prints in two thirds of the time.
    private static readonly string[] usual = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];

    // No sandbox: where the portal runs as root, or in a container, there is none. What is printed is the portal's own, and has no script.
    private static readonly string[] flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
        "--disable-sync", "--disable-extensions",
    ];

    private static readonly string[] fonts = ["/lib/inter/", "/lib/noto-sans-sc/"];

    private readonly SemaphoreSlim atOnce = new(AtOnce, AtOnce), starting = new(1, 1);
    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <returns>The rows.</returns>
    /// <exception cref="FileRefusedException">There is no Chromium, or there are too many rows.</exception>
    public async Task<long> WriteAsync(ReportTable table, FileOrigin origin, Stream stream, IProgress<long>? progress, CancellationToken ct)
    {
        if (!File.Exists(Path)) throw new FileRefusedException("Failure.noChromium", Path);
        var reading = new TableReading(table, progress);
        List<Cell[]> rows = [];
        await foreach (var row in reading.RowsAsync(ct))
        {
            if (rows.Count == MostRows) throw new FileRefusedException("Failure.pdfTooLong", MostRows);
            rows.Add(row);
        }
        var html = await HtmlAsync(new()
        {
            [nameof(ReportPdf.Table)] = table, [nameof(ReportPdf.Rows)] = rows, [nameof(ReportPdf.Totals)] = reading.TotalLine(), [nameof(ReportPdf.Origin)] = origin,
            [nameof(ReportPdf.Style)] = await StyleAsync(ct),
        });
        await stream.WriteAsync(await PrintAsync(html, ct), ct);
        return reading.Rows;
    }

    public async ValueTask DisposeAsync()
    {
        atOnce.Dispose();
        starting.Dispose();
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }

    private string Path => configuration[Setting] is { Length: > 0 } path ? path : Array.Find(usual, File.Exists) ?? usual[^1];

    /// <summary>
    /// A page is laid out on paper only, not on a screen that nobody sees as well; what is not on the screen has no font fetched, so every character stands there once.
    /// </summary>
    private static string WithGlyphs(string html) =>
        html.Replace("</body>", $"<p class=\"glyphs\">{HtmlEncoder.Default.Encode(string.Concat(WebUtility.HtmlDecode(html).EnumerateRunes().Distinct()))}</p></body>", StringComparison.Ordinal);

    private async Task<string> StyleAsync(CancellationToken ct)
    {
        var style = new StringBuilder();
        foreach (var folder in fonts) style.Append((await TextAsync($"{folder}wght.css")).Replace("url(./", $"url({Origin}{folder}", StringComparison.Ordinal));
        return style.Append(await TextAsync("/css/report-print.css")).ToString();

        async Task<string> TextAsync(string path)
        {
            using var reader = new StreamReader(environment.WebRootFileProvider.GetFileInfo(path).CreateReadStream());
            return await reader.ReadToEndAsync(ct);
        }
    }

    private async Task<string> HtmlAsync(Dictionary<string, object?> parameters)
    {
        var culture = CultureInfo.CurrentUICulture;
        await using var scope = scopes.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, loggers);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, culture);
            return (await renderer.RenderComponentAsync<ReportPdf>(ParameterView.FromDictionary(parameters))).ToHtmlString();
        });
    }

    private async Task<byte[]> PrintAsync(string html, CancellationToken ct)
    {
        await atOnce.WaitAsync(ct);
        try
        {
            await using var context = await (await BrowserAsync(ct)).NewContextAsync(new() { JavaScriptEnabled = false, ServiceWorkers = ServiceWorkerPolicy.Block });
            // Whoever cancels does not wait for the print.
            await using var cancelled = ct.Register(() => context.CloseAsync());
            context.SetDefaultTimeout(Seconds * 1000);
            await context.RouteAsync("**/*", ServeAsync);
            var page = await context.NewPageAsync();
            await page.SetContentAsync(WithGlyphs(html), new() { WaitUntil = WaitUntilState.Load });
            // Fonts are asked for when the page is laid out, which may be after it has loaded.
            await page.EvaluateAsync("() => (document.body.offsetHeight, document.fonts.ready.then(() => undefined))");
            // Not tagged: a thousand rows of tags are thirteen times as large and take four times as long; who reads with a screen reader has page and workbook.
            return await page.PdfAsync(new() { PreferCSSPageSize = true, PrintBackground = true, Tagged = false });
        }
        catch (PlaywrightException) when (ct.IsCancellationRequested)
        {
            throw new OperationCanceledException(ct);
        }
        catch (TimeoutException)
        {
            throw new FileRefusedException("Failure.pdfSlow", Seconds);
        }
        finally
        {
            atOnce.Release();
        }
    }

    private async Task ServeAsync(IRoute route)
    {
        var path = route.Request.Url.StartsWith(Origin, StringComparison.Ordinal) ? new Uri(route.Request.Url).AbsolutePath : "";
        var file = Array.Exists(fonts, start => path.StartsWith(start, StringComparison.Ordinal)) ? environment.WebRootFileProvider.GetFileInfo(path) : null;
        if (file is not { Exists: true })
        {
            await route.AbortAsync();
            return;
        }
        await using var stream = file.CreateReadStream();
        var body = new MemoryStream();
        await stream.CopyToAsync(body);
        // A font is asked for across origins: what a page without an address has is one of its own.
        await route.FulfillAsync(new()
        {
            BodyBytes = body.ToArray(), ContentType = "font/woff2",
            Headers = new Dictionary<string, string> { ["Access-Control-Allow-Origin"] = "*" },
        });
    }

    /// <summary>Warm; another one where it has died.</summary>
    private async Task<IBrowser> BrowserAsync(CancellationToken ct)
    {
        await starting.WaitAsync(ct);
        try
        {
            if (browser is { IsConnected: true }) return browser;
            playwright ??= await Playwright.CreateAsync();
            return browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Path, Args = flags });
        }
        finally
        {
            starting.Release();
        }
    }
}
