using System.Text;
using System.Text.Json.Nodes;
using Wallboard.Simulator.Faults;

namespace Wallboard.Simulator.Http;

/// <summary>What goes wrong on the way of an answer.</summary>
internal static class HttpFaults
{
    /// <summary>Faults before the answer is made; true when the request is done with.</summary>
    public static async Task<bool> PlayAsync(HttpContext context, FaultBoard faults, TimeProvider clock, string path)
    {
        if (faults.TakeOne(FaultKind.HttpRefused, path) is not null)
        {
            context.Abort();
            return true;
        }
        if (faults.TakeOne(FaultKind.SlowHttp, path) is { } slow)
            await Task.Delay(TimeSpan.FromSeconds(slow.DelaySeconds ?? 5), clock, context.RequestAborted).ConfigureAwait(false);
        if (faults.TakeOne(FaultKind.Http500, path) is not null)
        {
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            return true;
        }
        if (faults.TakeOne(FaultKind.HtmlInsteadOfJson, path) is null) return false;
        context.Response.ContentType = "text/html;charset=utf-8";
        await context.Response.WriteAsync("<html><body><h1>系统维护中</h1></body></html>").ConfigureAwait(false);
        return true;
    }

    /// <summary>A row comes twice, or not at all.</summary>
    public static void Spoil(JsonNode? data, FaultBoard faults, string path)
    {
        if (data is not JsonArray { Count: > 0 } rows) return;
        if (Middle(FaultKind.DoubledRow) is { } doubled) rows.Insert(doubled, rows[doubled]!.DeepClone());
        if (Middle(FaultKind.LostRow) is { } lost) rows.RemoveAt(lost);

        int? Middle(FaultKind kind)
        {
            if (faults.TakeOne(kind, path) is not { } fault) return null;
            var matching = rows.Index().Where(row => fault.Row is null || row.Item!.ToJsonString().Contains(fault.Row, StringComparison.Ordinal)).Select(row => row.Index).ToList();
            return matching.Count == 0 ? null : matching[matching.Count / 2];
        }
    }

    public static async Task SendAsync(HttpContext context, FaultBoard faults, string path, string json)
    {
        if (faults.TakeOne(FaultKind.TruncatedJson, path) is not null) json = json[..(json.Length / 2)];
        var bytes = Encoding.UTF8.GetBytes(json);
        context.Response.ContentType = "application/json;charset=utf-8";
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted).ConfigureAwait(false);
    }
}
