using System.Text;

namespace Wallboard.Reports.Tests;

public sealed class CsvTableTests
{
    public CsvTableTests() => FileTables.Speak();

    /// <summary>What a reader of RFC 4180 gets is what is on screen, but for the apostrophe in front of what would run.</summary>
    [Fact]
    public async Task What_is_written_is_read_again()
    {
        string[] texts = ["plain", "a,b", "say \"no\"", "two\r\nlines", "=1+1", " \u200F=1", "+8613800000001", "\u202E反", new('长', 10_000), "a\u0000\u0007b", "😀", "007"];
        Cell[][] rows = [.. texts.Select((text, i) => FileTables.Row(i, text)), FileTables.UnknownRow];
        using var stream = new MemoryStream();
        Assert.Equal(rows.Length, await CsvWriter.WriteAsync(FileTables.Table(rows), stream));
        var read = Read(Encoding.UTF8.GetString(stream.ToArray()).TrimStart('\uFEFF'));
        Assert.Equal(rows.Length + 1, read.Count);
        for (var r = 0; r < rows.Length; r++)
            for (var c = 0; c < FileTables.Columns.Length; c++)
            {
                var expected = CellText.Plain(rows[r][c], FileTables.Columns[c].Kind).Replace("\u0000\u0007", "", StringComparison.Ordinal);
                Assert.Equal(r is >= 4 and <= 6 && c == 1 ? "'" + expected : expected, read[r + 1][c]);
            }
    }

    [Fact]
    public async Task A_figure_below_zero_is_no_formula()
    {
        ReportColumn[] one = [new("n", "", ColumnKind.Count) { Title = "n" }];
        using var stream = new MemoryStream();
        await CsvWriter.WriteAsync(FileTables.Table([[Cell.Of(-5d)]], one), stream);
        Assert.Equal("\uFEFFn\r\n-5\r\n", Encoding.UTF8.GetString(stream.ToArray()));
    }

    [Fact]
    public async Task Columns_of_one_name_say_which_group_they_are_of()
    {
        ReportColumn[] columns = [new("inCalls", "inbound", ColumnKind.Count), new("inCalls", "calls", ColumnKind.Count), new("calls", "calls", ColumnKind.Count)];
        using var stream = new MemoryStream();
        await CsvWriter.WriteAsync(FileTables.Table([], columns), stream);
        Assert.Equal("\uFEFF呼入 呼入量,通话量 呼入量,通话量\r\n", Encoding.UTF8.GetString(stream.ToArray()));
    }

    private static List<List<string>> Read(string csv)
    {
        List<List<string>> rows = [];
        List<string> row = [];
        var (cell, quoted) = (new StringBuilder(), false);
        for (var i = 0; i < csv.Length; i++)
        {
            if (quoted)
            {
                if (csv[i] != '"') cell.Append(csv[i]);
                else if (i + 1 < csv.Length && csv[i + 1] == '"') cell.Append(csv[i++]);
                else quoted = false;
            }
            else if (csv[i] == '"') quoted = true;
            else if (csv[i] == ',') End();
            else if (csv[i] == '\n')
            {
                End();
                rows.Add(row);
                row = [];
            }
            else if (csv[i] != '\r') cell.Append(csv[i]);
        }
        return rows;

        void End()
        {
            row.Add(cell.ToString());
            cell.Clear();
        }
    }
}
