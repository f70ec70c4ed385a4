namespace Benchmarks;

/// <summary>Where benchmarks find real photos, and room for what they make.</summary>
internal static class BenchmarkData
{
    /// <summary>The folder of the repository.</summary>
    public static string Repository { get; } = FindUpward(AppContext.BaseDirectory, "GarmentTools.sln");

    /// <summary>
    /// Photos in the optional shared folder (GARMENT_SHARED, or beside the repository), else the drawn samples; the choice is printed.
    /// </summary>
    public static string[] Photos()
    {
        var shared = Environment.GetEnvironmentVariable("GARMENT_SHARED") ?? Path.GetFullPath(Path.Combine(Repository, "..", "shared"));
        var folder = Path.Combine(shared, "data", "garments");
        if (!Directory.Exists(folder))
        {
            folder = Path.Combine(Repository, "notebooks", "photos", "shop");
            Console.WriteLine($"The shared photos are not there: measured on the drawn samples in {folder}.");
        }
        return [.. Directory.GetFiles(folder, "*.jpg").Order(StringComparer.Ordinal)];
    }

    /// <summary>
    /// Writes photos again under other names and bytes: a comment segment makes each file's hash another, and changes no pixel.
    /// </summary>
    public static void Multiply(string[] photos, string folder, int count)
    {
        Directory.CreateDirectory(folder);
        for (var i = 0; i < count; i++)
        {
            var jpeg = File.ReadAllBytes(photos[i % photos.Length]);
            byte[] comment = [0xFF, 0xFE, 0, 10, .. System.Text.Encoding.ASCII.GetBytes($"{i:D8}")];
            using var file = File.Create(Path.Combine(folder, $"{i:D6}.jpg"));
            file.Write(jpeg.AsSpan(0, 2));
            file.Write(comment);
            file.Write(jpeg.AsSpan(2));
        }
    }

    private static string FindUpward(string folder, string file)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, file))) return at.FullName;
        throw new InvalidOperationException($"{file} was not found in or above {folder}.");
    }
}
