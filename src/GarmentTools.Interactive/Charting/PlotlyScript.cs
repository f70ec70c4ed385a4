using System.IO.Compression;
using System.Text;
using Plotly.NET;

namespace GarmentTools.Interactive.Charting;

/// <summary>plotly.js, which draws charts in a browser. It travels in Plotly.NET's assembly, and nothing is fetched.</summary>
public static class PlotlyScript
{
    private const string Resource = "Plotly.NET.plotly-2.28.0.min.js", LicenseResource = Resource + ".LICENSE.txt";
    private static readonly Lazy<string> s_packed = new(Pack);

    /// <summary>Its version.</summary>
    public static string Version => "2.28.0";

    /// <summary>The script, 3.6 MB, for a page that holds it in a <c>script</c> element. Its head names the license (MIT).</summary>
    public static string Text => Read(Resource);

    /// <summary>The licenses of the script and of what is compiled into it.</summary>
    public static string License => Read(LicenseResource);

    /// <summary>The script in gzip and Base64, 1.5 MB: for notebooks, whose pages unpack it.</summary>
    public static string PackedText => s_packed.Value;

    private static string Read(string resource)
    {
        using var reader = new StreamReader(Open(resource), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static string Pack()
    {
        using var memory = new MemoryStream();
        using (var stream = Open(Resource))
        using (var gzip = new GZipStream(memory, CompressionLevel.SmallestSize, leaveOpen: true)) stream.CopyTo(gzip);
        return Convert.ToBase64String(memory.GetBuffer(), 0, (int)memory.Length);
    }

    private static Stream Open(string resource)
    {
        var assembly = typeof(GenericChart).Assembly;
        return assembly.GetManifestResourceStream(resource) ?? throw new InvalidOperationException(
            $"Plotly.NET {assembly.GetName().Version} has no resource '{resource}'. Use the version that this package was built with.");
    }
}
