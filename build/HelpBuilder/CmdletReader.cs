using System.Globalization;
using System.Management.Automation;
using System.Reflection;
using System.Runtime.Loader;

namespace GarmentTools.HelpBuilder;

/// <summary>Reads cmdlets out of the compiled module: their attributes, and the defaults of their parameters.</summary>
internal static class CmdletReader
{
    private const string Switch = nameof(SwitchParameter);

    public static IReadOnlyList<CmdletInfo> Read(string assemblyPath)
    {
        var library = Path.Combine(Path.GetDirectoryName(assemblyPath)!, "lib");
        var context = new AssemblyLoadContext("module");
        context.Resolving += (c, name) =>
            Path.Combine(library, name.Name + ".dll") is var path && File.Exists(path) ? c.LoadFromAssemblyPath(path) : null;
        using var bytes = new MemoryStream(File.ReadAllBytes(assemblyPath)); // the build may write the file again at once
        var types = context.LoadFromStream(bytes).GetExportedTypes().Where(type => type.IsDefined(typeof(CmdletAttribute)));
        return [.. types.Select(Cmdlet).OrderBy(cmdlet => cmdlet.Name, StringComparer.Ordinal)];
    }

    private static CmdletInfo Cmdlet(Type type)
    {
        var cmdlet = type.GetCustomAttribute<CmdletAttribute>()!;
        var defaults = Activator.CreateInstance(type);
        var properties = type.GetProperties().Where(property => property.IsDefined(typeof(ParameterAttribute)));
        var parameters = properties.Select(property => Parameter(property, defaults)).ToList();
        if (cmdlet.SupportsShouldProcess) parameters.AddRange([Engine("WhatIf", Switch, "wi"), Engine("Confirm", Switch, "cf")]);
        if (cmdlet.SupportsPaging)
            parameters.AddRange([Engine("IncludeTotalCount", Switch), Engine("Skip", "UInt64"), Engine("First", "UInt64")]);
        var outputs = type.GetCustomAttributes<OutputTypeAttribute>().SelectMany(output => output.Type).Select(output => output.Name);
        return new(
            cmdlet.VerbName, cmdlet.NounName, cmdlet.DefaultParameterSetName ?? ParameterInfo.AllSets,
            cmdlet.SupportsShouldProcess, parameters, [.. outputs.Distinct()]);
    }

    private static ParameterInfo Parameter(PropertyInfo property, object? defaults)
    {
        var bare = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        var element = bare.IsArray ? bare.GetElementType()! : bare;
        var isSwitch = element == typeof(SwitchParameter);
        var value = isSwitch ? null : property.GetValue(defaults);
        var places = property.GetCustomAttributes<ParameterAttribute>().ToDictionary(
            place => place.ParameterSetName,
            place => new ParameterPlace(
                place.Mandatory, place.Position == int.MinValue ? null : place.Position,
                place.ValueFromPipeline, place.ValueFromPipelineByPropertyName));
        return new(
            property.Name, element.Name + (bare.IsArray ? "[]" : ""), isSwitch, bare.IsArray,
            value is 0 or null ? null : Convert.ToString(value, CultureInfo.InvariantCulture),
            property.IsDefined(typeof(SupportsWildcardsAttribute)),
            [.. property.GetCustomAttributes<AliasAttribute>().SelectMany(alias => alias.AliasNames)],
            element.IsEnum ? Enum.GetNames(element) : [], places);
    }

    // Parameters that PowerShell adds by itself.
    private static ParameterInfo Engine(string name, string type, params string[] aliases) =>
        new(name, type, type == Switch, false, null, false, aliases, [],
            new Dictionary<string, ParameterPlace> { [ParameterInfo.AllSets] = new(false, null, false, false) });
}
