using System.Numerics.Tensors;
using GarmentTools.Catalogs;
using GarmentTools.Embedding;
using GarmentTools.Insights;

namespace GarmentTools.Studies;

/// <summary>
/// Garments and their unit vectors in memory. Garments of equal bytes share one row: what is worked out from distances must not be swayed
/// by copies.
/// </summary>
internal sealed class InsightVectors : UnitVectors
{
    private const int RowsAtOnce = 1024;

    private InsightVectors(Garment[] garments, int[] rowOf, int[] first, int dimensions, float[] units) : base(dimensions, units) =>
        (Garments, RowOf, First) = (garments, rowOf, first);

    /// <summary>By id.</summary>
    public Garment[] Garments { get; }

    /// <summary>The row of each garment's vector.</summary>
    public int[] RowOf { get; }

    /// <summary>The garment of lowest id of each row.</summary>
    public int[] First { get; }

    public Garment GarmentOf(int row) => Garments[First[row]];

    public static InsightVectors Load(IReadOnlyList<Garment> listed, IEmbeddingSource source, CancellationToken cancellationToken)
    {
        var known = listed.ToDictionary(garment => garment.Id);
        var (garments, rowOf, first, rows) = (new List<Garment>(), new List<int>(), new List<int>(),
            new Dictionary<string, int>(StringComparer.Ordinal));
        var read = new List<int>(); // the row of the source that each row is read from
        for (var i = 0; i < source.Count; i++)
        {
            // Added or removed between the two reads: not seen.
            if (!known.TryGetValue(source.Ids[i], out var garment)) continue;
            // Under a learned metric equal bytes of two domains have two vectors.
            var key = garment.Sha256 + garment.Domain;
            if (!rows.TryGetValue(key, out var row))
            {
                rows[key] = row = first.Count;
                first.Add(garments.Count);
                read.Add(i);
            }
            garments.Add(garment);
            rowOf.Add(row);
        }
        var units = new float[checked(first.Count * source.Dimensions)];
        for (var from = 0; from < read.Count;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var run = 1; // rows that follow each other are read at once
            while (from + run < read.Count && read[from + run] == read[from] + run && run < RowsAtOnce) run++;
            source.Read(read[from], units.AsSpan(from * source.Dimensions, run * source.Dimensions));
            from += run;
        }
        for (var row = 0; row < first.Count; row++)
        {
            var vector = units.AsSpan(row * source.Dimensions, source.Dimensions);
            var norm = TensorPrimitives.Norm(vector);
            if (norm > 0) TensorPrimitives.Divide(vector, norm, vector);
        }
        return new([.. garments], [.. rowOf], [.. first], source.Dimensions, units);
    }
}
