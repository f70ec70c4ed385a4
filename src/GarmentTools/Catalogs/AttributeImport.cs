using CsvHelper;
using GarmentTools.Common;

namespace GarmentTools.Catalogs;

/// <summary>Reads attributes from a CSV file into a catalog.</summary>
internal static class AttributeImport
{
    // Columns of ResultCsv's garments that are no attributes; FullPath is of version 0.1, whose Path was what CatalogPath is now.
    private static readonly string[] s_listed = ["Id", "Name", "CatalogPath", "Path", "FullPath", "Catalog", "Sha256"];
    private const string Taken = "attribute:"; // before the name of an attribute that is called like such a column

    public static AttributeImportSummary Run(CatalogStore store, string csvPath, CancellationToken cancellationToken)
    {
        using var connection = store.Write();
        return CsvFile.Read(csvPath, csv => connection.Transaction(write: true, () =>
            Read(store, connection, csv, csvPath, cancellationToken)), strictQuotes: false);
    }

    private static AttributeImportSummary Read(CatalogStore store, CatalogConnection connection, CsvReader csv, string csvPath,
        CancellationToken cancellationToken)
    {
        if (!csv.Read() || !csv.ReadHeader())
            throw new UsageException($"'{csvPath}' is empty: expected a header with 'file' (or 'path') and the names of attributes.");
        var header = csv.HeaderRecord!;
        // A list of garments as CSV, completed in a spreadsheet, comes back: what it says that the catalog knows better is passed over.
        var isList = IndexOf("Id") >= 0 && IndexOf("Sha256") >= 0 && (IndexOf("CatalogPath") >= 0 || IndexOf("FullPath") >= 0);
        var fileColumn = isList ? IndexOf("CatalogPath") : IndexOf("file");
        if (fileColumn < 0) fileColumn = IndexOf("path");
        if (fileColumn < 0)
            throw new UsageException($"'{csvPath}' has the columns {string.Join(", ", header.Select(h => $"'{h}'"))}, expected one " +
                "called 'file' or 'path' that names the photo.");
        var columns = Enumerable.Range(0, header.Length).Where(i => i != fileColumn
            && !(isList && s_listed.Contains(header[i], StringComparer.OrdinalIgnoreCase))).ToList();
        string[] names = [.. header.Select(name => isList && name.StartsWith(Taken, StringComparison.OrdinalIgnoreCase)
            ? name[Taken.Length..] : name)];
        foreach (var i in columns) AttributeWriter.CheckName(names[i]);

        var reader = new GarmentReader(store, connection);
        var folder = Path.GetDirectoryName(Path.GetFullPath(csvPath))!;
        var notFound = new List<(int, string)>();
        var found = new HashSet<long>();
        var rows = 0;
        while (csv.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            rows++;
            var file = (isList ? CsvCell.Plain(csv.GetField(fileColumn)) : csv.GetField(fileColumn)) ?? "";
            if (Find(reader, store, isList ? store.Folder : folder, file) is not { } id)
            {
                notFound.Add((csv.Parser.RawRow, file));
                continue;
            }
            found.Add(id);
            var values = columns.Select(i => KeyValuePair.Create(names[i], csv.TryGetField<string>(i, out var value) ? isList
                ? CsvCell.Plain(value) : value : null));
            AttributeWriter.Set(connection, id, values.Where(v => !string.IsNullOrWhiteSpace(v.Value)));
        }
        return new AttributeImportSummary(rows, found.Count, [.. columns.Select(i => names[i])], notFound);

        int IndexOf(string name) => Array.FindIndex(header, h => h.Equals(name, StringComparison.OrdinalIgnoreCase));
    }

    private static long? Find(GarmentReader reader, CatalogStore store, string folder, string file)
    {
        if (CsvFile.FullPath(file, folder) is not { } beside) return null;
        return reader.FindId(beside) ?? reader.FindId(CsvFile.FullPath(file, store.Folder)!);
    }
}
