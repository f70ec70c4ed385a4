using GarmentTools.Samples;

if (args.Length != 1)
{
    Console.Error.WriteLine("Usage: dotnet run --project tests/Samples -- FOLDER   (draws shop/, street/, attributes.csv and pairs.csv into it)");
    return 2;
}

var folder = args[0];
const int shopQuality = 82, streetQuality = 76;
foreach (var name in new[] { "shop", "street" }) Directory.CreateDirectory(Path.Combine(folder, name));

var shop = Shelf.Shop().ToList();
Parallel.ForEach(shop, photo =>
{
    var picture = Picture.FromSvg(ShopPhoto.Draw(photo.Product, photo.View));
    File.WriteAllBytes(Path.Combine(folder, photo.File), picture.ToJpeg(shopQuality));
});
File.WriteAllText(Path.Combine(folder, "attributes.csv"), Shelf.Attributes(shop));

var street = Shelf.Street().ToList();
Parallel.ForEach(street, photo => File.WriteAllBytes(Path.Combine(folder, photo.File), StreetPhoto.Draw(photo.Product).ToJpeg(streetQuality)));
File.WriteAllText(Path.Combine(folder, "pairs.csv"), Shelf.Pairs(street));

long bytes = 0;
foreach (var file in Directory.EnumerateFiles(folder, "*.jpg", SearchOption.AllDirectories)) bytes += new FileInfo(file).Length;
Console.WriteLine($"{shop.Count} shop and {street.Count} street pictures, {bytes:N0} bytes in {folder}");
return 0;
