using System.Globalization;
using System.Runtime.InteropServices;
using CsvHelper;
using FsCheck;
using FsCheck.Fluent;
using GarmentTools.Common;
using GarmentTools.Distances;
using GarmentTools.Embedding;
using GarmentTools.Learning;
using GarmentTools.Numerics;
using GarmentTools.Search;

namespace GarmentTools.Tests;

/// <summary>What is written is read again: matrices, vector files, half vectors, CSV, learned metrics.</summary>
public sealed class FormatPropertyTests
{
    private sealed record Matrix(int Count, int Dimensions, int Seed, MatrixMetric Metric, MatrixPrecision Precision, int Bits);

    private static readonly Gen<Matrix> s_matrices =
        from count in Gen.Choose(0, 70)
        from dimensions in Gen.Choose(1, 40)
        from seed in Gen.Choose(1, 1_000_000)
        from metric in Gen.Elements(Enum.GetValues<MatrixMetric>())
        from precision in Gen.Elements(Enum.GetValues<MatrixPrecision>())
        from bits in Gen.Choose(8, 24)
        select new Matrix(count, dimensions, seed, metric, precision, bits);

    [Fact]
    public void A_matrix_is_read_as_it_was_computed_whether_it_fits_into_memory_or_not() => Properties.Hold(s_matrices, given =>
    {
        using var folder = new TestFolder();
        var table = TestVectors.Near(given.Count, given.Dimensions, unit: true, given.Seed);
        var options = new DistanceMatrixOptions { Metric = given.Metric, Precision = given.Precision, MantissaBits = given.Bits };
        DistanceMatrix.Build(table, folder["m.npz"], options);
        using var exact = DistanceMatrix.Compute(table, options with { Precision = MatrixPrecision.Float32, MantissaBits = 24 });
        using var stored = DistanceMatrix.Compute(table, options);
        using var file = DistanceMatrix.Open(folder["m.npz"]);
        var range = given.Metric == MatrixMetric.SquaredEuclidean ? 4 : 2;
        for (var i = 0; i < given.Count; i++)
            for (var j = 0; j < given.Count; j++)
            {
                var distance = exact[i, j];
                var error = given.Precision switch
                {
                    MatrixPrecision.Float32 => distance * Math.Pow(2, -given.Bits),
                    MatrixPrecision.Float16 => Math.Max(distance * Math.Pow(2, -11), Math.Pow(2, -25)),
                    // Half a step, and what float32 rounds off the exact distance and the stored one.
                    MatrixPrecision.UInt16 => range / 65535.0 / 2 + distance * Math.Pow(2, -22),
                    _ => range / 255.0 / 2 + distance * Math.Pow(2, -22),
                };
                if (file[i, j] != stored[i, j] || file[i, j] != file[j, i] || Math.Abs(file[i, j] - distance) > error) return false;
            }
        return file.Names.SequenceEqual(table.Names) && file.Ids.SequenceEqual(table.Ids) && file.Fingerprint == table.Fingerprint
            && (file.Metric, file.Precision) == (given.Metric, given.Precision);
    }, usual: 40);

    [Fact]
    public void Names_of_any_letters_come_back() => Properties.Hold(Properties.Name.ArrayOf(7), names =>
    {
        using var folder = new TestFolder();
        long[] ids = [.. Enumerable.Range(1, names.Length)];
        DistanceMatrix.Build(new EmbeddingTable("fp", 2, ids, names, names.SelectMany((_, i) => new float[] { i + 1, 1 }).ToArray()),
            folder["m.npz"]);
        using var file = DistanceMatrix.Open(folder["m.npz"]);
        return file.Names.SequenceEqual(names);
    }, usual: 40);

    [Fact]
    public void A_vector_file_holds_what_was_rounded_into_it_and_answers_as_the_index_in_memory() => Properties.Hold(
        from kind in Gen.Elements(VectorSets.Kinds)
        from count in Gen.Choose(0, 200)
        from dimensions in Gen.Choose(1, 80)
        from seed in Gen.Choose(1, 1_000_000)
        select (kind, count, dimensions, seed), given =>
    {
        using var folder = new TestFolder();
        var source = VectorSets.Make(given.kind, given.count, given.dimensions, given.seed);
        VectorIndex.Write(folder["v"], source, 7);
        using var file = VectorIndex.Open(folder["v"]);
        using var memory = VectorIndex.Create(source, 7);
        file.Verify();
        var (read, rounded) = (new float[given.dimensions], new float[given.dimensions]);
        for (var row = 0; row < given.count; row++)
        {
            file.ReadVector(row, read);
            VectorIndex.RoundAsStored(VectorSets.Row(source, row), rounded);
            if (!SameBits(read, rounded)) return false;
        }
        return file.Ids.SequenceEqual([.. source.Ids]) && (file.Fingerprint, file.Generation) == (source.Fingerprint, 7)
            && VectorSets.Queries(source, given.seed).All(query => file.Search(query).SequenceEqual(memory.Search(query)));
    }, usual: 40);

    [Fact]
    public void Half_vectors_are_the_nearest_halves_and_stay_what_they_are() => Properties.Hold(Properties.Finite.ArrayOf(40), vector =>
    {
        var once = HalfVector.Rounded(vector);
        return SameBits(once, [.. vector.Select(v => (float)(Half)v)]) && SameBits(HalfVector.Rounded(once), once)
            && HalfVector.ToBytes(vector).Length == 80;
    }, usual: 200);

    [Fact]
    public void Csv_is_read_as_it_was_written_but_for_the_mark_before_formulas() => Properties.Hold(Properties.Text.ArrayOf(5), cells =>
    {
        // The first cell is never empty: a line without anything is no row.
        using var csv = new CsvReader(new StringReader("x," + string.Join(',', cells.Select(CsvCell.Of)) + "\n"),
            CultureInfo.InvariantCulture);
        csv.Read();
        return cells.Select((cell, i) => (cell, read: csv.GetField(i + 1)!)).All(pair =>
            pair.read == pair.cell ? !IsFormula(pair.cell) : pair.read == "'" + pair.cell && IsFormula(pair.cell));
    }, usual: 300);

    [Fact]
    public void A_learned_metric_is_the_same_after_it_was_saved() => Properties.Hold(
        from dimensions in Gen.Choose(1, 40)
        from components in Gen.Choose(1, 12)
        from domains in Properties.Name.ArrayOf(3)
        from epsilon in Gen.Choose(1, 1_000_000)
        from values in Gen.Choose(-1_000_000, 1_000_000).ArrayOf(dimensions * (components + 3))
        select (dimensions, components, domains: domains.Distinct(StringComparer.Ordinal).ToArray(), epsilon: epsilon / 7.0,
            values: values.Select(v => v / 12345f).ToArray()), given =>
    {
        using var folder = new TestFolder();
        var projection = given.values[..(given.dimensions * given.components)];
        var means = given.domains.Select((domain, i) => (domain, mean: given.values[^((i + 1) * given.dimensions)..][..given.dimensions]))
            .ToDictionary(m => m.domain, m => m.mean);
        var figures = new RankFigures(1 / 3.0, 0.1, 1);
        var metric = new LearnedMetric(given.domains.ToDictionary(d => d, d => "fp " + d), "features", given.dimensions, given.components,
            given.epsilon, means, projection,
            new MetricProvenance("hash", 3, 2, 1, 5, ulong.MaxValue, figures, figures), confidence: null);
        metric.Save(folder["a.npz"]);
        var loaded = LearnedMetric.Load(folder["a.npz"]);
        loaded.Save(folder["b.npz"]);
        return loaded.Hash == metric.Hash && loaded.Provenance == metric.Provenance && loaded.Domains.SequenceEqual(metric.Domains)
            && File.ReadAllBytes(folder["a.npz"]).SequenceEqual(File.ReadAllBytes(folder["b.npz"]));
    }, usual: 40);

    private static bool SameBits(float[] a, float[] b) => MemoryMarshal.AsBytes<float>(a).SequenceEqual(MemoryMarshal.AsBytes<float>(b));

    // As spreadsheets see it; a plain number does no harm.
    private static bool IsFormula(string text) => text.Length > 0 && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal)
        && !System.Text.RegularExpressions.Regex.IsMatch(text, @"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$");
}
