using System.Management.Automation.Runspaces;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.Loader;
using Shell = System.Management.Automation.PowerShell;

// LoadProbe MANIFEST FOLDER-WITH-PHOTOS
var (manifest, photos) = (args[0], args[1]);
Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");

// Another module has loaded old assemblies of the same names into the shared context.
string[] clashes =
[
    "CsvHelper", "Microsoft.Data.Sqlite", "Npgsql", "SQLitePCLRaw.core", "System.Numerics.Tensors", "Microsoft.Extensions.AI.Abstractions",
    "Microsoft.ML.OnnxRuntime", "NetVips",
];
var folder = Directory.CreateTempSubdirectory("garment-probe-").FullName;
foreach (var name in clashes)
{
    var clash = new PersistedAssemblyBuilder(new AssemblyName(name) { Version = new Version(0, 1, 0, 0) }, typeof(object).Assembly);
    clash.DefineDynamicModule(name).DefineType("Clash.Nothing", TypeAttributes.Public).CreateType();
    var path = Path.Combine(folder, name + ".dll");
    clash.Save(path);
    AssemblyLoadContext.Default.LoadFromAssemblyPath(path);
}

// Two sessions import the module; nothing that is needed later only is loaded by that.
using var first = Open();
using var second = Open();
// Of Microsoft.Extensions.AI the library has interfaces.
var early = clashes.Except(["Microsoft.Extensions.AI.Abstractions"]).Where(name => Loaded(name).Count() > 1).ToList();
Expect(early.Count == 0, $"importing loaded {string.Join(", ", early)}, which is needed later only");

// What cmdlets see and what scripts see is one type, in a context that is not the shared one.
var library = AssemblyOf(first, "(Get-Command Get-Garment).OutputType[0].Type.Assembly");
Expect(Loaded("GarmentTools").Count() == 1, $"there are {Loaded("GarmentTools").Count()} copies of the library");
Expect(library == AssemblyOf(second, "[GarmentTools.GarmentCatalog].Assembly"), "scripts of another session see another library");
Expect(AssemblyLoadContext.GetLoadContext(library)!.Name == "GarmentTools", "the library is not in its own context");

// The whole way: SQLite, libvips, ONNX Runtime, from the module's folder.
Console.WriteLine($"added {Invoke(first, $"(Update-GarmentCatalog '{photos}').Added")}");
foreach (var name in clashes)
    Console.WriteLine($"{name}: {string.Join(", ", Loaded(name).Select(a => AssemblyLoadContext.GetLoadContext(a)!.Name).Order())}");
Expect(Loaded("Npgsql").Count() == 1, "Npgsql was loaded though no address was named");
Console.WriteLine("done");
return 0;

Runspace Open()
{
    var runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
    runspace.Open();
    Invoke(runspace, $"Import-Module '{manifest}'");
    return runspace;
}

static object? Invoke(Runspace runspace, string script)
{
    using var shell = Shell.Create(runspace).AddScript($"$ErrorActionPreference = 'Stop'; {script}");
    return shell.Invoke().SingleOrDefault()?.BaseObject;
}

static Assembly AssemblyOf(Runspace runspace, string script) => (Assembly)Invoke(runspace, script)!;

static IEnumerable<Assembly> Loaded(string name) => AppDomain.CurrentDomain.GetAssemblies().Where(a => a.GetName().Name == name);

static void Expect(bool holds, string otherwise)
{
    if (holds) return;
    Console.WriteLine("failed: " + otherwise);
    Environment.Exit(1);
}
