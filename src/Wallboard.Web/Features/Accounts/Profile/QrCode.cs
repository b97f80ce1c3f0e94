using System.Drawing;
using System.Text;
using QRCoder;

namespace Wallboard.Web.Features.Accounts.Profile;

/// <summary>What an authenticator app reads, as a picture that needs neither script nor style.</summary>
internal static class QrCode
{
    private const string Issuer = "Wallboard";

    public static string AddressOf(string userName, string key) =>
        $"otpauth://totp/{Issuer}:{Uri.EscapeDataString(userName)}?secret={key}&issuer={Issuer}&digits=6&period={Totp.StepSeconds}";

    /// <summary>Black on white with its quiet border in either theme: cameras read nothing else as well.</summary>
    public static string Picture(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var code = new SvgQRCode(data);
        var svg = code.GetGraphic(new Size(256, 256), "#000000", "#ffffff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute);
        return $"data:image/svg+xml;base64,{Convert.ToBase64String(Encoding.UTF8.GetBytes(svg))}";
    }
}
