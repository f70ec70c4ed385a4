using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using GarmentTools.Search;

/// <summary>Runs FAISS and NumPy of Debian's python3 on the same vectors, in a process of their own.</summary>
internal sealed record SearchPeers(
    string Faiss, string FaissOptions, string Numpy, string Kernel, double[] FaissOne, double[] FaissMany, double[] NumpyOne,
    double[] NumpyMany)
{
    public static SearchPeers? Run(string folder, SearchData data, int count, int threads)
    {
        var start = new ProcessStartInfo("/usr/bin/python3") { RedirectStandardOutput = true };
        foreach (string argument in new[] { Script(), folder, $"{data.Rows}", $"{SearchData.Dimensions}", $"{SearchData.QueryCount}",
            $"{count}", $"{threads}" })
            start.ArgumentList.Add(argument);
        start.Environment["OPENBLAS_NUM_THREADS"] = start.Environment["OMP_NUM_THREADS"] = $"{threads}";
        try
        {
            using var process = Process.Start(start)!;
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? JsonSerializer.Deserialize<SearchPeers>(output, JsonSerializerOptions.Web) : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    /// <summary>Ranks that differ although their similarities differ by more than float32 noise; 0 is agreement.</summary>
    public static int Disagreements(string folder, string name, SearchHit[][] ours)
    {
        // Sums of 256 products near 1, in another order: a few units of 2⁻²⁴ times √256.
        const float Noise = 2e-6f;
        var ids = MemoryMarshal.Cast<byte, long>(File.ReadAllBytes(Path.Combine(folder, name + ".ids")));
        var similarities = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(Path.Combine(folder, name + ".similarity")));
        int wrong = 0, at = 0;
        foreach (var hits in ours)
        {
            for (int rank = 0; rank < hits.Length; rank++, at++)
            {
                if (Math.Abs(1 - hits[rank].Distance - similarities[at]) > Noise)
                {
                    wrong++;
                    continue;
                }
                // Another id at this rank is right only where it is as near within the noise.
                long other = ids[at];
                int there = Array.FindIndex(hits, hit => hit.Row == other);
                float distance = there >= 0 ? hits[there].Distance : hits[^1].Distance;
                if (Math.Abs(distance - hits[rank].Distance) > 2 * Noise)
                    wrong++;
            }
        }
        return wrong;
    }

    private static string Script([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "search_peers.py");
}
