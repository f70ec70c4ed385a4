using System.Runtime.CompilerServices;

namespace GarmentTools.Postgres.Tests;

/// <summary>
/// Addresses of servers are known to these tests as to every program that calls <see cref="PostgresCatalogs.Register"/> at its start.
/// </summary>
internal static class RegisteredStores
{
    [ModuleInitializer]
    internal static void Register() => PostgresCatalogs.Register();
}
