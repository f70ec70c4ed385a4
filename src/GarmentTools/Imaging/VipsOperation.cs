using static GarmentTools.Imaging.VipsMethods;

namespace GarmentTools.Imaging;

/// <summary>
/// One libvips operation: made by name, its arguments set as properties, then built. Use inside <see cref="VipsLibrary.Run"/>;
/// memory given by <see cref="SetBytes"/> must stay pinned until the results were read.
/// </summary>
internal sealed unsafe class VipsOperation : IDisposable
{
    private readonly string _name;
    private nint _handle;
    private bool _built;

    public VipsOperation(string name)
    {
        _name = name;
        _handle = vips_operation_new(name);
        if (_handle == 0) throw new VipsException(name, "no such operation in this libvips");
    }

    // GLib turns an int into an enum where the property is one.
    public VipsOperation Set(string name, int value) => Set(name, Int, v => g_value_set_int((GValue*)v, value));
    public VipsOperation Set(string name, bool value) => Set(name, VipsMethods.Boolean, v => g_value_set_boolean((GValue*)v, value ? 1 : 0));
    public VipsOperation Set(string name, double value) => Set(name, VipsMethods.Double, v => g_value_set_double((GValue*)v, value));
    public VipsOperation Set(string name, string value) => Set(name, VipsMethods.String, v => g_value_set_string((GValue*)v, value));
    public VipsOperation Set(string name, VipsImage value) => Set(name, vips_image_get_type(), v => g_value_set_object((GValue*)v, value.Handle));

    public VipsOperation Set(string name, double[] value) => Set(name, vips_array_double_get_type(), v =>
    {
        fixed (double* p = value) vips_value_set_array_double((GValue*)v, p, value.Length);
    });

    public VipsOperation SetBytes(string name, byte* data, int length)
    {
        var blob = vips_blob_new(0, data, (nuint)length); // no free function: the memory stays ours
        try { return Set(name, vips_blob_get_type(), v => g_value_set_boxed((GValue*)v, blob)); }
        finally { vips_area_unref(blob); }
    }

    /// <summary>Builds the operation and takes its image, by default the one named <c>out</c>.</summary>
    public VipsImage Image(string name = "out")
    {
        Build();
        GValue value = default;
        g_value_init(&value, vips_image_get_type());
        g_object_get_property(_handle, name, &value);
        var image = g_object_ref(g_value_get_object(&value));
        g_value_unset(&value);
        return new VipsImage(image);
    }

    /// <summary>Builds the operation and copies the bytes that it wrote.</summary>
    public byte[] Bytes(string name = "buffer")
    {
        Build();
        GValue value = default;
        g_value_init(&value, vips_blob_get_type());
        g_object_get_property(_handle, name, &value);
        nuint length;
        var data = vips_blob_get(g_value_get_boxed(&value), &length);
        var bytes = new ReadOnlySpan<byte>(data, checked((int)length)).ToArray();
        g_value_unset(&value);
        return bytes;
    }

    public void Dispose()
    {
        if (_handle == 0) return;
        vips_object_unref_outputs(_handle);
        g_object_unref(_handle);
        _handle = 0;
    }

    private void Build()
    {
        if (_built) return;
        var built = vips_cache_operation_build(_handle);
        if (built == 0) throw new VipsException(_name, "failed");
        g_object_unref(_handle);
        _handle = built;
        _built = true;
    }

    private VipsOperation Set(string name, nuint type, Action<nint> assign)
    {
        GValue value = default;
        g_value_init(&value, type);
        assign((nint)(&value));
        g_object_set_property(_handle, name, &value);
        g_value_unset(&value);
        return this;
    }
}
