namespace GarmentTools.Common;

/// <summary>The root of what GarmentTools throws on purpose. The message says what was found, what was expected, where, and what to do.</summary>
public abstract class GarmentException : Exception
{
    private protected GarmentException(string message, Exception? inner = null) : base(message, inner) { }
}

/// <summary>A picture cannot be read: missing, empty, truncated, too large, or not an image of a known format.</summary>
public sealed class ImageException : GarmentException
{
    internal ImageException(string message, Exception? inner = null) : base(message, inner) { }
}

/// <summary>A model or its card is missing, changed, or does not fit.</summary>
public sealed class ModelException : GarmentException
{
    internal ModelException(string message, Exception? inner = null) : base(message, inner) { }
}

/// <summary>A catalog is missing, foreign, damaged, newer than this program, or cannot be written.</summary>
public sealed class CatalogException : GarmentException
{
    internal CatalogException(string message, Exception? inner = null) : base(message, inner) { }
}

/// <summary>A saved array file (<c>.npz</c>, <c>.npy</c>) is damaged, hostile or not what it should be.</summary>
public sealed class ArchiveException : GarmentException
{
    internal ArchiveException(string message, Exception? inner = null) : base(message, inner) { }
}

/// <summary>What was asked for does not fit: an unknown name, a filter that cannot be read, values out of range.</summary>
public sealed class UsageException : GarmentException
{
    internal UsageException(string message, Exception? inner = null) : base(message, inner) { }
}
