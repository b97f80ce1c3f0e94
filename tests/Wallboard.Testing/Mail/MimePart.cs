using System.Text;
using System.Text.RegularExpressions;

namespace Wallboard.Testing.Mail;

/// <summary>
/// A mail or a part of one, read as RFC 2045–2047 and 2231 say and by nothing of .NET's own mail: what this reads, another program reads.
/// </summary>
public sealed partial class MimePart
{
    private readonly List<(string Name, string Value)> headers = [];

    private MimePart(string text)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var (head, body) = end < 0 ? (text, "") : (text[..end], text[(end + 4)..]);
        foreach (var line in Folded().Replace(head, " ").Split("\r\n", StringSplitOptions.RemoveEmptyEntries))
            if (line.Split(':', 2) is [var name, var value]) headers.Add((name, value.Trim()));
            else throw new FormatException($"Not a header: {line}");
        ContentType = Parameter(this["Content-Type"] ?? "text/plain", "")!.ToLowerInvariant();
        if (ContentType.StartsWith("multipart/", StringComparison.Ordinal))
        {
            var parts = ("\r\n" + body).Split($"\r\n--{Parameter(this["Content-Type"]!, "boundary")}");
            // Before the first is the preamble, behind the last what begins with "--".
            if (!parts[^1].StartsWith("--", StringComparison.Ordinal)) throw new FormatException("The last boundary is missing");
            Parts = [.. parts[1..^1].Select(part => new MimePart(part[(part.IndexOf("\r\n", StringComparison.Ordinal) + 2)..]))];
        }
        else Content = Decode(body, (this["Content-Transfer-Encoding"] ?? "7bit").ToLowerInvariant());
    }

    public static MimePart Parse(string text) => new(text);

    public string ContentType { get; }

    public IReadOnlyList<MimePart> Parts { get; } = [];

    public byte[] Content { get; } = [];

    /// <summary>As UTF-8.</summary>
    public string Text => Encoding.UTF8.GetString(Content);

    /// <summary>What a mail program would call the attachment.</summary>
    public string? FileName => Words(Parameter(this["Content-Disposition"] ?? "", "filename") ?? Parameter(this["Content-Type"] ?? "", "name"));

    public bool IsAttachment => this["Content-Disposition"]?.StartsWith("attachment", StringComparison.OrdinalIgnoreCase) is true;

    public IEnumerable<string> HeaderNames => headers.Select(h => h.Name);

    /// <summary>The one header of that name, as it stands there; null where there is none.</summary>
    public string? this[string name] => headers.Where(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(h => h.Value).SingleOrDefault();

    /// <summary>A header with its encoded words read.</summary>
    public string? Header(string name) => Words(this[name]);

    /// <summary>The mail itself and all that is in it.</summary>
    public IEnumerable<MimePart> All => Parts.SelectMany(part => part.All).Prepend(this);

    private static byte[] Decode(string body, string encoding)
    {
        if (encoding == "base64") return Convert.FromBase64String(body);
        if (encoding != "quoted-printable") return Encoding.UTF8.GetBytes(body);
        var bytes = new List<byte>();
        var text = body.Replace("=\r\n", "", StringComparison.Ordinal);
        for (var i = 0; i < text.Length; i++)
            if (text[i] == '=')
            {
                bytes.Add(Convert.ToByte(text.Substring(i + 1, 2), 16));
                i += 2;
            }
            else bytes.Add(checked((byte)text[i]));
        return [.. bytes];
    }

    /// <summary>RFC 2047: neighbours are one text.</summary>
    private static string? Words(string? text) => text is null ? null : EncodedWord().Replace(Between().Replace(text, "$1"), word =>
        Encoding.GetEncoding(word.Groups[1].Value).GetString(word.Groups[2].Value is "B" or "b"
            ? Convert.FromBase64String(word.Groups[3].Value)
            : Decode(word.Groups[3].Value.Replace('_', ' '), "quoted-printable")));

    /// <summary>The value before the first semicolon for no name; RFC 2231's <c>name*=utf-8''…</c> goes before the plain one.</summary>
    private static string? Parameter(string header, string name)
    {
        if (name.Length == 0) return header.Split(';')[0].Trim();
        string? Find(string key) => Regex.Match(header, $"""(?:^|[;\s]){Regex.Escape(key)}=(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))""", RegexOptions.IgnoreCase) is { Success: true } found
            ? Regex.Replace(found.Groups[1].Success ? found.Groups[1].Value : found.Groups[2].Value, @"\\(.)", "$1")
            : null;
        return Find($"{name}*") is { } extended ? Uri.UnescapeDataString(extended.Split('\'', 3)[2]) : Find(name);
    }

    [GeneratedRegex(@"\r\n[ \t]+")]
    private static partial Regex Folded();

    [GeneratedRegex(@"=\?([^?]+)\?([BbQq])\?([^?]*)\?=")]
    private static partial Regex EncodedWord();

    [GeneratedRegex(@"(\?=)\s+(?==\?)")]
    private static partial Regex Between();
}
