using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Wallboard.Reports;
using Wallboard.Web.Features.Shell;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Reports.Files;

/// <summary>A file that is whole.</summary>
/// <param name="Sha256">Hex.</param>
/// <param name="Manifest">JSON.</param>
internal sealed record MadeFile(long Rows, long Bytes, string Sha256, string Manifest);

/// <summary>Makes one file of one table, whole or not at all, in the current language.</summary>
internal sealed class FileMaker(FileSource source, PdfPrinter pdf, TimeProvider clock)
{
    private static readonly JsonSerializerOptions json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <param name="path">Does not exist, and will not unless the file is whole.</param>
    /// <param name="progress">How many rows have been written.</param>
    public async Task<MadeFile> MakeAsync(FileOrder order, FileFormat format, string path, IProgress<long>? progress, CancellationToken ct)
    {
        var part = path + ".part";
        try
        {
            var table = await source(order, ct);
            var origin = new FileOrigin(order.By, clock.GetUtcNow(), term => Glossary.Words.Find($"Term.{term}.formula"));
            long rows;
            await using (var stream = new FileStream(part, Owners(FileMode.CreateNew, FileAccess.Write)))
                rows = format switch
                {
                    FileFormat.Xlsx => await new XlsxWriter().WriteAsync(table, origin, stream, progress, ct),
                    FileFormat.Csv => await CsvWriter.WriteAsync(table, stream, progress, ct),
                    _ => await pdf.WriteAsync(table, origin, stream, progress, ct),
                };
            var (bytes, sum) = await SumAsync(part, ct);
            File.Move(part, path);
            var manifest = new
            {
                rows, sha256 = sum, notes = Pairs(FileNotes.Of(table, origin, rows)), definitions = Pairs(FileNotes.Definitions(table, origin)), sections = table.Heading.Sections,
                columns = table.Columns.Select(column => column.Key),
            };
            return new(rows, bytes, sum, JsonSerializer.Serialize(manifest, json));
        }
        finally
        {
            File.Delete(part);
        }
    }

    public static string ContentType(FileFormat format) => format switch
    {
        FileFormat.Xlsx => XlsxWriter.ContentType,
        FileFormat.Csv => CsvWriter.ContentType,
        _ => "application/pdf",
    };

    private static async Task<(long Bytes, string Sum)> SumAsync(string path, CancellationToken ct)
    {
        await using var stream = File.OpenRead(path);
        return (stream.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, ct)));
    }

    /// <summary>Nobody else on the machine reads them.</summary>
    private static FileStreamOptions Owners(FileMode mode, FileAccess access)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access, BufferSize = 65_536 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    private static IEnumerable<object> Pairs(IReadOnlyList<(string Name, string Value)> pairs) => pairs.Select(pair => new { pair.Name, pair.Value });
}
