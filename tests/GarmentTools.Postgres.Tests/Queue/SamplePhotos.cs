namespace GarmentTools.Postgres.Tests;

/// <summary>A folder of drawn photos of the project, some of them twice, and a file that is no picture.</summary>
internal static class SamplePhotos
{
    /// <summary>
    /// Copies the samples into <c>photos</c> of a folder: <paramref name="most"/> of each kind at most, the shop's a second time under
    /// <c>again</c>.
    /// </summary>
    public static string CopyTo(TempFolder folder, int most = int.MaxValue)
    {
        foreach (var kind in new[] { "shop", "street" })
            foreach (var photo in Directory.GetFiles(TestData.Samples(kind), "*.jpg").Order(StringComparer.Ordinal).Take(most))
            {
                File.Copy(photo, folder["photos", kind, Path.GetFileName(photo)]);
                if (kind == "shop") File.Copy(photo, folder["photos", "again", Path.GetFileName(photo)]);
            }
        File.WriteAllText(folder["photos", "broken.jpg"], "no picture");
        return folder["photos"];
    }
}
