using System.CommandLine;
using System.Globalization;
using GarmentTools.Cli.Printing;
using GarmentTools.Common;
using GarmentTools.Imaging;
using GarmentTools.Regions;
using GarmentTools.Reports.Results;

namespace GarmentTools.Cli.Commands;

/// <summary><c>garment region</c>: finds, cuts out and draws the part of a photo that is embedded.</summary>
internal static class RegionCommand
{
    private static readonly Dictionary<string, ImageFormat> s_formats = new(StringComparer.OrdinalIgnoreCase)
    {
        [".png"] = ImageFormat.Png,
        [".jpg"] = ImageFormat.Jpeg,
        [".jpeg"] = ImageFormat.Jpeg,
        [".webp"] = ImageFormat.Webp,
    };

    public static Command Create(Terminal terminal)
    {
        var photos = new Argument<string[]>("PHOTO") { Description = "Photos.", Arity = ArgumentArity.OneOrMore };
        var region = StudyOptionsSet.Region("--region", "Which part. Default: Auto.");
        var allPersons = new Option<bool>("--all-persons")
        {
            Description =
            "Every person of a photo, the most certain first; else only that one."
        };
        var output = new Option<string?>("--output", "-o")
        {
            Description =
            "Write what the model is shown (cut to the box, background white): a picture, or a folder for several.",
            HelpName =
            "FILE|DIR"
        };
        var draw = new Option<string?>("--draw")
        {
            Description = "Write the photo with the box drawn on it: a picture, or a folder for " +
            "several.",
            HelpName = "FILE|DIR"
        };
        var json = CommonOptions.Json();
        var command = new CommandWithExamples("region", "Shows which part of a photo is compared: the garment of the person in it.")
        {
            Examples =
            [
                ("garment region street.jpg --draw boxed.png", "the box of the upper garment"),
                ("garment region street.jpg --region Full --output cut.png", "from the shoulders to the ankles, background white"),
                ("garment region group.jpg --all-persons --json", "all persons, for a program"),
            ],
        };
        command.Arguments.Add(photos);
        foreach (var option in new Option[] { region, allPersons, output, draw, json }) command.Options.Add(option);
        command.SetAction((result, cancellationToken) =>
        {
            var named = result.GetRequiredValue(photos);
            var request = result.GetValue(region) ?? RegionRequest.Auto;
            var finder = new RegionFinder(new RegionOptions { AllPersons = result.GetValue(allPersons) });
            var (cuts, drawings) = (new Pictures(result.GetValue(output), named.Length > 1 || result.GetValue(allPersons)),
                new Pictures(result.GetValue(draw), named.Length > 1));
            var (rows, rejected) = (new List<RegionRow>(), 0);
            foreach (var path in named)
            {
                cancellationToken.ThrowIfCancellationRequested();
                IReadOnlyList<FoundRegion> found;
                try
                {
                    found = finder.Find(path, request);
                    var stem = Path.GetFileNameWithoutExtension(path);
                    for (var i = 0; i < found.Count && cuts.Wanted; i++)
                        cuts.Write(finder.Cut(path, found[i]), found.Count == 1 ? $"{stem}-{Word(request)}"
                            : $"{stem}-{Word(request)}-{i + 1}");
                    if (drawings.Wanted)
                        drawings.Write(found.Where(f => f.Found).Aggregate(ImageReader.Read(path), (picture, f) =>
                            picture.DrawRegion(f.Region)), $"{stem}-{Word(request)}-box");
                }
                catch (ImageException e)
                {
                    terminal.WriteError("rejected", e.Message);
                    rejected++;
                    continue;
                }
                rows.AddRange(found.Select((f, i) => RegionRow.From(path, f, i + 1)));
                if (request.Kind is RegionKind.Upper or RegionKind.Lower or RegionKind.Full && !found[0].Found)
                    WarnNotFound(terminal, path, request);
            }
            if (result.GetValue(json)) terminal.Out.WriteLine(ResultJson.Serialize<IReadOnlyList<RegionRow>>(rows));
            else Print(terminal, rows);
            return Task.FromResult(rejected == 0 ? ExitCode.Done : rows.Count == 0 ? ExitCode.Failed : ExitCode.DoneWithRejected);
        });
        return command;
    }

    /// <summary>What is said where a region that needs a person was named and none was found.</summary>
    public static void WarnNotFound(Terminal terminal, string photo, RegionRequest request)
    {
        terminal.Flush();
        terminal.WriteError("warning", $"no person was found in '{photo}', so the whole photo stands for the region {request}. Name a " +
            "rectangle (--region x,y,w,h) to choose the part yourself.");
    }

    /// <summary>A region in words: <c>Auto, 120 × 160 at 40, 30, score 0.93</c>.</summary>
    public static string Describe(PhotoRegion region) => string.Create(CultureInfo.InvariantCulture,
        $"{region.Name}{(region.Found ? "" : " (not found: whole photo)")}, {region.Width} × {region.Height} at {region.Left}, " +
        $"{region.Top}{(region.Score is { } score ? $", score {score:0.00}" : "")}");

    private static void Print(Terminal terminal, List<RegionRow> rows)
    {
        if (rows.Count == 0) return;
        var table = new TextTable(new("Name", IsPath: true), new("Region"), new("Person", Right: true), new("Found"),
            new("Score", Right: true), new("Left", Right: true), new("Top", Right: true), new("Width", Right: true),
            new("Height", Right: true));
        foreach (var row in rows)
            table.Add(row.Path, row.Region, $"{row.Person}", row.Found ? "yes" : "no", row.Score is { } score
                ? StudyOptionsSet.Text(score, "0.00") : "", $"{row.Left}", $"{row.Top}", $"{row.Width}", $"{row.Height}");
        table.Print(terminal);
    }

    private static string Word(RegionRequest request) => request.Kind.ToString().ToLowerInvariant();

    /// <summary>Where pictures go: one file, or a folder that is made where several are to come.</summary>
    private sealed class Pictures
    {
        private readonly string? _path;
        private readonly bool _isFolder;

        public Pictures(string? path, bool several)
        {
            _path = path;
            if (path is null) return;
            _isFolder = several || Directory.Exists(path) || path.EndsWith('/');
            if (several && !Directory.Exists(path) && s_formats.ContainsKey(Path.GetExtension(path)))
                throw new CommandException($"'{path}' is one picture, and there may be several: expected a folder. Name one, such as " +
                    $"{Path.GetFileNameWithoutExtension(path)}/.");
            if (!_isFolder && !s_formats.ContainsKey(Path.GetExtension(path)))
                throw new CommandException($"'{path}' is not named like a picture that can be written: expected .png, .jpg or .webp, or " +
                    "a folder that exists.");
        }

        public bool Wanted => _path is not null;

        public void Write(RgbImage picture, string name)
        {
            var file = _isFolder ? Path.Combine(_path!, name + ".png") : _path!;
            if (_isFolder) Directory.CreateDirectory(_path!);
            File.WriteAllBytes(file, picture.Encode(_isFolder ? ImageFormat.Png : s_formats[Path.GetExtension(file)], quality: 90));
        }
    }
}
