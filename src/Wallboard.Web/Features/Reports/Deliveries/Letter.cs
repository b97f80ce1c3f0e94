using System.Globalization;
using System.Net;
using System.Text;
using Wallboard.Web.Features.Reports.Files;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Reports.Deliveries;

/// <summary>What stands in a mail, for programs that show HTML and for those that do not.</summary>
/// <param name="Subject">One line.</param>
internal sealed record Letter(string Subject, string Text, string Html)
{
    private const int LongestSubject = 200;

    public static Letter Plain(string subject, string body)
    {
        var lines = body.ReplaceLineEndings("\n").Split('\n').Select(Line).ToList();
        return new(SubjectOf(subject), string.Join("\r\n", lines) + "\r\n", Page(string.Join("\n", lines.Where(l => l.Length > 0).Select(l => $"<p>{Encode(l)}</p>"))));
    }

    /// <summary>In the current language.</summary>
    /// <param name="link">Of a file; null where there is none.</param>
    /// <param name="closing">Whole sentences.</param>
    public static Letter Of(Parcel parcel, Func<ParcelFile, string?> link, IReadOnlyList<string> closing)
    {
        var words = DeliveryText.Words;
        var due = parcel.Due.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        var title = Line(words["Letter.title", parcel.Tenant.DisplayName, parcel.Schedule]);
        var about = Line(words["Letter.due", $"{due} (UTC{parcel.Due.ToString("zzz", CultureInfo.InvariantCulture)})"]);
        var (text, html) = (new StringBuilder(), new StringBuilder());
        text.Append(title).Append("\r\n").Append(about).Append("\r\n\r\n");
        html.Append("<h1 style=\"font-size:18px;margin:0 0 4px\">").Append(Encode(title)).Append("</h1>\n").Append(Muted(about)).Append("<ul style=\"padding-left:20px\">\n");
        foreach (var file in parcel.Files)
        {
            var (name, facts, address) = (Line(file.Title), Line(Facts(parcel, file)), link(file));
            text.Append("- ").Append(name).Append("\r\n  ").Append(facts).Append("\r\n");
            if (address is not null) text.Append("  ").Append(address).Append("\r\n");
            html.Append("<li style=\"margin-bottom:10px\">")
                .Append(address is null ? $"<strong>{Encode(name)}</strong>" : $"<a href=\"{Encode(address)}\"><strong>{Encode(name)}</strong></a>")
                .Append("<br>").Append(Encode(facts)).Append("</li>\n");
        }
        html.Append("</ul>\n");
        text.Append("\r\n");
        foreach (var sentence in closing.Append(words["Letter.automatic"]))
        {
            text.Append(Line(sentence)).Append("\r\n");
            html.Append(Muted(Line(sentence)));
        }
        return new(SubjectOf($"[{parcel.Tenant.DisplayName}] {parcel.Schedule} {due}"), text.ToString(), Page(html.ToString()));
    }

    /// <summary>E.g. "Excel, 1,234 rows, 56 kB, made 2026-11-23 08:00".</summary>
    public static string Facts(Parcel parcel, ParcelFile file) => DeliveryText.Words["Letter.file",
        DeliveryText.Words[$"Format.{file.Format}"], file.Rows.ToString("N0", CultureInfo.InvariantCulture), FileText.Size(file.Bytes),
        parcel.Tenant.Local(MadeAt(file, parcel)).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)];

    public static DateTimeOffset MadeAt(ParcelFile file, Parcel parcel) => File.Exists(file.Path) ? new(File.GetLastWriteTimeUtc(file.Path), TimeSpan.Zero) : parcel.Due;

    private static string SubjectOf(string text) => Line(text) is { Length: > LongestSubject } longer ? longer[..LongestSubject] : Line(text);

    /// <summary>On one line: what stands in a subject must not begin a header of its own.</summary>
    private static string Line(string text) => string.Join(' ', string.Concat(text.EnumerateRunes().Select(rune =>
        Rune.IsControl(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator ? " " : rune.ToString()))
        .Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static string Muted(string line) => $"<p style=\"color:#555;margin:0 0 8px\">{Encode(line)}</p>\n";

    private static string Encode(string text) => WebUtility.HtmlEncode(text);

    private static string Page(string body) =>
        $"<!DOCTYPE html>\n<html lang=\"{CultureInfo.CurrentUICulture.Name}\"><head><meta charset=\"utf-8\"></head>\n"
        + $"<body style=\"font-family:system-ui,'Microsoft YaHei','PingFang SC',sans-serif;font-size:14px;color:#222\">\n{body}</body></html>\n";
}
