using System.Runtime.InteropServices;

namespace GarmentTools.Imaging;

/// <summary>
/// The few functions of libvips and GLib that the project calls. libvips' convenience functions (<c>vips_thumbnail_buffer</c> …) are variadic,
/// which .NET does not support: operations are made by name and their arguments set as GObject properties, see <see cref="VipsOperation"/>.
/// </summary>
internal static unsafe partial class VipsMethods
{
    private const string Lib = NativeLibraries.Vips;

    [LibraryImport(Lib, StringMarshalling = StringMarshalling.Utf8)] public static partial int vips_init(string argv0);
    [LibraryImport(Lib)] public static partial void vips_concurrency_set(int threads);
    [LibraryImport(Lib)] public static partial void vips_cache_set_max(int operations);
    [LibraryImport(Lib)] public static partial void vips_block_untrusted_set(int state);
    [LibraryImport(Lib, StringMarshalling = StringMarshalling.Utf8)] public static partial void vips_operation_block_set(string name, int state);
    [LibraryImport(Lib)] public static partial int vips_version(int flag);
    [LibraryImport(Lib)] public static partial byte* vips_error_buffer();
    [LibraryImport(Lib)] public static partial void vips_error_clear();

    [LibraryImport(Lib, StringMarshalling = StringMarshalling.Utf8)] public static partial nint vips_operation_new(string name);
    [LibraryImport(Lib)] public static partial nint vips_cache_operation_build(nint operation);
    [LibraryImport(Lib)] public static partial void vips_object_unref_outputs(nint operation);

    [LibraryImport(Lib)] public static partial nint vips_image_new_from_memory_copy(void* data, nuint size, int width, int height, int bands, int format);
    [LibraryImport(Lib)] public static partial nint vips_region_new(nint image);
    [LibraryImport(Lib)] public static partial void* vips_region_fetch(nint region, int left, int top, int width, int height, nuint* size);
    [LibraryImport(Lib)] public static partial int vips_image_get_width(nint image);
    [LibraryImport(Lib)] public static partial int vips_image_get_height(nint image);
    [LibraryImport(Lib)] public static partial int vips_image_get_bands(nint image);
    [LibraryImport(Lib)] public static partial int vips_image_get_format(nint image);
    [LibraryImport(Lib)] public static partial int vips_image_get_interpretation(nint image);
    [LibraryImport(Lib)] public static partial int vips_image_get_orientation(nint image);
    [LibraryImport(Lib, StringMarshalling = StringMarshalling.Utf8)] public static partial nuint vips_image_get_typeof(nint image, string name);
    [LibraryImport(Lib)] public static partial int vips_image_hasalpha(nint image);

    [LibraryImport(Lib)] public static partial nuint vips_image_get_type();
    [LibraryImport(Lib)] public static partial nuint vips_blob_get_type();
    [LibraryImport(Lib)] public static partial nuint vips_array_double_get_type();
    [LibraryImport(Lib)] public static partial nint vips_blob_new(nint freeFunction, void* data, nuint length);
    [LibraryImport(Lib)] public static partial void* vips_blob_get(nint blob, nuint* length);
    [LibraryImport(Lib)] public static partial void vips_area_unref(nint area);
    [LibraryImport(Lib)] public static partial void vips_value_set_array_double(GValue* value, double* array, int count);

    [LibraryImport(Lib)] public static partial GValue* g_value_init(GValue* value, nuint type);
    [LibraryImport(Lib)] public static partial void g_value_unset(GValue* value);
    [LibraryImport(Lib)] public static partial void g_value_set_int(GValue* value, int v);
    [LibraryImport(Lib)] public static partial void g_value_set_boolean(GValue* value, int v);
    [LibraryImport(Lib)] public static partial void g_value_set_double(GValue* value, double v);
    [LibraryImport(Lib, StringMarshalling = StringMarshalling.Utf8)] public static partial void g_value_set_string(GValue* value, string v);
    [LibraryImport(Lib)] public static partial void g_value_set_object(GValue* value, nint v);
    [LibraryImport(Lib)] public static partial void g_value_set_boxed(GValue* value, nint v);
    [LibraryImport(Lib)] public static partial nint g_value_get_object(GValue* value);
    [LibraryImport(Lib)] public static partial nint g_value_get_boxed(GValue* value);
    [LibraryImport(Lib, StringMarshalling = StringMarshalling.Utf8)] public static partial void g_object_set_property(nint target, string name, GValue* value);
    [LibraryImport(Lib, StringMarshalling = StringMarshalling.Utf8)] public static partial void g_object_get_property(nint target, string name, GValue* value);
    [LibraryImport(Lib)] public static partial void g_object_unref(nint target);
    [LibraryImport(Lib)] public static partial nint g_object_ref(nint target);
    [LibraryImport(Lib)] public static partial void g_free(void* memory);
    [LibraryImport(Lib, StringMarshalling = StringMarshalling.Utf8)]
    public static partial uint g_log_set_handler(string domain, int levels, delegate* unmanaged[Cdecl]<nint, int, nint, nint, void> handler, nint data);

    /// <summary>GLib's tagged value: a type and 16 bytes.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct GValue
    {
        public nuint Type;
        public ulong Data0;
        public ulong Data1;
    }

    // GLib's fundamental types are numbered from 1 and shifted left by two (gtype.h).
    public const nuint Boolean = 5 << 2, Int = 6 << 2, Double = 15 << 2, String = 16 << 2;
}
