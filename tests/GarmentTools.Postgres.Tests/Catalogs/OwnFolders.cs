using System.Runtime.CompilerServices;

namespace GarmentTools.Postgres.Tests;

/// <summary>What the library derives from catalogs on servers lies in a folder of the tests' own, which is gone when they end.</summary>
internal static class OwnFolders
{
    [ModuleInitializer]
    internal static void Redirect()
    {
        var folder = Directory.CreateTempSubdirectory("garment-data-").FullName;
        Environment.SetEnvironmentVariable("XDG_DATA_HOME", folder);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
    }
}
