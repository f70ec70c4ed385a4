using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace GarmentTools;

/// <summary>Reads attributes from a CSV file into a catalog.</summary>
internal static class AttributeImport
{
    public static AttributeImportSummary Run(CatalogStore store, string csvPath, CancellationToken cancellationToken)
    {
        using var connection = store.Write();
        using var text = Open(csvPath);
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture) { DetectDelimiter = true, DetectDelimiterValues = [",", ";", "\t"], BadDataFound = null, TrimOptions = TrimOptions.Trim };
        using var csv = new CsvReader(text, configuration);
        try
        {
            return connection.Transaction(write: true, () => Read(store, connection, csv, csvPath, cancellationToken));
        }
        catch (CsvHelperException e)
        {
            throw new UsageException($"'{csvPath}', line {csv.Parser.RawRow}: not CSV that can be read ({e.Message.Split('\n')[0].Trim()}). Nothing was changed.", e);
        }
    }

    private static AttributeImportSummary Read(CatalogStore store, CatalogConnection connection, CsvReader csv, string csvPath, CancellationToken cancellationToken)
    {
        if (!csv.Read() || !csv.ReadHeader()) throw new UsageException($"'{csvPath}' is empty: expected a header with 'file' (or 'path') and the names of attributes.");
        var header = csv.HeaderRecord!;
        var fileColumn = Array.FindIndex(header, h => h.Equals("file", StringComparison.OrdinalIgnoreCase));
        if (fileColumn < 0) fileColumn = Array.FindIndex(header, h => h.Equals("path", StringComparison.OrdinalIgnoreCase));
        if (fileColumn < 0)
            throw new UsageException($"'{csvPath}' has the columns {string.Join(", ", header.Select(h => $"'{h}'"))}, expected one called 'file' or 'path' that names the photo.");
        var columns = Enumerable.Range(0, header.Length).Where(i => i != fileColumn).ToList();
        foreach (var i in columns) AttributeWriter.CheckName(header[i]);

        var reader = new GarmentReader(store, connection);
        var folder = Path.GetDirectoryName(Path.GetFullPath(csvPath))!;
        var notFound = new List<(int, string)>();
        var found = new HashSet<long>();
        var rows = 0;
        while (csv.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            rows++;
            var file = csv.GetField(fileColumn) ?? "";
            if ((Find(reader, store, folder, file)) is not { } id)
            {
                notFound.Add((csv.Parser.RawRow, file));
                continue;
            }
            found.Add(id);
            var values = columns.Select(i => KeyValuePair.Create(header[i], csv.TryGetField<string>(i, out var value) ? value : null));
            AttributeWriter.Set(connection, id, values.Where(v => !string.IsNullOrWhiteSpace(v.Value)));
        }
        return new AttributeImportSummary(rows, found.Count, [.. columns.Select(i => header[i])], notFound);
    }

    private static long? Find(GarmentReader reader, CatalogStore store, string folder, string file)
    {
        if (file.Length == 0) return null;
        var local = file.Replace('\\', '/');
        return reader.FindId(Path.GetFullPath(local, folder)) ?? reader.FindId(Path.GetFullPath(local, store.Folder));
    }

    private static StreamReader Open(string csvPath)
    {
        try { return new StreamReader(csvPath, new UTF8Encoding(false, throwOnInvalidBytes: true)); }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"'{csvPath}' cannot be read: {e.Message}", e);
        }
    }
}
