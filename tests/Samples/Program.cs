using GarmentTools.Samples;

if (args.Length < 1)
{
    Console.Error.WriteLine("Usage: dotnet run --project tests/Samples -- FOLDER [PICTURE...]\n" +
        "Draws shop/, street/, attributes.csv and pairs.csv into the folder; of the pictures all, or those named (street/street-01.jpg).");
    return 2;
}

var folder = args[0];
const int shopQuality = 82, streetQuality = 76;
foreach (var name in new[] { "shop", "street" }) Directory.CreateDirectory(Path.Combine(folder, name));

bool IsWanted(string file) => args.Length == 1 || args[1..].Contains(file);

var shop = Shelf.Shop().ToList();
Parallel.ForEach(shop.Where(photo => IsWanted(photo.File)), photo =>
{
    using var picture = Picture.FromSvg(ShopPhoto.Draw(photo.Product, photo.View));
    File.WriteAllBytes(Path.Combine(folder, photo.File), picture.ToJpeg(shopQuality));
});
File.WriteAllText(Path.Combine(folder, "attributes.csv"), Shelf.Attributes(shop));

var street = Shelf.Street().ToList();
Parallel.ForEach(street.Where(photo => IsWanted(photo.File)), photo =>
{
    using var picture = StreetPhoto.Draw(photo.Product);
    File.WriteAllBytes(Path.Combine(folder, photo.File), picture.ToJpeg(streetQuality));
});
File.WriteAllText(Path.Combine(folder, "pairs.csv"), Shelf.Pairs(street));

long bytes = 0;
foreach (var file in Directory.EnumerateFiles(folder, "*.jpg", SearchOption.AllDirectories)) bytes += new FileInfo(file).Length;
var drawn = shop.Count(photo => IsWanted(photo.File)) + street.Count(photo => IsWanted(photo.File));
Console.WriteLine($"{drawn} of {shop.Count} shop and {street.Count} street pictures drawn; {bytes:N0} bytes in {folder}");
return 0;
