using System.IO.Compression;
using System.Text;
using GarmentTools.Reports.Results;
using Microsoft.Data.Sqlite;

namespace GarmentTools.Cli.Tests;

/// <summary>Each kind of bad input: one clear line with the path and the way out, the right exit code, and the catalog as it was.</summary>
public sealed class BadInputTests(Shop shop)
{
    private const string Query = "bad.jpg";

    public static TheoryData<string, string> BadPhotos => new()
    {
        { "empty", "is empty (or not a regular file): expected a picture. Copy or export the file again." },
        { "text", "is not a picture: its first bytes" },
        { "truncated", "is damaged or cut off" },
        { "huge", "60,000 × 60,000 pixels, at most 100,000,000" },
        { "heic", "is a HEIC photo" },
    };

    [Theory]
    [MemberData(nameof(BadPhotos))]
    [InlineData("missing", "was not found. Check the path")]
    [InlineData("folder", "is a folder, expected a picture")]
    public void As_a_query_it_fails_with_the_reason(string kind, string reason)
    {
        using var copy = shop.Copy();
        Write(kind, copy[Query]);
        var before = Snapshot(copy);
        var run = copy.Run("similar", Query, "--catalog", "photos");
        Assert.Equal(3, run.Code);
        var line = run.OnlyError();
        Assert.Contains($"'{Query}'", line);
        Assert.Contains(reason, line);
        Assert.Equal(before, Snapshot(copy));
    }

    [Theory]
    [MemberData(nameof(BadPhotos))]
    public void In_a_folder_it_is_rejected_and_the_rest_is_indexed(string kind, string reason)
    {
        using var folder = new TempFolder();
        File.WriteAllBytes(folder["photos", "good.jpg"], Pictures.Numbered(1));
        Write(kind, folder["photos", Query]);
        var run = folder.Run("index", "photos", "--quiet");
        Assert.Equal(1, run.Code);
        Assert.Matches(@"added +1\n", run.Out);
        var line = Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
        Assert.StartsWith($"rejected: '{folder["photos", Query]}' ", line);
        Assert.Contains(reason, line);
    }

    [Fact]
    public void A_catalog_that_is_no_database_is_refused()
    {
        using var copy = shop.Copy();
        File.WriteAllText(copy["x.garments"], "This is no catalog, though it is called like one.");
        var run = copy.Run("list", "--catalog", "x.garments");
        Assert.Equal(3, run.Code);
        Assert.Contains("x.garments' is not a catalog: expected an SQLite file with the tables of one. Make one from a folder of photos " +
            "with 'garment index FOLDER'", run.OnlyError());
        Assert.Equal(3, copy.Run("index", "photos", "--catalog", "x.garments").Code);
        Assert.Equal("This is no catalog, though it is called like one.", File.ReadAllText(copy["x.garments"]));
    }

    [Fact]
    public void A_damaged_catalog_says_so_and_stays_as_it_is()
    {
        using var copy = shop.Copy();
        var path = copy["photos", "catalog.garments"];
        var bytes = File.ReadAllBytes(path);
        bytes.AsSpan(4096, bytes.Length - 4096).Fill(0x5A); // all but the first page
        File.WriteAllBytes(path, bytes);
        foreach (var args in new[] { ["similar", "street.jpg"], ["list"], new[] { "index", "photos" } })
        {
            var run = copy.Run([.. args, "--catalog", path]);
            Assert.Equal(3, run.Code);
            Assert.Contains("catalog.garments' is damaged", run.OnlyError());
        }
        Assert.Equal(bytes, File.ReadAllBytes(path));
    }

    [Fact]
    public void A_database_of_another_program_is_refused_and_left_alone()
    {
        using var copy = shop.Copy();
        Sql(copy["x.garments"], "CREATE TABLE t (a); INSERT INTO t VALUES (1)");
        var bytes = File.ReadAllBytes(copy["x.garments"]);
        foreach (var args in new[] { ["similar", "street.jpg"], new[] { "index", "photos" } })
        {
            var run = copy.Run([.. args, "--catalog", "x.garments"]);
            Assert.Equal(3, run.Code);
            Assert.Contains("x.garments' is an SQLite file of another program", run.OnlyError());
        }
        Assert.Equal(bytes, File.ReadAllBytes(copy["x.garments"]));
    }

    [Fact]
    public void A_newer_schema_is_refused_and_left_alone()
    {
        using var copy = shop.Copy();
        var path = copy["photos", "catalog.garments"];
        Sql(path, "PRAGMA user_version = 99");
        var bytes = File.ReadAllBytes(path);
        var run = copy.Run("index", "photos");
        Assert.Equal(3, run.Code);
        Assert.Contains("written by a newer GarmentTools (schema 99", run.OnlyError());
        Assert.Equal(bytes, File.ReadAllBytes(path));
    }

    [Fact]
    public void A_catalog_that_is_missing_is_not_made_by_asking()
    {
        using var folder = new TempFolder().Alone();
        File.WriteAllBytes(folder["1.jpg"], Pictures.Numbered(1));
        var none = folder.Run("similar", "1.jpg");
        Assert.Equal(3, none.Code);
        Assert.Contains("'garment index FOLDER'", none.OnlyError());
        var named = folder.Run("similar", "1.jpg", "--catalog", "x.garments");
        Assert.Equal(3, named.Code);
        Assert.Contains("There is no catalog '" + folder["x.garments"], named.OnlyError());
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Two_catalogs_in_one_folder_must_be_named()
    {
        using var copy = shop.Copy();
        File.Copy(copy["photos", "catalog.garments"], copy["photos", "other.garments"]);
        Assert.Contains("holds 2 catalogs: catalog.garments, other.garments", copy.Run("list", "--catalog", "photos").OnlyError());
    }

    [Fact]
    public void A_folder_without_permission_is_rejected_and_its_garments_stay()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs Unix permissions");
        using var copy = shop.Copy();
        File.Move(copy["photos", "red shirt.jpg"], copy["photos", "closed", "red shirt.jpg"]);
        var garment = Machine.AsNobody(copy);
        Assert.Equal(0, garment.Run("index", "photos").Code);
        File.SetUnixFileMode(copy["photos", "closed"], UnixFileMode.None);
        try
        {
            var run = garment.Run("index", "photos", "--remove-missing");
            Assert.Equal(1, run.Code);
            Assert.Matches(@"unchanged +9\n", run.Out);
            Assert.DoesNotContain("removed ", run.Out);
            Assert.Matches("^rejected: the folder '.*closed' could not be listed: [^\n]*\n$", run.Error);
            Assert.Contains("10 garments checked", garment.Run("verify", "--catalog", "photos").Out);
        }
        finally
        {
            File.SetUnixFileMode(copy["photos", "closed"],
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public void A_read_only_catalog_is_searched_but_not_changed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs Unix permissions");
        using var copy = shop.Copy();
        var garment = Machine.AsNobody(copy, owner: false);
        Assert.Equal(0, garment.Run("similar", "street.jpg", "--catalog", "photos").Code);
        var run = garment.Run("attributes", "set", "1", "color=red", "--catalog", "photos");
        Assert.Equal(3, run.Code);
        Assert.Contains("cannot be written: the file or its folder is read-only", run.OnlyError());
        var index = garment.Run("index", "photos", "--catalog", "new.garments");
        Assert.Equal(3, index.Code);
        Assert.Contains("new.garments' cannot be made", index.OnlyError());
    }

    [Fact]
    public void A_full_disk_under_the_output_is_told()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "needs /dev/full");
        var run = new GarmentProcess(shop.Path) { Prefix = ["/bin/sh", "-c", "exec \"$@\" > /dev/full", "sh"] }.Run("list", "--catalog",
            Shop.Catalog);
        Assert.Equal(3, run.Code);
        Assert.Contains("No space left on device", run.OnlyError());
    }

    [Fact]
    public void A_model_with_one_byte_changed_is_refused()
    {
        using var copy = shop.Copy();
        var garment = WithOwnModel(copy, card => card);
        var weights = copy["models", "own.onnx"];
        var bytes = File.ReadAllBytes(weights);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(weights, bytes);
        var before = Snapshot(copy);
        foreach (var args in new[] { ["embed", "street.jpg", "--model", "own"],
            new[] { "index", "photos", "--reembed", "--model", "own" } })
        {
            var run = garment.Run(args);
            Assert.Equal(3, run.Code);
            Assert.Matches($"{weights}: SHA-256 is [0-9a-f]+, the card of model own says [0-9a-f]+. .*garment models install own",
                run.OnlyError());
        }
        Assert.Equal(before, Snapshot(copy));
        Assert.Equal(3, garment.Run("index", "photos", "--catalog", "new.garments", "--model", "own").Code);
        Assert.False(File.Exists(copy["new.garments"]), "a catalog was made that asks for a model nobody can load");
    }

    [Theory]
    [InlineData("\"dimensions\": 256", "\"dimensions\": 255")]
    [InlineData("\"tensor\": \"embedding\"", "\"tensor\": \"nothing\"")]
    public void A_card_that_does_not_fit_its_model_is_refused(string right, string wrong)
    {
        using var copy = shop.Copy();
        var garment = WithOwnModel(copy, card =>
        {
            Assert.Contains(right, card);
            return card.Replace(right, wrong, StringComparison.Ordinal);
        });
        var before = Snapshot(copy);
        var run = garment.Run("index", "photos", "--reembed", "--model", "own");
        Assert.Equal(3, run.Code);
        Assert.Contains($"{copy["models", "own.json"]}: the card does not fit its model: ", run.OnlyError());
        Assert.Equal(before, Snapshot(copy));
    }

    [Fact]
    public void Another_model_than_the_catalogs_is_refused_with_what_to_do()
    {
        using var copy = shop.Copy();
        var before = Snapshot(copy);
        File.WriteAllBytes(copy["photos", "new.jpg"], Pictures.Numbered(1));
        var run = copy.Run("index", "photos", "--model", "mobilenetv2-garment-int8");
        Assert.Equal(3, run.Code);
        Assert.Contains("garment index --reembed --model mobilenetv2-garment-int8", run.OnlyError());
        Assert.Equal(before, Snapshot(copy));
    }

    private static void Write(string kind, string path)
    {
        switch (kind)
        {
            case "empty": File.WriteAllBytes(path, []); break;
            case "text": File.WriteAllText(path, "This is text."); break;
            case "truncated": File.WriteAllBytes(path, Pictures.Jpeg("dress", "red")[..^200]); break;
            case "huge": File.WriteAllBytes(path, PngHeader(60_000, 60_000)); break;
            case "heic": File.WriteAllBytes(path, [0, 0, 0, 24, .. "ftypheic"u8, 0, 0, 0, 0, .. "mif1heic"u8]); break;
            case "folder": Directory.CreateDirectory(path); break;
        }
    }

    private static byte[] PngHeader(int width, int height)
    {
        using var png = new MemoryStream();
        png.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        Chunk("IHDR", [.. BigEndian(width), .. BigEndian(height), 8, 2, 0, 0, 0]);
        using var data = new MemoryStream();
        using (var zlib = new ZLibStream(data, CompressionLevel.Fastest, leaveOpen: true)) zlib.Write(new byte[1000]);
        Chunk("IDAT", data.ToArray());
        Chunk("IEND", []);
        return png.ToArray();

        void Chunk(string name, byte[] content)
        {
            byte[] named = [.. Encoding.ASCII.GetBytes(name), .. content];
            png.Write(BigEndian(content.Length));
            png.Write(named);
            png.Write(BigEndian((int)Crc(named)));
        }

        static byte[] BigEndian(int value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];
        static uint Crc(byte[] bytes)
        {
            var crc = ~0u;
            foreach (var b in bytes)
            {
                crc ^= b;
                for (var bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
            }
            return ~crc;
        }
    }

    /// <summary>A model of the user's own: the default one's weights under the name "own".</summary>
    private static GarmentProcess WithOwnModel(TempFolder folder, Func<string, string> change)
    {
        var models = Path.Combine(Path.GetDirectoryName(GarmentProcess.Dll)!, "models");
        File.Copy(Path.Combine(models, "mobilenetv2-garment.onnx"), folder["models", "own.onnx"]);
        var card = File.ReadAllText(Path.Combine(models, "mobilenetv2-garment.json"))
            .Replace("\"mobilenetv2-garment\"", "\"own\"", StringComparison.Ordinal)
                .Replace("mobilenetv2-garment.onnx", "own.onnx", StringComparison.Ordinal);
        File.WriteAllText(folder["models", "own.json"], change(card));
        var garment = folder.Garment;
        garment.Variables["GARMENT_MODELS"] = folder["models"];
        return garment;
    }

    /// <summary>All that the catalog holds.</summary>
    private static string Snapshot(TempFolder folder)
    {
        using var catalog = GarmentCatalog.Open(folder["photos", "catalog.garments"]);
        return ResultJson.Serialize(catalog.List()) + catalog.GetInfo().Fingerprint + catalog.GetInfo().Generation +
            string.Concat(catalog.GetRejectedFiles().Select(file => file.Path));
    }

    private static void Sql(string path, string sql)
    {
        SQLitePCL.Batteries_V2.Init();
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql + "; PRAGMA wal_checkpoint(TRUNCATE)";
        command.ExecuteNonQuery();
    }
}
