using GarmentTools.Common;
using GarmentTools.Npz;

namespace GarmentTools.Distances;

public sealed partial class DistanceMatrix
{
    /// <summary>What a matrix file holds, without reading its distances.</summary>
    /// <exception cref="ArchiveException">The file is missing, damaged, hostile, or not a distance matrix.</exception>
    public static MatrixInfo ReadInfo(string path)
    {
        using NpzReader file = NpzReader.Open(path);
        MatrixHeader header = MatrixHeader.Read(file, FreeSpace.Memory() / 4);
        long stored = header.Neighbors is null ? PairLayout.Pairs(header.Ids.Length) : file.Find("data").Header.Elements;
        return new(path, header.Ids.Length, stored, header.Dimensions, header.Metric, header.Precision, header.MantissaBits,
            header.Neighbors, header.Fingerprint, file.FileBytes, InMemory: false);
    }

    /// <summary>The place of the garment that a word means: its name, its id, or the path of its photo on this machine.</summary>
    /// <exception cref="UsageException">There is none, or the word fits several.</exception>
    public int Find(string garment)
    {
        if (_byName.Value.ContainsKey(garment)) return IndexOf(garment);
        if (long.TryParse(garment, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out long id))
            return IndexOf(id);
        // Names are relative to the catalog's folder, which a matrix does not know: it must be one of the folders above the photo.
        string path = "/" + System.IO.Path.GetFullPath(garment).Replace('\\', '/').TrimStart('/');
        string? longest = null;
        for (int at = path.IndexOf('/'); at >= 0 && longest is null; at = path.IndexOf('/', at + 1))
            if (_byName.Value.ContainsKey(path[(at + 1)..])) longest = path[(at + 1)..];
        return IndexOf(longest ?? garment);
    }
}
