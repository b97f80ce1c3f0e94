using FsCheck;
using FsCheck.Fluent;
using Wallboard.Web.Features.Reports.Files;

namespace Wallboard.Web.Tests.Reports;

public sealed class PdfBandsTests
{
    private static readonly Arbitrary<string[][]> rows = Gen.Elements("10000_1001", "呼叫中心坐席员甲", "呼叫中心坐席员甲乙", "sixteen letters.", "seventeen letters", "two\nlines", "")
        .ArrayOf(2).ArrayOf().ToArbitrary();

    [Fact]
    public void Bands_are_the_rows_in_order_and_what_wraps_is_alone() => Check.QuickThrowOnFailure(Prop.ForAll(rows, rows =>
    {
        var bands = PdfBands.Of(rows).ToList();
        Assert.Equal(rows, bands.SelectMany(band => band));
        Assert.All(bands, band => Assert.InRange(band.Count, 1, PdfBands.Rows));
        Assert.All(bands.Where(band => band.Any(row => row.Any(text => text is "呼叫中心坐席员甲乙" or "seventeen letters" or "two\nlines"))), band => Assert.Single(band));
        Assert.All(
            bands.Zip(bands.Skip(1)), pair => Assert.True(pair.First.Count == PdfBands.Rows || Alone(pair.First) || Alone(pair.Second), "a band ends when it is full or somebody has to be alone"));
    }));

    private static bool Alone(IReadOnlyList<string[]> band) => band.Count == 1;
}
