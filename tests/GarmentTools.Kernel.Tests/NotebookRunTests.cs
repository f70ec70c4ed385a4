using System.Text.Json.Nodes;
using GarmentTools.Interactive.Rendering;

namespace GarmentTools.Kernel.Tests;

/// <summary><c>garment notebook run</c> and <c>garment kernel</c>, as programs.</summary>
public sealed class NotebookRunTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Parameters_take_the_place_of_defaults_and_keep_their_types()
    {
        _folder.Notebook("in.ipynb", "[parameters]string name = \"a\"; var ratio = 0.5; int count = 1; bool on = false;",
            "$\"{name} {ratio + 1} {count} {on} {ratio.GetType().Name}\"");
        var run = Run("in.ipynb", "-o", "out.ipynb", "-p", "name=007 \"x\"", "-p", "ratio=2", "-p", "count=3", "-p", "on=true");
        Assert.Equal((0, ""), (run.Code, run.Error));
        var cells = Cells("out.ipynb");
        Assert.Equal("injected-parameters", (string?)cells[1]!["metadata"]!["tags"]![0]);
        Assert.Equal("007 \"x\" 3 3 True Double", Text(cells[2]!));
        // Run again from its own output, the parameters are replaced, not added.
        Assert.Equal(0, Run("out.ipynb", "-o", "again.ipynb", "-p", "count=4").Code);
        Assert.Equal(3, Cells("again.ipynb").Count);
        Assert.Equal("a 1.5 4 False Double", Text(Cells("again.ipynb")[2]!));
    }

    [Theory]
    [InlineData("nothing=1", "has no parameter 'nothing', only count")]
    [InlineData("count=many", "'count' is 'many', expected a whole number")]
    [InlineData("count", "expected NAME=VALUE")]
    public void A_wrong_parameter_is_refused_before_anything_runs(string parameter, string expected)
    {
        _folder.Notebook("in.ipynb", "[parameters]int count = 1;");
        var run = Run("in.ipynb", "-o", "out.ipynb", "-p", parameter);
        Assert.Equal(2, run.Code);
        Assert.Contains(expected, run.Error);
        Assert.False(File.Exists(_folder["out.ipynb"]));
    }

    [Fact]
    public void A_failing_cell_ends_the_run_and_shows_in_what_is_written()
    {
        _folder.Notebook("in.ipynb", "1", "throw new Exception(\"<b>\");", "3");
        var run = Run("in.ipynb", "-o", "out.html");
        Assert.Equal(3, run.Code);
        Assert.Equal("error: cell 2 failed: Exception: <b>\n", run.Error);
        Assert.Contains("System.Exception: &lt;b&gt;", File.ReadAllText(_folder["out.html"]), StringComparison.Ordinal);

        run = Run("in.ipynb", "-o", "out.ipynb", "--allow-errors");
        Assert.Equal(0, run.Code);
        Assert.StartsWith("warning: cell 2 failed", run.Error);
        Assert.Equal("3", Text(Cells("out.ipynb")[2]!));
    }

    [Fact]
    public void A_cell_that_takes_too_long_is_stopped_and_the_state_stays()
    {
        _folder.Notebook("in.ipynb", "var x = 1;", "while (true) { }", "x");
        var run = Run("in.ipynb", "-o", "out.ipynb", "--timeout", "5", "--allow-errors");
        Assert.Equal(0, run.Code);
        Assert.Contains("took longer than 00:00:05", run.Error);
        Assert.Equal("1", Text(Cells("out.ipynb")[2]!));
    }

    [Fact]
    public void A_program_that_ends_is_told()
    {
        _folder.Notebook("in.ipynb", "Environment.Exit(5);");
        var run = Run("in.ipynb", "-o", "out.ipynb");
        Assert.Equal(3, run.Code);
        Assert.Contains("ended in cell 1", run.Error);
    }

    [Fact]
    public void Streams_and_updates_are_kept_as_Jupyter_keeps_them()
    {
        _folder.Notebook("in.ipynb", "Console.Write(\"a\\nb\"); await Task.Delay(200); Console.Write(\"c\"); var shown = display(1);",
            "shown.Update(2);");
        Assert.Equal(0, Run("in.ipynb", "-o", "out.ipynb").Code);
        var outputs = Cells("out.ipynb")[0]!["outputs"]!.AsArray();
        Assert.Equal(["a\n", "bc"], outputs[0]!["text"]!.AsArray().Select(t => (string?)t));
        Assert.Equal("2", NotebookFile.Text(outputs[1]!["data"]![MimeTypes.PlainText]));
        Assert.Empty(Cells("out.ipynb")[1]!["outputs"]!.AsArray());
    }

    [Theory]
    [InlineData("nowhere.ipynb", "out.ipynb", "was not found")]
    [InlineData("text.ipynb", "out.ipynb", "is no notebook")]
    [InlineData("in.ipynb", "out.pdf", "expected a name that ends with .ipynb or .html")]
    public void What_cannot_be_run_is_told(string input, string output, string expected)
    {
        _folder.Notebook("in.ipynb", "1");
        File.WriteAllText(_folder["text.ipynb"], "no notebook");
        var run = Run(input, "-o", output);
        Assert.Equal(2, run.Code);
        Assert.Contains(expected, run.Error);
    }

    [Fact]
    public void The_kernel_is_installed_and_uninstalled()
    {
        var installed = Places.RunGarment(_folder.Path, "kernel", "install", "--prefix", "env");
        Assert.Equal(0, installed.Code);
        var spec = JsonNode.Parse(File.ReadAllText(Path.Combine(_folder["env"], "share", "jupyter", "kernels", "garment-csharp",
            "kernel.json")))!;
        Assert.Equal("python3", (string?)spec["argv"]![0]);
        Assert.All(spec["argv"]!.AsArray().Skip(1).Take(3), path => Assert.True(File.Exists((string?)path)));
        Assert.Equal(0, Places.RunGarment(_folder.Path, "kernel", "uninstall", "--prefix", "env").Code);
        Assert.False(Directory.Exists(Path.Combine(_folder["env"], "share", "jupyter", "kernels", "garment-csharp")));
        Assert.Equal(3, Places.RunGarment(_folder.Path, "kernel", "uninstall", "--prefix", "env").Code);
        Assert.Equal(2, Places.RunGarment(_folder.Path, "kernel", "install", "--user", "--prefix", "env").Code);
    }

    private (int Code, string Out, string Error) Run(params string[] args) =>
        Places.RunGarment(_folder.Path, ["notebook", "run", .. args, "-q"]);

    private JsonArray Cells(string name) => NotebookFile.Read(_folder[name]).Cells;

    private static string Text(JsonNode cell) => NotebookFile.Text(cell["outputs"]![0]!["data"]![MimeTypes.PlainText]);
}
