using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Wallboard.Web.Features.Boards;

namespace Wallboard.Web.Tests.Security;

/// <summary>Everything that can be reached says who may. Whoever adds a page, an endpoint or a hub method and forgets it is stopped here.</summary>
public sealed class EnumerationTests : IDisposable
{
    private readonly PortalFactory portal = new();

    public void Dispose() => portal.Dispose();

    [Fact]
    public void Every_surface_says_who_may()
    {
        var surfaces = Surface.Of(portal);
        Assert.NotEmpty(surfaces);
        Assert.Empty(surfaces.Where(s => s.Needs.Count != 1).Select(s => $"{s}: {string.Join(" and ", s.Needs)}: say one of them"));
        Assert.Empty(surfaces.Where(s => s.Need == Surface.Nobody && !PublicSurfaces.Closed.ContainsKey(s.ToString()))
            .Select(s => $"{s}: has no policy; say [Needs(Permission.…)] or .Needs(Permission.…)"));
        Assert.Empty(surfaces.Where(s => s.Need == Surface.Everybody && !PublicSurfaces.Open.ContainsKey(s.ToString()))
            .Select(s => $"{s}: is open to everybody; give it a policy, or PublicSurfaces its reason"));
        Assert.Empty(surfaces.Where(s => !Surface.AllNeeds.Contains(s.Need)).Select(s => $"{s}: {s.Need}"));
    }

    [Fact]
    public void The_list_of_public_surfaces_names_none_that_is_gone()
    {
        var surfaces = Surface.Of(portal);
        Assert.Empty(PublicSurfaces.Open.Keys.Except(surfaces.Where(s => s.Need == Surface.Everybody).Select(s => s.ToString())));
        Assert.Empty(PublicSurfaces.Closed.Keys.Except(surfaces.Where(s => s.Need == Surface.Nobody).Select(s => s.ToString())));
    }

    /// <summary>Its people sign in by a click; nothing else is there that a real portal has not.</summary>
    [Fact]
    public void A_demo_has_one_surface_more()
    {
        using var demo = new PortalFactory();
        demo.Settings["Demo:Active"] = "true";
        Assert.Equal(["POST /sign-in/demo"], Surface.Of(demo).Select(s => s.ToString()).Except(Surface.Of(portal).Select(s => s.ToString())));
    }

    [Fact]
    public void Every_page_there_is_is_among_them()
    {
        var mapped = Surface.Of(portal).Where(s => s.Kind == SurfaceKind.Page).Select(s => s.Endpoint.Metadata.GetMetadata<ComponentTypeMetadata>()!.Type).ToHashSet();
        var pages = typeof(BoardHub).Assembly.GetTypes().Where(t => t.IsDefined(typeof(RouteAttribute), inherit: false));
        Assert.NotEmpty(mapped);
        Assert.Empty(pages.Except(mapped));
    }

    [Fact]
    public void Static_files_are_open_and_only_what_stands_in_wwwroot()
    {
        var files = Surface.StaticFiles(portal).ToList();
        Assert.NotEmpty(files);
        Assert.All(files, f => Assert.Equal([Surface.Everybody], Surface.NeedsOf(f.Metadata).Distinct()));
        Assert.All(files, f => Assert.Matches(@"^(css|js|lib|_framework)/|^(icon|tv-worker|waiting)\.[a-z0-9.]+$", f.RoutePattern.RawText!));
    }

    /// <summary>As if somebody had written <c>app.MapGet("/forgotten", …)</c> and nothing more.</summary>
    [Fact]
    public async Task What_nobody_has_thought_of_is_refused_to_everybody()
    {
        var badges = await Task.WhenAll(Enum.GetValues<Who>().Select(who => Badge.NewAsync(portal, who)));
        using var careless = portal.WithWebHostBuilder(web => web.ConfigureTestServices(services => services.AddSingleton<IStartupFilter>(new Forgotten())));
        foreach (var badge in badges)
            foreach (var (method, path, nobody) in ((string, string, HttpStatusCode)[])
                [
                    ("GET", "/forgotten", HttpStatusCode.Found), ("POST", "/forgotten", HttpStatusCode.Unauthorized), ("GET", "/t/10000/forgotten", HttpStatusCode.Found),
                    ("GET", "/api/forgotten/10000", HttpStatusCode.Unauthorized), ("GET", "/tv/forgotten", HttpStatusCode.Unauthorized),
                ])
            {
                using var client = careless.CreateClient(new() { AllowAutoRedirect = false, HandleCookies = false });
                if (badge.Header is { } header) client.DefaultRequestHeaders.TryAddWithoutValidation(header, badge.Value);
                var answer = await client.SendAsync(new(new(method), path));
                Assert.Equal((badge.Who, method, path, badge.Who.IsKnownAt(path) ? HttpStatusCode.Forbidden : nobody), (badge.Who, method, path, answer.StatusCode));
                // It is there: with a policy it would have answered.
                Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/remembered")).StatusCode);
            }
    }

    private sealed class Forgotten : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            next(app);
            var routes = (IEndpointRouteBuilder)app.Properties["__EndpointRouteBuilder"]!;
            foreach (var path in (string[])["/forgotten", "/api/forgotten/{tenant}", "/t/{tenant}/forgotten", "/tv/forgotten"])
                routes.Map(path, () => "a secret");
            routes.Map("/remembered", () => "no secret").AllowAnonymous();
        };
    }
}
