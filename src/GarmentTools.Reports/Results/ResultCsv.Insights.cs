using GarmentTools.Catalogs;
using GarmentTools.Common;
using GarmentTools.Studies;

namespace GarmentTools.Reports.Results;

public static partial class ResultCsv
{
    /// <summary>Writes duplicates: a row for each garment of each group.</summary>
    public static void Write(TextWriter writer, IReadOnlyList<DuplicateGroup> groups)
    {
        Line(writer, ["Group", "Kind", "Keep", .. s_names, "Distance", "MinSimilarity", "Width", "Height", "FileBytes", "Confirmed",
            "Reason"]);
        foreach (var group in groups)
            foreach (var member in group.Members)
                Line(writer, [CsvCell.Of(group.Number), group.Kind.ToString(), member.Keep ? "true" : "false", .. Names(member.Garment),
                    CsvCell.Of(member.Distance), CsvCell.Of(group.MinSimilarity), CsvCell.Of(member.Width), CsvCell.Of(member.Height),
                        CsvCell.Of(member.FileBytes),
                    group.Confirmed ? "true" : "false", member.Keep ? CsvCell.Of(group.Reason) : ""]);
    }

    /// <summary>Writes groups: a row for each garment of each group.</summary>
    public static void Write(TextWriter writer, IReadOnlyList<GarmentGroup> groups)
    {
        Line(writer, ["Group", "Medoid", .. s_names, "Distance", "MinSimilarity"]);
        foreach (var group in groups)
            foreach (var member in group.Members)
                Line(writer, [CsvCell.Of(group.Number), member.Garment.Id == group.Medoid.Id ? "true" : "false", .. Names(member.Garment),
                    CsvCell.Of(member.Distance), CsvCell.Of(group.MinSimilarity)]);
    }

    /// <summary>Writes decisions, each with the paths of the garments that have the photos' bytes now.</summary>
    public static void Write(TextWriter writer, IReadOnlyList<GarmentDecision> decisions)
    {
        Line(writer, ["Same", "First", "Second", "FirstSha256", "SecondSha256", "DecidedAt", "Catalog"]);
        foreach (var decision in decisions)
            Line(writer, [decision.Same ? "true" : "false", Paths(decision.First), Paths(decision.Second), decision.FirstSha256,
                decision.SecondSha256,
                decision.DecidedAt.ToString("O"), CsvCell.Of(decision.Catalog)]);

        static string Paths(IReadOnlyList<Garment> garments) => CsvCell.Of(string.Join("; ", garments.Select(garment => garment.Path)));
    }
}
