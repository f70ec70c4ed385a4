using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using GarmentTools.Models;

namespace GarmentTools.Tests;

/// <summary>That models/README.md, the cards and the files tell of the same bytes.</summary>
public sealed partial class ShippedModelsTests
{
    private static readonly string _folder = Path.Combine(TestData.Repository, "models");

    [GeneratedRegex(@"^\| `(?<file>[^`]+\.onnx)` \| (?<bytes>[\d,]+) \| `(?<hash>[0-9a-f]{64})` \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [Fact]
    public void The_table_the_cards_and_the_files_agree()
    {
        var rows = Row().Matches(File.ReadAllText(Path.Combine(_folder, "README.md")))
            .ToDictionary(match => match.Groups["file"].Value, match =>
                (long.Parse(match.Groups["bytes"].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture),
                match.Groups["hash"].Value));
        var cards = Directory.GetFiles(_folder, "*.json").Select(ModelCard.Load)
            .ToDictionary(card => card.File, card => (card.Bytes!.Value, card.Sha256));
        Assert.Equal(6, rows.Count);
        Assert.Equal(rows.OrderBy(row => row.Key), cards.OrderBy(card => card.Key));
        foreach (var path in Directory.GetFiles(_folder, "*.onnx"))
        {
            if (Path.GetFileName(path) == "mobilenetv2-12.onnx")
                continue; // somebody's own download
            var bytes = File.ReadAllBytes(path);
            Assert.Equal(rows[Path.GetFileName(path)], (bytes.LongLength, Convert.ToHexStringLower(SHA256.HashData(bytes))));
        }
    }

    [Fact]
    public void Every_card_names_license_and_source_and_only_the_zoo_has_an_address()
    {
        foreach (var card in Directory.GetFiles(_folder, "*.json").Select(ModelCard.Load))
        {
            Assert.NotEqual("", card.License);
            Assert.NotEqual("", card.Source);
            Assert.NotEqual("", card.Description);
            Assert.Equal(card.Name == "mobilenetv2-12", card.DownloadUrl is not null);
        }
    }

    [Fact]
    public void The_zoo_model_is_pinned()
    {
        var card = ModelCard.Load(Path.Combine(_folder, "mobilenetv2-12.json"));
        Assert.Equal("c0c3f76d93fa3fd6580652a45618618a220fced18babf65774ed169de0432ad5", card.Sha256);
        Assert.Equal(13_964_571, card.Bytes);
    }

    [Fact]
    public void The_notices_name_what_is_shipped()
    {
        var notices = File.ReadAllText(Path.Combine(TestData.Repository, "THIRD-PARTY-NOTICES.md"));
        string[] names =
        [
            "Microsoft.ML.OnnxRuntime", "libvips", "LGPL-3.0-or-later", "plotly.js", "Plotly.NET", "Microsoft.Data.Analysis", "SQLite",
            "CsvHelper", "Spectre.Console", "System.CommandLine", "NetVips", "SixLabors.ImageSharp",
            "Microsoft.Extensions.AI.Abstractions", "MediaPipe",
        ];
        foreach (var name in names)
            Assert.Contains(name, notices);
    }
}
