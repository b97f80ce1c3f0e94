namespace Wallboard.Web.Tests.Security;

internal static class AllForms
{
    /// <summary>Every form on every page that somebody of our tenant can open.</summary>
    public static async Task<IReadOnlyList<Form>> OfAsync(AccessPortal access, Browser browser)
    {
        var forms = new List<Form>();
        foreach (var page in access.Surfaces.Where(s => s.Kind == SurfaceKind.Page)) forms.AddRange(await browser.FormsAsync(access.OfOurs.Address(page)));
        return [.. forms.DistinctBy(f => (f.Action, string.Join(',', f.Fields.Select(x => x.Name == "__RequestVerificationToken" ? "" : $"{x.Name}={x.Value}"))))];
    }
}
