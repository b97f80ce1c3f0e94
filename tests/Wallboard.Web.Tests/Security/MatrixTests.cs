using System.Net;

namespace Wallboard.Web.Tests.Security;

/// <summary>The table of docs/security.md, cell by cell, with real requests at each surface behind it.</summary>
public sealed class MatrixTests(AccessPortal access) : IClassFixture<AccessPortal>
{
    public static TheoryData<Who, string> Cells()
    {
        var cells = new TheoryData<Who, string>();
        foreach (var need in Surface.AllNeeds)
            foreach (var who in Enum.GetValues<Who>()) cells.Add(who, need);
        return cells;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Each_caller_gets_what_the_matrix_says_and_nothing_else(Who who, string need)
    {
        var wrong = new List<string>();
        foreach (var surface in access.Surfaces.Where(s => s.Need == need && s.Kind != SurfaceKind.HubMethod))
        {
            var address = access.OfOurs.Address(surface);
            foreach (var method in surface.Methods.DefaultIfEmpty("GET"))
            {
                using var answer = await access.SendAsync(who, method, address, method == "POST" ? new FormUrlEncodedContent([]) : null);
                if (FaultOf(answer, who, need, address) is { } fault) wrong.Add($"{method} {address}: {fault}");
            }
        }
        Assert.True(wrong.Count == 0, string.Join('\n', [.. wrong, access.Log.Errors]));
    }

    /// <summary>Without an antiforgery token nothing is done, so that what may be done answers 400 and harms no other cell.</summary>
    private static string? FaultOf(HttpResponseMessage answer, Who who, string need, string address)
    {
        var known = who.IsKnownAt(address);
        // The second step without the first leads to the first.
        var toSignIn = answer.StatusCode == HttpStatusCode.Found && answer.Headers.Location!.ToString().Contains("/sign-in", StringComparison.Ordinal) && address != "/sign-in/two-factor";
        var refused = answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden || toSignIn;
        if (need == Surface.Everybody || (known && who.May(need)))
            return refused || answer.StatusCode >= HttpStatusCode.InternalServerError ? $"{answer.StatusCode}, though {who} may" : null;
        if (need == Surface.Nobody && answer.StatusCode == HttpStatusCode.NotFound) return null;
        if (known) return answer.StatusCode == HttpStatusCode.Forbidden ? null : $"{answer.StatusCode}, though {who} may not";
        return toSignIn || answer.StatusCode == HttpStatusCode.Unauthorized ? null : $"{answer.StatusCode}, though nobody is signed in";
    }
}
