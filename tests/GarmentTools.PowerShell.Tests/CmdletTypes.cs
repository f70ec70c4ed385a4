using System.Management.Automation;
using System.Reflection;

namespace GarmentTools.PowerShell.Tests;

/// <summary>The compiled cmdlets and what their attributes say.</summary>
internal static class CmdletTypes
{
    public static IReadOnlyList<Type> All { get; } =
        [.. typeof(GarmentCmdlet).Assembly.ExportedTypes.Where(type => type.IsDefined(typeof(CmdletAttribute)))];

    public static CmdletAttribute Cmdlet(this Type cmdlet) => cmdlet.GetCustomAttribute<CmdletAttribute>()!;

    public static string CmdletName(this Type cmdlet) => $"{cmdlet.Cmdlet().VerbName}-{cmdlet.Cmdlet().NounName}";

    public static IEnumerable<PropertyInfo> Parameters(this Type cmdlet) =>
        cmdlet.GetProperties().Where(property => property.IsDefined(typeof(ParameterAttribute)));

    public static IEnumerable<string> Aliases(this MemberInfo member) =>
        member.GetCustomAttributes<AliasAttribute>().SelectMany(alias => alias.AliasNames);

    public static IEnumerable<Type> OutputTypes(this Type cmdlet) =>
        cmdlet.GetCustomAttributes<OutputTypeAttribute>().SelectMany(output => output.Type).Select(output => output.Type);

    public static IEnumerable<string> Sets(this Type cmdlet)
    {
        var sets = cmdlet.Parameters().SelectMany(p => p.GetCustomAttributes<ParameterAttribute>()).Select(place => place.ParameterSetName);
        return sets.Append(cmdlet.Cmdlet().DefaultParameterSetName).Where(set => set is not null
            and not ParameterAttribute.AllParameterSets).Distinct();
    }
}
