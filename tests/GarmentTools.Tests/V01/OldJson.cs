using System.Text.Json;

namespace GarmentTools.Tests;

/// <summary>
/// Compares JSON with what version 0.1 wrote: all that was there is there, at the same place and of the same value; there may be more.
/// </summary>
internal static class OldJson
{
    /// <param name="old">What version 0.1 wrote.</param>
    /// <param name="found">What is written now.</param>
    /// <param name="tolerance">How far numbers may differ.</param>
    /// <param name="ignored">Names of properties that may have any value, or be gone.</param>
    /// <param name="at">Where in the whole this is.</param>
    public static void AssertHolds(JsonElement old, JsonElement found, double tolerance, string[] ignored, string at = "$")
    {
        Assert.True(old.ValueKind == found.ValueKind || IsTruth(old) && IsTruth(found), $"{at}: was {old.ValueKind}, is {found.ValueKind}");
        switch (old.ValueKind)
        {
            case JsonValueKind.Object:
                var isGarment = old.TryGetProperty("FullPath", out _); // its Path is called CatalogPath now, its FullPath Path
                foreach (var property in old.EnumerateObject().Where(property => !ignored.Contains(property.Name)))
                {
                    var name = isGarment && property.Name == "Path" ? "CatalogPath" : property.Name;
                    Assert.True(found.TryGetProperty(name, out var value), $"{at}.{name} is gone");
                    AssertHolds(property.Value, value, tolerance, ignored, $"{at}.{name}");
                }
                break;
            case JsonValueKind.Array:
                var (had, has) = (old.GetArrayLength(), found.GetArrayLength());
                Assert.True(had == has, $"{at}: had {had} elements, has {has}");
                for (var i = 0; i < had; i++) AssertHolds(old[i], found[i], tolerance, ignored, $"{at}[{i}]");
                break;
            case JsonValueKind.Number:
                Assert.True(Math.Abs(old.GetDouble() - found.GetDouble()) <= tolerance, $"{at}: was {old}, is {found}");
                break;
            default:
                Assert.True(old.ToString() == found.ToString(), $"{at}: was '{old}', is '{found}'");
                break;
        }
    }

    private static bool IsTruth(JsonElement element) => element.ValueKind is JsonValueKind.True or JsonValueKind.False;
}
