using System.Globalization;
using Wallboard.Reports;
using Wallboard.Web.Hosting;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Reports.Files;

internal static class FileText
{
    public static Texts Words { get; } = new("Wallboard.Web.Features.Reports.Files.FileText");

    /// <summary>What the file is called when it is saved, e.g. <c>通话统计_按天_2026-11-15_2026-11-21.xlsx</c>.</summary>
    public static string FileName(string title, DateOnly from, DateOnly to, FileFormat format)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{title}_{from:yyyy-MM-dd}_{to:yyyy-MM-dd}");
        return $"{string.Join('-', name.Split([.. Path.GetInvalidFileNameChars(), '\\', '/', ':', '*', '?', '"', '<', '>', '|', ' ']))}.{Extension(format)}";
    }

    public static string Extension(FileFormat format) => format switch
    {
        FileFormat.Xlsx => "xlsx",
        FileFormat.Csv => "csv",
        _ => "pdf",
    };

    public static FileFormat? Format(string? extension) => Enum.GetValues<FileFormat>().Where(f => Extension(f) == extension).Cast<FileFormat?>().FirstOrDefault();

    /// <summary>E.g. <c>1.5 MB</c>.</summary>
    public static string Size(long bytes) => bytes switch
    {
        < 1000 => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1000d:0.#} kB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1_000_000d:0.#} MB"),
    };
}
