namespace GarmentTools.Common;

/// <summary>
/// The root of what GarmentTools throws on purpose. The message says what was found, what was expected, where, and what to do.
/// </summary>
public abstract class GarmentException : Exception
{
    private protected GarmentException(string found, Remedy? remedy, Exception? inner)
        : base(remedy is null ? found : $"{found} {remedy}", inner)
    {
        Found = found;
        Remedy = remedy;
    }

    /// <summary>The message without the remedy.</summary>
    public string Found { get; }

    /// <summary>What would help, where a face has its own words for it; null where the message says all.</summary>
    public Remedy? Remedy { get; }

    /// <summary>The message with the remedy as a face words it.</summary>
    /// <param name="words">The face's sentence for a remedy.</param>
    public string Worded(Func<Remedy, string> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return Remedy is null ? Message : $"{Found} {words(Remedy)}";
    }
}

/// <summary>A picture cannot be read: missing, empty, truncated, too large, or not an image of a known format.</summary>
public sealed class ImageException : GarmentException
{
    internal ImageException(string message, Exception? inner = null) : base(message, null, inner) { }

    internal ImageException(string found, Remedy remedy, Exception? inner = null) : base(found, remedy, inner) { }
}

/// <summary>A model or its card is missing, changed, or does not fit.</summary>
public sealed class ModelException : GarmentException
{
    internal ModelException(string message, Exception? inner = null) : base(message, null, inner) { }

    internal ModelException(string found, Remedy remedy, Exception? inner = null) : base(found, remedy, inner) { }
}

/// <summary>A catalog is missing, foreign, damaged, newer than this program, or cannot be written.</summary>
public sealed class CatalogException : GarmentException
{
    internal CatalogException(string message, Exception? inner = null) : base(message, null, inner) { }

    internal CatalogException(string found, Remedy? remedy, Exception? inner = null) : base(found, remedy, inner) { }
}

/// <summary>A garment of one catalog was given to another, where its number means another photo or none. Nothing was changed.</summary>
public sealed class GarmentOfOtherCatalogException : GarmentException
{
    internal GarmentOfOtherCatalogException(string found, Remedy remedy) : base(found, remedy, null) { }
}

/// <summary>A saved array file (<c>.npz</c>, <c>.npy</c>) is damaged, hostile or not what it should be.</summary>
public sealed class ArchiveException : GarmentException
{
    internal ArchiveException(string message, Exception? inner = null) : base(message, null, inner) { }

    internal ArchiveException(string found, Remedy remedy, Exception? inner = null) : base(found, remedy, inner) { }
}

/// <summary>What was asked for does not fit: an unknown name, a filter that cannot be read, values out of range.</summary>
public sealed class UsageException : GarmentException
{
    internal UsageException(string message, Exception? inner = null) : base(message, null, inner) { }

    internal UsageException(string found, Remedy? remedy, Exception? inner = null) : base(found, remedy, inner) { }
}
