using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using GarmentTools.Common;
using GarmentTools.Embedding;

namespace GarmentTools.Learning;

/// <summary>
/// A metric learned from pairs of a street and a shop photo: one mean per domain and one projection. A vector x of domain a becomes
/// y = (x/|x| − mean(a))·M, and two of them are compared by the cosine of their y. Immutable; any number of threads may use it.
/// </summary>
/// <remarks>
/// Fitted by <see cref="MetricLearner"/>, which holds the formula. The projected vectors are ordinary embeddings of
/// <see cref="Components"/> dimensions and length 1, under the fingerprint <see cref="ProjectedFingerprint"/>: search, the distance matrix
/// and
/// evaluation take them as they are.
/// </remarks>
public sealed class LearnedMetric
{
    private const int RowsPerTask = 96;
    private readonly float[] _projection;
    private readonly Dictionary<string, float[]> _means;
    private readonly Dictionary<string, string> _fingerprints;
    private readonly Dictionary<string, double[]> _projectedMeans = [];
    private readonly ProjectionKernel _kernel;

    internal LearnedMetric(IReadOnlyDictionary<string, string> fingerprints, string output, int dimensions, int components, double epsilon,
        IReadOnlyDictionary<string, float[]> means, float[] projection, MetricProvenance provenance, Confidence? confidence)
    {
        if (dimensions < 1 || components < 1 || projection.Length != (long)dimensions * components || means.Count == 0
            || means.Any(m => m.Value.Length != dimensions || !fingerprints.ContainsKey(m.Key)))
            throw new ArgumentException($"A {dimensions}×{components} projection and its means do not fit {projection.Length} values.");
        (Output, Dimensions, Components, Epsilon) = (output, dimensions, components, epsilon);
        (Provenance, Confidence, _projection) = (provenance, confidence, projection);
        _means = means.ToDictionary(m => m.Key, m => m.Value, StringComparer.Ordinal);
        _fingerprints = means.Keys.ToDictionary(domain => domain, domain => fingerprints[domain], StringComparer.Ordinal);
        _kernel = new ProjectionKernel(projection, dimensions, components);
        foreach (var (domain, mean) in _means)
        {
            var projected = new double[components];
            for (var d = 0; d < dimensions; d++)
                for (var k = 0; k < components; k++) projected[k] += (double)mean[d] * projection[d * components + k];
            _projectedMeans[domain] = projected;
        }
        Domains = [.. _means.Keys.Order(StringComparer.Ordinal)];
        Hash = ComputeHash();
    }

    /// <summary>Which output of the model it takes: <c>features</c> or <c>embedding</c>.</summary>
    public string Output { get; }

    /// <summary>D, the numbers in a vector that goes in.</summary>
    public int Dimensions { get; }

    /// <summary>K, the numbers in a vector that comes out.</summary>
    public int Components { get; }

    /// <summary>The regularisation that was chosen, as a multiple of the mean eigenvalue of W.</summary>
    public double Epsilon { get; }

    /// <summary>The domains it knows, in ordinal order (<c>shop</c>, <c>street</c>).</summary>
    public IReadOnlyList<string> Domains { get; }

    /// <summary>What it was fitted on and how well it did in cross-validation.</summary>
    public MetricProvenance Provenance { get; }

    /// <summary>What a distance says about the probability of a match; null where it was not calibrated.</summary>
    public Confidence? Confidence { get; }

    internal TrainingPhotos TrainingPhotos { get; init; } = TrainingPhotos.Of([]);

    /// <summary>The projection M, D×K, row-major.</summary>
    public ReadOnlyMemory<float> Projection => _projection;

    /// <summary>SHA-256 (64 hexadecimal digits) of all that decides a projected vector.</summary>
    public string Hash { get; }

    /// <summary>The fingerprint of the vectors that <see cref="Project(ReadOnlySpan{float}, string, Span{float})"/> makes.</summary>
    public string ProjectedFingerprint => $"metric:{Hash}";

    /// <summary>The mean of the unit vectors of a domain, D values.</summary>
    /// <exception cref="UsageException">The domain is not among <see cref="Domains"/>.</exception>
    public ReadOnlyMemory<float> Mean(string domain)
    {
        CheckDomain(domain);
        return _means[domain];
    }

    /// <summary>
    /// The fingerprint of the embeddings of a domain that it was fitted on; it fits no others. Those of street and shop differ where street
    /// photos
    /// are embedded by their region and shop photos whole.
    /// </summary>
    /// <exception cref="UsageException">The domain is not among <see cref="Domains"/>.</exception>
    public string Fingerprint(string domain)
    {
        CheckDomain(domain);
        return _fingerprints[domain];
    }

    /// <summary>Projects one vector; the same bits as in a batch.</summary>
    /// <param name="vector">D finite values; the length does not matter.</param>
    /// <param name="domain">Where the photo comes from, one of <see cref="Domains"/>. There is no fallback: the mean of another domain
    /// would shift every distance.</param>
    /// <param name="destination">K values of length 1; all 0 where the vector has no direction (0, or exactly the mean).</param>
    /// <exception cref="UsageException">The domain is unknown, a length does not fit, or a value is not finite.</exception>
    public void Project(ReadOnlySpan<float> vector, string domain, Span<float> destination)
    {
        CheckDomain(domain);
        if (vector.Length != Dimensions || destination.Length != Components)
            throw new UsageException($"The learned metric takes vectors of {Dimensions} numbers and makes {Components}; found " +
                $"{vector.Length} and room for {destination.Length}. Use vectors of the output '{Output}'.");
        ProjectBlock(vector, 0, _ => domain, destination);
    }

    /// <summary>Projects rows of a batch in parallel; limited by the processor's multiply-adds, no copies.</summary>
    /// <param name="vectors">n×D, row-major.</param>
    /// <param name="domain">The domain of each row by its index; called from several threads.</param>
    /// <param name="destination">n×K, row-major; as in the other overload.</param>
    /// <param name="token">Stops the work.</param>
    /// <exception cref="UsageException">A domain is unknown, a length does not fit, or a value is not finite (the message names the
    /// row).</exception>
    public void Project(ReadOnlyMemory<float> vectors, Func<int, string> domain, Memory<float> destination, CancellationToken token =
        default)
    {
        var count = vectors.Length / Dimensions;
        if ((long)count * Dimensions != vectors.Length || destination.Length != (long)count * Components)
            throw new UsageException($"{vectors.Length} values are no rows of {Dimensions}, or {destination.Length} values no room for " +
                $"{count} rows of {Components}.");
        WorkThreads.For((count + RowsPerTask - 1) / RowsPerTask, token, task =>
        {
            var first = task * RowsPerTask;
            var rows = Math.Min(RowsPerTask, count - first);
            ProjectBlock(vectors.Span.Slice(first * Dimensions, rows * Dimensions), first, domain,
                destination.Span.Slice(first * Components, rows * Components));
        });
    }

    /// <summary>
    /// Projects all vectors of a source into a table under <see cref="ProjectedFingerprint"/>, a block of rows at a time.
    /// </summary>
    /// <param name="source">Vectors of the model this metric was fitted on.</param>
    /// <param name="domain">The domain of each row by its index.</param>
    /// <param name="progress">Told after each block.</param>
    /// <param name="token">Stops the work.</param>
    /// <exception cref="UsageException">The source has another fingerprint than the metric has for a row's domain, or other dimensions; or
    /// as in the other overloads.</exception>
    public EmbeddingTable Project(IEmbeddingSource source, Func<int, string> domain, IProgress<WorkProgress>? progress = null,
        CancellationToken token = default)
    {
        foreach (var name in Enumerable.Range(0, source.Count).Select(domain).Distinct())
            CheckFits(name, source.Fingerprint, source.Dimensions);
        const int block = 8192;
        var started = System.Diagnostics.Stopwatch.StartNew();
        var rows = new float[Math.Min(block, source.Count) * Dimensions];
        var result = new float[(long)source.Count * Components];
        for (var first = 0; first < source.Count; first += block)
        {
            var (count, offset) = (Math.Min(block, source.Count - first), first);
            source.Read(first, rows.AsSpan(0, count * Dimensions));
            Project(rows.AsMemory(0, count * Dimensions), row => domain(offset + row),
                result.AsMemory(first * Components, count * Components), token);
            progress?.Report(new WorkProgress("Projecting vectors", first + count, source.Count, started.Elapsed));
        }
        return new EmbeddingTable(ProjectedFingerprint, Components, source.Ids, source.Names, result);
    }

    /// <summary>Makes sure that embeddings of a domain belong to this metric.</summary>
    /// <exception cref="UsageException">The domain is unknown, or they are of another fingerprint or of other dimensions.</exception>
    public void CheckFits(string domain, string fingerprint, int dimensions)
    {
        if (Fingerprint(domain) is var own && (fingerprint != own || dimensions != Dimensions))
            throw new UsageException($"For {domain} photos the learned metric was fitted on '{Output}' vectors of {Dimensions} numbers " +
                $"with the fingerprint '{own}'; found {dimensions} numbers and '{fingerprint}'. Learn a metric for these embeddings, or " +
                "search without one.");
    }

    /// <summary>
    /// Saves the metric with its figures and its calibration as <c>.npz</c>; the file takes its place only when it is complete. Equal
    /// metrics give equal bytes.
    /// </summary>
    /// <exception cref="ArchiveException">The file cannot be written.</exception>
    public void Save(string path) => LearnedMetricFile.Save(this, path);

    /// <summary>Loads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="ArchiveException">The file is missing, damaged, hostile, or no learned metric.</exception>
    public static LearnedMetric Load(string path) => LearnedMetricFile.Load(path);

    private void CheckDomain(string domain)
    {
        if (!_means.ContainsKey(domain))
            throw new UsageException($"The learned metric knows the domains {string.Join(", ", Domains)}; found '{domain}'. Set the " +
                "garment's domain to one of these, or leave the metric out.");
    }

    // (x/|x| − mean)·M = (x·M)/|x| − mean·M, which spares a copy of every vector.
    private void ProjectBlock(ReadOnlySpan<float> vectors, int firstRow, Func<int, string> domain, Span<float> destination)
    {
        _kernel.Multiply(vectors, destination);
        for (var row = 0; row * Dimensions < vectors.Length; row++)
        {
            var name = domain(firstRow + row);
            CheckDomain(name);
            var mean = _projectedMeans[name];
            var y = destination.Slice(row * Components, Components);
            var length = Length(vectors.Slice(row * Dimensions, Dimensions));
            if (!double.IsFinite(length))
                throw new UsageException($"Row {firstRow + row} of the vectors holds a value that is not a finite number; it cannot be " +
                    "projected. Embed that photo again.");
            var sum = 0.0;
            for (var k = 0; k < y.Length; k++)
            {
                var value = length > 0 ? y[k] / length - mean[k] : 0;
                y[k] = (float)value;
                sum += value * value;
            }
            var scale = sum > 0 ? 1 / Math.Sqrt(sum) : 0;
            for (var k = 0; k < y.Length; k++) y[k] = (float)(y[k] * scale);
        }
    }

    private static double Length(ReadOnlySpan<float> vector)
    {
        // Four chains: a single one would wait for each addition, and their order is the same everywhere.
        var (a, b, c, d) = (0.0, 0.0, 0.0, 0.0);
        var i = 0;
        for (; i + 4 <= vector.Length; i += 4)
        {
            a += (double)vector[i] * vector[i];
            b += (double)vector[i + 1] * vector[i + 1];
            c += (double)vector[i + 2] * vector[i + 2];
            d += (double)vector[i + 3] * vector[i + 3];
        }
        for (; i < vector.Length; i++) a += (double)vector[i] * vector[i];
        return Math.Sqrt(a + b + (c + d));
    }

    private string ComputeHash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"garment-metric-1\n{Output}\n{Dimensions}\n{Components}\n{Epsilon:R}\n"));
        foreach (var domain in Domains)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{domain}\n{_fingerprints[domain]}\n"));
            hash.AppendData(MemoryMarshal.AsBytes(_means[domain].AsSpan()));
        }
        hash.AppendData(MemoryMarshal.AsBytes(_projection.AsSpan()));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
