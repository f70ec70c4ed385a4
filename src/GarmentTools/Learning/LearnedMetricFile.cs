using System.Runtime.InteropServices;
using System.Text.Json;
using GarmentTools.Common;
using GarmentTools.Npz;

namespace GarmentTools.Learning;

/// <summary>
/// A learned metric as <c>.npz</c>: <c>projection</c> (D×K, float32), <c>means</c>, <c>domains</c> and <c>fingerprints</c> (a row per
/// domain),
/// <c>output</c>, and <c>about</c>, a JSON text with all that is not an array. <c>numpy.load</c> reads it.
/// </summary>
internal static class LearnedMetricFile
{
    private const string Format = "garment-metric 1";
    private const long MostBytes = 1L << 30;
    private const int MostDomains = 64;

    private sealed record About(string Hash, double Epsilon, MetricProvenance Provenance, Confidence? Confidence,
        IReadOnlyList<string>? Photos = null);

    public static void Save(LearnedMetric metric, string path)
    {
        using var file = new ReplacingFile(path);
        try
        {
            var writer = new NpzWriter(file.Stream);
            writer.WriteText("format", Format);
            writer.WriteText("output", metric.Output);
            writer.WriteTexts("domains", metric.Domains);
            writer.WriteTexts("fingerprints", [.. metric.Domains.Select(metric.Fingerprint)]);
            writer.Write<float>("means", "<f4", metric.Domains.SelectMany(domain => metric.Mean(domain).ToArray()).ToArray(),
                metric.Domains.Count, metric.Dimensions);
            writer.Write("projection", "<f4", metric.Projection.Span, metric.Dimensions, metric.Components);
            writer.WriteText("about", JsonSerializer.Serialize(new About(metric.Hash, metric.Epsilon, metric.Provenance, metric.Confidence,
                metric.TrainingPhotos.Digests)));
            writer.Finish();
            file.Commit();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ReplacingFile.WriteFailed(path, e);
        }
    }

    public static LearnedMetric Load(string path)
    {
        using var reader = NpzReader.Open(path);
        if (!reader.Members.ContainsKey("format") || !reader.Members.ContainsKey("projection"))
            throw new ArchiveException($"{path} is no learned metric: it holds {string.Join(", ", reader.Members.Keys)}.",
                new Remedy(RemedyKind.NameLearnedMetric));
        var format = reader.ReadText("format");
        if (format != Format)
            throw new ArchiveException($"{path} has the format '{format}'; this version reads '{Format}'.",
                new Remedy(RemedyKind.LearnMetricAgain));
        var about = ReadAbout(reader);
        var domains = reader.ReadTexts("domains", null, 1 << 16);
        if (domains.Length is 0 or > MostDomains || domains.Distinct(StringComparer.Ordinal).Count() < domains.Length
            || domains.Any(d => d.Length == 0))
            throw reader.Fault($"holds the domains '{string.Join(", ", domains.Take(MostDomains))}', which are not one or more different " +
                "names");
        var fingerprints = reader.ReadTexts("fingerprints", domains.Length, 1 << 20);
        var (projection, dimensions, components) = ReadMatrix(reader, "projection");
        var (means, rows, columns) = ReadMatrix(reader, "means");
        if (rows != domains.Length || columns != dimensions)
            throw reader.Fault($"holds {rows}×{columns} means for {domains.Length} domains and a {dimensions}×{components} projection");
        var byDomain = domains.Select((domain, i) => (domain, mean: means[(i * dimensions)..((i + 1) * dimensions)]))
            .ToDictionary(x => x.domain, x => x.mean);
        var metric = new LearnedMetric(domains.Zip(fingerprints).ToDictionary(x => x.First, x => x.Second), reader.ReadText("output"),
            dimensions, components, about.Epsilon, byDomain, projection, about.Provenance, about.Confidence)
        {
            TrainingPhotos =
            TrainingPhotos.From(about.Photos ?? [])
        };
        // Checksums guard against accidents; the hash against a file of which one part was exchanged.
        return metric.Hash == about.Hash ? metric : throw reader.Fault($"holds arrays that do not belong to its hash " +
            $"({metric.Hash[..16]}… instead of {about.Hash})");
    }

    private static About ReadAbout(NpzReader reader)
    {
        try
        {
            var about = JsonSerializer.Deserialize<About>(reader.ReadText("about"),
                new JsonSerializerOptions { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true });
            return about ?? throw reader.Fault("says nothing about itself");
        }
        catch (JsonException e)
        {
            throw reader.Fault($"describes itself in a way that cannot be read ({e.Message})");
        }
    }

    private static (float[] Values, int Rows, int Columns) ReadMatrix(NpzReader reader, string name)
    {
        var header = reader.Find(name).Header;
        if (header is not { Descr: "<f4", FortranOrder: false, Shape: [> 0 and <= int.MaxValue, > 0 and <= int.MaxValue] }
            || header.DataBytes > MostBytes)
            throw reader.Fault($"holds {name} as {header.Descr} of shape {header.ShapeText}; a matrix of float32 of at most " +
                $"{MostBytes:N0} bytes is expected");
        var values = new float[header.Elements];
        using var data = reader.OpenData(name);
        reader.ReadExactly(data, MemoryMarshal.AsBytes(values.AsSpan()), name);
        return Array.TrueForAll(values, float.IsFinite) ? (values, (int)header.Shape[0], (int)header.Shape[1])
            : throw reader.Fault($"holds a value in {name} that is not a finite number");
    }
}
