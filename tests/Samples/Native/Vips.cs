using System.Reflection;
using System.Runtime.InteropServices;

namespace GarmentTools.Samples;

/// <summary>The few functions of libvips that the generator needs. The library itself never loads SVG, so this binding is the generator's own.</summary>
internal static unsafe partial class Vips
{
    private const string Library = "vips";

    static Vips()
    {
        NativeLibrary.SetDllImportResolver(Assembly.GetExecutingAssembly(), Resolve);
        if (vips_init("samples") != 0) throw new InvalidOperationException("libvips did not start: " + Error());
        // One thread and no cache: pictures are drawn in parallel by the caller, and each only once.
        vips_concurrency_set(1);
        vips_cache_set_max(0);
    }

    public static string Error() => Marshal.PtrToStringUTF8(vips_error_buffer()) ?? "no message";

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (name != Library) return 0;
        var system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
        var file = OperatingSystem.IsWindows() ? "libvips-42.dll" : OperatingSystem.IsMacOS() ? "libvips-cpp.dylib" : "libvips-cpp.so";
        var rid = $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
        return NativeLibrary.Load(Path.Combine(AppContext.BaseDirectory, "runtimes", rid, "native", file));
    }

    /// <summary>GObject's variant: a type and sixteen bytes of value.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct GValue
    {
        public nuint Type;
        public long First;
        public long Second;
    }

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] private static partial int vips_init(string name);
    [LibraryImport(Library)] private static partial void vips_concurrency_set(int threads);
    [LibraryImport(Library)] private static partial void vips_cache_set_max(int operations);
    [LibraryImport(Library)] private static partial nint vips_error_buffer();
    [LibraryImport(Library)] internal static partial nuint vips_blob_get_type();
    [LibraryImport(Library)] internal static partial nuint vips_image_get_type();
    [LibraryImport(Library)] internal static partial nint vips_blob_copy(byte* data, nuint length);
    [LibraryImport(Library)] internal static partial byte* vips_blob_get(nint blob, out nuint length);
    [LibraryImport(Library)] internal static partial nint vips_image_new_from_memory_copy(byte* data, nuint size, int width, int height, int bands, int format);
    [LibraryImport(Library)] internal static partial byte* vips_image_write_to_memory(nint image, out nuint size);
    [LibraryImport(Library)] internal static partial int vips_image_get_width(nint image);
    [LibraryImport(Library)] internal static partial int vips_image_get_height(nint image);
    [LibraryImport(Library)] internal static partial int vips_image_get_bands(nint image);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] internal static partial nint vips_operation_new(string name);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int vips_object_set_argument_from_string(nint operation, string name, string value);
    [LibraryImport(Library)] internal static partial nint vips_cache_operation_build(nint operation);
    [LibraryImport(Library)] internal static partial void vips_object_unref_outputs(nint operation);
    [LibraryImport(Library)] internal static partial nint g_value_init(GValue* value, nuint type);
    [LibraryImport(Library)] internal static partial void g_value_unset(GValue* value);
    [LibraryImport(Library)] internal static partial void g_value_set_object(GValue* value, nint instance);
    [LibraryImport(Library)] internal static partial void g_value_set_boxed(GValue* value, nint instance);
    [LibraryImport(Library)] internal static partial nint g_value_get_object(GValue* value);
    [LibraryImport(Library)] internal static partial nint g_value_get_boxed(GValue* value);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] internal static partial void g_object_set_property(nint instance, string name, GValue* value);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] internal static partial void g_object_get_property(nint instance, string name, GValue* value);
    [LibraryImport(Library)] internal static partial nint g_object_ref(nint instance);
    [LibraryImport(Library)] internal static partial void g_object_unref(nint instance);
    [LibraryImport(Library)] internal static partial void g_free(void* memory);
    [LibraryImport(Library)] internal static partial void vips_area_unref(nint area);
}
