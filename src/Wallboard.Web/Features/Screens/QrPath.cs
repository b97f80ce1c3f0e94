using System.Globalization;
using System.Text;
using QRCoder;

namespace Wallboard.Web.Features.Screens;

/// <summary>A QR code as one SVG path of unit squares. (QRCoder's own SVG sets styles that the content security policy forbids.)</summary>
internal sealed record QrPath(int Size, string Path)
{
    /// <summary>With the quiet zone of four modules that readers need.</summary>
    public static QrPath Of(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var path = new StringBuilder();
        for (var y = 0; y < data.ModuleMatrix.Count; y++)
            for (var x = 0; x < data.ModuleMatrix[y].Count; x++)
                if (data.ModuleMatrix[y][x]) path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
        return new(data.ModuleMatrix.Count, path.ToString());
    }
}
