using Microsoft.AspNetCore.Diagnostics;
using Wallboard.Web.Hosting.Access;

namespace Wallboard.Web.Features.Shell;

/// <summary>
/// What somebody gets to see instead of an empty answer: people a page in their language, their own tools a problem in JSON. Pages are asked for by
/// browsers, which say that they take HTML.
/// </summary>
internal static class ErrorPages
{
    public const string Address = "/error";

    private static readonly PathString[] machines = ["/api", "/hub", "/tv/hub", "/health", "/metrics"];

    public static void UseErrorPages(this WebApplication app)
    {
        app.UseStatusCodePages(AnswerAsync);
        // A form that Blazor refuses, as one of before another signed in, is answered with a kind of content and none: to status code pages that is an answer.
        app.Use(async (http, next) =>
        {
            await next(http);
            if (http.Response is { HasStarted: false, StatusCode: StatusCodes.Status400BadRequest, ContentLength: null }) http.Response.ContentType = null;
        });
        app.UseExceptionHandler();
    }

    /// <summary>Names one failed request, on the page and in the log.</summary>
    public static string Reference(HttpContext http) => http.TraceIdentifier;

    private static async Task AnswerAsync(StatusCodeContext context)
    {
        var http = context.HttpContext;
        if (WantsPage(http)) await ShowAsync(http, context.Next);
        else if (http.Request.Path.StartsWithSegments("/api"))
            await Results.Problem(statusCode: http.Response.StatusCode, extensions: [new("reference", Reference(http))]).ExecuteAsync(http);
    }

    private static bool WantsPage(HttpContext http) =>
        (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsPost(http.Request.Method)) && !http.WebSockets.IsWebSocketRequest
        && !Array.Exists(machines, path => http.Request.Path.StartsWithSegments(path))
        && http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    /// <summary>Answers once more, with the page of errors: as a GET, since what was posted is not for that page.</summary>
    private static async Task ShowAsync(HttpContext http, RequestDelegate next)
    {
        var (request, status) = (http.Request, http.Response.StatusCode);
        http.Features.Set(new ShownError(status, request.Path, request.QueryString));
        http.Features.Set<Here>(null);
        http.SetEndpoint(null);
        request.RouteValues.Clear();
        (request.Method, request.Path, request.ContentType) = (HttpMethods.Get, Address, null);
        request.QueryString = QueryString.Create(request.Query.Where(q => q.Key is "lang" or "theme"));
        // Blazor adds it once more.
        http.Response.Headers.Remove("blazor-enhanced-nav");
        // The page sets it again when its answer starts: seeing a 404 earlier, Blazor leaves the body out.
        http.Response.StatusCode = StatusCodes.Status200OK;
        // Blazor renders one page in a scope, and one may have been begun in this.
        var own = http.RequestServices;
        await using var scope = own.CreateAsyncScope();
        http.RequestServices = scope.ServiceProvider;
        try
        {
            await next(http);
        }
        finally
        {
            http.RequestServices = own;
        }
    }
}

/// <summary>What an error page is about: the status, and the address in the browser's bar.</summary>
internal sealed record ShownError(int Status, PathString Path, QueryString Query);

/// <summary>Writes down what went wrong with the reference that the page shows; the words of an exception stay in the log.</summary>
internal sealed class FailureHandler(ILogger<FailureHandler> log) : IExceptionHandler
{
    public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is BadHttpRequestException bad) httpContext.Response.StatusCode = bad.StatusCode;
        else
            log.LogError(exception, "Reference {Reference}: {Endpoint} failed", ErrorPages.Reference(httpContext),
                httpContext.Features.Get<IExceptionHandlerFeature>()?.Endpoint?.DisplayName);
        return ValueTask.FromResult(true);
    }
}
