using GarmentTools.HelpBuilder;

if (args is not [var assembly, var source, var target])
{
    Console.Error.WriteLine("HelpBuilder ASSEMBLY MARKDOWN-FOLDER HELP-FOLDER");
    return 2;
}
try
{
    var shared = SharedParameters.Read(Path.Combine(source, "parameters.md"));
    var cmdlets = CmdletReader.Read(Path.GetFullPath(assembly));
    var topics = cmdlets.Select(cmdlet => (cmdlet, HelpTopic.Read(Path.Combine(source, cmdlet.Name + ".md"), shared))).ToList();
    var faults = topics.SelectMany(topic => HelpRules.Check(topic.cmdlet, topic.Item2))
        .Concat(HelpRules.CheckFiles(source, cmdlets)).ToList();
    foreach (var fault in faults) Console.Error.WriteLine($"error GARMENTHELP: {fault}");
    if (faults.Count > 0) return 1;

    Directory.CreateDirectory(target);
    MamlWriter.Write(Path.Combine(target, Path.GetFileName(assembly) + "-Help.xml"), topics);
    foreach (var about in Directory.GetFiles(source, "about_*.md"))
        File.WriteAllText(Path.Combine(target, Path.GetFileNameWithoutExtension(about) + ".help.txt"),
            AboutText.From(File.ReadAllText(about)));
    return 0;
}
catch (Exception e) when (e is IOException or FormatException)
{
    Console.Error.WriteLine($"error GARMENTHELP: {e.Message}");
    return 1;
}
