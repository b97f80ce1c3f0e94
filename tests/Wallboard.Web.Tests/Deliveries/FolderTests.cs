using System.Security.Cryptography;
using Wallboard.Web.Features.Reports.Deliveries;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Tests.Deliveries;

public sealed class FolderTests(DeliveryLab lab) : IClassFixture<DeliveryLab>
{
    [Fact]
    public async Task Files_are_written_whole_once_and_for_the_group_to_read()
    {
        var parcel = await lab.ParcelAsync(formats: [FileFormat.Xlsx, FileFormat.Csv]);
        var to = await lab.DestinationAsync(DestinationKind.Folder, "财务 2026");
        Assert.Equal("Sent.folder\n2\n0", (await lab.Sending().SendAsync(to, parcel, default)).Detail);
        var folder = Path.Combine(lab.Folder, "10000", "财务 2026");
        Assert.Equal(
            ["每周报表_2026-11-23_0800_通话统计_按日_2026-11-16_2026-11-22.csv", "每周报表_2026-11-23_0800_通话统计_按日_2026-11-16_2026-11-22.xlsx"],
            Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        foreach (var file in parcel.Files)
        {
            var written = Directory.GetFiles(folder, $"*{Path.GetExtension(file.FileName)}").Single();
            Assert.Equal(file.Sha256, Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(written))));
            if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, File.GetUnixFileMode(written));
        }

        // The same again is nothing new; another file of that name and instant takes nothing's place.
        Assert.Equal("Sent.folder.there\n2\n2", (await lab.Sending().SendAsync(to, parcel, default)).Detail);
        lab.Rows = 4;
        var other = await lab.ParcelAsync(formats: [FileFormat.Csv]);
        lab.Rows = 3;
        for (var i = 0; i < 2; i++) Assert.Equal(AttemptOutcome.Sent, (await lab.Sending().SendAsync(to, other, default)).Outcome);
        Assert.Equal(3, Directory.GetFiles(folder).Length);
        Assert.Single(Directory.GetFiles(folder, $"*_{other.Files[0].Sha256[..12]}.csv"));
    }

    [Fact]
    public async Task A_long_title_is_cut_but_never_its_days()
    {
        var parcel = await lab.ParcelAsync(formats: [FileFormat.Csv]);
        parcel = parcel with { Files = [parcel.Files[0] with { FileName = $"{new string('长', 80)}_2026-11-16_2026-11-22.csv" }] };
        await lab.Sending().SendAsync(await lab.DestinationAsync(DestinationKind.Folder, "long"), parcel, default);
        Assert.Equal(
            $"每周报表_2026-11-23_0800_{new string('长', 32)}_2026-11-16_2026-11-22.csv", Path.GetFileName(Directory.GetFiles(Path.Combine(lab.Folder, "10000", "long")).Single()));
    }

    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("../20000")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("/etc")]
    [InlineData(" x")]
    [InlineData("x.")]
    [InlineData(".x")]
    [InlineData("x\0")]
    [InlineData("x\n")]
    [InlineData("")]
    [InlineData("C:")]
    public async Task No_name_leads_out_of_the_folder(string name)
    {
        Assert.False(DestinationFolders.IsName(name));
        var parcel = await lab.ParcelAsync(formats: [FileFormat.Csv]);
        Assert.Equal("Refused.folder.name", (await lab.Sending().SendAsync(await lab.DestinationAsync(DestinationKind.Folder, name), parcel, default)).Detail);
    }

    [Theory]
    [InlineData("../../../etc/cron.d/x")]
    [InlineData("/etc/passwd")]
    [InlineData("..\\..\\x")]
    [InlineData("x\0y\r\nz")]
    [InlineData("....")]
    [InlineData("一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十")]
    public async Task No_words_of_anybody_lead_out_of_it_either(string words)
    {
        var parcel = await lab.ParcelAsync(words, FileFormat.Csv);
        parcel = parcel with { Files = [parcel.Files[0] with { FileName = $"{words}.csv" }] };
        var name = $"d{Guid.NewGuid():N}";
        Assert.Equal(AttemptOutcome.Sent, (await lab.Sending().SendAsync(await lab.DestinationAsync(DestinationKind.Folder, name), parcel, default)).Outcome);
        var written = Assert.Single(Directory.GetFiles(Path.Combine(lab.Folder, "10000", name), "*", SearchOption.AllDirectories));
        Assert.EndsWith(".csv", written, StringComparison.Ordinal);
        Assert.Equal(Path.Combine(lab.Folder, "10000", name), Path.GetDirectoryName(written));
    }

    [Fact]
    public async Task What_cannot_be_written_says_why()
    {
        var parcel = await lab.ParcelAsync(formats: [FileFormat.Csv]);
        var to = await lab.DestinationAsync(DestinationKind.Folder, "elsewhere");
        await IsAsync("Refused.folder.none", AttemptOutcome.Refused, d => d with { Folder = null });
        await IsAsync("Failed.folder.gone", AttemptOutcome.Failed, d => d with { Folder = "/nowhere/at/all" });
        // A link that somebody has put in its place.
        Directory.CreateDirectory(Path.Combine(lab.Folder, "10000"));
        Directory.CreateSymbolicLink(Path.Combine(lab.Folder, "10000", "elsewhere"), Path.GetTempPath());
        await IsAsync("Refused.folder.link", AttemptOutcome.Refused, d => d);
        // A file where a folder should be.
        await File.WriteAllTextAsync(Path.Combine(lab.Folder, "10000", "taken"), "");
        to = await lab.DestinationAsync(DestinationKind.Folder, "taken");
        await IsAsync("Failed.folder.broken", AttemptOutcome.Failed, d => d);
        File.Delete(parcel.Files[0].Path);
        to = await lab.DestinationAsync(DestinationKind.Folder, "empty");
        await IsAsync("Refused.file", AttemptOutcome.Refused, d => d);

        async Task IsAsync(string detail, AttemptOutcome outcome, Func<DeliveryOptions, DeliveryOptions> options)
        {
            var result = await lab.Sending(delivery: options).SendAsync(to, parcel, default);
            Assert.Equal((outcome, detail), (result.Outcome, result.Detail));
        }
    }
}
