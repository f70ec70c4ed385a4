using System.CommandLine;
using GarmentTools.Cli.Printing;
using GarmentTools.Reports;

namespace GarmentTools.Cli;

/// <summary>The options that all kinds of reports have.</summary>
internal sealed class ReportOptionsSet
{
    private readonly Option<string> _output = new("--output", "-o")
    {
        Description = "The file to write; its name's end says the format (.html, .csv, .json, .md, .png).",
        HelpName = "FILE",
        Required = true,
    };
    private readonly Option<ReportFormat?> _format = StudyOptionsSet.Choice("--format",
        "The format, where the file's name does not say it.",
        ("html", ReportFormat.Html), ("csv", ReportFormat.Csv), ("json", ReportFormat.Json), ("markdown", ReportFormat.Markdown),
        ("png", ReportFormat.Png));
    private readonly Option<ReportPathStyle?> _style = StudyOptionsSet.Choice("--path-style",
        "How photos are named: path below the catalog's folder (default), file name, or id alone. Folders of this machine are never named.",
        ("relative", ReportPathStyle.Relative), ("name", ReportPathStyle.Name), ("none", ReportPathStyle.None));
    private readonly Option<bool> _noScript = new("--no-script")
    {
        Description =
        "A page without any script: nothing can be filtered or clicked."
    };
    private readonly Option<string?> _title = new("--title") { Description = "The heading.", HelpName = "TEXT" };
    private readonly Option<int?> _size = new("--thumbnail-size")
    {
        Description =
        "The longest side of a photo in the report, 32 to 1024 pixels. Default: 224, less in large reports.",
        HelpName = "PIXELS"
    };
    private readonly Option<bool> _quiet = CommonOptions.Quiet();

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _output, _format, _style, _noScript, _title, _size, _quiet }) command.Options.Add(option);
    }

    public bool IsQuiet(ParseResult result) => result.GetValue(_quiet);

    /// <summary>The file to write; that its folder is missing is said before the work, not after it.</summary>
    public string File(ParseResult result)
    {
        var path = Path.GetFullPath(result.GetRequiredValue(_output));
        if (Path.GetDirectoryName(path) is { } folder && !Directory.Exists(folder))
            throw new CommandException($"The folder '{folder}' does not exist: expected one to write '{Path.GetFileName(path)}' into. " +
                "Make it first, or name another file.");
        return path;
    }

    public ReportOptions Options(ParseResult result) => new()
    {
        Format = result.GetValue(_format) ?? ReportOptions.FormatOf(result.GetRequiredValue(_output)),
        PathStyle = result.GetValue(_style) ?? ReportPathStyle.Relative,
        NoScript = result.GetValue(_noScript),
        Title = result.GetValue(_title),
        ThumbnailSize = result.GetValue(_size),
        Date = DateOnly.FromDateTime(DateTime.Today),
    };

    public void Tell(Terminal terminal, ParseResult result)
    {
        var file = new FileInfo(result.GetRequiredValue(_output));
        terminal.Out.WriteLine(string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"{Printable.Line(file.ToString())}: {file.Length:N0} bytes"));
    }
}
