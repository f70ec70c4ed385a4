using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace GarmentTools.PowerShell;

/// <summary>What was set for a PowerShell session (a runspace), forgotten with it.</summary>
internal sealed class GarmentSession
{
    private static readonly ConditionalWeakTable<Runspace, GarmentSession> s_sessions = [];
    private static readonly GarmentSession s_none = new();

    /// <summary>The session of the running pipeline.</summary>
    public static GarmentSession Current => Runspace.DefaultRunspace is { } runspace ? s_sessions.GetOrCreateValue(runspace) : s_none;

    /// <summary>The full path of the catalog that <c>Set-GarmentCatalog</c> named; null where none was.</summary>
    public string? Catalog { get; set; }
}
