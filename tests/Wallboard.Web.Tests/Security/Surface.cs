using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using Wallboard.Web.Hosting.Access;

namespace Wallboard.Web.Tests.Security;

internal enum SurfaceKind
{
    Request,
    Page,
    Socket,
    HubMethod,
}

/// <summary>One thing of the running portal that somebody can reach for.</summary>
/// <param name="Methods">HTTP methods; of a page <c>GET</c> and, since each can answer its own form, <c>POST</c>.</param>
/// <param name="Needs">What each of its declarations asks for: a permission's name, or one of the other words here. Exactly one is right.</param>
internal sealed record Surface(SurfaceKind Kind, IReadOnlyList<string> Methods, string Route, IReadOnlyList<string> Needs, RouteEndpoint Endpoint, MethodInfo? Method = null)
{
    public const string Everybody = "everybody", SignedIn = "whoever signed in", Nobody = "nobody";

    /// <summary>The words for what a surface can ask for, in the order of the document.</summary>
    public static readonly IReadOnlyList<string> AllNeeds = [.. Enum.GetNames<Permission>(), SignedIn, Everybody, Nobody];

    public string Need => Needs.Count == 1 ? Needs[0] : throw new InvalidOperationException($"{this}: {string.Join(" and ", Needs)}");

    public IEnumerable<string> Parameters => Endpoint.RoutePattern.Parameters.Select(p => p.Name);

    public bool IsOfTenant => Parameters.Contains("tenant");

    public override string ToString() => Kind switch
    {
        SurfaceKind.Page => $"page {Route}",
        SurfaceKind.Socket => $"socket {Route}",
        SurfaceKind.HubMethod => $"hub {Route} {Method!.Name}",
        _ => $"{(Methods.Count == 0 ? "any" : string.Join(", ", Methods))} {Route}",
    };

    /// <summary>Every endpoint but static files, which <see cref="StaticFiles"/> has; every page; every public method of every hub.</summary>
    public static IReadOnlyList<Surface> Of(PortalFactory portal) =>
        [.. Endpoints(portal).Where(e => !IsFile(e)).SelectMany(Of).OrderBy(s => s.Route, StringComparer.Ordinal).ThenBy(s => s.ToString(), StringComparer.Ordinal)];

    public static IEnumerable<RouteEndpoint> StaticFiles(PortalFactory portal) => Endpoints(portal).Where(IsFile);

    /// <summary>All that it says about who may: an endpoint that says two things means one of them only.</summary>
    public static IReadOnlyList<string> NeedsOf(IEnumerable<object> declarations) =>
    [
        .. declarations.Select(d => d switch
        {
            NeedsAttribute needs => needs.Policy!,
            NeedsSignInAttribute => SignedIn,
            IAllowAnonymous => Everybody,
            IAuthorizeData other => $"an unknown policy '{other.Policy}'",
            _ => null,
        }).OfType<string>().DefaultIfEmpty(Nobody),
    ];

    private static IEnumerable<RouteEndpoint> Endpoints(PortalFactory portal) =>
        portal.Services.GetRequiredService<EndpointDataSource>().Endpoints.Cast<RouteEndpoint>();

    private static bool IsFile(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null;

    private static IEnumerable<Surface> Of(RouteEndpoint endpoint)
    {
        var route = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
        var methods = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [];
        var needs = NeedsOf(endpoint.Metadata);
        if (endpoint.Metadata.GetMetadata<HubMetadata>() is not { } hub)
            return [new(endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is null ? SurfaceKind.Request : SurfaceKind.Page, methods, route, needs, endpoint)];
        if (endpoint.Metadata.GetMetadata<NegotiateMetadata>() is not null) return [new(SurfaceKind.Request, ["POST"], route, needs, endpoint)];
        return
        [
            new(SurfaceKind.Socket, ["GET"], route, needs, endpoint),
            // The methods of Blazor's own hub lead to nothing but components, which ask for themselves.
            .. hub.HubType.Assembly != typeof(NeedsAttribute).Assembly ? [] : hub.HubType.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                .Where(m => m.GetBaseDefinition().DeclaringType == hub.HubType && !m.IsSpecialName)
                .Select(m => new Surface(
                    SurfaceKind.HubMethod, [], route, NeedsOf([.. m.GetCustomAttributes(), .. hub.HubType.GetCustomAttributes()]), endpoint, m)),
        ];
    }
}
