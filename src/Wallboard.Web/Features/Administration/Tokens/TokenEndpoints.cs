using Microsoft.AspNetCore.Mvc;
using Wallboard.Web.Hosting.Access;

namespace Wallboard.Web.Features.Administration.Tokens;

internal static class TokenEndpoints
{
    public static void MapTokens(this WebApplication app) =>
        app.MapPost("/t/{tenant}/tokens/{id:guid}/revoke", RevokeAsync).Needs(Permission.ManageTokens);

    private static async Task<IResult> RevokeAsync(HttpContext http, TokenBook book, Guid id, [FromForm] string? confirmed) => Results.LocalRedirect(
        $"/t/{http.Here().In.Id}/tokens?outcome={(confirmed == "yes" && await book.RevokeAsync(http, id) ? "Revoked" : "NotFound")}");
}
