using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Reports.Deliveries;

/// <summary>
/// Files for whoever reads the operator's folder: <c>{Delivery:Folder}/{tenant}/{destination's}/{schedule}_{due}_{file}</c>. A file appears whole or not at all, and one
/// that is there already, sign for sign, is not written again.
/// </summary>
internal sealed partial class DestinationFolders(DeliveryOptions options)
{
    /// <summary>Of the schedule's and of the report's: a file's name has 255 bytes at most, and a character may take three.</summary>
    private const int LongestName = 32;

    public bool AreOffered => options.Folder is { Length: > 0 };

    /// <summary>A name of one folder on every system: letters, digits, blanks, <c>._-</c>, neither beginning nor ending with a dot or blank.</summary>
    public static bool IsName(string? name) => name is not null && Name().IsMatch(name);

    public async Task<SendResult> WriteAsync(string name, Parcel parcel, CancellationToken ct)
    {
        if (!AreOffered) return Refused("Refused.folder.none");
        if (!IsName(name)) return Refused("Refused.folder.name");
        // Not made here: a share that is not mounted must not be written beside.
        if (!Directory.Exists(options.Folder)) return Failed("Failed.folder.gone");
        try
        {
            var folder = Below(options.Folder!, parcel.Tenant.Id, name);
            if (folder is null) return Refused("Refused.folder.link");
            if (parcel.Files.Count == 0) await TryAsync(folder, ct);
            var there = 0;
            foreach (var file in parcel.Files)
            {
                if (!File.Exists(file.Path)) return Refused("Refused.file");
                if (!await WriteAsync(folder, FileName(parcel, file), file, ct)) there++;
            }
            return new(AttemptOutcome.Sent, parcel.Files.Count == 0 ? "Sent.folder.test" : DeliveryDetail.Of(there > 0 ? "Sent.folder.there" : "Sent.folder", parcel.Files.Count, there));
        }
        catch (UnauthorizedAccessException)
        {
            return Refused("Refused.folder.denied");
        }
        catch (IOException)
        {
            // Full, or a share that has gone away: what was written stays, and is known again.
            return Failed("Failed.folder.broken");
        }
    }

    /// <summary>Null: a link stands there, which could lead anywhere.</summary>
    private static string? Below(string root, params IEnumerable<string> names)
    {
        var folder = root;
        foreach (var name in names)
        {
            folder = Path.Combine(folder, name);
            if (new DirectoryInfo(folder).LinkTarget is not null) return null;
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
            else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute);
        }
        return folder;
    }

    /// <summary>False: it is there.</summary>
    private static async Task<bool> WriteAsync(string folder, string name, ParcelFile file, CancellationToken ct)
    {
        var path = Path.Combine(folder, name);
        if (await HoldsAsync(path, file, ct)) return false;
        // Another run's, of the same name and instant: both stay.
        if (File.Exists(path)) path = Path.Combine(folder, $"{Path.GetFileNameWithoutExtension(name)}_{file.Sha256[..12]}{Path.GetExtension(name)}");
        if (await HoldsAsync(path, file, ct)) return false;
        var part = Path.Combine(folder, $".{Guid.NewGuid():N}.part");
        try
        {
            await using (var from = new FileStream(file.Path, FileMode.Open, FileAccess.Read, FileShare.Read, 65_536, FileOptions.Asynchronous))
            await using (var to = new FileStream(part, FileMode.CreateNew, FileAccess.Write, FileShare.None, 65_536, FileOptions.Asynchronous))
            {
                await from.CopyToAsync(to, ct);
                to.Flush(flushToDisk: true);
            }
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(part, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
            File.Move(part, path);
        }
        finally
        {
            File.Delete(part);
        }
        return true;
    }

    private static async Task<bool> HoldsAsync(string path, ParcelFile file, CancellationToken ct)
    {
        if (!File.Exists(path) || new FileInfo(path).Length != file.Bytes) return false;
        await using var there = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 65_536, FileOptions.Asynchronous);
        return Convert.ToHexString(await SHA256.HashDataAsync(there, ct)).Equals(file.Sha256, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task TryAsync(string folder, CancellationToken ct)
    {
        var path = Path.Combine(folder, $".{Guid.NewGuid():N}.part");
        await File.WriteAllTextAsync(path, "test", ct);
        File.Delete(path);
    }

    private static string FileName(Parcel parcel, ParcelFile file)
    {
        var (name, extension) = (Path.GetFileNameWithoutExtension(file.FileName), Files.FileText.Extension(file.Format));
        var days = Days().Match(name).Value;
        return $"{Safe(parcel.Schedule)}_{parcel.Due.ToString("yyyy-MM-dd_HHmm", CultureInfo.InvariantCulture)}_{Safe(name[..^days.Length])}{days}.{extension}";
    }

    /// <summary>Of anybody's words what may stand in a file's name.</summary>
    private static string Safe(string text)
    {
        var safe = NotInNames().Replace(text, "-").Trim('.', '-', ' ');
        return safe.Length == 0 ? "-" : safe.Length > LongestName ? safe[..LongestName] : safe;
    }

    private static SendResult Failed(string key) => new(AttemptOutcome.Failed, DeliveryDetail.Of(key));

    private static SendResult Refused(string key) => new(AttemptOutcome.Refused, DeliveryDetail.Of(key));

    [GeneratedRegex(@"\A[\p{L}\p{N}_-]([\p{L}\p{N} ._-]{0,58}[\p{L}\p{N}_-])?\z")]
    private static partial Regex Name();

    /// <summary>The end of a file's name says of which days it is: that must not be cut off.</summary>
    [GeneratedRegex(@"(_[0-9]{4}-[0-9]{2}-[0-9]{2}){0,2}\z")]
    private static partial Regex Days();

    [GeneratedRegex(@"[^\p{L}\p{N}._-]+")]
    private static partial Regex NotInNames();
}
