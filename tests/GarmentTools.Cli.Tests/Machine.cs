using System.Diagnostics;

namespace GarmentTools.Cli.Tests;

/// <summary>What tests need of the machine: other programs, another user, a small disk.</summary>
internal static class Machine
{
    /// <summary>The program, run by a user without rights; the folder is that user's, or only readable.</summary>
    public static GarmentProcess AsNobody(TempFolder folder, bool owner = true)
    {
        const string Nobody = "65534";
        if (!Environment.IsPrivilegedProcess)
        {
            Assert.SkipUnless(owner, "needs a second user (root)");
            return folder.Garment;
        }
        Assert.SkipUnless(File.Exists("/usr/bin/setpriv"), "runs as root, who may read everything, and setpriv is not there to run as " +
            "another user");
        if (owner) Assert.Equal(0, Command("chown", "-R", Nobody, folder.Path));
        else Assert.Equal(0, Command("chmod", "-R", "a+rX", folder.Path));
        var garment = new GarmentProcess(folder.Path)
        {
            Prefix = ["/usr/bin/setpriv", "--reuid", Nobody, "--regid", Nobody,
            "--clear-groups"]
        };
        garment.Variables["HOME"] = "/tmp";
        Assert.SkipUnless(garment.Run("--version").Code == 0, "runs as root, and another user cannot run the program here");
        return garment;
    }

    /// <summary>Runs a program to its end.</summary>
    public static int Command(string name, params string[] args)
    {
        using var process = Process.Start(new ProcessStartInfo(name, args)
        {
            RedirectStandardOutput = true,
            RedirectStandardError =
            true
        })!;
        process.WaitForExit();
        return process.ExitCode;
    }

    /// <summary>A folder that holds no more than so much; gone with what it holds when disposed.</summary>
    public static SmallDisk MountSmallDisk(string folder, string size)
    {
        Directory.CreateDirectory(folder);
        Assert.SkipUnless(OperatingSystem.IsLinux() && Command("mount", "-t", "tmpfs", "-o", $"size={size}", "none", folder) == 0,
            "needs to mount a small disk (root)");
        return new SmallDisk(folder);
    }

    internal sealed class SmallDisk(string folder) : IDisposable
    {
        private string Filler => Path.Combine(folder, "filler");

        /// <summary>Leaves no more room than so many bytes.</summary>
        public void Fill(long left)
        {
            var room = new DriveInfo(folder).AvailableFreeSpace - left;
            using var file = File.Create(Filler);
            for (var block = new byte[4096]; room >= block.Length; room -= block.Length) file.Write(block);
        }

        public void Empty() => File.Delete(Filler);

        public void Dispose() => Command("umount", "-l", folder);
    }
}
