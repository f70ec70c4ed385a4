namespace GarmentTools.Notices;

/// <summary>The licenses that what is shipped may have. The GPL alone is none of them.</summary>
public static class LicenseRules
{
    /// <summary>SPDX names; each but the public domain has its text in <c>build/Notices/licenses</c>.</summary>
    public static IReadOnlyList<string> Known { get; } = [
        "MIT", "Apache-2.0", "BSD-2-Clause", "PostgreSQL", "LGPL-3.0-or-later", PublicDomain];

    /// <summary>No license, and so no text of one.</summary>
    public const string PublicDomain = "Public domain";

    // Packages without a license in their .nuspec, looked up by hand at their sources.
    private static readonly Dictionary<string, string> s_packages = new(StringComparer.OrdinalIgnoreCase)
    {
        // Its .nuspec has an address alone: the license file of ASP.NET Core 2.0.
        ["Microsoft.AspNetCore.Html.Abstractions"] = "Apache-2.0",
    };

    /// <summary>The first known license of an SPDX expression that offers a choice (<c>A OR B</c>), or null.</summary>
    public static string? OfExpression(string expression) =>
        expression.Split(" OR ").Select(part => part.Trim('(', ')', ' ')).FirstOrDefault(Known.Contains);

    /// <summary>The license that a license file holds, or null.</summary>
    public static string? OfText(string text)
    {
        if (text.Contains("Permission is hereby granted, free of charge", StringComparison.Ordinal)) return "MIT";
        if (text.TrimStart().StartsWith("Apache License", StringComparison.Ordinal)) return "Apache-2.0";
        return text.Contains("SQLite is Public Domain", StringComparison.Ordinal) ? PublicDomain : null;
    }

    /// <summary>The license of a package that does not name it, or null.</summary>
    public static string? OfPackage(string id) => s_packages.GetValueOrDefault(id);
}
