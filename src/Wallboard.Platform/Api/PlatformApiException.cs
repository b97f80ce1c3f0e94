namespace Wallboard.Platform.Api;

/// <summary>How a call failed. "No answer" and "bad answer" are different things to whoever has to act.</summary>
public enum ApiFault
{
    /// <summary>Nobody answers at the address, or the connection broke.</summary>
    NoAnswer,

    Timeout,

    /// <summary>Not 2xx, and no refusal in an envelope (4xx) with it; <see cref="PlatformApiException.Code"/> is the HTTP status.</summary>
    HttpStatus,

    NotJson,

    /// <summary>JSON, but not the envelope or the kind of data that the guide promises.</summary>
    BadEnvelope,

    /// <summary>The platform said no; <see cref="PlatformApiException.Code"/> and <see cref="PlatformApiException.PlatformMessage"/> are its own.</summary>
    Refused,

    /// <summary>The answer belongs to another call.</summary>
    ActionIdMismatch,

    TooLarge,

    /// <summary>The platform does not list the id among the tenant's own (guide's endpoints without a tenant): nothing was sent.</summary>
    NotTheTenants,
}

/// <summary>A call failed. Neither the message nor any property names an address or a seat.</summary>
public sealed class PlatformApiException : Exception
{
    internal PlatformApiException(ApiFault fault, ApiEndpoint endpoint, string actionId, int? code = null, string? platformMessage = null, string? detail = null)
        : base($"{endpoint.Section} {endpoint.Path}: {fault}{(code is { } c ? $" {c}" : "")}{(detail is null ? "" : $" ({detail})")}")
    {
        Fault = fault;
        Section = endpoint.Section;
        Endpoint = endpoint.Path;
        ActionId = actionId;
        Code = code;
        PlatformMessage = platformMessage;
    }

    public ApiFault Fault { get; }

    /// <summary>The guide's section, e.g. <c>6.8</c>.</summary>
    public string Section { get; }

    /// <summary>The path without host and version.</summary>
    public string Endpoint { get; }

    /// <summary>Of the last attempt.</summary>
    public string ActionId { get; }

    public int? Code { get; }

    /// <summary>The platform's own words, cut to 200 characters; not part of <see cref="Exception.Message"/>.</summary>
    public string? PlatformMessage { get; }
}
