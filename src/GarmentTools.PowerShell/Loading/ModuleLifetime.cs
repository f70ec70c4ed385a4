using System.Management.Automation;
using System.Runtime.CompilerServices;
using GarmentTools.Postgres;

namespace GarmentTools.PowerShell;

/// <summary>Called by PowerShell when the module is imported into a session, and when it is removed from one.</summary>
/// <remarks>
/// Runs before PowerShell looks at the cmdlets, but after it has listed this assembly's public types. None of those may therefore have a
/// field
/// whose type is a struct or enum of the library: the runtime would want its size, and thereby the library, too early.
/// </remarks>
public sealed class ModuleLifetime : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    /// <summary>Makes the library findable and its types known by name; loads no native library and no model.</summary>
    public void OnImport()
    {
        GarmentLoadContext.EnsureRegistered();
        TypeNames.EnsureRegistered();
        RegisterStores();
    }

    // A method of its own: its types can be found only after the load context is registered.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RegisterStores() => PostgresCatalogs.Register();

    /// <summary>Forgets what was set for the session. The assemblies stay loaded, as those of every binary module do.</summary>
    public void OnRemove(PSModuleInfo psModuleInfo) => GarmentSession.Current.Catalog = null;
}
