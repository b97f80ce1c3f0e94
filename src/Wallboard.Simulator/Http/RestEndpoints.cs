using System.Globalization;
using System.Text.Json.Nodes;
using Wallboard.Simulator.Books;
using Wallboard.Simulator.Model;

namespace Wallboard.Simulator.Http;

/// <summary>Guide 6.41, 7.4–7.6: how many may rest at once, by the time of day.</summary>
internal static class RestEndpoints
{
    private static readonly string[] Template = ["tenantId", "startTime", "endTime", "restNum", "typeCode"];

    public static IEnumerable<ApiEndpoint> All =>
    [
        new("6.41", "query/queryRestTimeTemp", ["tenantId"], ["id", "typeCode", .. Fields.Period, .. Fields.Paging], Templates),
        new("7.4", "config/addRestTimeTemp", Template, Fields.None, Add, PerMinute: 20, HasData: false),
        new("7.5", "config/modifyRestTimeTemp", ["id", .. Template], Fields.None, Modify, PerMinute: 20, HasData: false),
        new("7.6", "config/deleteRestTimeTemp", ["id", "tenantId"], Fields.None, Delete, PerMinute: 20, HasData: false),
    ];

    private static JsonArray Templates(ApiCall call)
    {
        var tenant = call.Tenant();
        var (id, type, from, to) = (call.Text("id"), call.Text("typeCode"), Time(call, "startTime"), Time(call, "endTime"));
        var rows = tenant.Books.RestTemplates.Entries.Entries.Where(t =>
            (id is null || Wire.Text(tenant.Keys.Key(t.Id)) == id) && (type is null || t.TypeCode == type) && !(t.From < from) && !(t.To > to));
        return call.Page(rows, t => new JsonObject
        {
            ["id"] = tenant.Keys.Key(t.Id), ["startStamp"] = Text(t.From), ["endStamp"] = Text(t.To), ["restNum"] = t.Limit, ["tenantId"] = tenant.Plan.Id,
            ["typeCode"] = t.TypeCode,
        });
    }

    private static JsonNode? Add(ApiCall call)
    {
        var tenant = call.Tenant();
        var template = Read(call, tenant, 0);
        tenant.Books.RestTemplates.Entries.Add(id => template with { Id = id });
        return null;
    }

    private static JsonNode? Modify(ApiCall call)
    {
        var tenant = call.Tenant();
        var known = tenant.Books.RestTemplates.Entries.Find(tenant.Keys.Id(call.Whole("id"))) ?? throw new BadParametersException("id");
        tenant.Books.RestTemplates.Entries.Replace(known.Id, Read(call, tenant, known.Id));
        return null;
    }

    private static JsonNode? Delete(ApiCall call)
    {
        var tenant = call.Tenant();
        tenant.Books.RestTemplates.Entries.Remove(tenant.Keys.Id(call.Whole("id")) ?? 0);
        return null;
    }

    // The times of one tenant's templates must not overlap.
    private static RestTemplate Read(ApiCall call, TenantModel tenant, int id)
    {
        var limit = call.Whole("restNum") is { } number and >= 0 ? number : throw new BadParametersException("restNum");
        var template = new RestTemplate(id, Time(call, "startTime")!.Value, Time(call, "endTime")!.Value, limit, call.Required("typeCode"));
        return tenant.Books.RestTemplates.Fits(template) ? template : throw new BadParametersException("startTime");
    }

    private static TimeOnly? Time(ApiCall call, string field)
    {
        if (call.Text(field) is not { } text) return null;
        return TimeOnly.TryParseExact(text, "HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time : throw new BadParametersException(field);
    }

    private static string Text(TimeOnly time) => time.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
}
