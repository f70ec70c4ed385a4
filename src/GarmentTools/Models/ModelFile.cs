using System.Security.Cryptography;

namespace GarmentTools.Models;

/// <summary>Reads weights whole.</summary>
internal static class ModelFile
{
    public static byte[] Read(string path, string? name = null)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0,
                FileOptions.SequentialScan);
            // A little room is left for the outputs that are added in memory.
            if (file.Length > Array.MaxLength - (1 << 20))
                throw ModelErrors.ModelTooLarge(path, file.Length);
            var bytes = GC.AllocateUninitializedArray<byte>((int)file.Length);
            file.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception reason) when (reason is FileNotFoundException or DirectoryNotFoundException)
        {
            throw ModelErrors.WeightsMissing(path, name, reason);
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw ModelErrors.WeightsUnreadable(path, reason);
        }
    }

    /// <summary>Whether a file is there and has that hash; one that cannot be read has not.</summary>
    public static async Task<bool> HasHashAsync(string path, string sha256, CancellationToken cancellation)
    {
        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0,
                FileOptions.SequentialScan);
            await using (file)
                return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellation).ConfigureAwait(false)) == sha256;
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
