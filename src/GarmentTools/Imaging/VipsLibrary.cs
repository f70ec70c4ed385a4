using System.Runtime.InteropServices;
using NetVips;

namespace GarmentTools.Imaging;

/// <summary>Starts libvips once, with the settings that this project needs, and finds the words that belong to a failure.</summary>
internal static unsafe class VipsLibrary
{
    // Only these may read a file; everything else that libvips could open (SVG, PDF, raw, CSV, ...) is blocked below.
    private static readonly string[] s_loaders =
        ["VipsForeignLoadJpeg", "VipsForeignLoadPng", "VipsForeignLoadWebp", "VipsForeignLoadTiff", "VipsForeignLoadNsgif",
            "VipsForeignLoadHeif"];

    private static readonly Lazy<bool> s_started = new(Start);

    // The names that NetVips loads it by.
    private static readonly string s_fileName =
        OperatingSystem.IsWindows() ? "libvips-42.dll" : OperatingSystem.IsMacOS() ? "libvips.42.dylib" : "libvips.so.42";

    // libvips keeps ONE error text for the whole process. Work holds the lock for reading; a failure is repeated alone, holding it for
    // writing, so that the text which is read belongs to the picture that is blamed for it.
    private static readonly ReaderWriterLockSlim s_errors = new();

    /// <summary>
    /// Runs native work. When it fails, it runs once more alone and throws a <see cref="VipsException"/> with libvips' own words.
    /// </summary>
    /// <exception cref="DllNotFoundException">libvips could not be loaded.</exception>
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
            _ = new VipsException("others' words"); // making one takes and clears the text
            return work();
        }
        finally { s_errors.ExitWriteLock(); }
    }

    /// <summary>The version of the library that was loaded, such as 8.18.7.</summary>
    public static Version Version
    {
        get
        {
            _ = s_started.Value;
            return new(NetVips.NetVips.Version(0), NetVips.NetVips.Version(1), NetVips.NetVips.Version(2));
        }
    }

    /// <summary>libvips' own words in one line, without the first, where NetVips names the operation.</summary>
    public static string Reason(VipsException error)
    {
        var lines = error.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct().ToList();
        return string.Join("; ", lines.Count > 1 ? lines.Skip(1) : lines);
    }

    /// <summary>
    /// libvips' <c>vips_region_fetch</c>: left, top, width, height, and where to put the number of bytes. <see cref="Free"/> what it
    /// returns.
    /// </summary>
    public static delegate* unmanaged[Cdecl]<nint, int, int, int, int, nuint*, void*> RegionFetch { get; private set; }

    /// <summary>GLib's <c>g_free</c>.</summary>
    public static delegate* unmanaged[Cdecl]<void*, void> Free { get; private set; }

    private static bool Start()
    {
        // NetVips loads and starts libvips when it is first touched, and keeps what went wrong.
        if (!ModuleInitializer.VipsInitialized) throw NotLoaded(ModuleInitializer.Exception);
        foreach (var domain in new[] { "VIPS", "GLib", "GLib-GObject" })
            Log.SetLogHandler(domain, Enums.LogLevelFlags.All, Silence);
        NetVips.NetVips.Concurrency = 1; // photos are decoded in parallel; threads inside one photo only cost
        Cache.Max = 0;                   // nothing is asked for twice, and a cache may hold memory and files
        Operation.Block("VipsForeignLoad", true);
        foreach (var loader in s_loaders) Operation.Block(loader, false);
        NetVips.NetVips.BlockUntrusted = true;

        var library = NativeLibrary.Load(s_fileName, typeof(Image).Assembly, null); // the one that NetVips has loaded
        RegionFetch = (delegate* unmanaged[Cdecl]<nint, int, int, int, int, nuint*, void*>)NativeLibrary.GetExport(library,
            "vips_region_fetch");
        Free = (delegate* unmanaged[Cdecl]<void*, void>)NativeLibrary.GetExport(library, "g_free");
        return true;
    }

    // libvips' warnings would appear on the user's terminal; what matters comes back as an error.
    private static void Silence(string domain, Enums.LogLevelFlags level, string message) { }

    private static DllNotFoundException NotLoaded(Exception reason) => new(
        $"libvips, which decodes the photos, could not be loaded, because: {reason.Message.ReplaceLineEndings(" ").Trim()} " +
        $"It is expected beside {typeof(VipsLibrary).Assembly.Location}, there or under " +
            $"runtimes/{RuntimeInformation.RuntimeIdentifier}/native. " +
        "Install GarmentTools again for this platform, or build it again (`dotnet build` brings libvips with the package NetVips.Native).",
            reason);
}
