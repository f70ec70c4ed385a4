using System.Management.Automation;
using GarmentTools.Common;

namespace GarmentTools.PowerShell;

/// <summary>An error about one item, or of the whole command: what an <see cref="ErrorRecord"/> is made from.</summary>
/// <param name="Exception">The reason.</param>
/// <param name="Id">A stable name that scripts may rely on; PowerShell appends the cmdlet's.</param>
/// <param name="Category">The kind of error.</param>
/// <param name="Target">What the error is about: a path, an id, a name.</param>
internal sealed record CmdletError(Exception Exception, string Id, ErrorCategory Category, object? Target)
{
    /// <summary>The message in the words of the cmdlets.</summary>
    public string Message => RemedyWords.Message(Exception);

    /// <summary>An error of the library.</summary>
    public static CmdletError From(Exception exception, object? target) => exception switch
    {
        ImageException { InnerException: FileNotFoundException or DirectoryNotFoundException } => new(exception, "PhotoNotFound", ErrorCategory.ObjectNotFound, target),
        ImageException => new(exception, "PhotoUnreadable", ErrorCategory.InvalidData, target),
        ModelException => new(exception, "ModelUnusable", ErrorCategory.ResourceUnavailable, target),
        CatalogException => new(exception, "CatalogUnusable", ErrorCategory.ResourceUnavailable, target),
        ArchiveException => new(exception, "ArchiveUnreadable", ErrorCategory.InvalidData, target),
        UsageException => new(exception, "InvalidRequest", ErrorCategory.InvalidArgument, target),
        DllNotFoundException => new(exception, "NativeLibraryMissing", ErrorCategory.NotInstalled, target),
        IOException => new(exception, "FileUnusable", ErrorCategory.ReadError, target),
        UnauthorizedAccessException => new(exception, "AccessDenied", ErrorCategory.PermissionDenied, target),
        _ => new(exception, "UnexpectedError", ErrorCategory.NotSpecified, target),
    };

    /// <summary>A path that leads nowhere.</summary>
    public static CmdletError PathNotFound(string path, string message, Exception? inner = null) =>
        new(new FileNotFoundException(message, path, inner), "PathNotFound", ErrorCategory.ObjectNotFound, path);

    /// <summary>A garment that the catalog does not have.</summary>
    public static CmdletError GarmentNotFound(object target, string message) =>
        new(new KeyNotFoundException(message), "GarmentNotFound", ErrorCategory.ObjectNotFound, target);

    /// <summary>Something was asked for that cannot be.</summary>
    public static CmdletError InvalidRequest(string message, object? target = null) => new(new ArgumentException(message), "InvalidRequest", ErrorCategory.InvalidArgument, target);

    /// <summary>Nothing was named to work on.</summary>
    public static CmdletError NoInput(string message) => new(new ArgumentException(message), "NoInput", ErrorCategory.InvalidArgument, null);
}
