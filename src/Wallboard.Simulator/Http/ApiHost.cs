using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Wallboard.Simulator.Faults;
using Wallboard.Simulator.Model;

namespace Wallboard.Simulator.Http;

/// <summary>Answers POSTs below the version segment: envelope, required fields, faults.</summary>
internal sealed class ApiHost(PlatformModel platform, FaultBoard faults)
{
    public const string Version = "5.0.x.20210203_release";

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonDocumentOptions Lenient = new() { AllowDuplicateProperties = false };

    public static readonly IReadOnlyDictionary<string, ApiEndpoint> Endpoints =
        new[]
        {
            TenantEndpoints.All, BindingEndpoints.All, QueueEndpoints.All, AgentEndpoints.All, AgentDayEndpoint.All, QueueRecordEndpoints.All,
            CallRecordEndpoints.All, RecordingEndpoints.All, IvrRecordEndpoints.All, StateRecordEndpoints.All, DeletionEndpoints.All, AttachedDataEndpoint.All,
            BlackListEndpoints.All, MessageEndpoints.All, RestEndpoints.All, CampaignEndpoints.All, CampaignRecordEndpoints.All, Attribution.All,
            Statistics.RangeStatistics.All, Statistics.PeriodStatistics.All,
        }.SelectMany(all => all).ToDictionary(e => e.Path);

    private readonly CallLimits limits = new(platform.Clock.Real);
    private readonly Awkward? awkward = platform.Options.Awkward ? new Awkward(platform.Options.Seed) : null;

    public ConcurrentDictionary<string, long> Requests { get; } = new();

    /// <param name="dialer">On the dialler's address, which has no version: 8.4–8.6 are there and nowhere else.</param>
    public async Task HandleAsync(HttpContext context, string path, bool dialer)
    {
        if (!Endpoints.TryGetValue(path, out var endpoint) || endpoint.Dialer != dialer)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        Requests.AddOrUpdate(path, 1, (_, n) => n + 1);
        if (await HttpFaults.PlayAsync(context, faults, platform.Clock.Real, path).ConfigureAwait(false)) return;
        using var body = new StreamReader(context.Request.Body);
        var text = Answer(endpoint, await body.ReadToEndAsync(context.RequestAborted).ConfigureAwait(false));
        await HttpFaults.SendAsync(context, faults, path, text).ConfigureAwait(false);
    }

    private string Answer(ApiEndpoint endpoint, string body)
    {
        var request = Parse(body);
        var actionId = request?["actionID"]?.ToString();
        var lacksId = endpoint.ActionId == ActionId.Required && string.IsNullOrEmpty(actionId);
        if (request is null || lacksId || faults.TakeOne(FaultKind.Code201, endpoint.Path) is not null) return Bad(actionId);
        if (faults.TakeOne(FaultKind.WrongActionId, endpoint.Path) is not null) actionId = "another-" + actionId;
        try
        {
            return platform.At(now =>
            {
                var call = new ApiCall(request, platform, now);
                foreach (var field in endpoint.Required) call.Required(field);
                foreach (var (field, _) in request)
                    if (!endpoint.Knows(field)) throw new BadParametersException(field);
                if (!limits.Take(endpoint, call.Scope())) return Refusal(CallLimits.Code, actionId, "Too many requests");
                var data = endpoint.Answer(call);
                HttpFaults.Spoil(data, faults, endpoint.Path);
                var answer = new JsonObject { ["code"] = endpoint.SuccessCode, ["message"] = "success!" };
                if (actionId is not null) answer["actionID"] = actionId;
                if (endpoint.HasData)
                {
                    answer["data"] = data;
                    answer["currentPage"] = call.Paging is { } page ? Wire.Text(page.CurrentPage) : "";
                    answer["totalCount"] = call.Paging is { } total ? Wire.Text(total.TotalCount) : "";
                }
                return awkward is null ? answer.ToJsonString(Json) : awkward.Answer(endpoint, answer);
            });
        }
        catch (BadParametersException)
        {
            return Bad(actionId);
        }
    }

    private static string Bad(string? actionId) => Refusal(201, actionId, "Please check your parameters");

    private static string Refusal(int code, string? actionId, string message) =>
        new JsonObject { ["code"] = code, ["actionID"] = actionId, ["message"] = message }.ToJsonString(Json);

    private static JsonObject? Parse(string body)
    {
        try
        {
            return JsonNode.Parse(body, documentOptions: Lenient) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
