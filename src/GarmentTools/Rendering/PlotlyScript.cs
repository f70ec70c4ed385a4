using System.IO.Compression;
using System.Reflection;

namespace GarmentTools.Rendering;

/// <summary>plotly.js, which draws charts in a browser; it travels in the assembly, and nothing is fetched.</summary>
public static class PlotlyScript
{
    private const string Resource = "plotly.min.js";
    private static readonly Lazy<string> s_text = new(() => System.Text.Encoding.UTF8.GetString(Bytes()));
    private static readonly Lazy<string> s_packed = new(() => Convert.ToBase64String(Packed()));

    /// <summary>The script, for a page that holds it in a <c>script</c> element.</summary>
    public static string Text => s_text.Value;

    /// <summary>The script in gzip and Base64, a third of its size: for notebooks, whose pages unpack it.</summary>
    public static string PackedText => s_packed.Value;

    /// <summary>Its version.</summary>
    public static string Version { get; } = typeof(PlotlyScript).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == Resource).Value ?? "";

    private static byte[] Bytes()
    {
        using var stream = Open();
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    private static byte[] Packed()
    {
        using var memory = new MemoryStream();
        using (var stream = Open())
        using (var gzip = new GZipStream(memory, CompressionLevel.SmallestSize, leaveOpen: true)) stream.CopyTo(gzip);
        return memory.ToArray();
    }

    private static Stream Open() => typeof(PlotlyScript).Assembly.GetManifestResourceStream(Resource)
        ?? throw new InvalidOperationException($"The assembly has no resource '{Resource}': build it again.");
}
