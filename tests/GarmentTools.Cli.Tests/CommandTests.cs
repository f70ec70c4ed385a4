using System.Text.Json;

namespace GarmentTools.Cli.Tests;

public sealed class CommandTests(Shop shop)
{
    private GarmentRun Run(params string[] args) => shop.Run([.. args, "--catalog", Shop.Catalog]);

    [Fact]
    public void List_pages_and_filters()
    {
        var all = JsonDocument.Parse(Run("list", "--json").Out).RootElement;
        Assert.Equal(10, all.GetArrayLength());
        Assert.Equal(["Id", "Name", "CatalogPath", "Path", "Catalog", "Sha256", "Domain", "Product", "Attributes", "Region"], all[0]
            .EnumerateObject().Select(p => p.Name));
        Assert.All(all.EnumerateArray(), garment => Assert.Equal(
            (Path.Combine(shop.Path, "photos", garment.GetProperty("CatalogPath").GetString()!), Path.Combine(shop.Path, Shop.Catalog)),
            (garment.GetProperty("Path").GetString(), garment.GetProperty("Catalog").GetString())));
        var page = JsonDocument.Parse(Run("list", "--json", "--skip", "2", "--take", "3").Out).RootElement;
        Assert.Equal([3, 4, 5], page.EnumerateArray().Select(g => g.GetProperty("Id").GetInt64()));
        Assert.Equal(4, Run("list", "--filter", "kind = dress").Out.TrimEnd('\n').Split('\n').Length); // a header and three
        Assert.StartsWith("Id,Name,CatalogPath,Path,Catalog,Sha256,Domain,Product,color,kind,price\n", Run("list", "--csv").Out);
    }

    [Fact]
    public void List_tells_rejected_files()
    {
        Assert.Matches("^not a photo.jpg: '.*' is not a picture", Run("list", "--rejected").Out);
        Assert.StartsWith("Path,Reason,RejectedAt\nnot a photo.jpg,", Run("list", "--rejected", "--csv").Out);
        Assert.Equal(1, JsonDocument.Parse(Run("list", "--rejected", "--json").Out).RootElement.GetArrayLength());
    }

    [Fact]
    public void Show_takes_ids_and_paths()
    {
        var run = Run("show", "1", "photos/red dress.jpg");
        Assert.Equal(0, run.Code);
        Assert.Contains("CatalogPath  blue dress.jpg", run.Out);
        Assert.Contains("color        red", run.Out);
        Assert.Equal(1, JsonDocument.Parse(Run("show", "red dress.jpg", "--json").Out).RootElement.GetArrayLength());
    }

    [Fact]
    public void Catalog_tells_what_it_holds()
    {
        var run = Run("catalog");
        Assert.Contains("10 (9 different photos)", run.Out);
        Assert.Contains("color (9), kind (9), price (9)", run.Out);
        Assert.Contains("mobilenetv2-garment", run.Out);
    }

    [Fact]
    public void Attributes_are_set_listed_and_removed()
    {
        using var copy = shop.Copy();
        Assert.Contains("color=teal", copy.Run("attributes", "set", "photos/red dress.jpg", "color=teal", "brand=Ivy & Oak", "--catalog",
            "photos").Out);
        Assert.Contains("brand", copy.Run("attributes", "list", "--catalog", "photos").Out);
        var colors = JsonDocument.Parse(copy.Run("attributes", "list", "color", "--json", "--catalog", "photos").Out).RootElement;
        Assert.Equal(1, colors.GetProperty("teal").GetInt32());
        Assert.Equal(2, colors.GetProperty("red").GetInt32());
        copy.Run("attributes", "set", "photos/red dress.jpg", "brand=", "--catalog", "photos");
        var unknown = copy.Run("attributes", "list", "brand", "--catalog", "photos");
        Assert.Equal(2, unknown.Code);
        Assert.Contains("Attributes: color, kind, price", unknown.OnlyError());

        File.WriteAllText(copy["more.csv"], "path,season\nphotos/red dress.jpg,2024\nphotos/nothing.jpg,2024\n");
        var import = copy.Run("attributes", "import", "more.csv", "--catalog", "photos");
        Assert.Equal(1, import.Code);
        Assert.Contains("Attributes of 1 garments from 2 rows: season", import.Out);
        Assert.StartsWith("rejected: 'more.csv', line 3: 'photos/nothing.jpg'", import.Error);
    }

    [Fact]
    public void A_list_as_csv_that_was_completed_comes_back()
    {
        using var copy = shop.Copy();
        // marked in CSV, as a spreadsheet would run it
        copy.Run("attributes", "set", "photos/red dress.jpg", "note==1+1", "name=Rosa", "--catalog", "photos");
        var list = copy.Run("list", "--csv", "--catalog", "photos").Out;
        File.WriteAllText(copy["list.csv"], list.Replace(",'=1+1", ",'=2+2", StringComparison.Ordinal));
        var import = copy.Run("attributes", "import", "list.csv", "--catalog", "photos");
        Assert.Equal(0, import.Code);
        Assert.Contains(",attribute:name,", list, StringComparison.Ordinal); // Name is the file's
        Assert.Equal(list.Replace("=1+1", "=2+2", StringComparison.Ordinal), copy.Run("list", "--csv", "--catalog", "photos").Out);
        Assert.Equal(1, JsonDocument.Parse(copy.Run("attributes", "list", "note", "--json", "--catalog",
            "photos").Out).RootElement.GetProperty("=2+2").GetInt32());
    }

    [Fact]
    public void A_list_that_version_0_1_wrote_comes_back_too()
    {
        using var copy = shop.Copy();
        File.WriteAllText(copy["old.csv"], "Id,Path,FullPath,Sha256,Domain,Product,season\n2,red dress.jpg,/gone/red " +
            "dress.jpg,00,shop,,2024\n");
        var import = copy.Run("attributes", "import", "old.csv", "--catalog", "photos");
        Assert.Equal((0, ""), (import.Code, import.Error));
        Assert.Contains("Attributes of 1 garments from 1 rows: Domain, Product, season", import.Out, StringComparison.Ordinal);
        Assert.Contains(",red dress.jpg,", copy.Run("list", "--csv", "--filter", "season = 2024", "--catalog", "photos").Out,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Remove_asks_or_is_told()
    {
        using var copy = shop.Copy();
        var refused = copy.Run("remove", "--filter", "kind = dress", "--catalog", "photos");
        Assert.Equal(2, refused.Code);
        Assert.Contains("--yes", refused.OnlyError());
        Assert.Equal(0, copy.Run("remove", "1", "photos/red shirt.jpg", "--yes", "--catalog", "photos").Code);
        Assert.Matches("^Removed 2 garments", copy.Run("remove", "--filter", "kind = dress", "--yes", "--catalog", "photos").Out);
        Assert.Equal(6, JsonDocument.Parse(copy.Run("list", "--json", "--catalog", "photos").Out).RootElement.GetArrayLength());
        Assert.True(File.Exists(copy["photos", "red dress.jpg"]));
        Assert.Equal(2, copy.Run("remove", "1", "--yes", "--catalog", "photos").Code); // gone already
    }

    [Fact]
    public void Verify_finds_and_mends_what_is_derived()
    {
        using var copy = shop.Copy();
        Assert.Contains("10 garments checked, all is well", copy.Run("verify", "--catalog", "photos").Out);
        var vectors = Directory.GetFiles(copy["photos", ""], "*.vectors").Single();
        var bytes = File.ReadAllBytes(vectors);
        bytes[^100] ^= 1;
        File.WriteAllBytes(vectors, bytes);
        var damaged = copy.Run("verify", "--catalog", "photos");
        Assert.Equal(3, damaged.Code);
        Assert.Contains("DamagedVectorFile", damaged.Out);
        Assert.Contains("'garment verify --repair' mends it", damaged.Out);
        Assert.Equal(0, copy.Run("verify", "--repair", "--catalog", "photos").Code);
        Assert.True(JsonDocument.Parse(copy.Run("verify", "--json", "--catalog", "photos").Out).RootElement.GetProperty("IsHealthy")
            .GetBoolean());
    }

    [Fact]
    public void Embed_prints_vectors_of_length_1()
    {
        var run = shop.Run("embed", "street.jpg", "photos/not a photo.jpg", "--json");
        Assert.Equal(1, run.Code);
        Assert.StartsWith("rejected: 'photos/not a photo.jpg'", run.Error);
        var row = Assert.Single(JsonDocument.Parse(run.Out).RootElement.EnumerateArray());
        Assert.Equal(1, row.GetProperty("Values").EnumerateArray().Sum(v => v.GetDouble() * v.GetDouble()), 5);
        var csv = shop.Run("embed", "street.jpg", "--output", "features", "--csv").Out.Split('\n');
        Assert.EndsWith(",V1279", csv[0]);
        Assert.Equal(csv[0].Split(',').Length, csv[1].Split(',').Length);
    }

    [Fact]
    public void Compare_needs_no_catalog()
    {
        Assert.Matches("^cosine +0.0000\neuclidean +0.0000\nduplicate ",
            shop.Run("compare", "photos/red dress.jpg", "photos/Платье 👗.jpg").Out);
        Assert.Equal(0, Run("compare", "street.jpg", "photos/red dress.jpg", "--output", "features").Code);
    }

    [Fact]
    public void Models_are_listed_and_shown()
    {
        var rows = JsonDocument.Parse(shop.Run("models", "list", "--json").Out).RootElement;
        Assert.Equal("mobilenetv2-garment", rows[0].GetProperty("Name").GetString());
        Assert.True(rows[0].GetProperty("Default").GetBoolean());
        Assert.False(rows.EnumerateArray().Single(r => r.GetProperty("Name").GetString() == "mobilenetv2-12").GetProperty("Installed")
            .GetBoolean());
        Assert.Equal("mobilenetv2-garment", JsonDocument.Parse(shop.Run("models", "show",
            "mobilenetv2-garment").Out).RootElement.GetProperty("name").GetString());
        Assert.Contains("garment models install mobilenetv2-12", shop.Run("embed", "street.jpg", "--model", "mobilenetv2-12").OnlyError());
    }

    [Fact]
    public void A_model_of_ones_own_is_drafted_registered_and_used()
    {
        using var folder = new TempFolder();
        var garment = folder.Garment;
        garment.Variables["GARMENT_MODELS"] = folder["models"];
        File.Copy(Path.Combine(Path.GetDirectoryName(GarmentProcess.Dll)!, "models", "mobilenetv2-garment.onnx"), folder["own.onnx"]);
        File.WriteAllBytes(folder["1.jpg"], Pictures.Numbered(1));
        var draft = garment.Run("models", "register", "own.onnx");
        Assert.Equal(0, draft.Code);
        Assert.StartsWith("Drafted own.json. Not registered yet", draft.Out);
        Assert.StartsWith("Registered own ", garment.Run("models", "register", "own.json").Out);
        Assert.Contains("own", garment.Run("models", "list").Out);
        Assert.Equal(0, garment.Run("embed", "1.jpg", "--model", "own").Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("index")]
    [InlineData("similar")]
    [InlineData("list")]
    [InlineData("show")]
    [InlineData("catalog")]
    [InlineData("remove")]
    [InlineData("attributes")]
    [InlineData("attributes set")]
    [InlineData("attributes import")]
    [InlineData("attributes list")]
    [InlineData("models")]
    [InlineData("models list")]
    [InlineData("models show")]
    [InlineData("models register")]
    [InlineData("models install")]
    [InlineData("embed")]
    [InlineData("compare")]
    [InlineData("verify")]
    [InlineData("completion")]
    public void Help_has_examples(string command)
    {
        var run = shop.Run([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);
        Assert.Equal(0, run.Code);
        Assert.Contains("Examples:\n  ", run.Out);
        Assert.Contains("garment " + command, run.Out);
    }

    [Fact]
    public void Version_is_told() => Assert.Matches(@"^\d+\.\d+\.\d+", shop.Run("--version").Out);

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("pwsh")]
    public void Completion_scripts_call_back(string shell) => Assert.Contains("[suggest:", shop.Run("completion", shell).Out);

    [Theory]
    [InlineData("garment sim", "similar")]
    [InlineData("garment similar --fil", "--filter")]
    [InlineData("garment embed --model mob", "mobilenetv2-garment-int8")]
    [InlineData("garment attributes list --catalog photos co", "color")]
    [InlineData("garment list --catalog photos --filter ", "color = red")]
    [InlineData("garment attributes set 1 --catalog photos color=", "color=green")]
    public void Completion_knows_commands_options_models_and_attributes(string line, string expected)
    {
        var run = shop.Run($"[suggest:{line.Length}]", line);
        Assert.Equal(0, run.Code);
        Assert.Contains(expected, run.Out.Split('\n'));
    }

    [Theory]
    [InlineData("simlar x.jpg", "similar")]
    [InlineData("similar", "--id")]
    [InlineData("similar x.jpg --json --csv", "exclude each other")]
    [InlineData("similar x.jpg --count many", "many")]
    [InlineData("similar x.jpg --metric manhattan", "expected cosine, euclidean, or the file of a learned metric")]
    [InlineData("similar x.jpg --jsn", "'--jsn' is neither an option of 'similar' nor a file")]
    [InlineData("list --skip -1", "--skip is -1")]
    [InlineData("attributes set 1 color", "NAME=VALUE")]
    [InlineData("remove", "--filter")]
    [InlineData("completion tcsh", "bash")]
    public void Wrong_usage_gives_2_and_a_hint(string line, string expected)
    {
        var run = shop.Run(line.Split(' '));
        Assert.Equal(2, run.Code);
        Assert.Empty(run.Out);
        Assert.StartsWith("error: ", run.Error);
        Assert.Contains(expected, run.Error);
        Assert.Matches("See 'garment.* --help'.\n$", run.Error);
    }

    [Theory]
    [InlineData("index nowhere")]
    [InlineData("similar nowhere --catalog photos")]
    [InlineData("embed nowhere")]
    [InlineData("compare nowhere street.jpg")]
    [InlineData("attributes import nowhere")]
    [InlineData("models register nowhere.onnx")]
    public void What_is_missing_gives_3_and_one_line(string line)
    {
        var run = shop.Run(line.Split(' '));
        if (line.StartsWith("attributes", StringComparison.Ordinal)) run = Run(line.Split(' '));
        Assert.Equal(3, run.Code);
        Assert.Contains("nowhere", run.Error);
        Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public void A_named_region_without_a_person_is_warned_of()
    {
        var run = Run("similar", "street.jpg", "--region", "Lower");
        Assert.Equal(0, run.Code);
        Assert.StartsWith("warning: no person was found in 'street.jpg'", run.Error);
        Assert.Equal(2, Run("similar", "street.jpg", "--region", "Hat").Code);
        Assert.Empty(Run("similar", "street.jpg", "--region", "10%,10%,50%,50%").Error);
    }

    [Theory]
    [InlineData("similar street.jpg --count 0", "Count is 0")]
    [InlineData("similar street.jpg --max-distance 3", "MaxDistance")]
    [InlineData("similar street.jpg --filter kind", "kind")]
    [InlineData("similar street.jpg --filter brand=x", "Attributes: color, kind, price")]
    [InlineData("similar street.jpg --output nothing", "'embedding', 'features'")]
    [InlineData("similar --id 99", "no garment with the id 99")]
    [InlineData("show nothing.jpg", "is no garment of the catalog")]
    public void What_cannot_be_asked_for_gives_2_and_one_line(string line, string expected)
    {
        var run = Run(line.Split(' '));
        Assert.Equal(2, run.Code);
        Assert.Contains(expected, run.OnlyError());
    }
}
