using Microsoft.AspNetCore.Http.Metadata;

namespace Wallboard.Web.Features.Administration;

/// <summary>On a page whose form may send more than the usual 1024 values: a large call centre's agents.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ManyValuesAttribute : Attribute, IFormOptionsMetadata
{
    public int? ValueCountLimit => 6000;

    public bool? BufferBody => null;

    public int? MemoryBufferThreshold => null;

    public long? BufferBodyLengthLimit => null;

    public int? KeyLengthLimit => null;

    public int? ValueLengthLimit => null;

    public int? MultipartBoundaryLengthLimit => null;

    public int? MultipartHeadersCountLimit => null;

    public int? MultipartHeadersLengthLimit => null;

    public long? MultipartBodyLengthLimit => null;
}
