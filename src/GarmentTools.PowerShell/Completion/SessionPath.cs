using System.Management.Automation;

namespace GarmentTools.PowerShell;

/// <summary>Paths of the session for completers, which PowerShell gives no session state.</summary>
internal static class SessionPath
{
    /// <summary>The full path of the file system that a path of the session stands for.</summary>
    public static string Resolve(string path)
    {
        using var shell = System.Management.Automation.PowerShell.Create(RunspaceMode.CurrentRunspace);
        shell.AddScript("param($Path) $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Path)").AddArgument(path);
        return shell.Invoke<string>().FirstOrDefault() ?? System.IO.Path.GetFullPath(path);
    }
}
