using System.CommandLine;
using GarmentTools.Cli.Printing;
using GarmentTools.Kernel;

namespace GarmentTools.Cli.Commands;

/// <summary><c>garment kernel</c>: makes Jupyter know the C# kernel, or forget it.</summary>
internal static class KernelCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new CommandWithExamples("kernel", "Makes Jupyter (JupyterLab, Notebook, VS Code) know the C# kernel that the " +
            "notebooks use.")
        {
            Examples =
            [
                ("garment kernel install", "for this user"),
                ("garment kernel install --sys-prefix", "for the Python environment that is active"),
                ("garment kernel uninstall", "take it away again"),
            ],
        };
        command.Subcommands.Add(Install(terminal));
        command.Subcommands.Add(Uninstall(terminal));
        return command;
    }

    private static CommandWithExamples Install(Terminal terminal)
    {
        var command = new CommandWithExamples("install", "Writes the kernel's file into a folder where Jupyter looks. The program has to " +
            "stay where it is now.");
        var folder = AddPlace(command);
        command.SetAction(result =>
        {
            if (!File.Exists(HostCommand.Line[1]) || !File.Exists(HostCommand.Wrapper))
                throw new CommandException($"The kernel is not there: expected garment-kernel.dll and garment_kernel.py in " +
                    $"{HostCommand.Folder}. " +
                    "Build the program again.", ExitCode.Failed);
            terminal.Out.WriteLine($"Installed '{KernelSpec.DisplayName}' in {Printable.Line(KernelSpec.Install(folder(result)))}");
            if (KernelSpec.Lacks() is { } lacking)
                terminal.WriteError("warning", $"the Python on the PATH has no {lacking}. Where Jupyter runs on it: pip install {lacking}");
            return ExitCode.Done;
        });
        return command;
    }

    private static CommandWithExamples Uninstall(Terminal terminal)
    {
        var command = new CommandWithExamples("uninstall", "Takes the kernel's file away.");
        var folder = AddPlace(command);
        command.SetAction(result =>
        {
            if (!KernelSpec.Uninstall(folder(result), out var place))
                throw new CommandException($"The kernel is not installed in '{place}'. 'jupyter kernelspec list' shows where it is; " +
                    "name the place with --user, --sys-prefix or --prefix.", ExitCode.Failed);
            terminal.Out.WriteLine($"Removed {Printable.Line(place)}");
            return ExitCode.Done;
        });
        return command;
    }

    private static Func<ParseResult, string> AddPlace(Command command)
    {
        var user = new Option<bool>("--user") { Description = "Jupyter's folder of this user (the default)." };
        var system = new Option<bool>("--sys-prefix") { Description = "The environment of the Python on the PATH." };
        var prefix = new Option<string?>("--prefix")
        {
            Description =
            "An environment or a system folder, such as /usr/local; the file goes into its share/jupyter.",
            HelpName = "FOLDER"
        };
        foreach (var option in new Option[] { user, system, prefix }) command.Options.Add(option);
        command.Validators.Add(result =>
        {
            if (new[] { result.GetValue(user), result.GetValue(system), result.GetValue(prefix) is not null }.Count(given => given) > 1)
                result.AddError("--user, --sys-prefix and --prefix exclude each other. Give one of them.");
        });
        return result => result.GetValue(prefix) is { } named ? KernelSpec.PrefixFolder(named)
            : result.GetValue(system) ? KernelSpec.PrefixFolder(KernelSpec.SystemPrefix()) : KernelSpec.UserFolder();
    }
}
