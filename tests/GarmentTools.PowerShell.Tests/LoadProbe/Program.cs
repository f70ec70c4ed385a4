using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.Loader;
using GarmentTools;

// LoadProbe MODULE-ASSEMBLY PHOTOS CATALOG
var (module, photos, catalog) = (args[0], args[1], args[2]);

// Another module has loaded old assemblies of the same names into the shared context.
var clashes = new[] { "CsvHelper", "Microsoft.Data.Sqlite", "Npgsql", "SQLitePCLRaw.core", "System.Numerics.Tensors", "Microsoft.Extensions.AI.Abstractions", "Microsoft.ML.OnnxRuntime", "NetVips" };
var folder = Directory.CreateTempSubdirectory("garment-probe-").FullName;
foreach (var name in clashes)
{
    var clash = new PersistedAssemblyBuilder(new AssemblyName(name) { Version = new Version(1, 0, 0, 0) }, typeof(object).Assembly);
    clash.DefineDynamicModule(name).DefineType("Clash.Nothing", TypeAttributes.Public).CreateType();
    var path = Path.Combine(folder, name + ".dll");
    clash.Save(path);
    AssemblyLoadContext.Default.LoadFromAssemblyPath(path);
}

// As PowerShell does: by path, list the public types, then run the initializer; the same again for a second runspace.
var shim = Assembly.LoadFrom(module);
var types = shim.ExportedTypes.Where(type => !type.IsAbstract && !type.IsInterface && !type.IsValueType).ToList();
Expect(AppDomain.CurrentDomain.GetAssemblies().All(a => a.GetName().Name != "GarmentTools"), "listing the types loaded the library");
var lifetime = types.Single(type => type.Name == "ModuleLifetime");
for (var import = 0; import < 2; import++) lifetime.GetMethod("OnImport")!.Invoke(Activator.CreateInstance(lifetime), null);
Expect(!AppDomain.CurrentDomain.GetAssemblies().Any(a => a.Location.Contains("/lib/") && a.GetName().Name is "Microsoft.ML.OnnxRuntime" or "NetVips" or "Microsoft.Data.Sqlite"), "importing loaded what is needed later only");

// What cmdlets see and what scripts see is one type, in a context that is not the shared one.
var declared = shim.GetType("GarmentTools.PowerShell.GetGarmentCommand")!.GetCustomAttributesData().Single(a => a.AttributeType.Name == "OutputTypeAttribute").ConstructorArguments[0];
var ofCmdlets = ((Type)((IReadOnlyList<CustomAttributeTypedArgument>)declared.Value!)[0].Value!).Assembly;
var libraries = AppDomain.CurrentDomain.GetAssemblies().Where(a => a.GetName().Name == "GarmentTools").ToList();
Expect(libraries.Count == 1 && libraries[0] == ofCmdlets, $"there are {libraries.Count} copies of the library");
Expect(AssemblyLoadContext.GetLoadContext(ofCmdlets)!.Name == "GarmentTools", "the library is not in its own context");

// The whole way: SQLite, libvips, ONNX Runtime, from the module's folder.
dynamic Call(string type, string method, params object?[] arguments)
{
    var found = ofCmdlets.GetType("GarmentTools." + type)!;
    return found.GetMethods().Single(m => m.Name == method && m.GetParameters().Select(p => p.ParameterType).Zip(arguments, (p, a) => a is null || p.IsInstanceOfType(a)).All(fits => fits) && m.GetParameters().Length == arguments.Length)
        .Invoke(null, arguments)!;
}
using (var opened = (IDisposable)Call("GarmentCatalog", "OpenOrCreate", catalog, null))
{
    var update = opened.GetType().GetMethods().Single(m => m.Name == "UpdateAsync" && m.GetParameters()[0].ParameterType == typeof(string));
    dynamic task = update.Invoke(opened, [photos, null, null, CancellationToken.None])!;
    Console.WriteLine($"added {task.GetAwaiter().GetResult().Added}");
}
foreach (var name in clashes)
{
    var versions = AppDomain.CurrentDomain.GetAssemblies().Where(a => a.GetName().Name == name).Select(a => AssemblyLoadContext.GetLoadContext(a)!.Name).Order().ToList();
    Console.WriteLine($"{name}: {string.Join(", ", versions)}");
}
Expect(!AppDomain.CurrentDomain.GetAssemblies().Any(a => a.GetName() is { Name: "Npgsql", Version.Major: > 1 }), "Npgsql was loaded though no address was named");
Console.WriteLine("done");
return 0;

static void Expect(bool holds, string otherwise)
{
    if (holds) return;
    Console.WriteLine("failed: " + otherwise);
    Environment.Exit(1);
}
