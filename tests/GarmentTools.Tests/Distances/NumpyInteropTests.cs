using System.Diagnostics;
using GarmentTools.Common;
using GarmentTools.Distances;
using GarmentTools.Embedding;
using GarmentTools.Npz;

namespace GarmentTools.Tests;

/// <summary>NumPy and SciPy read our files, and we theirs. Skipped where Python has neither.</summary>
public sealed class NumpyInteropTests
{
    private static readonly Lazy<bool> s_installed = new(() => Run("import numpy, scipy").Code == 0);

    [Theory]
    [InlineData(MatrixPrecision.Float32, "float32")]
    [InlineData(MatrixPrecision.Float16, "float16")]
    [InlineData(MatrixPrecision.UInt16, "uint16")]
    [InlineData(MatrixPrecision.UInt8, "uint8")]
    public void Numpy_loads_and_squareform_takes_the_distances(MatrixPrecision precision, string type)
    {
        Assert.SkipUnless(s_installed.Value, "Python with NumPy and SciPy is not installed.");
        using var folder = new TestFolder();
        EmbeddingTable table = TestVectors.Unit(700, 16);
        DistanceMatrix.Build(table, folder["m.npz"], new() { Metric = MatrixMetric.Euclidean, Precision = precision });
        using DistanceMatrix matrix = DistanceMatrix.Open(folder["m.npz"]);
        Check($"""
            import numpy as np, zipfile
            from scipy.spatial.distance import squareform
            assert zipfile.ZipFile(r'{folder["m.npz"]}').testzip() is None
            z = np.load(r'{folder["m.npz"]}', allow_pickle=False)
            assert z['distances'].dtype == np.{type}, z['distances'].dtype
            s = squareform(z['distances'])
            assert s.shape == (700, 700)
            assert abs(s[3, 600] * float(z['scale']) + float(z['offset']) - {matrix[3, 600]:r}) < 1e-6
            assert str(z['metric']) == 'euclidean' and str(z['fingerprint']) == 'fp-1'
            assert z['names'][2] == 'shop/größe-9.jpg' and z['ids'][2] == 9
            """);
    }

    [Fact]
    public void Scipy_loads_nearest_neighbors_as_csr_with_zeros_kept()
    {
        Assert.SkipUnless(s_installed.Value, "Python with NumPy and SciPy is not installed.");
        using var folder = new TestFolder();
        DistanceMatrix.Build(TestVectors.Near(70, 16, true), folder["m.npz"], new() { Neighbors = 6 });
        using DistanceMatrix matrix = DistanceMatrix.Open(folder["m.npz"]);
        Check($"""
            import scipy.sparse, numpy as np
            m = scipy.sparse.load_npz(r'{folder["m.npz"]}')
            assert m.format == 'csr' and m.shape == (70, 70) and m.nnz == 420
            assert (m.data == 0).sum() >= 18
            assert list(m[10].indices) == [{string.Join(", ", matrix.Neighbors(10, 6).Select(n => n.Index))}]
            assert np.load(r'{folder["m.npz"]}', allow_pickle=False)['names'].shape == (70,)
            """);
    }

    [Fact]
    public void Scipys_distances_are_ours()
    {
        Assert.SkipUnless(s_installed.Value, "Python with NumPy and SciPy is not installed.");
        using var folder = new TestFolder();
        EmbeddingTable table = TestVectors.Raw(90, 33);
        var values = new float[90 * 33];
        table.Read(0, values);
        File.WriteAllBytes(folder["v.bin"], System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan()).ToArray());
        foreach ((MatrixMetric metric, string name) in ((MatrixMetric, string)[])[(MatrixMetric.Cosine, "cosine"),
            (MatrixMetric.Euclidean, "euclidean"), (MatrixMetric.SquaredEuclidean, "sqeuclidean")])
        {
            DistanceMatrix.Build(table, folder["m.npz"], new() { Metric = metric });
            Check($"""
                import numpy as np
                from scipy.spatial.distance import pdist
                x = np.fromfile(r'{folder["v.bin"]}', np.float32).reshape(90, 33).astype(np.float64)
                z = np.load(r'{folder["m.npz"]}')
                assert str(z['metric']) == '{name}'
                assert np.allclose(z['distances'], pdist(x, '{name}'), rtol=1e-5, atol=0)
                """);
        }
    }

    [Fact]
    public void Files_that_numpy_saved_are_read()
    {
        Assert.SkipUnless(s_installed.Value, "Python with NumPy and SciPy is not installed.");
        using var folder = new TestFolder();
        DistanceMatrix.Build(TestVectors.Unit(600, 8), folder["m.npz"]);
        Check($"""
            import numpy as np
            from scipy.spatial.distance import pdist, squareform
            z = dict(np.load(r'{folder["m.npz"]}'))
            np.savez(r'{folder["stored.npz"]}', **z)
            np.savez_compressed(r'{folder["packed.npz"]}', **z)
            x = np.random.default_rng(1).standard_normal((20, 5))
            np.savez_compressed(r'{folder["original.npz"]}', squareform(pdist(x)))
            np.savez_compressed(r'{folder["fortran.npz"]}', np.asfortranarray(squareform(pdist(x))))
            np.savez_compressed(r'{folder["objects.npz"]}', np.array([1, 'a', None], dtype=object))
            """);
        using (DistanceMatrix ours = DistanceMatrix.Open(folder["m.npz"]), stored = DistanceMatrix.Open(folder["stored.npz"]), packed =
            DistanceMatrix.Open(folder["packed.npz"]))
        {
            Assert.Equal(ours.Neighbors(7), stored.Neighbors(7));
            Assert.Equal(ours.Neighbors(7), packed.Neighbors(7));
        }
        string[] names = [.. Enumerable.Range(0, 20).Select(i => $"{i}.jpg")];
        using (DistanceMatrix original = DistanceMatrix.OpenOriginal(folder["original.npz"], names), fortran =
            DistanceMatrix.OpenOriginal(folder["fortran.npz"], names))
            for (int i = 0; i < 20; i++) Assert.Equal(original.Neighbors(i), fortran.Neighbors(i));
        Assert.Contains("pickle", Assert.Throws<ArchiveException>(() => NpzReader.Open(folder["objects.npz"])).Message);
    }

    private static void Check(string script)
    {
        (int code, string error) = Run(script);
        Assert.True(code == 0, error);
    }

    private static (int Code, string Error) Run(string script)
    {
        try
        {
            using Process python = Process.Start(new ProcessStartInfo("/usr/bin/python3",
                ["-X", "utf8", "-c", script])
            { RedirectStandardError = true })!;
            string error = python.StandardError.ReadToEnd();
            python.WaitForExit();
            return (python.ExitCode, error);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return (-1, e.Message);
        }
    }
}
