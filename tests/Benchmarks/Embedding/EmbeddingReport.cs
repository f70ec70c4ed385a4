namespace Benchmarks.Embedding;

/// <summary>Prints rounds as one Markdown table of ratios, medians with the smallest and the largest.</summary>
internal static class EmbeddingReport
{
    public static void Print(List<EmbeddingRound> rounds, EmbeddingPeer.Info? info)
    {
        Console.WriteLine("\n| photos/s | cores (busy) | dtype | ours | compared with | its photos/s (cores busy) | ratio: median (least " +
            "… most) |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- |");
        var peer = info is null ? "" : $"Pillow + torch {info.Dtype}, {info.Kernels}";
        Whole("whole", "1", "float32", r => r.One, $"{peer}, 1 thread, batch {info?.Batch}", r => r.PeerOne);
        Part("decode + resize", "float32", r => r.Decode, "Pillow, 1 thread", r => r.PeerParts?.Decode);
        Part("inference", "float32", r => r.DecodedInference, $"torch, {info?.Kernels}, 1 thread, batch {info?.Batch}", r =>
            r.PeerParts?.Inference);
        Whole("whole", "2", "float32", r => r.Two, $"{peer}, one process, 2 torch threads, 2 decoders ahead", r => r.PeerThreads);
        Whole("whole", "2", "float32", r => r.Two, $"{peer}, two processes of 1 thread", r => r.PeerProcesses);
        Whole("whole", "2", "float32", r => r.Two, "the peer's better of these two in each round", r => r.PeerTwo);
        Whole("whole", "1", "float32", r => r.One, "bound 1 / (decode + inference)", r => (r.Bound(1), 1));
        Whole("whole", "2", "float32", r => r.Two, "bound 2 / (decode + inference)", r => (r.Bound(2), 2));
        Whole("whole", "2", "float32", r => r.Two, "ours, 1 core", r => r.One);
        Whole("whole", "2", "int8", r => r.IntegerTwo, "ours int8, 1 core", r => r.IntegerOne);
        Part("inference", "int8", r => r.IntegerInference, "ours float32", r => r.Inference);
        Whole("whole", "1", "int8", r => r.IntegerOne, "ours float32, 1 core", r => r.One);
        Whole("whole", "2", "int8", r => r.IntegerTwo, "ours float32, 2 cores", r => r.Two);
        Console.WriteLine($"\nOne core, ms per photo: decode {Median(r => r.Decode) * 1000:F2}, inference float32 " +
            $"{Median(r => r.Inference) * 1000:F2}, "
            + $"int8 {Median(r => r.IntegerInference) * 1000:F2}.");

        void Whole(string what, string cores, string type, Func<EmbeddingRound, (double Rate, double Cores)?> ours,
            string than, Func<EmbeddingRound, (double Rate, double Cores)?> theirs)
        {
            if (rounds.Any(r => ours(r) is null || theirs(r) is null)) return;
            Line(what, $"{cores} ({Median(r => ours(r)!.Value.Cores):F2})", type, Median(r => ours(r)!.Value.Rate), than,
                $"{Median(r => theirs(r)!.Value.Rate):F0} ({Median(r => theirs(r)!.Value.Cores):F2})",
                [.. rounds.Select(r => ours(r)!.Value.Rate / theirs(r)!.Value.Rate)]);
        }

        void Part(string what, string type, Func<EmbeddingRound, double> ours, string than, Func<EmbeddingRound, double?> theirs)
        {
            if (rounds.Any(r => theirs(r) is null)) return;
            Line(what, "1", type, 1 / Median(ours), than, $"{1 / Median(r => theirs(r)!.Value):F0}",
                [.. rounds.Select(r => theirs(r)!.Value / ours(r))]);
        }

        double Median(Func<EmbeddingRound, double> value) => MedianOf([.. rounds.Select(value)]);
    }

    private static void Line(string what, string cores, string type, double rate, string than, string theirs, double[] ratios) =>
        Console.WriteLine($"| {what} | {cores} | {type} | {rate:F0} | {than} | {theirs} | {MedianOf(ratios):F2} ({ratios.Min():F2} … " +
            $"{ratios.Max():F2}) |");

    private static double MedianOf(double[] values)
    {
        Array.Sort(values);
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }
}
