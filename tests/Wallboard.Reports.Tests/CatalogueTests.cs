using System.Globalization;
using Wallboard.Testing;

namespace Wallboard.Reports.Tests;

public sealed class CatalogueTests
{
    private static readonly string[] languages = ["", "zh-CN"];

    public static TheoryData<string, ReportSubject, ReportUnit> Every =>
        [.. ReportCatalogue.All.SelectMany(report => report.Subjects.SelectMany(subject => report.UnitsOf(subject).Select(unit => (report.Id, subject, unit))))];

    [Fact]
    public void Every_statistic_of_the_guide_is_a_report_once()
    {
        var sections = ReportCatalogue.All.SelectMany(report => report.Subjects.SelectMany(subject => report.UnitsOf(subject).Select(unit => report.Section(subject, unit))))
            .OfType<string>().ToList();
        var byPeriod = sections.Where(section => int.Parse(section[2..], CultureInfo.InvariantCulture) >= 45).ToList();
        Assert.Equal(Enumerable.Range(45, 24).Select(n => $"6.{n}"), byPeriod.Order(StringComparer.Ordinal));
        Assert.Equal(["6.27", "6.30", "6.31", "6.32", "6.33", "6.34"], sections.Except(byPeriod).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Ids_and_keys_are_unique_and_name_what_there_is()
    {
        Assert.Equal(ReportCatalogue.All.Count, ReportCatalogue.All.DistinctBy(report => report.Id).Count());
        foreach (var report in ReportCatalogue.All)
        {
            var keys = report.Measures.Select(c => c.Key).ToList();
            Assert.Equal(keys.Distinct(), keys);
            Assert.Empty(report.Charted.Except(keys));
            foreach (var quotient in report.Measures.Select(c => c.Quotient).OfType<Quotient>())
            {
                var parts = quotient.Over.Concat(quotient.Under).ToList();
                Assert.Empty(parts.Except(keys));
                // A quotient of what has no sum has no total.
                Assert.All(parts, part => Assert.Equal(TotalRule.Sum, report.Measures.Single(c => c.Key == part).Total));
            }
        }
    }

    [Fact]
    public void Everything_has_words_in_both_languages()
    {
        foreach (var language in languages)
        {
            var culture = CultureInfo.CurrentUICulture;
            try
            {
                CultureInfo.CurrentUICulture = new(language);
                foreach (var report in ReportCatalogue.All)
                {
                    AssertWords($"Report.{report.Id}", ReportText.Name(report));
                    AssertWords($"Report.{report.Id}.about", ReportText.About(report));
                    AssertWords(report.Area, ReportText.Area(report));
                    foreach (var column in report.Measures)
                    {
                        AssertWords(column.Key, ReportText.Name(column));
                        AssertWords($"{column.Key}.about", ReportText.About(column));
                        AssertWords(column.Group, ReportText.Group(column));
                    }
                }
                foreach (var own in new[] { "own.time", "own.count", "press" })
                {
                    ReportColumn column = new("own:9", "own", ColumnKind.Count) { Title = "免打扰", TitleWords = own };
                    Assert.Contains("免打扰", ReportText.Name(column), StringComparison.Ordinal);
                    AssertWords(own, ReportText.About(column));
                }
                foreach (var key in new[] { "own", "presses" }) AssertWords(key, ReportText.Of($"Group.{key}"));
                foreach (var key in new[] { ReportRows.Period, ReportRows.Number, ReportRows.Name }) AssertWords(key, ReportText.Of($"Column.{key}.about"));
                Assert.All(Enum.GetValues<ReportUnit>(), unit => AssertWords("unit", ReportText.Name(unit)));
                Assert.All(Enum.GetValues<ReportSubject>(), subject => AssertWords("subject", ReportText.Name(subject)));
                Assert.All(Enum.GetValues<ReportComparison>(), comparison => AssertWords("comparison", ReportText.Name(comparison)));
                Assert.All(Enum.GetValues<PeriodPreset>(), preset => AssertWords("preset", ReportText.Name(preset)));
                Assert.All(Enum.GetValues<ReportRefusal>(), refusal => AssertWords("refusal", ReportText.Name(refusal)));
                AssertWords("Total", ReportText.Of("Total"));
            }
            finally
            {
                CultureInfo.CurrentUICulture = culture;
            }

            void AssertWords(string key, string? words)
            {
                Assert.True(words is { Length: > 0 }, $"'{language}' has no words for {key}");
                if (language.Length > 0 && key != "own") Assert.True(words.Any(c => c >= 0x4e00), $"{key} is not Chinese: {words}");
            }
        }
    }

    [Fact]
    public void Terms_are_those_of_the_glossary()
    {
        var glossary = File.ReadAllText(Path.Combine(Repository.Root, "src/Wallboard.Web/Features/Shell/Glossary.cs"));
        foreach (var term in ReportCatalogue.All.SelectMany(report => report.Measures).Select(column => column.Term).OfType<string>().Distinct())
            Assert.Contains($"\"{term}\"", glossary, StringComparison.Ordinal);
    }
}
