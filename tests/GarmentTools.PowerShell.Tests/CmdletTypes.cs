using System.Management.Automation;
using System.Reflection;

namespace GarmentTools.PowerShell.Tests;

/// <summary>The compiled cmdlets, by the data of their attributes: the reference assembly's attributes remember nothing.</summary>
internal static class CmdletTypes
{
    public static IReadOnlyList<Type> All { get; } = [.. typeof(GarmentCmdlet).Assembly.ExportedTypes.Where(t => Find<CmdletAttribute>(t) is not null)];

    public static string Verb(Type cmdlet) => (string)Find<CmdletAttribute>(cmdlet)!.ConstructorArguments[0].Value!;
    public static string Noun(Type cmdlet) => (string)Find<CmdletAttribute>(cmdlet)!.ConstructorArguments[1].Value!;
    public static string Name(Type cmdlet) => $"{Verb(cmdlet)}-{Noun(cmdlet)}";
    public static object? Setting(Type cmdlet, string name) => Named(Find<CmdletAttribute>(cmdlet)!, name);

    public static IEnumerable<PropertyInfo> Parameters(Type cmdlet) => cmdlet.GetProperties().Where(p => Find<ParameterAttribute>(p) is not null);

    public static IEnumerable<string> Aliases(MemberInfo member) =>
        Data<AliasAttribute>(member).SelectMany(a => (IEnumerable<CustomAttributeTypedArgument>)a.ConstructorArguments[0].Value!).Select(v => (string)v.Value!);

    public static IEnumerable<Type> OutputTypes(Type cmdlet) =>
        Data<OutputTypeAttribute>(cmdlet).SelectMany(a => (IEnumerable<CustomAttributeTypedArgument>)a.ConstructorArguments[0].Value!).Select(v => (Type)v.Value!);

    public static IEnumerable<string> Sets(Type cmdlet) =>
        Parameters(cmdlet).SelectMany(Data<ParameterAttribute>).Select(a => Named(a, "ParameterSetName") as string)
            .Append(Setting(cmdlet, nameof(CmdletAttribute.DefaultParameterSetName)) as string).OfType<string>().Distinct();

    public static bool Has<T>(MemberInfo member) => Find<T>(member) is not null;
    public static CustomAttributeData? Find<T>(MemberInfo member) => Data<T>(member).FirstOrDefault();
    public static IEnumerable<CustomAttributeData> Data<T>(MemberInfo member) => member.GetCustomAttributesData().Where(a => a.AttributeType == typeof(T));
    public static object? Named(CustomAttributeData attribute, string name) => attribute.NamedArguments.Where(a => a.MemberName == name).Select(a => a.TypedValue.Value).FirstOrDefault();
}
