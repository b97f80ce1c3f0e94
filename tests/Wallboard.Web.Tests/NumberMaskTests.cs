using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Wallboard.Web.Features.Live;

namespace Wallboard.Web.Tests;

public sealed class NumberMaskTests
{
    [Theory]
    [InlineData("13812341234", "138****1234")]
    [InlineData("013812341234", "013****1234")]
    [InlineData("8613812341234", "861****1234")]
    [InlineData("+8613812341234", "+86****1234")]
    [InlineData("008613812341234", "008****1234")]
    [InlineData("02112345678", "021****5678")]
    [InlineData("021-1234 5678", "021****5678")]
    [InlineData("02112345678-8001", "021****8001")]
    [InlineData("12345678", "12****78")]
    [InlineData("1234567", "1****67")]
    [InlineData("10086", "****6")]
    public void At_least_four_digits_of_a_phone_are_hidden(string number, string masked) => Assert.Equal(masked, NumberMask.Apply(number));

    [Theory]
    [InlineData("6000", "6000")]
    [InlineData("10000_6001", "6001")]
    [InlineData("10000_60001", "****1")]
    [InlineData("13812341234_1", "1")]
    [InlineData("1_13812341234", "138****1234")]
    [InlineData("138_1234", "****")]
    [InlineData("anonymous", "anonymous")]
    [InlineData("匿名", "匿名")]
    [InlineData("138****1234", "138****1234")]
    [InlineData("", null)]
    [InlineData(" ", null)]
    [InlineData("@10.0.0.1", null)]
    [InlineData(null, null)]
    public void Extensions_words_and_what_is_masked_already_stay(string? number, string? shown) => Assert.Equal(shown, NumberMask.Apply(number));

    [Theory]
    [InlineData("sip:13812341234@10.0.0.1;user=phone", "138****1234", "13812341234")]
    [InlineData("SIPS:6000@pbx.example", "6000", "6000")]
    [InlineData("tel:+8613812341234", "+86****1234", "+8613812341234")]
    [InlineData("\"Bob\" <sip:13812341234@10.0.0.1>", "138****1234", "\"Bob\" <sip:13812341234")]
    [InlineData("anonymous@anonymous.invalid", "anonymous", "anonymous")]
    public void The_platforms_address_is_shown_to_nobody(string number, string masked, string whole)
    {
        Assert.Equal(masked, NumberMask.Apply(number));
        Assert.Equal(whole, NumberMask.Apply(number, whole: true));
    }

    [Theory]
    [InlineData("１３８１２３４１２３４")]
    [InlineData("𝟏𝟑𝟖𝟏𝟐𝟑𝟒𝟏𝟐𝟑𝟒")]
    [InlineData("1 3 8 1 2 3 4 1 2 3 4")]
    [InlineData("①③⑧①②③④①②③④")]
    public void No_way_of_writing_digits_is_a_way_around(string number) => Assert.Equal("138****1234", NumberMask.Apply(number));

    [Fact]
    public void Whatever_comes_four_digits_are_hidden_and_a_second_mask_changes_nothing()
    {
        // Mostly what phone numbers are made of, and a bit of everything.
        var sign = Gen.Frequency(
            (12, Gen.Choose('0', '9').Select(c => (char)c)), (3, Gen.Elements('+', '-', ' ', '_', '*', '@', ';', ':', '.', '٣', '５')), (1, ArbMap.Default.GeneratorFor<char>()));
        var prefix = Gen.Elements("", "sip:", "tel:", "+86", "0086", "0", "10000_", "anonymous");
        var numbers = prefix.SelectMany(start => sign.ArrayOf().Select(rest => start + new string(rest)));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(20_000), Prop.ForAll(Arb.From(numbers), number =>
        {
            var shown = NumberMask.Apply(number) ?? "";
            // What the platform has masked keeps its seven.
            if (Digits(number) >= 7 && !number.Contains("****", StringComparison.Ordinal)) Assert.InRange(Digits(shown), 0, Digits(number) - 4);
            Assert.InRange(Digits(shown), 0, 7);
            if (!number.Contains('_', StringComparison.Ordinal)) Assert.Equal(shown, NumberMask.Apply(shown) ?? "");
            Assert.DoesNotContain("@", shown, StringComparison.Ordinal);
        }));
    }

    [Theory]
    [InlineData(null, true, true, false)]
    [InlineData(true, true, true, false)]
    [InlineData(false, false, false, false)]
    [InlineData(false, true, false, true)]
    [InlineData(false, false, true, true)]
    public void The_platforms_wish_comes_first(bool? platformHides, bool boardShows, bool unmasked, bool whole) =>
        Assert.Equal(whole, NumberMask.MayShowWhole(platformHides, boardShows, unmasked));

    private static int Digits(string text) => Enumerable.Range(0, text.Length).Count(i => CharUnicodeInfo.GetDecimalDigitValue(text, i) >= 0);
}
