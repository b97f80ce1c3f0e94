using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Wallboard.Reports;
using Wallboard.Web.Features.Reports.Files;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Tests.Reports;

public sealed class PdfTests : IDisposable
{
    private readonly FileLab lab = new();

    public void Dispose() => lab.Dispose();

    [Fact]
    public async Task A_report_is_printed_in_chinese_with_a_head_and_a_number_on_each_page()
    {
        lab.Source = (_, _) => Task.FromResult(FileLab.Table(200));
        var (browser, _) = await lab.SignInAsync();
        using var __ = browser;
        var file = await lab.MakeAsync(browser, "pdf");
        Assert.Equal((FileState.Ready, null), (file.State, file.Failure));
        var pages = await TextAsync(await FileLab.FetchAsync(browser, file));
        Assert.InRange(pages.Length, 3, 12);
        Assert.Contains("通话统计", pages[0], StringComparison.Ordinal);
        Assert.Contains("2026-11-15 至 2026-11-21", pages[0], StringComparison.Ordinal);
        foreach (var (i, page) in pages.Index())
        {
            Assert.Contains("呼入接听量", page, StringComparison.Ordinal);
            Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"第{i + 1}页，共{pages.Length}页"), page.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        }
        var all = string.Concat(pages);
        Assert.Contains("=售前咨询", all, StringComparison.Ordinal);
        Assert.Contains("队列199", all, StringComparison.Ordinal);
        Assert.Matches("合计.*219,900.*180,000.*5365:00:00.*81.86%", all.Replace('\n', ' '));
    }

    /// <summary>What the page shows is <see cref="CellText"/> of the same table: Reports.Tests compare it with the other files.</summary>
    [Fact]
    public async Task Every_report_of_the_catalogue_has_each_cell_of_its_rows_on_paper()
    {
        var printer = lab.Portal.Services.GetRequiredService<PdfPrinter>();
        foreach (var report in ReportCatalogue.All)
        {
            var (subject, unit) = (report.Subjects[^1], report.UnitsOf(report.Subjects[^1])[0]);
            ReportColumn[] columns = [new("period", "", ColumnKind.Day), new("name", "", ColumnKind.Text), .. report.Measures.Where(column => !column.IsExtra && !column.IsHidden)];
            Cell[][] rows = [.. Enumerable.Range(0, 40).Select(row => columns.Select((column, at) => Some(column.Kind, row, at)).ToArray())];
            var heading = new ReportHeading(report.Id, "演示呼叫中心", "Asia/Shanghai", new(2026, 11, 15), new(2026, 11, 21), unit, subject, []) { ReadAt = TimeProvider.System.GetUtcNow() };
            using var pdf = new MemoryStream();

            Assert.Equal(rows.Length, await printer.WriteAsync(new(heading, columns, rows.ToAsyncEnumerable()), new("测试", heading.ReadAt, _ => null), pdf, null, default));

            // A row stands on a line; one that wraps has lines of its own, whose cells follow one another as they were printed.
            var file = pdf.ToArray();
            var (printed, lines) = (Bare(string.Concat(await TextAsync(file, "-raw"))), string.Join('\n', await TextAsync(file)).Split('\n').Select(Bare).ToHashSet());
            foreach (var texts in rows.Select(row => row.Select((cell, at) => CellText.Of(cell, columns[at].Kind)).ToArray()))
            {
                if (texts[1].Length > PdfBands.Longest) Assert.Contains(Bare(string.Concat(texts)), printed, StringComparison.Ordinal);
                else Assert.Contains(Bare(string.Concat(texts)), lines);
            }
        }

        static string Bare(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

        static Cell Some(ColumnKind kind, int row, int at) => (row + at) % 11 == 10 ? Cell.Unknown : kind switch
        {
            ColumnKind.Text => Cell.Of(row % 7 == 6 ? $"Sales of everything \"{row}\" & <b>" : row % 2 == 0 ? $"售前咨询 {row}" : $"S \"{row}\" & <b>"),
            ColumnKind.Day or ColumnKind.Hour or ColumnKind.Month => Cell.Of(new DateTime(2026, 11, 1).AddDays(row)),
            ColumnKind.Duration => Cell.Of(TimeSpan.FromSeconds((row * 7919) + at)),
            ColumnKind.Rate => Cell.Of((row + at) / 97d),
            _ => Cell.Of((double)((row * 1234) + at)),
        };
    }

    [Fact]
    public async Task What_is_too_long_is_refused_in_words()
    {
        lab.Source = (_, _) => Task.FromResult(FileLab.Table(5001));
        var (browser, _) = await lab.SignInAsync();
        using var __ = browser;
        Assert.Equal((FileState.Failed, "Failure.pdfTooLong\n5000"), await OutcomeAsync(browser));
    }

    [Fact]
    public async Task Where_there_is_no_chromium_it_says_so()
    {
        lab.Portal.Settings["Reports:Chromium"] = "/nowhere/chromium";
        var (browser, _) = await lab.SignInAsync();
        using var __ = browser;
        Assert.Equal((FileState.Failed, "Failure.noChromium\n/nowhere/chromium"), await OutcomeAsync(browser));
        Assert.Contains("Reports:Chromium", (await browser.GetAsync("/t/10000/files")).Body!.TextContent, StringComparison.Ordinal);
    }

    private async Task<(FileState, string?)> OutcomeAsync(Security.Browser browser) => await lab.MakeAsync(browser, "pdf") is var file ? (file.State, file.Failure) : default;

    /// <summary>By page.</summary>
    private static async Task<string[]> TextAsync(byte[] pdf, string order = "-layout")
    {
        var path = Path.GetTempFileName();
        await File.WriteAllBytesAsync(path, pdf);
        using var process = Process.Start(new ProcessStartInfo("pdftotext", [order, path, "-"]) { RedirectStandardOutput = true })!;
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        File.Delete(path);
        return text.TrimEnd('\f').Split('\f');
    }
}
