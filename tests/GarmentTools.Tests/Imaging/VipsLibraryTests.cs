using System.Reflection;
using System.Runtime.Loader;
using GarmentTools.Imaging;
using NetVips;

namespace GarmentTools.Tests;

public sealed class VipsLibraryTests
{
    [Fact]
    public void A_library_that_is_missing_is_told_with_the_reason_and_a_way_out()
    {
        var library = new WithoutNatives().LoadFromAssemblyName(typeof(ImageReader).Assembly.GetName());
        var source = library.GetType(typeof(ImageSource).FullName!)!.GetMethod(nameof(ImageSource.FromBytes))!.Invoke(null,
            [new ReadOnlyMemory<byte>([0xFF, 0xD8, 0xFF]), "a.jpg"]);
        var probe = library.GetType(typeof(ImageReader).FullName!)!.GetMethods().Single(method => method.Name == nameof(ImageReader.Probe));

        var error = Assert.Throws<TargetInvocationException>(() => probe.Invoke(null, [source, null])).InnerException;
        var missing = Assert.IsType<DllNotFoundException>(error);
        Assert.Contains("libvips, which decodes the photos, could not be loaded, because: nothing lies here.", missing.Message,
            StringComparison.Ordinal);
        Assert.Contains("Install GarmentTools again", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reason_is_libvips_own_words_alone()
    {
        var error = Assert.Throws<VipsException>(() => VipsLibrary.Run(() => Image.JpegloadBuffer([1, 2, 3])));
        Assert.StartsWith("unable to call jpegload_buffer", error.Message, StringComparison.Ordinal);
        Assert.Equal("VipsJpeg: Not a JPEG file: starts with 0x01 0x02", VipsLibrary.Reason(error));
    }

    [Fact]
    public void A_failure_says_nothing_of_the_one_before()
    {
        var first = Fail([1, 2]);
        var second = Fail([3, 4]);
        Assert.Contains("0x01", first, StringComparison.Ordinal);
        Assert.Contains("0x03", second, StringComparison.Ordinal);
        Assert.DoesNotContain("0x01", second, StringComparison.Ordinal);

        static string Fail(byte[] bytes) => Assert.Throws<VipsException>(() => VipsLibrary.Run(() => Image.JpegloadBuffer(bytes))).Message;
    }

    private sealed class WithoutNatives() : AssemblyLoadContext("without natives")
    {
        protected override Assembly? Load(AssemblyName assemblyName) =>
            assemblyName.Name is "GarmentTools" or "NetVips" ? LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory,
                assemblyName.Name + ".dll")) : null;

        protected override nint LoadUnmanagedDll(string unmanagedDllName) => throw new DllNotFoundException("nothing lies here.");
    }
}
