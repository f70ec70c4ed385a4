using System.IO.MemoryMappedFiles;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using GarmentTools.Common;
using GarmentTools.Embedding;

namespace GarmentTools.Search;

/// <summary>
/// The vectors of a catalog, ready for exact search: in a memory-mapped file that is derived from the catalog (<see cref="Write"/>,
/// <see cref="Open"/>) or in
/// memory (<see cref="Create"/>). Rows are in order of id. Vectors are kept as float16.
/// </summary>
/// <remarks>
/// Any number of threads may use one index at once, searches included. <see cref="Dispose"/> waits for nobody: what runs goes on, and the
/// memory is released
/// when the last has finished. A file is never changed once it is written; a new generation gets a new name.
/// </remarks>
public sealed partial class VectorIndex : IDisposable
{
    private readonly SafeBuffer _memory;
    private readonly VectorFileHeader _header;
    private readonly VectorFileLayout _layout;
    private readonly string? _path;
    private volatile bool _disposed;

    private unsafe VectorIndex(SafeBuffer memory, VectorFileHeader header, string? path)
    {
        (_memory, _header, _layout, _path) = (memory, header, header.Layout, path);
        byte* origin = null;
        memory.AcquirePointer(ref origin);
        Sections = new VectorSections(origin, header.Layout);
        memory.ReleasePointer();
    }

    /// <summary>How many vectors there are.</summary>
    public int Count => _layout.Count;

    /// <summary>How many numbers each vector has, 1 to 65,536.</summary>
    public int Dimensions => _layout.Dimensions;

    /// <summary>Which model, card, preprocessing and view made the vectors. Queries must have the same.</summary>
    public string Fingerprint => _header.Fingerprint;

    /// <summary>Which state of the catalog the vectors are from.</summary>
    public long Generation => _header.Generation;

    /// <summary>
    /// The ids, ascending: the id of row r is Ids[r]. Only valid until <see cref="Dispose"/>; copy what has to live longer.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The index is closed.</exception>
    public unsafe ReadOnlySpan<long> Ids
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return new ReadOnlySpan<long>(Sections.Ids, Count);
        }
    }

    /// <summary>Which registers the kernels use; tests force each.</summary>
    internal SimdWidth Width { get; set; } = SimdWidths.Widest;

    private VectorSections Sections { get; }

    /// <summary>
    /// Writes a vector file: under another name beside it, flushed, then renamed, so that the path never shows half a file. On Unix only
    /// the user may read it.
    /// </summary>
    /// <param name="path">The file; one that exists is replaced (which Windows refuses while it is mapped).</param>
    /// <param name="source">The embeddings, their ids ascending. Values are rounded to float16.</param>
    /// <param name="generation">Which state of the catalog this is.</param>
    /// <param name="progress">Told about rows written.</param>
    /// <param name="cancellation">Stops the work; what was at the path stays.</param>
    /// <exception cref="CatalogException">The file cannot be written (no space, no permission).</exception>
    /// <exception cref="UsageException">The ids do not ascend, or a vector is not finite as float16.</exception>
    public static void Write(string path, IEmbeddingSource source, long generation, IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var layout = VectorWriter.Check(source);
        string temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            var options = new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                Share = FileShare.None,
                BufferSize =
                0,
                PreallocationSize = layout.TotalLength
            };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using (var file = new FileStream(temporary, options))
            using (var sink = new FileSink(file.SafeFileHandle, layout))
            {
                file.SetLength(layout.TotalLength);
                VectorWriter.Write(source, layout, sink, progress, cancellation);
                RandomAccess.Write(file.SafeFileHandle, new VectorFileHeader(source.Fingerprint, generation, layout, sink.Hashes())
                    .ToBytes(), 0);
                file.Flush(flushToDisk: true);
            }
            cancellation.ThrowIfCancellationRequested();
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            throw SearchThrow.CannotWrite(path, reason);
        }
        finally
        {
            DeleteQuietly(temporary);
        }
    }

    /// <summary>
    /// Opens a vector file. Only its header is read: the time does not grow with the number of vectors. See <see cref="Verify"/> for the
    /// rest.
    /// </summary>
    /// <exception cref="CatalogException">The file is missing, unreadable, damaged, foreign or newer than this program.</exception>
    public static VectorIndex Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);
            var bytes = new byte[VectorFileLayout.HeaderLength];
            int read = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            var header = VectorFileHeader.Parse(bytes.AsSpan(0, read), file.Length, path);
            using var mapped = MemoryMappedFile.CreateFromFile(file, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None,
                leaveOpen: true);
            // The view keeps the mapping alive; file and map may go. Disposing the accessor would close the view, so only its handle is
            // kept.
            var view = mapped.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
            return new VectorIndex(view.SafeMemoryMappedViewHandle, header, path);
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            throw SearchThrow.BadFile(path, reason is FileNotFoundException or DirectoryNotFoundException ? "it does not exist"
                : reason.Message.TrimEnd('.'), reason);
        }
    }

    /// <summary>Makes an index in memory, with the layout of a file and the same answers.</summary>
    /// <inheritdoc cref="Write" path="/param"/>
    /// <exception cref="UsageException">The ids do not ascend, or a vector is not finite as float16.</exception>
    public static unsafe VectorIndex Create(IEmbeddingSource source, long generation = 0, IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        var layout = VectorWriter.Check(source);
        var memory = new NativeBlock(layout.TotalLength);
        try
        {
            byte* origin = null;
            memory.AcquirePointer(ref origin);
            try
            {
                VectorWriter.Write(source, layout, new MemorySink(origin, layout), progress, cancellation);
            }
            finally
            {
                memory.ReleasePointer();
            }
            return new VectorIndex(memory, new VectorFileHeader(source.Fingerprint, generation, layout, []), null);
        }
        catch
        {
            memory.Dispose();
            throw;
        }
    }

    /// <summary>The row of an id, or −1 where there is none.</summary>
    /// <exception cref="ObjectDisposedException">The index is closed.</exception>
    public int RowOf(long id)
    {
        using var hold = new Hold(this);
        var ids = Ids;
        if (ids.IsEmpty || id < ids[0])
            return -1;
        // Ids ascend by at least one per row, so this is the farthest it can be; where no garment was removed before it, it is there.
        ulong apart = (ulong)id - (ulong)ids[0];
        int last = (int)Math.Min(apart, (ulong)(ids.Length - 1));
        if (ids[last] == id)
            return last;
        int found = ids[..last].BinarySearch(id);
        return Math.Max(found, -1);
    }

    /// <summary>Copies the vector of a row, as it is stored.</summary>
    /// <param name="row">0 to <see cref="Count"/> − 1.</param>
    /// <param name="vector"><see cref="Dimensions"/> numbers.</param>
    /// <exception cref="UsageException">There is no such row, or the target has another length.</exception>
    /// <exception cref="ObjectDisposedException">The index is closed.</exception>
    public unsafe void ReadVector(int row, Span<float> vector)
    {
        if ((uint)row >= (uint)Count)
            throw SearchThrow.NoSuchRow(row, Count);
        if (vector.Length != Dimensions)
            throw new UsageException($"Room for {vector.Length} numbers was given; a vector of this index has {Dimensions}.");
        using var hold = new Hold(this);
        TensorPrimitives.ConvertToSingle(new ReadOnlySpan<Half>(Sections.Half(row), Dimensions), vector);
    }

    /// <summary>
    /// What a vector becomes when it is stored. A query rounded like this is at distance exactly 0 from its own stored vector.
    /// </summary>
    /// <param name="vector">Any numbers within ±65504.</param>
    /// <param name="rounded">As many; may be the same memory.</param>
    public static void RoundAsStored(ReadOnlySpan<float> vector, Span<float> rounded)
    {
        if (rounded.Length < vector.Length)
            throw new UsageException($"Room for {rounded.Length} numbers was given; the vector has {vector.Length}.");
        VectorMath.RoundToHalf(vector, rounded);
    }

    /// <summary>Releases the mapping or the memory once no search uses it.</summary>
    public void Dispose()
    {
        _disposed = true;
        _memory.Dispose();
    }

    private static void DeleteQuietly(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            // What led here is what the user has to know; a leftover *.tmp does no harm.
        }
    }

    /// <summary>Keeps the memory from being released; throws ObjectDisposedException when it is already.</summary>
    private readonly ref struct Hold
    {
        private readonly SafeBuffer _held;

        public Hold(VectorIndex index)
        {
            // The handle alone would let newcomers in for as long as others hold it.
            ObjectDisposedException.ThrowIf(index._disposed, index);
            bool taken = false;
            index._memory.DangerousAddRef(ref taken);
            _held = index._memory;
        }

        public void Dispose() => _held.DangerousRelease();
    }
}
