namespace Wallboard.Web.Hosting.Settings;

/// <summary>One thing wrong in the settings.</summary>
/// <param name="Key">As configuration names it, e.g. <c>Platform:Tenants:0:TimeZone</c>.</param>
internal sealed record Fault(string Key, string What)
{
    public override string ToString() => $"{Key}: {What}";
}
