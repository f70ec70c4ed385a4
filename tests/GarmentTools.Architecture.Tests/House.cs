using ArchUnitNET.Domain;
using ArchUnitNET.Loader;

namespace GarmentTools.Architecture.Tests;

/// <summary>
/// The floors of the library, read from the compiled assembly: method bodies, generics, lambdas and async code as well as signatures.
/// </summary>
internal static class House
{
    /// <summary>The one order, top to bottom: each room knows only those below it. <c>""</c> is the root namespace.</summary>
    public static readonly string[] Floors =
    [
        "", "Studies", "Catalogs", "Insights", "Evaluation", "Learning", "Distances", "Search", "Embedding", "Regions", "Inference",
            "Models", "Imaging", "Npz",
        "Numerics", "Common",
    ];

    private const string Root = "GarmentTools";

    private static readonly Lazy<IReadOnlyList<Use>> s_uses = new(Read);

    /// <summary>A type of one room that uses a type of another.</summary>
    public sealed record Use(string From, string To, string User, string Used);

    /// <summary>Every use between two rooms.</summary>
    public static IReadOnlyList<Use> Uses => s_uses.Value;

    /// <summary>The rooms that the assembly has.</summary>
    public static IReadOnlySet<string> Rooms { get; } = typeof(GarmentCatalog).Assembly.GetTypes()
        .Select(type => RoomOf(type.Namespace ?? "-"))
        .OfType<string>()
        .ToHashSet();

    /// <summary>The uses that go from a room up to one above it.</summary>
    public static IEnumerable<Use> Upward(IEnumerable<Use> uses) =>
        uses.Where(use => Array.IndexOf(Floors, use.To) < Array.IndexOf(Floors, use.From));

    /// <summary>How a room is called on a page.</summary>
    public static string Name(string room) => room.Length == 0 ? "root" : room;

    // GarmentTools.Catalogs.Sqlite is the room Catalogs; what compilers add lies in namespaces of others.
    private static string? RoomOf(string space) =>
        space == Root ? "" : space.StartsWith(Root + ".", StringComparison.Ordinal) ? space.Split('.')[1] : null;

    private static List<Use> Read()
    {
        var architecture = new ArchLoader().LoadAssemblies(typeof(GarmentCatalog).Assembly).Build();
        return [.. architecture.Types
            .SelectMany(type => type.Dependencies.Select(dependency => (Type: type, dependency.Target)))
            .Select(pair => new Use(RoomOf(Space(pair.Type)) ?? "-", RoomOf(Space(pair.Target)) ?? "-", pair.Type.FullName,
                pair.Target.FullName))
            .Where(use => use.From != "-" && use.To != "-" && use.From != use.To)
            .Distinct()];
    }

    // Generic parameters have none.
    private static string Space(IType type) => type.Namespace?.FullName ?? "";
}
