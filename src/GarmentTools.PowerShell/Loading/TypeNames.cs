using System.Management.Automation;
using System.Reflection;
using GarmentTools.Postgres;
using GarmentTools.Reports;

namespace GarmentTools.PowerShell;

/// <summary>
/// Makes the library's types known to scripts (<c>[GarmentTools.GarmentCatalog]</c>). PowerShell looks for type names in its own load
/// context only;
/// accelerators under the full names are the documented way for a module to bring types of its own, though the class that keeps them is
/// internal to
/// PowerShell.
/// </summary>
internal static class TypeNames
{
    private static readonly Lock s_lock = new();
    private static bool s_registered;

    public static void EnsureRegistered()
    {
        lock (s_lock)
        {
            if (s_registered) return;
            s_registered = true;
            var accelerators = typeof(PSObject).Assembly.GetType("System.Management.Automation.TypeAccelerators");
            // a PowerShell without: full names stay unknown, all else works
            if (accelerators?.GetMethod("Add", [typeof(string), typeof(Type)]) is not { } add) return;
            var known = accelerators.GetProperty("Get",
                BindingFlags.Public | BindingFlags.Static)?.GetValue(null) as IDictionary<string, Type>;
            Assembly[] libraries = [typeof(GarmentCatalog).Assembly, typeof(PostgresCatalogs).Assembly, typeof(GarmentReport).Assembly];
            foreach (var type in libraries.SelectMany(library => library.ExportedTypes))
                if (type is { IsGenericTypeDefinition: false, IsNested: false } && known?.ContainsKey(type.FullName!) != true)
                    add.Invoke(null, [type.FullName, type]);
        }
    }
}
