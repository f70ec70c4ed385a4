using GarmentTools.Common;
using GarmentTools.Npz;

namespace GarmentTools.Distances;

/// <summary>What a matrix file says about itself beside the distances.</summary>
internal sealed record MatrixHeader
{
    /// <summary>The version of the members' names and meanings.</summary>
    private const int Version = 1;
    private const string VersionName = "garment_matrix";

    internal required IReadOnlyList<string> Names { get; init; }
    internal required long[] Ids { get; init; }
    internal required string Fingerprint { get; init; }
    internal required MatrixMetric Metric { get; init; }
    internal required MatrixPrecision Precision { get; init; }
    internal required int MantissaBits { get; init; }
    internal required int Dimensions { get; init; }

    /// <summary>The k of k nearest neighbors; null for all pairs.</summary>
    internal int? Neighbors { get; init; }

    /// <summary>A digest of each vector, by which an update sees what has changed. Empty in files of other programs.</summary>
    internal required ulong[] Digests { get; init; }

    internal StoredValues Values => new(Precision, MantissaBits, Metric);

    internal static string MetricName(MatrixMetric metric) => metric switch
    {
        MatrixMetric.Cosine => "cosine",
        MatrixMetric.Euclidean => "euclidean",
        _ => "sqeuclidean", // SciPy's word
    };

    /// <summary>Writes the members that stand before the distances.</summary>
    internal void Write(NpzWriter writer)
    {
        writer.Write<int>(VersionName, "<i4", [Version]);
        writer.WriteText("metric", MetricName(Metric));
        writer.WriteText("fingerprint", Fingerprint);
        writer.Write<int>("dimensions", "<i4", [Dimensions]);
        writer.Write<int>("mantissa_bits", "<i4", [MantissaBits]);
        writer.Write<double>("scale", "<f8", [Values.Scale]);
        writer.Write<double>("offset", "<f8", [0.0]);
        if (Neighbors is { } neighbors) writer.Write<int>("neighbors", "<i4", [neighbors]);
        writer.Write<long>("ids", "<i8", Ids, Ids.Length);
        writer.Write<ulong>("digests", "<u8", Digests, Digests.Length);
        writer.WriteTexts("names", Names);
    }

    /// <summary>Reads and checks them.</summary>
    /// <param name="file">The open file.</param>
    /// <param name="budget">The most bytes that names, ids and digests may take.</param>
    internal static MatrixHeader Read(NpzReader file, long budget)
    {
        if (!file.Members.ContainsKey(VersionName))
            throw file.Members.ContainsKey("arr_0")
                ? new ArchiveException($"{file.FilePath} holds arr_0 and no names: a matrix of the original project.",
                    new Remedy(RemedyKind.GiveNameList))
                : new ArchiveException($"{file.FilePath} is not a distance matrix of GarmentTools: it holds " +
                    $"{string.Join(", ", file.Members.Keys)} " +
                    $"and no {VersionName}. Build the matrix.");
        int version = file.ReadAll<int>(VersionName, 1, 64, "<i4")[0];
        if (version != Version)
            throw new ArchiveException($"{file.FilePath} has version {version} of the matrix format; {Version} is known. " +
                $"{(version > Version ? "Use a newer GarmentTools" : "Build the matrix again")}.");

        long[] ids = file.ReadAll<long>("ids", null, budget, "<i8");
        for (int i = 1; i < ids.Length; i++)
            if (ids[i] <= ids[i - 1]) throw file.Fault($"holds ids that do not ascend ({ids[i]} after {ids[i - 1]})");
        string metric = file.ReadText("metric");
        bool sparse = file.Members.ContainsKey("neighbors");
        string member = sparse ? "data" : "distances";
        MatrixPrecision precision = file.Find(member).Header.Descr switch
        {
            "<f4" => MatrixPrecision.Float32,
            "<f2" when !sparse => MatrixPrecision.Float16,
            "<u2" when !sparse => MatrixPrecision.UInt16,
            "|u1" when !sparse => MatrixPrecision.UInt8,
            var other => throw file.Fault($"holds {member} as {other}; {(sparse ? "<f4" : "<f4, <f2, <u2 or |u1")} is expected"),
        };
        var header = new MatrixHeader
        {
            Ids = ids,
            Metric = Enum.GetValues<MatrixMetric>().Cast<MatrixMetric?>().FirstOrDefault(m => MetricName(m!.Value) == metric)
                ?? throw file.Fault($"holds the metric \"{metric}\"; cosine, euclidean or sqeuclidean is expected"),
            Precision = precision,
            Fingerprint = file.ReadText("fingerprint"),
            Dimensions = One<int>("dimensions", "<i4"),
            MantissaBits = One<int>("mantissa_bits", "<i4"),
            Neighbors = sparse ? One<int>("neighbors", "<i4") : null,
            Names = file.ReadTexts("names", ids.Length, budget),
            Digests = file.ReadAll<ulong>("digests", ids.Length, budget, "<u8"),
        };
        if (header.MantissaBits is < 8 or > 24 || header.Dimensions < 1 || header.Neighbors is < 1)
            throw file.Fault("holds dimensions, bits or neighbors out of range");
        if (One<double>("scale", "<f8") != header.Values.Scale || One<double>("offset", "<f8") != 0)
            throw file.Fault($"holds a scale that is not that of its metric and type ({header.Values.Scale})");
        return header;

        T One<T>(string name, string descr) where T : unmanaged => file.ReadAll<T>(name, 1, 64, descr)[0];
    }
}
