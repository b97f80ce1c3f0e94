namespace Wallboard.Web.Hosting;

/// <summary>Where a form leads back to: never out of the portal.</summary>
internal static class LocalAddress
{
    /// <summary><c>/t/10000/people?page=2</c>; <c>/</c> for anything that a browser could read as another site's address, or that no header can carry: browsers
    /// write <c>/中文</c> as <c>/%E4…</c>.</summary>
    public static string Of(string? address) =>
        address is ['/', ..] and not ['/', '/' or '\\', ..] && address.Length <= 2000 && address.All(c => char.IsAscii(c) && !char.IsControl(c)) ? address : "/";
}
