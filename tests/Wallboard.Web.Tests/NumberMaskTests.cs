using Wallboard.Web.Features.Live;

namespace Wallboard.Web.Tests;

public sealed class NumberMaskTests
{
    [Theory]
    [InlineData("13812341234", "138****1234")]
    [InlineData("+8613812341234", "+86****1234")]
    [InlineData("02112345678", "021****5678")]
    [InlineData("12345678", "12****78")]
    [InlineData("10086", "****6")]
    [InlineData("6000", "6000")]
    [InlineData("", "")]
    [InlineData(null, null)]
    public void At_least_four_digits_of_a_phone_are_hidden(string? number, string? masked) => Assert.Equal(masked, NumberMask.Apply(number));
}
