using System.Management.Automation;
using System.Reflection;

namespace GarmentTools.PowerShell.Tests;

public sealed class CmdletConventionTests
{
    private static readonly string[] s_changing = ["Update", "Set", "Import", "Remove", "Register", "Install", "Repair", "Add", "Clear",
        "New", "Copy", "Export", "Optimize"];

    public static TheoryData<Type> Cmdlets => [.. CmdletTypes.All];

    [Fact]
    public void There_are_the_cmdlets_of_the_design() => Assert.Superset(
        new HashSet<string>(
        [
            "Update-GarmentCatalog", "Get-GarmentCatalog", "Set-GarmentCatalog", "Test-GarmentCatalog", "Repair-GarmentCatalog",
                "Get-Garment", "Set-GarmentAttribute",
            "Import-GarmentAttribute", "Remove-Garment", "Get-GarmentEmbedding", "Get-SimilarGarment", "Compare-Garment",
            "Get-GarmentModel", "Register-GarmentModel", "Install-GarmentModel", "Show-Garment",
            "New-GarmentDistanceMatrix", "Update-GarmentDistanceMatrix", "Get-GarmentDistanceMatrix", "Get-GarmentNeighbor",
            "Optimize-GarmentMetric", "Get-GarmentMetric", "Measure-GarmentRetrieval", "Get-GarmentRegion",
            "Find-DuplicateGarment", "Set-GarmentDecision", "Get-GarmentDecision", "Group-Garment", "Export-GarmentReport",
        ]),
        CmdletTypes.All.Select(CmdletTypes.CmdletName).ToHashSet());

    [Fact]
    public void Verbs_are_approved()
    {
        using var session = new Session(Repository.Root);
        var approved = session.Run("(Get-Verb).Verb").Of<string>();
        Assert.Empty(CmdletTypes.All.Select(cmdlet => cmdlet.Cmdlet().VerbName).Except(approved));
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Names_follow_PowerShells_rules(Type cmdlet)
    {
        var (verb, noun) = (cmdlet.Cmdlet().VerbName, cmdlet.Cmdlet().NounName);
        Assert.Contains("Garment", noun, StringComparison.Ordinal);
        Assert.False(noun.EndsWith('s'), "nouns are singular");
        Assert.Equal($"{verb}{noun}Command", cmdlet.Name);
        Assert.True(cmdlet.IsSealed);
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void What_comes_out_is_declared(Type cmdlet) => Assert.NotEmpty(cmdlet.OutputTypes());

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void What_changes_something_can_be_asked_about(Type cmdlet) =>
        Assert.Equal(s_changing.Contains(cmdlet.Cmdlet().VerbName), cmdlet.Cmdlet().SupportsShouldProcess);

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Where_there_are_sets_one_is_the_default(Type cmdlet) =>
        Assert.Equal(cmdlet.Sets().Any(), cmdlet.Cmdlet().DefaultParameterSetName is not null);

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Parameters_follow_the_conventions(Type cmdlet)
    {
        var parameters = cmdlet.Parameters().ToList();
        var names = parameters.Select(p => p.Name).Concat(parameters.SelectMany(CmdletTypes.Aliases)).ToList();
        Assert.Equal(names.Count, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        string[] engines =
        [
            .. PSCmdlet.CommonParameters, .. PSCmdlet.OptionalCommonParameters, "vb", "db", "ea", "wa", "ev", "wv", "ov", "ob", "pv", "wi",
                "cf",
        ];
        Assert.Empty(names.Intersect(engines, StringComparer.OrdinalIgnoreCase));
        foreach (var parameter in parameters)
        {
            Assert.True(char.IsUpper(parameter.Name[0]));
            Assert.True(parameter is { CanRead: true, CanWrite: true }, parameter.Name);
            Assert.True(parameter.PropertyType != typeof(bool), $"{parameter.Name} is a bool, expected a SwitchParameter");
            var type = Nullable.GetUnderlyingType(parameter.PropertyType) ?? parameter.PropertyType;
            if (type != typeof(string) && type != typeof(string[])) continue;
            var saysSo = parameter.IsDefined(typeof(ValidateNotNullOrEmptyAttribute))
                || parameter.IsDefined(typeof(AllowEmptyStringAttribute));
            Assert.True(saysSo, $"-{parameter.Name} does not say whether it may be empty");
        }
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void A_path_with_wildcards_has_a_literal_sister(Type cmdlet)
    {
        var parameters = cmdlet.Parameters().ToDictionary(p => p.Name);
        if (!parameters.TryGetValue("Path", out var path)) return;
        if (path.PropertyType == typeof(string))
        {
            // One file, often one that is to be written: taken as it is.
            Assert.False(path.IsDefined(typeof(SupportsWildcardsAttribute)));
            Assert.DoesNotContain("LiteralPath", (IDictionary<string, PropertyInfo>)parameters);
            return;
        }
        Assert.True(path.IsDefined(typeof(SupportsWildcardsAttribute)));
        // 'File' is the column of an attributes file.
        Assert.Equal(["FullName", "LP", "PSPath"], parameters["LiteralPath"].Aliases().Except(["File"]).Order(StringComparer.Ordinal));
        Assert.True(parameters["LiteralPath"].GetCustomAttributes<ParameterAttribute>()
            .All(place => place.ValueFromPipelineByPropertyName));
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Ids_are_in_the_default_set(Type cmdlet)
    {
        // Garments have an Id and a Path; only the default set is tried before the others (see GarmentInputCmdlet).
        if (cmdlet.Parameters().FirstOrDefault(p => p.Name == "Id") is not { } id) return;
        var place = id.GetCustomAttributes<ParameterAttribute>().First();
        Assert.Equal(cmdlet.Cmdlet().DefaultParameterSetName, place.ParameterSetName);
        Assert.True(place.ValueFromPipelineByPropertyName);
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void What_can_be_completed_is(Type cmdlet)
    {
        foreach (var parameter in cmdlet.Parameters().Where(p => p.PropertyType != typeof(SwitchParameter)
            && p.Name is ("Catalog" or "Model" or "Output" or "Filter" or "Product" or "Domain" or "Region" or "ShopRegion")))
            Assert.True(parameter.IsDefined(typeof(ArgumentCompleterAttribute)), $"-{parameter.Name} has no completer");
    }

    [Fact]
    public void Public_types_can_be_listed_before_the_library_is_found()
    {
        // PowerShell lists them before it calls ModuleLifetime.OnImport, and the runtime wants to know the size of every field.
        var library = typeof(GarmentCatalog).Assembly;
        foreach (var type in typeof(GarmentCmdlet).Assembly.ExportedTypes)
        {
            Assert.True(type.BaseType?.Assembly != library && type.GetInterfaces().All(i => i.Assembly != library),
                $"{type.Name} inherits from a type of the library");
            const BindingFlags all = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
            foreach (var field in type.GetFields(all))
                Assert.False(field.FieldType.IsValueType && Mentions(field.FieldType),
                    $"{type.Name}.{field.Name} is a struct or enum of the library; keep its number or text instead (see ModuleLifetime)");
        }

        bool Mentions(Type type) => type.Assembly == library || type.GenericTypeArguments.Any(Mentions);
    }

    [Fact]
    public void Nothing_but_PowerShell_and_the_library_is_referred_to()
    {
        var references = typeof(GarmentCmdlet).Assembly.GetReferencedAssemblies().Select(a => a.Name!).ToList();
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        Assert.Equal(["GarmentTools", "GarmentTools.Postgres", "GarmentTools.Reports", "System.Management.Automation"],
            references.Where(name => !File.Exists(Path.Combine(framework, name + ".dll"))).Order());
    }
}
