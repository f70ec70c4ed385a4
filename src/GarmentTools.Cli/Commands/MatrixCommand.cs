using System.CommandLine;
using GarmentTools.Cli.Printing;
using GarmentTools.Distances;
using GarmentTools.Reports.Results;

namespace GarmentTools.Cli.Commands;

/// <summary><c>garment matrix</c>: all pairwise distances of a catalog in a file.</summary>
internal static class MatrixCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new CommandWithExamples("matrix", "Builds, updates and asks the file of all pairwise distances, which NumPy and " +
            "SciPy read.")
        {
            Examples =
            [
                ("garment matrix build --catalog shop.garments --output shop.npz", "all pairs, cosine, float32"),
                ("garment matrix update shop.npz --catalog shop.garments", "after the catalog has changed; costs the new garments only"),
                ("garment matrix neighbors shop.npz 17", "the ten nearest of garment 17, from the file alone"),
                ("python3 -c \"import numpy; print(numpy.load('shop.npz')['distances'])\"",
                "condensed, as scipy.spatial.distance.squareform takes it"),
            ],
        };
        command.Subcommands.Add(MatrixBuildCommand.Create(terminal));
        command.Subcommands.Add(MatrixUpdateCommand.Create(terminal));
        command.Subcommands.Add(Info(terminal));
        command.Subcommands.Add(MatrixNeighborsCommand.Create(terminal));
        return command;
    }

    public static Argument<string> FileArgument() => new("FILE.npz") { Description = "The file of the matrix." };

    public static Option<string?> NamesOption() => new("--names")
    {
        Description = "The names of the rows, one a line: for a matrix of the original project (arr_0), which has none.",
        HelpName = "LIST.txt",
    };

    public static Option<int?> MemoryOption() =>
        new("--memory") { Description = "Memory that may be taken, in MB. Default: a quarter of what is free.", HelpName = "MB" };

    public static Option<int> ThreadsOption() => new("--threads") { Description = "Threads. Default: one per core.", HelpName = "N" };

    public static long? Bytes(int? megabytes) => megabytes is { } count ? (long)count << 20 : null;

    /// <summary>Opens a matrix: ours, or with a list of names the original project's.</summary>
    public static DistanceMatrix Open(string path, string? names, CancellationToken cancellationToken)
    {
        if (names is null) return DistanceMatrix.Open(path, cancellation: cancellationToken);
        if (!File.Exists(names))
            throw new CommandException($"'{names}' was not found: expected the list of the matrix's names, one a line. Check the path " +
                $"(looked in {Environment.CurrentDirectory}).");
        var lines = File.ReadAllLines(names).ToList();
        while (lines is [.., ""]) lines.RemoveAt(lines.Count - 1);
        return DistanceMatrix.OpenOriginal(path, lines, cancellation: cancellationToken);
    }

    private static CommandWithExamples Info(Terminal terminal)
    {
        var (file, names, json) = (FileArgument(), NamesOption(), CommonOptions.Json());
        var command = new CommandWithExamples("info", "Tells what a matrix file holds.")
        {
            Examples =
            [("garment matrix info shop.npz --json", "for a program")]
        };
        command.Arguments.Add(file);
        command.Options.Add(names);
        command.Options.Add(json);
        command.SetAction((result, cancellationToken) =>
        {
            var info = Read();
            if (result.GetValue(json)) terminal.Out.WriteLine(ResultJson.Serialize(info));
            else
                FieldList.Print(terminal, ("Path", info.Path), ("Garments", $"{info.Garments:N0}"), ("Pairs", $"{info.Pairs:N0}"),
                    ("Neighbors", info.Neighbors is { } k ? $"{k} of each garment" : "all pairs"), ("Metric", info.Metric.ToString()),
                    ("Precision", info.Precision == MatrixPrecision.Float32 ? $"Float32, {info.MantissaBits} bits"
                    : info.Precision.ToString()),
                    ("Dimensions", info.Dimensions > 0 ? $"{info.Dimensions}" : null),
                    ("Fingerprint", info.Fingerprint.Length > 0 ? info.Fingerprint : null), ("FileBytes", $"{info.FileBytes:N0}"));
            return Task.FromResult(ExitCode.Done);

            MatrixInfo Read()
            {
                if (result.GetValue(names) is not { } list) return DistanceMatrix.ReadInfo(result.GetRequiredValue(file));
                using var matrix = Open(result.GetRequiredValue(file), list, cancellationToken);
                return matrix.Info;
            }
        });
        return command;
    }
}
