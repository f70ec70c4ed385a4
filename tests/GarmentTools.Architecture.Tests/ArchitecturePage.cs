using System.Text;

namespace GarmentTools.Architecture.Tests;

/// <summary>
/// docs/architecture.md: the drawing of the floors, and the table of what each room uses, which is made from the assembly.
/// </summary>
internal static class ArchitecturePage
{
    private const string Begin = "<!-- made by FloorTests; GARMENT_WRITE=1 writes it anew -->\n";
    private const string End = "<!-- end -->\n";

    public static string Path { get; } = System.IO.Path.Combine(Repository.Folder, "docs", "architecture.md");

    /// <summary>A row for each room, top to bottom: the rooms that it uses, with the number of its types that do.</summary>
    public static string Table()
    {
        var table = new StringBuilder("| room | uses (types of the room that do) |\n| --- | --- |\n");
        foreach (var room in House.Floors)
        {
            var used = House.Uses.Where(use => use.From == room)
                .GroupBy(use => use.To)
                .OrderBy(group => Array.IndexOf(House.Floors, group.Key))
                .Select(group => $"{House.Name(group.Key)} ({group.Select(use => Outer(use.User)).Distinct().Count()})");
            table.Append($"| {House.Name(room)} | {string.Join(", ", used)} |\n");
        }
        return table.ToString();
    }

    public static string TableOf(string page) =>
        page[(page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length)..page.IndexOf(End, StringComparison.Ordinal)];

    public static string With(string page, string table) => page.Replace(TableOf(page), table, StringComparison.Ordinal);

    /// <summary>The first word of each line of the drawing's library part.</summary>
    public static IEnumerable<string> DrawnFloors(string page) =>
        page.Split("```")[1].Split('\n')
            .SkipWhile(line => !line.StartsWith("library", StringComparison.Ordinal))
            .Skip(1)
            .Where(line => line.StartsWith("  ", StringComparison.Ordinal) && line.Length > 2 && line[2] != ' ')
            .Select(line => line.Trim().Split(' ')[0]);

    // Nested types, such as those of lambdas, count as the type that they lie in.
    private static string Outer(string type) => type.Split('+', '/')[0];
}
