namespace Wallboard.Web.Hosting;

/// <summary>Whether this portal is the demo that run.sh starts: with a simulated platform, and with people whose passwords everybody knows.</summary>
internal sealed class DemoMode(IConfiguration configuration)
{
    public bool Active { get; } = configuration.GetValue<bool>("Demo:Active");
}
