using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using GarmentTools.Catalogs.Filters;
using GarmentTools.Imaging;
using GarmentTools.Models;
using GarmentTools.Npz;

namespace GarmentTools.Tests;

/// <summary>The limits that SECURITY.md names are those of the code.</summary>
public sealed class SecurityPageTests
{
    private static readonly string s_page = File.ReadAllText(Path.Combine(TestData.Repository, "SECURITY.md"));

    public static TheoryData<string, long> Limits => new()
    {
        { "a photo's file", ImageLimits.Default.MaxBytes },
        { "a photo's pixels", ImageLimits.Default.MaxPixels },
        { "a model's card", ModelCardReader.MaxBytes },
        { "an `.npz`", ZipDirectory.MostMembers },
        { "a filter", Constant<FilterParser>("MaxDepth") },
        { "a model's graph", Constant<OnnxGraph>("MaxParts") },
        { "a learned metric", Constant("LearnedMetricFile", "MostBytes") },
        { "a learned metric", Constant("LearnedMetricFile", "MostDomains") },
    };

    [Theory, MemberData(nameof(Limits))]
    public void Limits_are_those_of_the_code(string what, long limit)
    {
        var row = Regex.Match(s_page, $@"^\| {Regex.Escape(what)} \|(.*)$", RegexOptions.Multiline).Groups[1].Value;
        Assert.Matches($@"\b{limit.ToString("N0", CultureInfo.InvariantCulture)}\b", row);
    }

    [Fact]
    public void Tests_that_the_page_names_are_there()
    {
        var files = Directory.EnumerateFiles(Path.Combine(TestData.Repository, "tests"), "*.cs", SearchOption.AllDirectories)
            .Select(Path.GetFileNameWithoutExtension).ToHashSet();
        Assert.All(Regex.Matches(s_page, "`([A-Z][A-Za-z]+Tests)`").Select(match => match.Groups[1].Value), name =>
            Assert.Contains(name, files));
    }

    private static long Constant<T>(string name) => Constant(typeof(T).Name, name);

    private static long Constant(string type, string name) =>
        Convert.ToInt64(typeof(GarmentCatalog).Assembly.GetTypes().Single(known => known.Name == type)
            .GetField(name, BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)!
            .GetRawConstantValue(), CultureInfo.InvariantCulture);
}
