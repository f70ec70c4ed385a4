using System.Globalization;
using System.Text;

namespace GarmentTools.Cli.Tests.Documentation;

/// <summary>
/// A reader who follows a page. All its blocks of one language are one session, as a reader would type them; the languages follow each
/// other as they first appear on the page.
/// </summary>
internal sealed class DocReader(string page) : IDisposable
{
    // Stands before the output of each block, with the block's line.
    private const char Mark = '\x1e';
    private const string PowerShellSettings =
        "$ErrorActionPreference = 'Stop'; $ProgressPreference = 'SilentlyContinue'; $PSStyle.OutputRendering = 'PlainText'";

    private readonly DocCheckout _checkout = new(page);

    public void Dispose() => _checkout.Dispose();

    /// <summary>Runs blocks of one language; gives what each of them printed.</summary>
    public Dictionary<DocBlock, string> Run(string language, IReadOnlyList<DocBlock> blocks)
    {
        var (code, text) = language switch
        {
            "bash" => RunBash(blocks),
            "powershell" => RunPowerShell(blocks),
            "python" => RunPython(blocks),
            "csharp" => DocNotebook.Run(_checkout, Script(blocks, line => $"Console.WriteLine(\"\\u001e{line}\");")),
            _ => throw new ArgumentOutOfRangeException(nameof(language), language, null),
        };
        var outputs = text.Split(Mark).Skip(1).Select(part => part.Split('\n', 2))
            .ToDictionary(part => int.Parse(part[0], CultureInfo.InvariantCulture), part => GarmentProcess.WithoutProgress(part[1]));
        var last = blocks.LastOrDefault(block => outputs.ContainsKey(block.Line)) ?? blocks[0];
        Assert.True(code == 0, $"{last.Place} ended with {code}:\n{text}");
        return blocks.ToDictionary(block => block, block => outputs[block.Line]);
    }

    private (int Code, string Text) RunBash(IReadOnlyList<DocBlock> blocks) =>
        _checkout.Run("bash", _checkout.Write("page.sh", "set -eu -o pipefail\n" + Script(blocks, line => $"printf '\\036{line}\\n'")));

    private (int Code, string Text) RunPython(IReadOnlyList<DocBlock> blocks) =>
        _checkout.Run(DocTools.Python, _checkout.Write("page.py", Script(blocks, line => $"print('\\x1e{line}', flush=True)")));

    private (int Code, string Text) RunPowerShell(IReadOnlyList<DocBlock> blocks)
    {
        // Each block by itself, in one scope: tables begin anew, and variables stay.
        var script = Script(blocks, line => $"[Console]::WriteLine(\"`u{{1e}}{line}\")",
            block => $". {{\n{block}\n}} | Out-String -Width 160");
        var file = _checkout.Write("page.ps1", $"{PowerShellSettings}\n{script}");
        return _checkout.Run(DocTools.PowerShell!, "-NoProfile", "-NonInteractive", "-File", file);
    }

    private static string Script(IReadOnlyList<DocBlock> blocks, Func<int, string> mark, Func<string, string>? wrap = null)
    {
        var script = new StringBuilder();
        foreach (var block in blocks)
            script.Append(mark(block.Line)).Append('\n').Append(wrap?.Invoke(block.Text) ?? block.Text).Append('\n');
        return script.ToString();
    }
}
