using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GarmentTools.Common;

namespace GarmentTools.Imaging;

/// <summary>Starts libvips once, with the settings that this project needs, and reads its error messages.</summary>
internal static unsafe class VipsLibrary
{
    // Only these may read a file; everything else that libvips could open (SVG, PDF, raw, CSV, ...) is blocked below.
    private static readonly string[] s_loaders =
        ["VipsForeignLoadJpeg", "VipsForeignLoadPng", "VipsForeignLoadWebp", "VipsForeignLoadTiff", "VipsForeignLoadNsgif", "VipsForeignLoadHeif"];

    private static readonly Lazy<bool> s_started = new(Start);

    // libvips keeps ONE error text for the whole process. Work holds the lock for reading; a failure is repeated alone, holding it for
    // writing, so that the text which is read belongs to the picture that is blamed for it.
    private static readonly ReaderWriterLockSlim s_errors = new();

    /// <summary>Runs native work. When it fails, it runs once more alone and throws a <see cref="VipsException"/> with libvips' own words.</summary>
    public static T Run<T>(Func<T> work)
    {
        _ = s_started.Value;
        s_errors.EnterReadLock();
        try { return work(); }
        catch (VipsException) { }
        finally { s_errors.ExitReadLock(); }

        s_errors.EnterWriteLock();
        try
        {
            VipsMethods.vips_error_clear();
            return work();
        }
        catch (VipsException e)
        {
            var text = Marshal.PtrToStringUTF8((nint)VipsMethods.vips_error_buffer()) ?? "";
            VipsMethods.vips_error_clear();
            throw new VipsException(e.Operation, Tidy(text));
        }
        finally { s_errors.ExitWriteLock(); }
    }

    /// <summary>The version of the library that was loaded, such as 8.18.7.</summary>
    public static Version Version
    {
        get
        {
            _ = s_started.Value;
            return new(VipsMethods.vips_version(0), VipsMethods.vips_version(1), VipsMethods.vips_version(2));
        }
    }

    private static bool Start()
    {
        NativeLibraries.EnsureRegistered();
        if (VipsMethods.vips_init("garment") != 0)
            throw new VipsException("init", Marshal.PtrToStringUTF8((nint)VipsMethods.vips_error_buffer()) ?? "no reason given");
        VipsMethods.vips_concurrency_set(1); // photos are decoded in parallel; threads inside one photo only cost
        VipsMethods.vips_cache_set_max(0);   // nothing is asked for twice, and a cache may hold memory and files
        VipsMethods.vips_operation_block_set("VipsForeignLoad", 1);
        foreach (var loader in s_loaders) VipsMethods.vips_operation_block_set(loader, 0);
        VipsMethods.vips_block_untrusted_set(1);
        foreach (var domain in new[] { "VIPS", "GLib", "GLib-GObject" })
            VipsMethods.g_log_set_handler(domain, -1, &Silence, 0);
        return true;
    }

    // libvips' warnings would appear on the user's terminal; what matters comes back as an error.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Silence(nint domain, int level, nint message, nint data) { }

    private static string Tidy(string text) =>
        string.Join("; ", text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct());
}

/// <summary>libvips refused an operation; becomes an <see cref="ImageException"/> with a name and a way out before users see it.</summary>
internal sealed class VipsException(string operation, string reason) : Exception($"{operation}: {reason}")
{
    public string Operation { get; } = operation;
    public string Reason { get; } = reason;
}
