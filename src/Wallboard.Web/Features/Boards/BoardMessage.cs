using Wallboard.Live;
using Wallboard.Platform.Cti;

namespace Wallboard.Web.Features.Boards;

/// <summary>What browsers get: at joining with all tiles, later with the changed ones.</summary>
/// <param name="Seq">One more than the message before; a gap means join again.</param>
/// <param name="Now">The platform's clock, with the tenant's offset: browsers have no other.</param>
/// <param name="Build">Another one than the page's means load the page again.</param>
internal sealed record BoardMessage(long Seq, DateTimeOffset Now, LinkMessage Link, string Build, IReadOnlyList<TileHtml> Tiles);

internal sealed record LinkMessage(Freshness State, LinkReason? Reason, DateTimeOffset Since);
