using System.Globalization;
using System.Text;
using QRCoder;

namespace Wallboard.Web.Features.Screens;

/// <summary>A QR code as one SVG path. (QRCoder's own SVG sets styles that the content security policy forbids.)</summary>
internal sealed record QrPath(int Size, string Path)
{
    /// <summary>With the quiet zone of four modules that readers need.</summary>
    public static QrPath Of(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var path = new StringBuilder();
        for (var y = 0; y < data.ModuleMatrix.Count; y++)
            for (int x = 0, run; x < data.ModuleMatrix.Count; x += Math.Max(run, 1))
            {
                run = Enumerable.Range(x, data.ModuleMatrix.Count - x).TakeWhile(i => data.ModuleMatrix[y][i]).Count();
                if (run > 0) path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h{run}v1h-{run}z");
            }
        return new(data.ModuleMatrix.Count, path.ToString());
    }
}
