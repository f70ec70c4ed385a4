using GarmentTools.Common;
using GarmentTools.Embedding;
using GarmentTools.Npz;

namespace GarmentTools.Distances;

/// <summary>
/// All pairwise distances of a set of garments, or the nearest neighbors of each, in a compressed <c>.npz</c> file that NumPy and SciPy
/// read.
/// </summary>
/// <remarks>
/// The order is that of the ids. Any number of threads may ask at once. Distances that fit into the memory budget are loaded; those of a
/// larger file are
/// read from it for each question.
/// </remarks>
public sealed partial class DistanceMatrix : IDisposable
{
    private readonly MatrixHeader _header;
    private readonly MatrixElements? _elements;
    private readonly NeighborTable? _table;
    private readonly StoredValues _values;
    private readonly string _path;
    private readonly int _threads;
    private readonly Lazy<Dictionary<string, int>> _byName;

    private DistanceMatrix(string path, MatrixHeader header, MatrixElements? elements, NeighborTable? table, long fileBytes, int threads)
    {
        (_path, _header, _elements, _table, _values, _threads) = (path.Length > 0 ? path : "in memory", header, elements, table,
            header.Values, threads);
        Info = new(path, Count, table?.Length ?? PairLayout.Pairs(Count), header.Dimensions, Metric, Precision, header.MantissaBits,
            header.Neighbors, Fingerprint, fileBytes,
            table is not null || elements!.InMemory);
        _byName = new(() =>
        {
            var index = new Dictionary<string, int>(Count);
            for (int i = 0; i < Count; i++)
                if (!index.TryAdd(Names[i], i)) index[Names[i]] = -1;
            return index;
        });
    }

    /// <summary>Number of garments.</summary>
    public int Count => _header.Ids.Length;

    /// <summary>The names of the garments, in the order of the matrix.</summary>
    public IReadOnlyList<string> Names => _header.Names;

    /// <summary>The ids of the garments, ascending: the order of the matrix.</summary>
    public IReadOnlyList<long> Ids => _header.Ids;

    /// <summary>How the vectors were compared.</summary>
    public MatrixMetric Metric => _header.Metric;

    /// <summary>How each distance is stored.</summary>
    public MatrixPrecision Precision => _header.Precision;

    /// <summary>Which model, card, preprocessing and view made the vectors.</summary>
    public string Fingerprint => _header.Fingerprint;

    /// <summary>What the file holds.</summary>
    public MatrixInfo Info { get; }

    /// <summary>Finds out what building a matrix will take. Nothing is written.</summary>
    /// <param name="source">The vectors.</param>
    /// <param name="path">The file to be written.</param>
    /// <param name="options">How it is computed and stored.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="UsageException">The options do not fit, or the memory allowed does not suffice.</exception>
    /// <exception cref="ArchiveException">The disk does not suffice.</exception>
    public static MatrixPlan Plan(IEmbeddingSource source, string path, DistanceMatrixOptions? options = null,
        CancellationToken cancellation = default)
    {
        MatrixPlan plan = MatrixPlanner.Make(source, path, options ?? new(), cancellation).Plan;
        MatrixPlanner.Refuse(plan);
        return plan;
    }

    /// <summary>
    /// Computes a matrix and writes it. The file appears when it is complete; one that was there before stays until then.
    /// </summary>
    /// <param name="source">The vectors.</param>
    /// <param name="path">The file to write.</param>
    /// <param name="options">How it is computed and stored.</param>
    /// <param name="progress">Told after each strip of rows.</param>
    /// <param name="cancellation">Stops the work and leaves nothing behind.</param>
    /// <exception cref="UsageException">The options or the vectors do not fit, or the memory allowed does not suffice.</exception>
    /// <exception cref="ArchiveException">The file cannot be written, or the disk does not suffice.</exception>
    public static void Build(IEmbeddingSource source, string path, DistanceMatrixOptions? options = null,
        IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default) =>
        MatrixBuilder.Build(source, path, options ?? new(), progress, cancellation);

    /// <summary>
    /// Brings a matrix in step with its catalog. Costs the distances of the new garments only; the result has the bytes of a rebuild.
    /// </summary>
    /// <param name="path">The file; it is replaced when the new one is complete.</param>
    /// <param name="source">The vectors as they are now.</param>
    /// <param name="options">Memory, threads and what to insist on.</param>
    /// <param name="progress">Told after each strip of rows.</param>
    /// <param name="cancellation">Stops the work and leaves the file as it was.</param>
    /// <exception cref="UsageException">The vectors do not fit, or the memory allowed does not suffice.</exception>
    /// <exception cref="ArchiveException">The file is damaged or of another fingerprint or metric, or the disk does not
    /// suffice.</exception>
    public static MatrixUpdate Update(string path, IEmbeddingSource source, MatrixUpdateOptions? options = null,
        IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default) =>
        MatrixUpdater.Update(path, source, options ?? new(), progress, cancellation);

    /// <summary>Computes all pairs in memory, without a file.</summary>
    /// <param name="source">The vectors.</param>
    /// <param name="options">How they are computed and stored; <see cref="DistanceMatrixOptions.Neighbors"/> needs a file and is refused
    /// here.</param>
    /// <param name="progress">Told after each strip of rows.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="UsageException">The options or the vectors do not fit, or the memory allowed does not suffice.</exception>
    public static DistanceMatrix Compute(IEmbeddingSource source, DistanceMatrixOptions? options = null, IProgress<WorkProgress>? progress =
        null, CancellationToken cancellation = default)
    {
        options ??= new();
        options.Check();
        if (options.Neighbors is not null)
            throw new UsageException("Nearest neighbors alone are written to a file, not kept in memory. Use Build and Open.");
        long bytes = PairLayout.Pairs(source.Count) * options.Values.Size, budget = options.MemoryBudget ?? FreeSpace.Memory() / 4;
        WorkLayout layout = WorkLayout.Choose(source.Count, source.Dimensions, options.Values.Size, options.ThreadCount, budget - bytes);
        if (bytes + layout.MemoryBytes > budget)
            throw new UsageException($"The distances of {source.Count:N0} garments take {MatrixPlan.Size(bytes + layout.MemoryBytes)} of " +
                $"memory; {MatrixPlan.Size(budget)} is allowed. Build a file instead, or allow more.");
        PreparedVectors vectors = PreparedVectors.Read(source, options.Metric, layout.Threads, cancellation);
        NativeBytes memory = MatrixBuilder.Compute(source, vectors, options, layout, progress, cancellation);
        return new("", MatrixBuilder.HeaderOf(source, vectors, options), new MatrixElements(memory, options.Values.Size), null, 0,
            layout.Threads);
    }

    /// <summary>Opens a matrix file.</summary>
    /// <param name="path">A file that <see cref="Build"/> made; its arrays may have been saved again by NumPy.</param>
    /// <param name="memoryBudget">Bytes of memory that may be taken. Default: a quarter of what is free. Larger matrices are read from the
    /// file for each question.</param>
    /// <param name="threads">Threads that inflate; 0: one for each processor.</param>
    /// <param name="cancellation">Stops loading.</param>
    /// <exception cref="ArchiveException">The file is missing, damaged, hostile, or not a distance matrix.</exception>
    public static DistanceMatrix Open(string path, long? memoryBudget = null, int threads = 0, CancellationToken cancellation = default)
    {
        long budget = memoryBudget ?? FreeSpace.Memory() / 4;
        if (threads <= 0) threads = Environment.ProcessorCount;
        NpzReader file = NpzReader.Open(path);
        MatrixElements? elements = null;
        try
        {
            MatrixHeader header = MatrixHeader.Read(file, budget);
            if (header.Neighbors is not null)
            {
                var sparse = new DistanceMatrix(path, header, null, NeighborTable.Read(file, header, budget), file.FileBytes, threads);
                file.Dispose();
                return sparse;
            }
            NpyHeader distances = file.Find("distances").Header;
            if (distances.Shape.Length != 1 || distances.Elements != PairLayout.Pairs(header.Ids.Length))
                throw file.Fault($"holds distances of shape {distances.ShapeText}; {header.Ids.Length} garments have " +
                    $"({PairLayout.Pairs(header.Ids.Length)},)");
            if (distances.DataBytes <= budget)
            {
                elements = MatrixElements.Load(file, "distances", threads, cancellation);
                var loaded = new DistanceMatrix(path, header, elements, null, file.FileBytes, threads);
                file.Dispose();
                return loaded;
            }
            elements = MatrixElements.OpenBlocks(file, "distances") ?? throw new ArchiveException(
                $"{path} was saved by another program and has no index of its blocks, so it has to fit into memory: it takes " +
                $"{MatrixPlan.Size(distances.DataBytes)}, and {MatrixPlan.Size(budget)} is allowed. Allow more, or build the matrix " +
                "again.");
            return new(path, header, elements, null, file.FileBytes, threads);
        }
        catch
        {
            elements?.Dispose();
            file.Dispose();
            throw;
        }
    }

    /// <summary>Opens a matrix of the original project: a square of float64 under <c>arr_0</c>, without names.</summary>
    /// <param name="path">The <c>.npz</c> file.</param>
    /// <param name="names">The names of the photos, in the order of the rows. Ids count from 0 in this order.</param>
    /// <param name="memoryBudget">Bytes of memory that may be taken. Default: a quarter of what is free.</param>
    /// <param name="cancellation">Stops loading.</param>
    /// <exception cref="ArchiveException">The file is damaged or hostile; or the array is not square, symmetric, of finite distances, or of
    /// as many rows as there are names.</exception>
    public static DistanceMatrix OpenOriginal(string path, IReadOnlyList<string> names, long? memoryBudget = null,
        CancellationToken cancellation = default)
    {
        using NpzReader file = NpzReader.Open(path);
        MatrixElements elements = OriginalMatrix.Read(file, names, memoryBudget ?? FreeSpace.Memory() / 4, cancellation);
        return new(path, OriginalMatrix.Header(names), elements, null, file.FileBytes, Environment.ProcessorCount);
    }

    /// <summary>The place of the garment with an id.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public int IndexOf(long id)
    {
        int index = Array.BinarySearch(_header.Ids, id);
        return index >= 0 ? index : throw new UsageException($"The matrix {_path} has no garment {id}. Update the matrix if the garment " +
            "is new.");
    }

    /// <summary>The place of the garment with a name.</summary>
    /// <exception cref="UsageException">There is none, or more than one.</exception>
    public int IndexOf(string name) => !_byName.Value.TryGetValue(name, out int index)
        ? throw new UsageException($"The matrix {_path} has no garment named {name}. Names are paths in the catalog, with /. Update the " +
            "matrix if the garment is new.")
        : index >= 0 ? index : throw new UsageException($"The matrix {_path} has several garments named {name}. Name one by its id.");

    /// <summary>The distance of two garments by their places; 0 for a garment and itself.</summary>
    /// <remarks>
    /// Where the distances were not loaded, each question inflates a block of the file: ask for <see cref="Distances"/> of a garment rather
    /// than for many pairs.
    /// </remarks>
    /// <exception cref="UsageException">The file holds nearest neighbors only, and neither is among those of the other.</exception>
    public float this[int i, int j]
    {
        get
        {
            CheckIndex(i);
            CheckIndex(j);
            if (i == j) return 0;
            if (_table is null)
            {
                Span<byte> element = stackalloc byte[_values.Size];
                _elements!.OpenReader().Read(PairLayout.Place(i, j, Count), element);
                Span<float> distance = stackalloc float[1];
                _values.Decode(element, distance);
                return distance[0];
            }
            if (_table.Indices(i).IndexOf(j) is var at and >= 0) return _table.Distances(i)[at];
            if (_table.Indices(j).IndexOf(i) is var back and >= 0) return _table.Distances(j)[back];
            throw new UsageException($"The matrix {_path} holds the {_table.PerRow} nearest neighbors of each garment; {Names[i]} and " +
                $"{Names[j]} are farther apart. Build the matrix of all pairs.");
        }
    }

    /// <summary>The distances from one garment to all, in the order of the matrix; 0 to itself.</summary>
    /// <exception cref="UsageException">The file holds nearest neighbors only.</exception>
    /// <exception cref="ArchiveException">The file is damaged.</exception>
    public float[] Distances(int index)
    {
        CheckIndex(index);
        if (_table is not null)
            throw new UsageException($"The matrix {_path} holds the {_table.PerRow} nearest neighbors of each garment only. Build the " +
                "matrix of all pairs.");
        return MatrixRow.Read(_elements!, _values, Count, index, _threads, _path);
    }

    /// <summary>
    /// The nearest garments of the one at a place, by (distance, id). The garment itself is left out by its identity; others at distance 0
    /// are not.
    /// </summary>
    /// <param name="index">The garment's place, from 0.</param>
    /// <param name="count">The most neighbors to return, from 1. Default: 10.</param>
    /// <param name="maxDistance">Neighbors farther than this are left out. Default: none are.</param>
    /// <exception cref="UsageException">The file holds fewer neighbors of each garment than are asked for.</exception>
    /// <exception cref="ArchiveException">The file is damaged.</exception>
    public MatrixNeighbor[] Neighbors(int index, int count = 10, float? maxDistance = null)
    {
        CheckIndex(index);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        if (maxDistance is { } max && float.IsNaN(max)) throw new UsageException("The largest distance is NaN; a number is expected.");
        float limit = maxDistance ?? float.PositiveInfinity;
        var heap = new ulong[Math.Min(count, Math.Max(Count - 1, 0))];
        int found = 0;
        if (_table is not null)
        {
            ReadOnlySpan<float> known = _table.Distances(index);
            if (heap.Length > known.Length && !(known.Length > 0 && known[^1] > limit))
                throw new UsageException($"The matrix {_path} holds {known.Length} neighbors of each garment, and {count} were asked " +
                    "for. Ask for fewer, or build it with more.");
            for (int i = 0; i < Math.Min(heap.Length, known.Length) && known[i] <= limit; i++)
                heap[found++] = NearestHeap.Key(known[i], _table.Indices(index)[i]);
        }
        else
        {
            float[] distances = Distances(index);
            for (int i = 0; i < distances.Length; i++)
                if (i != index && distances[i] <= limit) NearestHeap.Offer(heap, ref found, NearestHeap.Key(distances[i], i));
            heap.AsSpan(0, found).Sort();
        }
        return [.. heap.Take(found).Select((key, i) => new MatrixNeighbor(i + 1, NearestHeap.Distance(key), Ids[NearestHeap.Index(key)],
            Names[NearestHeap.Index(key)], NearestHeap.Index(key)))];
    }

    /// <inheritdoc cref="Neighbors"/>
    /// <param name="id">The garment's id.</param>
    /// <param name="count">The most neighbors to return, from 1. Default: 10.</param>
    /// <param name="maxDistance">Neighbors farther than this are left out. Default: none are.</param>
    public MatrixNeighbor[] NeighborsOfId(long id, int count = 10, float? maxDistance = null) => Neighbors(IndexOf(id), count, maxDistance);

    /// <inheritdoc cref="Neighbors"/>
    /// <param name="name">The garment's name.</param>
    /// <param name="count">The most neighbors to return, from 1. Default: 10.</param>
    /// <param name="maxDistance">Neighbors farther than this are left out. Default: none are.</param>
    public MatrixNeighbor[] NeighborsOfName(string name, int count = 10, float? maxDistance = null) =>
        Neighbors(IndexOf(name), count, maxDistance);

    private void CheckIndex(int index)
    {
        if ((uint)index >= (uint)Count)
            throw new UsageException($"The matrix {_path} has {Count:N0} garments, at the places 0 to {Count - 1}; {index} was asked for.");
    }

    /// <summary>Frees the memory and closes the file.</summary>
    public void Dispose() => _elements?.Dispose();
}
