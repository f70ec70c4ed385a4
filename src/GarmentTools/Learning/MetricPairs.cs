using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using GarmentTools.Common;
using GarmentTools.Embedding;

namespace GarmentTools.Learning;

/// <summary>Pairs of a street and a shop photo of the same product, with their vectors: what a metric is learned from.</summary>
public sealed class MetricPairs
{
    /// <param name="street">Vectors of the street photos, each once.</param>
    /// <param name="shop">Vectors of the shop photos, each once, of the same dimensions. Their fingerprint may differ from that of the
    /// street photos by the region.</param>
    /// <param name="pairs">Row of the street photo and row of the shop photo of each pair. A photo may be in several pairs.</param>
    /// <param name="products">The product of each pair, or null. Pairs that name the same product or share a photo are one product, and are
    /// never parted by cross-validation.</param>
    /// <param name="output">Which output of the model the vectors are: <c>features</c> or <c>embedding</c>.</param>
    /// <exception cref="UsageException">There are no pairs, the tables do not fit together, or a row does not exist or holds no
    /// direction.</exception>
    public MetricPairs(EmbeddingTable street, EmbeddingTable shop, IReadOnlyList<(int Street, int Shop)> pairs,
        IReadOnlyList<string>? products = null, string output = "features")
    {
        if (street.Dimensions != shop.Dimensions)
            throw new UsageException($"Street and shop vectors must be of one kind; found {street.Dimensions} and {shop.Dimensions} " +
                "numbers. Embed both sides with one model.");
        if (pairs.Count == 0)
            throw new UsageException("A metric cannot be learned without pairs of a street and a shop photo; found none.");
        if (products is not null && products.Count != pairs.Count)
            throw new UsageException($"Expected one product per pair; found {products.Count} for {pairs.Count} pairs.");
        foreach (var (s, p) in pairs)
            if ((uint)s >= (uint)street.Count || (uint)p >= (uint)shop.Count)
                throw new UsageException($"The pair ({s}, {p}) points outside of {street.Count} street and {shop.Count} shop photos.");
        (Street, Shop, Pairs, Output) = (street, shop, pairs, output);
        Groups = Group(products);
        ProductCount = Groups.Distinct().Count();
        StreetUnits = Units(street, "street");
        ShopUnits = Units(shop, "shop");
        Hash = ComputeHash(products);
    }

    /// <summary>Pairs that stand row by row beside each other: street row i and shop row i are pair i.</summary>
    /// <inheritdoc cref="MetricPairs(EmbeddingTable, EmbeddingTable, IReadOnlyList{ValueTuple{int, int}}, IReadOnlyList{string}, string)"/>
    public static MetricPairs FromRows(EmbeddingTable street, EmbeddingTable shop, IReadOnlyList<string>? products = null, string output =
        "features") =>
        street.Count == shop.Count
            ? new MetricPairs(street, shop, [.. Enumerable.Range(0, street.Count).Select(i => (i, i))], products, output)
            : throw new UsageException($"Row by row pairs need as many street as shop photos; found {street.Count} and {shop.Count}.");

    /// <summary>Vectors of the street photos.</summary>
    public EmbeddingTable Street { get; }

    /// <summary>Vectors of the shop photos: the gallery of cross-validation.</summary>
    public EmbeddingTable Shop { get; }

    /// <summary>Rows of <see cref="Street"/> and <see cref="Shop"/>.</summary>
    public IReadOnlyList<(int Street, int Shop)> Pairs { get; }

    /// <summary>The model's output that the vectors are.</summary>
    public string Output { get; }

    /// <summary>SHA-256 of the pairs' names, products and vectors.</summary>
    public string Hash { get; }

    /// <summary>
    /// SHA-256 (hexadecimal) of the photos' files, as far as known: the metric remembers them, so that it is not measured on what it was
    /// learned from.
    /// </summary>
    public IReadOnlyList<string> Photos { get; init; } = [];

    /// <summary>How many products the pairs belong to.</summary>
    public int ProductCount { get; }

    internal int[] Groups { get; }              // of each pair, numbered from 0 by first appearance
    internal double[] StreetUnits { get; }      // x/|x|, row-major
    internal double[] ShopUnits { get; }

    /// <summary>The product of each photo: −1 for one that is in no pair.</summary>
    internal int[] GroupOfRows(bool street)
    {
        var groups = new int[street ? Street.Count : Shop.Count];
        Array.Fill(groups, -1);
        for (var i = 0; i < Pairs.Count; i++) groups[street ? Pairs[i].Street : Pairs[i].Shop] = Groups[i];
        return groups;
    }

    // Union of pairs that share a photo or name the same product.
    private int[] Group(IReadOnlyList<string>? products)
    {
        var parent = Enumerable.Range(0, Pairs.Count).ToArray();
        var seen = new Dictionary<(int Kind, int Row, string Product), int>();
        for (var i = 0; i < parent.Length; i++)
        {
            Join(i, (0, Pairs[i].Street, ""));
            Join(i, (1, Pairs[i].Shop, ""));
            if (products is not null && !string.IsNullOrEmpty(products[i])) Join(i, (2, 0, products[i]));
        }
        var numbers = new Dictionary<int, int>();
        return [.. parent.Select((_, i) => numbers.TryGetValue(Find(i), out var number) ? number : numbers[Find(i)] = numbers.Count)];

        void Join(int i, (int, int, string) key)
        {
            if (seen.TryGetValue(key, out var other)) parent[Find(i)] = Find(other);
            else seen[key] = i;
        }

        int Find(int i)
        {
            while (parent[i] != i) i = parent[i] = parent[parent[i]];
            return i;
        }
    }

    private static double[] Units(EmbeddingTable table, string side)
    {
        var d = table.Dimensions;
        var result = new double[(long)table.Count * d];
        var row = new float[d];
        for (var i = 0; i < table.Count; i++)
        {
            table.Read(i, row);
            var sum = 0.0;
            foreach (var value in row) sum += (double)value * value;
            if (!double.IsFinite(sum) || sum == 0)
                throw new UsageException($"The vector of the {side} photo '{table.Names[i]}' is {(sum == 0 ? "0" : "not finite")}; a " +
                    "metric cannot be learned from it. Embed that photo again or take its pairs out.");
            var scale = 1 / Math.Sqrt(sum);
            for (var j = 0; j < d; j++) result[i * d + j] = row[j] * scale;
        }
        return result;
    }

    private string ComputeHash(IReadOnlyList<string>? products)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> number = stackalloc byte[4];
        for (var i = 0; i < Pairs.Count; i++)
        {
            foreach (var text in (string[])[Street.Names[Pairs[i].Street], Shop.Names[Pairs[i].Shop], products?[i] ?? ""])
            {
                BinaryPrimitives.WriteInt32LittleEndian(number, Encoding.UTF8.GetByteCount(text));
                hash.AppendData(number);
                hash.AppendData(Encoding.UTF8.GetBytes(text));
            }
        }
        var row = new float[Street.Dimensions];
        foreach (var table in (EmbeddingTable[])[Street, Shop])
            for (var i = 0; i < table.Count; i++)
            {
                table.Read(i, row);
                hash.AppendData(MemoryMarshal.AsBytes(row.AsSpan()));
            }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
