using System.Buffers;
using System.Text;

namespace Wallboard.Web.Hosting;

/// <summary>
/// Rows for a spreadsheet, written as they come: UTF-8 with the mark that Excel needs for Chinese, CRLF, RFC 4180. Text that a spreadsheet would run as a
/// formula gets an apostrophe in front; figures are given as figures and need none.
/// </summary>
internal sealed class CsvWriter(Stream stream) : IAsyncDisposable
{
    public const string ContentType = "text/csv; charset=utf-8";

    // The wide ones are the same to some spreadsheets.
    private static readonly SearchValues<char> formula = SearchValues.Create("=+-@\t\r\n＝＋－＠"), quoted = SearchValues.Create(",\"\r\n\t");

    private readonly StreamWriter writer =
        new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), bufferSize: 16_384, leaveOpen: true) { NewLine = "\r\n" };

    /// <summary>Text cells.</summary>
    public Task RowAsync(params IEnumerable<string?> cells) => writer.WriteLineAsync(string.Join(',', cells.Select(Cell)));

    public ValueTask DisposeAsync() => writer.DisposeAsync();

    private static string Cell(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        if (formula.Contains(text[0])) text = "'" + text;
        return text.AsSpan().ContainsAny(quoted) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
