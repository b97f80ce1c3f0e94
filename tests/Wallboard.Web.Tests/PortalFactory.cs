using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Wallboard.Live;
using Wallboard.Web.Features.Boards;
using Wallboard.Web.Features.Live;

namespace Wallboard.Web.Tests;

/// <summary>The whole portal in memory, with pictures made by hand. (Any type names its assembly; <c>Program</c> is the simulator's too.)</summary>
internal sealed class PortalFactory : WebApplicationFactory<BoardHub>
{
    public const string Token = "a token for tests";

    public Dictionary<string, string> Settings { get; } = new()
    {
        ["Platform:Tenants:0:Id"] = "10000",
        ["Platform:Tenants:0:Socket"] = "ws://127.0.0.1:1/",
        ["Platform:Tenants:0:Api"] = "http://127.0.0.1:1/5.0",
        ["Platform:Tenants:0:Seat"] = "10000_1900",
        ["Platform:Tenants:0:Extension"] = "6900",
        ["Access:BootstrapToken"] = Token,
    };

    public Func<LivePicture> Picture { get; set; } = () => Pictures.Busy;

    public Func<bool> Retake { get; set; } = () => false;

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSolutionRelativeContentRoot("");
        foreach (var (key, value) in Settings) builder.UseSetting(key, value);
        builder.ConfigureTestServices(services =>
            services.AddSingleton(new Tenants([new(Pictures.Options, () => Picture(), () => Retake(), () => null)])));
    }
}
