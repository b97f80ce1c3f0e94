using Wallboard.Platform.Tests.Api;
using Wallboard.Platform.Tests.Cti;
using Guide = Wallboard.Testing.Contract;

namespace Wallboard.Platform.Tests;

public class GuideTests(ITestOutputHelper output)
{
    /// <summary>What the contract tests walk field by field, counted together.</summary>
    [Fact]
    public void The_whole_guide_is_covered()
    {
        var (covered, all) = (
            RequestContractTests.Covered + EventContractTests.Covered + EndpointContractTests.Covered, Guide.Requests.Count + Guide.Events.Count + Guide.Endpoints.Count);
        output.WriteLine($"{covered} of {all}: {RequestContractTests.Covered} requests, {EventContractTests.Covered} events, {EndpointContractTests.Covered} endpoints");
        Assert.Equal((143, 143), (covered, all));
    }
}
