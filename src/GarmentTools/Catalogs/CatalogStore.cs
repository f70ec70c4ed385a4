using GarmentTools.Common;
using GarmentTools.Search;

namespace GarmentTools.Catalogs;

/// <summary>
/// Where a catalog lies: an SQLite file, or a schema of a Postgres database. Opens, creates and closes it. Each operation takes a
/// connection of its own, so
/// any number of threads may work.
/// </summary>
internal abstract class CatalogStore(string path) : IDisposable
{
    /// <summary>The catalog's full path or its address without a password: what messages show, and what opens it again.</summary>
    public string Path => path;

    /// <summary>The folder that the paths of garments are relative to.</summary>
    public abstract string Folder { get; }

    /// <summary>Whether the catalog can be changed.</summary>
    public abstract bool IsReadOnly { get; }

    /// <summary>What the names of the vector files, which are derived from the catalog, begin with.</summary>
    public abstract string VectorFiles { get; }

    /// <summary>Whether there is room for them.</summary>
    public virtual bool KeepsVectorFiles => !IsReadOnly;

    /// <summary>Whether photos can be queued for workers.</summary>
    public virtual bool HasQueue => false;

    /// <summary>So many bytes of vectors are read at once instead of holding a connection until they are asked for.</summary>
    public virtual long ReadAhead => 0;

    /// <summary>A connection for reading.</summary>
    public abstract CatalogConnection Read();

    /// <summary>A connection for writing; the tables are of this program's version then.</summary>
    public abstract CatalogConnection Write();

    /// <summary>The version of the tables.</summary>
    public abstract int SchemaVersion(CatalogConnection connection);

    /// <summary>Whether changes are counted; not in a file of an earlier version that cannot be written.</summary>
    public virtual bool CountsChanges(CatalogConnection connection) => true;

    /// <summary>Bytes that the catalog takes.</summary>
    public abstract long SizeInBytes(CatalogConnection connection);

    /// <summary>Whether <see cref="SearchOn"/> answers; else this process searches in an index of its own.</summary>
    public virtual bool SearchesItself => false;

    /// <summary>
    /// The garments near to a vector, found where the catalog is. Called inside a transaction, of which the answer is part.
    /// </summary>
    public virtual NeighborSource SearchOn(CatalogConnection connection, float[] vector, VectorSearchOptions search, StoreSearch wanted) =>
        throw new NotSupportedException();

    /// <summary>Makes what approximate searches need.</summary>
    public virtual void BuildApproximateIndex(CancellationToken cancellationToken) =>
        throw new UsageException($"'{Path}' is a file: its search is exact and needs no approximate index. A Postgres server with " +
            "pgvector has one.");

    /// <summary>What is wrong with the file or the tables as such, with a way to mend it; empty where all is well.</summary>
    public virtual IReadOnlyList<(CatalogFinding Finding, Action? Mend)> CheckStorage(CatalogConnection connection) => [];

    /// <summary>Called before photos of this machine are indexed: settles what their paths are relative to.</summary>
    /// <exception cref="UsageException">They lie where the catalog cannot name them.</exception>
    public virtual void PrepareFor(IReadOnlyList<string> paths) { }

    /// <summary>A garment's path on this machine, from the one in the catalog.</summary>
    public string FullPath(string garment) =>
        System.IO.Path.GetFullPath(garment.Replace('/', System.IO.Path.DirectorySeparatorChar), Folder);

    /// <summary>The path that the catalog keeps: relative to its folder, with <c>/</c>.</summary>
    public string RelativePath(string file) =>
        System.IO.Path.GetRelativePath(Folder, System.IO.Path.GetFullPath(file)).Replace(System.IO.Path.DirectorySeparatorChar, '/');

    /// <summary>Refuses a garment of another catalog, as its number means another photo here.</summary>
    /// <exception cref="GarmentOfOtherCatalogException">It is of another catalog.</exception>
    public void CheckOwn(Garment garment)
    {
        if (!IsNamed(garment.Catalog)) throw new GarmentOfOtherCatalogException(
            $"The garment '{garment.CatalogPath}' (id {garment.Id}) is of the catalog '{garment.Catalog}' and was given to '{Path}', " +
            "where its id means another photo or none.",
            new Remedy(RemedyKind.NameCatalogOfGarment, Catalog: garment.Catalog));
    }

    public abstract void Dispose();

    /// <summary>Whether a garment's <see cref="Garment.Catalog"/> is this catalog.</summary>
    protected virtual bool IsNamed(string catalog) => catalog == Path;
}
