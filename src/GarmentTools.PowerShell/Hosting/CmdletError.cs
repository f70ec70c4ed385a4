using System.Management.Automation;
using GarmentTools.Common;

namespace GarmentTools.PowerShell;

/// <summary>Makes errors of cmdlets. Their ids are stable names that scripts may rely on; PowerShell appends the cmdlet's.</summary>
internal static class CmdletError
{
    /// <summary>An error of the library.</summary>
    public static ErrorRecord From(Exception exception, object? target) => exception switch
    {
        ImageException { InnerException: FileNotFoundException or DirectoryNotFoundException } =>
            Of(exception, "PhotoNotFound", ErrorCategory.ObjectNotFound, target),
        ImageException => Of(exception, "PhotoUnreadable", ErrorCategory.InvalidData, target),
        ModelException => Of(exception, "ModelUnusable", ErrorCategory.ResourceUnavailable, target),
        CatalogException => Of(exception, "CatalogUnusable", ErrorCategory.ResourceUnavailable, target),
        GarmentOfOtherCatalogException => Of(exception, "GarmentOfOtherCatalog", ErrorCategory.InvalidArgument, target),
        ArchiveException => Of(exception, "ArchiveUnreadable", ErrorCategory.InvalidData, target),
        UsageException => Of(exception, "InvalidRequest", ErrorCategory.InvalidArgument, target),
        DllNotFoundException => Of(exception, "NativeLibraryMissing", ErrorCategory.NotInstalled, target),
        IOException => Of(exception, "FileUnusable", ErrorCategory.ReadError, target),
        UnauthorizedAccessException => Of(exception, "AccessDenied", ErrorCategory.PermissionDenied, target),
        _ => Of(exception, "UnexpectedError", ErrorCategory.NotSpecified, target),
    };

    /// <summary>A path that leads nowhere.</summary>
    public static ErrorRecord PathNotFound(string path, string message, Exception? inner = null) =>
        Of(new FileNotFoundException(message, path, inner), "PathNotFound", ErrorCategory.ObjectNotFound, path);

    /// <summary>A garment that the catalog does not have.</summary>
    public static ErrorRecord GarmentNotFound(object target, string message) =>
        Of(new KeyNotFoundException(message), "GarmentNotFound", ErrorCategory.ObjectNotFound, target);

    /// <summary>Something was asked for that cannot be.</summary>
    public static ErrorRecord InvalidRequest(string message, object? target = null) =>
        Of(new ArgumentException(message), "InvalidRequest", ErrorCategory.InvalidArgument, target);

    /// <summary>Nothing was named to work on.</summary>
    public static ErrorRecord NoInput(string message) => Of(new ArgumentException(message), "NoInput", ErrorCategory.InvalidArgument, null);

    /// <summary>Any other error.</summary>
    /// <param name="exception">The reason.</param>
    /// <param name="id">The stable name.</param>
    /// <param name="category">The kind of error.</param>
    /// <param name="target">What the error is about: a path, an id, a name.</param>
    public static ErrorRecord Of(Exception exception, string id, ErrorCategory category, object? target)
    {
        var record = new ErrorRecord(exception, id, category, target);
        // In the words of the cmdlets. Messages name files, and a name may hold anything; the exception keeps it as it is.
        var shown = PlainText.Lines(RemedyWords.Message(exception));
        if (shown != exception.Message) record.ErrorDetails = new ErrorDetails(shown);
        return record;
    }
}
