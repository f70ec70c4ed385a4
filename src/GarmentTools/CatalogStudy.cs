using System.Globalization;
using GarmentTools.Catalogs;
using GarmentTools.Catalogs.Filters;
using GarmentTools.Common;
using GarmentTools.Embedding;
using GarmentTools.Evaluation;
using GarmentTools.Learning;
using GarmentTools.Numerics;
using GarmentTools.Studies;

namespace GarmentTools;

/// <summary>What a <see cref="CatalogStudy"/> measures.</summary>
public sealed record CatalogStudyOptions
{
    /// <summary>
    /// What makes a garment a right answer: <c>product</c> (default), or the name of an attribute of which it has the query's value.
    /// </summary>
    public string Relevant { get; init; } = "product";

    /// <summary>Only garments of this domain are queries. Default null: of every domain.</summary>
    public string? QueryDomain { get; init; }

    /// <summary>Only garments of this domain may be found. Default null: of every domain.</summary>
    public string? GalleryDomain { get; init; }

    /// <summary>Only garments that pass take part, as query and in the gallery. Default null: all.</summary>
    public GarmentFilter? Filter { get; init; }

    /// <summary>Of more queries than this a sample is drawn. Default 2,000; 0 for no limit.</summary>
    public int MaxQueries { get; init; } = 2000;

    /// <summary>Decides which queries are drawn. Default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Which of the stored outputs is compared. Default null: the metric's, else the one that is searched.</summary>
    public string? Output { get; init; }

    /// <summary>A metric that vectors are compared by. Default null: the plain cosine.</summary>
    public LearnedMetric? Metric { get; init; }

    /// <summary>The attribute (or <c>product</c>, <c>domain</c>) that the per-category table groups by. Default null: none.</summary>
    public string? Category { get; init; }

    /// <summary>
    /// Whether decisions (<see cref="GarmentCatalog.Decide(long, long, bool?)"/>) count where <see cref="Relevant"/> is <c>product</c>:
    /// garments decided to be the same
    /// are one product, and those decided to be different are no right answer to each other. Default true.
    /// </summary>
    public bool UseDecisions { get; init; } = true;

    /// <summary>What is reported.</summary>
    public RetrievalOptions Retrieval { get; init; } = new();
}

/// <summary>Measures how well the garments of a catalog find each other: each query leaves itself and photos of equal bytes out.</summary>
public static class CatalogStudy
{
    /// <summary>Runs a study on the stored vectors; no photo is read.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="options">What is measured; null for the defaults.</param>
    /// <param name="progress">How far it has come.</param>
    /// <param name="token">Stops it.</param>
    /// <exception cref="UsageException">There are no such garments, outputs or attributes; or no query has anything relevant.</exception>
    public static RetrievalReport Run(GarmentCatalog catalog, CatalogStudyOptions? options = null, IProgress<WorkProgress>? progress = null,
        CancellationToken token = default)
    {
        options ??= new();
        if (options.MaxQueries < 0) throw new UsageException($"MaxQueries is {options.MaxQueries}, expected 1 or more, or 0 for no limit.");
        if (options.Metric is { } metric && options.Output is { } asked && asked != metric.Output)
            throw new UsageException($"The learned metric takes the output '{metric.Output}', '{asked}' was asked for. Leave the output " +
                "out.");
        CheckKnown(catalog, options.Relevant);
        if (options.Category is not null) CheckKnown(catalog, options.Category);

        using var plain = catalog.GetEmbeddings(options.Metric?.Output ?? options.Output, filter: options.Filter);
        var garments = catalog.List(options.Filter).ToDictionary(g => g.Id);
        var vectors = options.Metric is null ? plain : (IEmbeddingSource)options.Metric.Project(plain, row =>
            garments[plain.Ids[row]].Domain, progress, token);
        int[] gallery = [.. Rows(options.GalleryDomain)], all = [.. Rows(options.QueryDomain)], queries = Sample(all, options);
        if (queries.Length == 0 || gallery.Length == 0)
            throw new UsageException($"There is nothing to measure in '{catalog.Path}': {queries.Length} " +
                $"queries{Of(options.QueryDomain)} and a gallery of {gallery.Length}{Of(options.GalleryDomain)}.",
                new Remedy(RemedyKind.ShowCatalog, Catalog: catalog.Path));

        var byProduct = options.Relevant.Equals("product", StringComparison.OrdinalIgnoreCase);
        var decisions = byProduct && options.UseDecisions ? catalog.ReadDecisions() : DecisionSet.None;
        Garment[] listed = [.. garments.Values];
        var products = decisions.Products(listed).Select((product, i) => (listed[i].Id, product)).ToDictionary(p => p.Id, p => p.product);
        var (querySet, gallerySet) = (Set(queries), Set(gallery));
        var relevance = byProduct
            ? Relevance.SameProduct(querySet.Items, gallerySet.Items).Without(decisions.DifferentCount > 0, (q, g) =>
                decisions.Of(At(queries[q]).Sha256, At(gallery[g]).Sha256) == false)
            : Relevance.SameAttribute(options.Relevant, [.. queries.Select(q => Value(At(q), options.Relevant))],
                [.. gallery.Select(g => Value(At(g), options.Relevant))]);
        var leakage = LeakageCheck.Run("queries and gallery", querySet, gallerySet, progress: progress, token: token);
        var others = leakage.Findings.Where(f => f.Kind == LeakageKind.NearIdentical && f.First != f.Second)
            .Select(f => string.CompareOrdinal(f.First, f.Second) < 0 ? (f.First, f.Second) : (f.Second, f.First)).Distinct().Count();
        var report = RetrievalEvaluator.Evaluate(querySet, gallerySet, relevance, options.Retrieval, progress, token);
        if (decisions.SameCount + decisions.DifferentCount > 0)
            report = report.WithNote("decisions", $"{decisions.SameCount} pairs decided to be the same count as one product, " +
                $"{decisions.DifferentCount} decided to be different as none");
        return report
            .WithNote("catalog", (CatalogLocator.IsAddress(catalog.Path) ? catalog.Path : System.IO.Path.GetFileName(catalog.Path)) +
                (options.Filter is null ? "" : $", where {options.Filter}"))
            .WithNote("queries",
                $"{queries.Length} garments{Of(options.QueryDomain)}" +
                (queries.Length < all.Length ? $", drawn from {all.Length} with seed {options.Seed}" : "") + "; each leaves itself out")
            .WithNote("gallery", $"{gallery.Length} garments{Of(options.GalleryDomain)}")
            .WithNote("model", $"{catalog.GetInfo().Model}, output {plain.Output}, region {catalog.GetInfo().Region}")
            .WithNote("metric", options.Metric is null ? "none" : string.Create(CultureInfo.InvariantCulture,
                $"learned, K {options.Metric.Components}, " +
                $"eps {options.Metric.Epsilon}, on {options.Metric.Provenance.Pairs} pairs"))
            .WithNote("leakage", $"{others} pairs of other bytes within {leakage.Threshold} cosine distance stay in; equal bytes are " +
                $"left out{Seen()}");

        // A metric knows the photos it was learned from better than any it will meet.
        string Seen() => querySet.Items.Concat(gallerySet.Items).Where(item => options.Metric?.TrainingPhotos.Knows(item.Sha256) == true)
            .DistinctBy(item => item.Name).Count() is > 0 and var seen
            ? $"; the metric was learned from {seen} of these photos"
            : "";

        Garment At(int row) => garments[plain.Ids[row]];

        IEnumerable<int> Rows(string? domain) =>
            Enumerable.Range(0, plain.Count).Where(row => domain is null
            || At(row).Domain.Equals(domain, StringComparison.OrdinalIgnoreCase));

        EvaluationSet Set(int[] rows)
        {
            var values = new float[(long)rows.Length * vectors.Dimensions];
            for (var i = 0; i < rows.Length; i++)
            {
                token.ThrowIfCancellationRequested();
                // Rows that follow each other are read at once.
                var run = 1;
                while (i + run < rows.Length && rows[i + run] == rows[i] + run && run < 1024) run++;
                vectors.Read(rows[i], values.AsSpan(i * vectors.Dimensions, run * vectors.Dimensions));
                i += run - 1;
            }
            return new([.. rows.Select(row => new EvaluationItem(At(row).CatalogPath, products[At(row).Id], options.Category is null ? null
                : Value(At(row), options.Category) ?? "", At(row).Sha256))], vectors.Dimensions, values);
        }
    }

    private static string Of(string? domain) => domain is null ? "" : $" of the domain '{domain}'";

    private static string? Value(Garment garment, string name) => name.ToLowerInvariant() switch
    {
        "product" => garment.Product,
        "domain" => garment.Domain,
        _ => garment.Attributes.FirstOrDefault(a => a.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value,
    };

    private static void CheckKnown(GarmentCatalog catalog, string name)
    {
        if (name.ToLowerInvariant() is "product" or "domain") return;
        var known = catalog.GetInfo().Attributes.Keys;
        if (!known.Contains(name, StringComparer.OrdinalIgnoreCase))
            throw new UsageException($"No garment of '{catalog.Path}' has an attribute '{name}', only " +
                $"product{string.Concat(known.Select(k => ", " + k))}.");
    }

    // Without replacement (Floyd's method needs no list of all): the same rows for a seed, in the order of ids.
    private static int[] Sample(int[] rows, CatalogStudyOptions options)
    {
        if (options.MaxQueries == 0 || rows.Length <= options.MaxQueries) return rows;
        var random = new SeededRandom(options.Seed);
        var drawn = new SortedSet<int>();
        for (var j = rows.Length - options.MaxQueries; j < rows.Length; j++)
            if (!drawn.Add(random.Next(j + 1))) drawn.Add(j);
        return [.. drawn.Select(i => rows[i])];
    }
}
