using System.Globalization;

namespace GarmentTools.Common;

/// <summary>What the machine has left.</summary>
internal static class FreeSpace
{
    /// <summary>Bytes of memory that could be taken now without swapping, within the limit of a container.</summary>
    internal static long Memory()
    {
        GCMemoryInfo info = GC.GetGCMemoryInfo(GCKind.Any);
        long limit = info.TotalAvailableMemoryBytes > 0 ? info.TotalAvailableMemoryBytes : GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        long free = info.MemoryLoadBytes > 0 ? limit - info.MemoryLoadBytes : limit;
        try
        {
            // Linux counts what it would give up at once (its cache of files) as available; the runtime's number is that of the last
            // collection.
            string? line = File.Exists("/proc/meminfo") ? File.ReadLines("/proc/meminfo")
                .FirstOrDefault(l => l.StartsWith("MemAvailable:", StringComparison.Ordinal)) : null;
            if (line is not null)
                free = Math.Min(limit, long.Parse(line.AsSpan(13, line.Length - 13 - 3).Trim(), CultureInfo.InvariantCulture) * 1024);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            // The runtime's number serves.
        }
        return Math.Max(free, 64 << 20);
    }

    /// <summary>Bytes that may be written where the file is to be; unknown counts as enough.</summary>
    internal static long Disk(string path)
    {
        string? folder = Path.GetDirectoryName(Path.GetFullPath(path));
        try
        {
            return folder is null ? long.MaxValue : new DriveInfo(folder).AvailableFreeSpace;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return long.MaxValue;
        }
    }
}
