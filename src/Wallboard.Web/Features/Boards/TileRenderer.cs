using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Wallboard.Web.Features.Boards.Tiles;

namespace Wallboard.Web.Features.Boards;

/// <summary>One tile as HTML.</summary>
internal sealed record TileHtml(string Id, string Html);

/// <summary>Tiles to HTML outside of any request.</summary>
internal sealed class TileRenderer(IServiceScopeFactory scopes, ILoggerFactory loggers)
{
    /// <summary>One renderer per call, disposed: one that is kept never lets its roots go.</summary>
    public async Task<IReadOnlyList<TileHtml>> RenderAsync(IReadOnlyList<TileModel> models, CultureInfo culture, DateTimeOffset now)
    {
        if (models.Count == 0) return [];
        // The framework's own services for rendering are scoped.
        await using var scope = scopes.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, loggers);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, culture);
            var tiles = new List<TileHtml>(models.Count);
            foreach (var model in models)
            {
                var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>
                {
                    [nameof(TileView.Model)] = model,
                    [nameof(TileView.Now)] = now,
                });
                var root = await renderer.RenderComponentAsync<TileView>(parameters);
                tiles.Add(new(model.Tile.Id, root.ToHtmlString()));
            }
            return tiles;
        });
    }
}
