using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace GarmentTools.Common;

/// <summary>
/// CSV files that people bring: UTF-8 (or UTF-16 with its mark), separated by commas, semicolons or tabs. Whatever is wrong with one is
/// said with its path.
/// </summary>
internal static class CsvFile
{
    /// <summary>Reads a file as a whole.</summary>
    /// <param name="path">The file.</param>
    /// <param name="read">Takes the rows, from the header on.</param>
    /// <param name="strictQuotes">Whether a quote inside of an unquoted value is refused; it may be an inch, or the trace of a row that was
    /// torn.</param>
    /// <exception cref="UsageException">The file is missing or not text in UTF-8, or its quotes do not match.</exception>
    public static T Read<T>(string path, Func<CsvReader, T> read, bool strictQuotes = true)
    {
        StreamReader text;
        try { text = new StreamReader(path, new UTF8Encoding(false, throwOnInvalidBytes: true)); }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"'{path}' cannot be read: " +
            $"{e.Message}", e);
        }
        using (text)
        using (var csv = new CsvReader(text, Configuration(path, strictQuotes)))
        {
            try { return read(csv); }
            catch (DecoderFallbackException e)
            {
                throw new UsageException($"'{path}' is not text in UTF-8 (around line {csv.Parser.RawRow + 1}). Save it as 'CSV UTF-8'; " +
                    "in Excel that is a choice of its own beside 'CSV'.", e);
            }
            catch (CsvHelperException e)
            {
                throw new UsageException($"'{path}', line {csv.Parser.RawRow}: not CSV that can be read " +
                    $"({e.Message.Split('\n')[0].Trim()}).", e);
            }
            catch (IOException e) { throw new UsageException($"'{path}' cannot be read: {e.Message}", e); }
        }
    }

    /// <summary>The full path that a cell names, with / or \ between folders; null where no file can have such a name.</summary>
    public static string? FullPath(string name, string folder)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Contains('\0', StringComparison.Ordinal)) return null;
        return Path.GetFullPath(name.Replace('\\', '/'), folder);
    }

    private static CsvConfiguration Configuration(string path, bool strictQuotes) => new(CultureInfo.InvariantCulture)
    {
        DetectDelimiter = true,
        DetectDelimiterValues = [",", ";", "\t"],
        TrimOptions = TrimOptions.Trim,
        PrepareHeaderForMatch = header => (header.Header ?? "").ToLowerInvariant(),
        MissingFieldFound = null,
        BadDataFound = !strictQuotes ? null : bad =>
        throw new UsageException($"'{path}', line {bad.Context.Parser?.RawRow}: quotes do not match in '{bad.RawRecord.Trim()}'. Quote a " +
        "value that holds commas or quotes as a whole, and double the quotes inside."),
    };
}
