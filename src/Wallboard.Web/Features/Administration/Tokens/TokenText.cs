using Wallboard.Web.Hosting;

namespace Wallboard.Web.Features.Administration.Tokens;

internal static class TokenText
{
    public static Texts Words { get; } = new("Wallboard.Web.Features.Administration.Tokens.TokenText");
}
