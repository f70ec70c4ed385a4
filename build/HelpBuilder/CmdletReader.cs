using System.Management.Automation;
using System.Reflection;
using System.Runtime.Loader;

namespace GarmentTools.HelpBuilder;

/// <summary>Reads cmdlets out of the compiled module, by the data of their attributes: the reference assembly of PowerShell runs nothing.</summary>
internal static class CmdletReader
{
    public static IReadOnlyList<CmdletInfo> Read(string assemblyPath)
    {
        var library = Path.Combine(Path.GetDirectoryName(assemblyPath)!, "lib");
        var context = new AssemblyLoadContext("module");
        context.Resolving += (c, name) => Path.Combine(library, name.Name + ".dll") is var path && File.Exists(path) ? c.LoadFromAssemblyPath(path) : null;
        using var bytes = new MemoryStream(File.ReadAllBytes(assemblyPath)); // the build may write the file again at once
        return [.. context.LoadFromStream(bytes).GetExportedTypes().Where(type => Find<CmdletAttribute>(type) is not null).Select(Cmdlet).OrderBy(c => c.Name, StringComparer.Ordinal)];
    }

    private static CmdletInfo Cmdlet(Type type)
    {
        var cmdlet = Find<CmdletAttribute>(type)!;
        var (shouldProcess, paging) = (Named(cmdlet, nameof(CmdletAttribute.SupportsShouldProcess)) is true, Named(cmdlet, nameof(CmdletAttribute.SupportsPaging)) is true);
        var defaults = Activator.CreateInstance(type);
        var parameters = type.GetProperties().Where(p => Find<ParameterAttribute>(p) is not null).Select(p => Parameter(p, defaults)).ToList();
        if (shouldProcess) parameters.AddRange([Engine("WhatIf", "SwitchParameter", "wi"), Engine("Confirm", "SwitchParameter", "cf")]);
        if (paging) parameters.AddRange([Engine("IncludeTotalCount", "SwitchParameter"), Engine("Skip", "UInt64"), Engine("First", "UInt64")]);
        return new(
            (string)cmdlet.ConstructorArguments[0].Value!, (string)cmdlet.ConstructorArguments[1].Value!,
            Named(cmdlet, nameof(CmdletAttribute.DefaultParameterSetName)) as string ?? ParameterInfo.AllSets, shouldProcess, parameters,
            [.. All<OutputTypeAttribute>(type).SelectMany(a => (IEnumerable<CustomAttributeTypedArgument>)a.ConstructorArguments[0].Value!).Select(t => ((Type)t.Value!).FullName!).Distinct()]);
    }

    private static ParameterInfo Parameter(PropertyInfo property, object? defaults)
    {
        var bare = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        var element = bare.IsArray ? bare.GetElementType()! : bare;
        var isSwitch = element.Name == nameof(SwitchParameter);
        var value = isSwitch ? null : property.GetValue(defaults);
        var places = All<ParameterAttribute>(property).ToDictionary(
            a => Named(a, nameof(ParameterAttribute.ParameterSetName)) as string ?? ParameterInfo.AllSets,
            a => new ParameterPlace(
                Named(a, nameof(ParameterAttribute.Mandatory)) is true, Named(a, nameof(ParameterAttribute.Position)) as int?,
                Named(a, nameof(ParameterAttribute.ValueFromPipeline)) is true, Named(a, nameof(ParameterAttribute.ValueFromPipelineByPropertyName)) is true));
        return new(
            property.Name, element.Name switch { "Int64" => "Int64", "IDictionary" => "IDictionary", var name => name } + (bare.IsArray ? "[]" : ""), isSwitch, bare.IsArray,
            value is 0 or null ? null : Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture), Find<SupportsWildcardsAttribute>(property) is not null,
            [.. All<AliasAttribute>(property).SelectMany(a => (IEnumerable<CustomAttributeTypedArgument>)a.ConstructorArguments[0].Value!).Select(v => (string)v.Value!)],
            element.IsEnum ? Enum.GetNames(element) : [], places);
    }

    // Parameters that PowerShell adds by itself.
    private static ParameterInfo Engine(string name, string type, params string[] aliases) =>
        new(name, type, type == "SwitchParameter", false, null, false, aliases, [], new Dictionary<string, ParameterPlace> { [ParameterInfo.AllSets] = new(false, null, false, false) });

    private static CustomAttributeData? Find<T>(MemberInfo member) => All<T>(member).FirstOrDefault();

    private static IEnumerable<CustomAttributeData> All<T>(MemberInfo member) => member.GetCustomAttributesData().Where(a => a.AttributeType.FullName == typeof(T).FullName);

    private static object? Named(CustomAttributeData attribute, string name) => attribute.NamedArguments.Where(a => a.MemberName == name).Select(a => a.TypedValue.Value).FirstOrDefault();
}
