using System.Text;

namespace GarmentTools.Samples;

/// <summary>A picture of RGB bytes: rendered from SVG, changed pixel by pixel, saved as JPEG.</summary>
internal sealed unsafe class Picture(int width, int height, byte[] rgb)
{
    public int Width => width;

    public int Height => height;

    public byte[] Rgb => rgb;

    public static Picture FromSvg(string svg)
    {
        var bytes = Encoding.UTF8.GetBytes(svg);
        nint blob;
        fixed (byte* data = bytes) blob = Vips.vips_blob_copy(data, (nuint)bytes.Length);
        var image = Run("svgload_buffer", "buffer", Vips.vips_blob_get_type(), blob, "out", Vips.vips_image_get_type(), ("unlimited", "true"));
        Vips.vips_area_unref(blob);
        try
        {
            int width = Vips.vips_image_get_width(image), height = Vips.vips_image_get_height(image), bands = Vips.vips_image_get_bands(image);
            var pixels = Vips.vips_image_write_to_memory(image, out var size);
            if (pixels == null || bands < 3) throw new InvalidOperationException("The SVG did not render: " + Vips.Error());
            // Every scene paints its whole background, so that alpha is 255 everywhere and may be dropped.
            var rgb = new byte[width * height * 3];
            for (int i = 0, from = 0; i < rgb.Length; i += 3, from += bands)
                (rgb[i], rgb[i + 1], rgb[i + 2]) = (pixels[from], pixels[from + 1], pixels[from + 2]);
            Vips.g_free(pixels);
            return new Picture(width, height, rgb);
        }
        finally
        {
            Vips.g_object_unref(image);
        }
    }

    public byte[] ToJpeg(int quality)
    {
        nint image;
        fixed (byte* data = rgb) image = Vips.vips_image_new_from_memory_copy(data, (nuint)rgb.Length, width, height, 3, 0);
        var blob = Run("jpegsave_buffer", "in", Vips.vips_image_get_type(), image, "buffer", Vips.vips_blob_get_type(),
            ("Q", quality.ToString()), ("optimize-coding", "true"), ("keep", "none"));
        Vips.g_object_unref(image);
        var bytes = new ReadOnlySpan<byte>(Vips.vips_blob_get(blob, out var length), checked((int)length)).ToArray();
        Vips.vips_area_unref(blob);
        return bytes;
    }

    /// <summary>
    /// Runs an operation of one input and one output; the caller owns what it returns. The variadic convenience functions are out of .NET's reach.
    /// </summary>
    private static nint Run(string name, string inputName, nuint inputType, nint input, string outputName, nuint outputType,
        params (string Name, string Value)[] settings)
    {
        var operation = Vips.vips_operation_new(name);
        if (operation == 0) throw new InvalidOperationException($"libvips has no operation {name}.");
        Vips.GValue value = default;
        Vips.g_value_init(&value, inputType);
        if (inputType == Vips.vips_blob_get_type()) Vips.g_value_set_boxed(&value, input);
        else Vips.g_value_set_object(&value, input);
        Vips.g_object_set_property(operation, inputName, &value);
        Vips.g_value_unset(&value);
        foreach (var setting in settings)
            if (Vips.vips_object_set_argument_from_string(operation, setting.Name, setting.Value) != 0) throw new InvalidOperationException(Vips.Error());

        var built = Vips.vips_cache_operation_build(operation);
        Vips.g_object_unref(operation);
        if (built == 0) throw new InvalidOperationException($"{name} failed: {Vips.Error()}");
        value = default;
        Vips.g_value_init(&value, outputType);
        Vips.g_object_get_property(built, outputName, &value);
        var output = outputType == Vips.vips_blob_get_type() ? Copy(Vips.g_value_get_boxed(&value)) : Keep(Vips.g_value_get_object(&value));
        Vips.g_value_unset(&value);
        Vips.vips_object_unref_outputs(built);
        Vips.g_object_unref(built);
        return output;
    }

    private static nint Copy(nint blob) => Vips.vips_blob_copy(Vips.vips_blob_get(blob, out var length), length);

    private static nint Keep(nint image) => Vips.g_object_ref(image);
}
