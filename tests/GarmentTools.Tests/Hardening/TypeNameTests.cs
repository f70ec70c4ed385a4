using System.Text.RegularExpressions;
using GarmentTools.Common;
using GarmentTools.Distances;
using GarmentTools.Models;

namespace GarmentTools.Tests;

/// <summary>No file can choose which type is made of it.</summary>
public sealed class TypeNameTests
{
    private static readonly string[] s_ways =
    [
        @"\bType\.GetType\(", @"\bActivator\.CreateInstance", "BinaryFormatter", "NetDataContractSerializer", "DataContractSerializer",
            "XmlSerializer", "SoapFormatter",
        "LosFormatter", "TypeNameHandling", "JsonPolymorphic", "JsonDerivedType", "PSSerializer", "Import-Clixml", @"\bpickle\b.*load",
        @"FormatterServices", @"Deserialize\([^)]*typeof\(",
    ];

    [Fact]
    public void Nothing_is_deserialised_by_type_name()
    {
        var found = new List<string>();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(TestData.Repository, "src"), "*.*", SearchOption.AllDirectories))
        {
            if (Path.GetExtension(file) is not (".cs" or ".py" or ".ps1" or ".psm1") || file.Contains("/obj/", StringComparison.Ordinal)
                || file.Contains("\\obj\\", StringComparison.Ordinal)) continue;
            foreach (var line in File.ReadLines(file))
                if (s_ways.Any(way => Regex.IsMatch(line, way))) found.Add($"{file}: {line.Trim()}");
        }
        Assert.Empty(found);
    }

    // The ways by which other programs are told a type: here they are a fault of the card, or nothing at all.
    [Theory]
    [InlineData("\"$type\": \"System.Diagnostics.Process, System.Diagnostics.Process\",")]
    [InlineData("\"__type\": \"Process:#System.Diagnostics\",")]
    public void A_type_in_a_card_is_refused(string type)
    {
        using var folder = new TempFolder();
        var card = File.ReadAllText(Path.Combine(TestData.Repository, "models", "mobilenetv2-garment.json"));
        File.WriteAllText(folder["x.json"], card.Insert(card.IndexOf('{') + 1, type));
        Assert.Contains("type", Assert.Throws<ModelException>(() => ModelCard.Load(folder["x.json"])).Message);
    }

    [Theory]
    [InlineData("|O")]
    [InlineData("|V8")]
    [InlineData("O")]
    public void Arrays_of_objects_are_refused(string descr)
    {
        using var folder = new TempFolder();
        TestArchives.Zip(folder["x.npz"], ("distances.npy", TestArchives.Npy(TestArchives.Plain.Replace("<f4", descr,
            StringComparison.Ordinal), 4)));
        Assert.Throws<ArchiveException>(() => DistanceMatrix.Open(folder["x.npz"]));
    }
}
