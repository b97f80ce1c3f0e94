using System.Text;

namespace Wallboard.Reports.Tests;

/// <summary>Every report of the catalogue against the simulator: what the page shows is what its files hold, cell by cell.</summary>
public sealed class FacesTests(RunTests.Platform platform) : IClassFixture<RunTests.Platform>
{
    [Theory]
    [MemberData(nameof(CatalogueTests.Every), MemberType = typeof(CatalogueTests))]
    public async Task A_workbook_and_a_csv_hold_what_the_page_shows(string id, ReportSubject subject, ReportUnit unit)
    {
        FileTables.Speak();
        var result = (await platform.Lab.RunAsync(ReportCatalogue.Find(id)!, subject, unit)).Showing([]);
        string[][] shown = [.. Lines(result).Select(line => line.Index().Select(c => CellText.Plain(c.Item, result.Columns[c.Index].Kind)).ToArray())];

        using var stream = new MemoryStream();
        await CsvWriter.WriteAsync(result.Table(), stream);
        var csv = Encoding.UTF8.GetString(stream.ToArray()).TrimEnd().Split("\r\n").Skip(1).Select(line => line.Split(',')).ToList();
        using var book = await Book.OfAsync(result.Table());
        Assert.Equal(shown.Length, csv.Count);
        Assert.Equal(shown.Length + 1, book.Count(0));
        for (var row = 0; row < shown.Length; row++)
        {
            var (written, expected) = (book.Row(row + 2), shown[row]);
            // The label of the line of totals stands in one of the columns that have none.
            var skip = result.Totals is not null && row == shown.Length - 1 ? Enumerable.Range(0, expected.Length).Where(c => expected[c].Length == 0).ToHashSet() : [];
            for (var column = 0; column < expected.Length; column++)
                if (!skip.Contains(column))
                    Assert.Equal((expected[column], expected[column]), (csv[row][column].TrimStart('\''), written.ElementAtOrDefault(column)?.Displayed ?? ""));
        }
    }

    private static IEnumerable<Cell[]> Lines(ReportResult result) => result.Totals is { } totals ? [.. result.Rows, totals] : result.Rows;
}
