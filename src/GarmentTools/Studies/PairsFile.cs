using CsvHelper;
using GarmentTools.Common;

namespace GarmentTools.Studies;

/// <summary>A row of a pairs file.</summary>
/// <param name="Row">Its number, from 0, without the header.</param>
/// <param name="Line">Its line in the file, from 1.</param>
/// <param name="Street">The street photo (the query), as a full path.</param>
/// <param name="Shop">The shop photo (what is relevant to it), as a full path.</param>
/// <param name="Product">Their product; null where the file does not say.</param>
/// <param name="Category">Their category; null where the file does not say.</param>
public sealed record GarmentPair(int Row, int Line, string Street, string Shop, string? Product, string? Category = null);

/// <summary>
/// A CSV file that lists pairs of photos: columns <c>street,shop</c> or <c>query,relevant</c>, optionally <c>product</c> and
/// <c>category</c>; others are passed over.
/// Paths are relative to the file's folder.
/// </summary>
public sealed class PairsFile
{
    private const int FaultsListed = 10;

    internal PairsFile(string path, IReadOnlyList<GarmentPair> pairs) => (Path, Pairs) = (path, pairs);

    /// <summary>The full path of the file.</summary>
    public string Path { get; }

    /// <summary>Its rows, in order; one or more.</summary>
    public IReadOnlyList<GarmentPair> Pairs { get; }

    /// <summary>Reads a pairs file as a whole and reports all its faults together, each with its line.</summary>
    /// <param name="path">The CSV file, UTF-8, with a header, separated by commas, semicolons or tabs.</param>
    /// <param name="checkPhotos">Whether every photo must exist.</param>
    /// <exception cref="UsageException">The file is missing or empty, lacks a column, names a missing photo or none, or has the same pair
    /// twice.</exception>
    public static PairsFile Read(string path, bool checkPhotos = true)
    {
        path = System.IO.Path.GetFullPath(path);
        if (!File.Exists(path))
            throw new UsageException($"The pairs file '{path}' does not exist. Give a CSV file with the columns street,shop.");
        return new PairsFile(path, CsvFile.Read(path, csv => Read(path, csv, checkPhotos)));
    }

    /// <summary>The rows of a range; all of it must exist.</summary>
    /// <exception cref="UsageException">The range reaches over the end.</exception>
    public IReadOnlyList<GarmentPair> Select(RowRange range) => range.First >= 0 && range.Last < Pairs.Count
        ? [.. Pairs.Skip(range.First).Take(range.Count)]
        : throw new UsageException($"The rows {range} were asked for; '{Path}' has the rows 0..{Pairs.Count - 1}.");

    private static List<GarmentPair> Read(string path, CsvReader csv, bool checkPhotos)
    {
        if (!csv.Read() || !csv.ReadHeader())
            throw new UsageException($"The pairs file '{path}' is empty. It needs a header with the columns street,shop (or " +
                "query,relevant) and one pair a line.");
        var header = csv.HeaderRecord!.Select(h => h.Trim().ToLowerInvariant()).ToArray();
        var (street, shop) = header.Contains("street") && header.Contains("shop") ? ("street", "shop") : ("query", "relevant");
        if (!header.Contains(street) || !header.Contains(shop))
            throw new UsageException($"The pairs file '{path}', line 1: expected the columns street,shop (or query,relevant); found " +
                $"{string.Join(",", header)}.");
        var folder = System.IO.Path.GetDirectoryName(path)!;
        var (pairs, faults, lines) = (new List<GarmentPair>(), new List<string>(), new Dictionary<(string, string), int>());
        while (csv.Read())
        {
            var line = csv.Parser.RawRow;
            string?[] found = [csv.GetField(street), csv.GetField(shop)];
            if (found.Any(string.IsNullOrWhiteSpace))
            {
                faults.Add($"line {line}: {(string.IsNullOrWhiteSpace(found[0]) ? street : shop)} is missing");
                continue;
            }
            var full = found.Select(name => CsvFile.FullPath(name!, folder)).OfType<string>().ToArray();
            if (full.Length < 2)
            {
                faults.Add($"line {line}: a path holds a character (NUL) that no path can hold");
                continue;
            }
            if (checkPhotos)
                foreach (var photo in full.Where(photo => !File.Exists(photo)))
                    faults.Add($"line {line}: the photo '{photo}' does not exist");
            if (!lines.TryAdd((full[0], full[1]), line)) faults.Add($"line {line}: the same pair as in line {lines[(full[0], full[1])]}");
            pairs.Add(new GarmentPair(pairs.Count, line, full[0], full[1], Optional("product"), Optional("category")));
        }
        if (faults.Count > 0)
            throw new UsageException($"The pairs file '{path}' has {faults.Count} {(faults.Count == 1 ? "fault" : "faults")}: " +
                $"{string.Join("; ", faults.Take(FaultsListed))}{(faults.Count > FaultsListed ? "; …" : "")}. Correct these lines or " +
                "take them out.");
        return pairs.Count > 0 ? pairs : throw new UsageException($"The pairs file '{path}' has a header but no pairs.");

        string? Optional(string column) =>
            header.Contains(column) && csv.GetField(column) is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;
    }
}
