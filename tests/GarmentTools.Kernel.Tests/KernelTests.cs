using System.Text.Json.Nodes;
using GarmentTools.Interactive;
using GarmentTools.Interactive.Charting;

namespace GarmentTools.Kernel.Tests;

/// <summary>The kernel as Jupyter's client sees it. The tests share one kernel, as cells do.</summary>
public sealed class KernelTests(JupyterFixture jupyter) : IClassFixture<JupyterFixture>
{
    [Fact]
    public void Starts_quickly_and_answers_the_first_cell_quickly()
    {
        Run("1"); // skips where there is no Jupyter
        // The goals are 2 s and 1 s on an idle machine; a busy one gets thrice that.
        Assert.InRange(jupyter.Ready, 0, 6);
        Assert.InRange((double)jupyter.First["seconds"]!, 0, 3);
    }

    [Fact]
    public void State_lasts_across_cells_and_the_last_expression_is_shown()
    {
        Run("var numbers = new List<int> { 1, 2 }; int Twice(int x) => 2 * x;");
        Assert.Equal("5", Text(Run("numbers.Add(3); numbers.Count + Twice(1)")));
        Assert.Empty(Messages(Run("numbers.Add(4);")));
    }

    [Fact]
    public void Await_at_the_top_level()
    {
        Assert.Equal("done", Text(Run("await Task.Delay(10);\nawait Task.FromResult(\"done\")")));
    }

    [Fact]
    public void The_library_is_there_without_a_path_and_shares_its_types()
    {
        Assert.Contains("<table>", (string?)Run("new HtmlText(\"<table></table>\")")["messages"]![0]!["data"]!["text/html"]);
    }

    [Fact]
    public void Charts_and_data_frames_are_there_without_a_reference_and_are_of_the_types_that_the_kernel_knows()
    {
        var frame = Messages(Run("new[] { new MatrixNeighbor(1, 0.5f, 4, \"a.jpg\", 3) }.ToDataFrame()"))[0]!["data"]!;
        Assert.Equal("Rank  Distance  Id  Name   Index\n   1       0.5   4  a.jpg      3", (string?)frame["text/plain"]);
        Assert.StartsWith("<table>", (string?)frame["text/html"]);
        Assert.Equal("2", Text(Run("new Microsoft.Data.Analysis.DataFrame(new Microsoft.Data.Analysis.DoubleDataFrameColumn(\"x\", new " +
            "double[] { 1, 3 }))[\"x\"].Mean()")));
        var map = Messages(Run("new GarmentMap([new MapPoint(new Garment { Id = 1, Catalog = \"/c\", CatalogPath = \"a\", Path = \"/a\", " +
            "Sha256 = \"\", Domain = \"shop\" }, 0, 0)], 1, 1)"))[0]!["data"]!;
        Assert.Equal("Map of 1 garments\n1 garments in 1 group", (string?)map["text/plain"]);
        Assert.NotNull(map["application/vnd.plotly.v1+json"]);
        // Its assembly once more, by path, is the one that is there.
        var dll = typeof(Charts).Assembly.Location;
        Assert.Equal("True", Text(Run($"#r \"{dll}\"\ntypeof(Charts) == Type.GetType(\"GarmentTools.Interactive.Charts, " +
            "GarmentTools.Interactive\")")));
    }

    [Fact]
    public void What_a_cell_does_not_use_is_not_loaded()
    {
        Ask(new() { ["do"] = "restart" });
        Run("1 + 1");
        Assert.Equal("0", Text(Run("AppDomain.CurrentDomain.GetAssemblies().Count(a => a.GetName().Name is \"Plotly.NET\" or " +
            "\"FSharp.Core\" or \"Microsoft.Data.Analysis\")")));
    }

    [Fact]
    public void Streams_come_while_the_cell_runs()
    {
        var run = Run("Console.Write(\"a\"); Console.Error.Write(\"b\"); Thread.Sleep(900); Console.Write(\"c\");");
        var first = Messages(run)[0]!;
        Assert.Equal("stream", (string?)first["type"]);
        Assert.InRange((double)first["after"]!, 0, 0.8);
        Assert.Equal(["stderr", "stdout"], Messages(run).Select(m => (string?)m!["name"]).Distinct().Order());
    }

    [Fact]
    public void Display_shows_and_updates()
    {
        var messages = Messages(Run("var shown = display(1); shown.Update(2); display(\"# x\", \"text/markdown\");"));
        Assert.Equal(["display_data", "update_display_data", "display_data"], messages.Select(m => (string?)m!["type"]));
        Assert.Equal((string?)messages[0]!["transient"]!["display_id"], (string?)messages[1]!["transient"]!["display_id"]);
        Assert.Equal("# x", (string?)messages[2]!["data"]!["text/markdown"]);
    }

    [Fact]
    public void A_fault_of_the_compiler_names_line_and_column()
    {
        var run = Run("var ok = 1;\n  nowhere(ok);", "error");
        Assert.StartsWith("(2,3): CS0103", (string?)run["evalue"]);
        Assert.Contains("  nowhere(ok);", Traceback(run));
        Assert.Equal("error", (string?)Run("ok", "error")["status"]); // nothing of it was declared
    }

    [Fact]
    public void An_exception_names_line_and_column_and_keeps_what_was_done()
    {
        var run = Run("var before = 7;\nint Fail(string text)\n{\n    return int.Parse(text);\n}\nFail(\"<x>\")", "error");
        Assert.Equal("FormatException", (string?)run["ename"]);
        Assert.Matches(@"at In \[\d+\], line 4, column 5", Traceback(run));
        Assert.Matches(@"at In \[\d+\], line 6, column 1", Traceback(run));
        Assert.DoesNotContain("Submission#", Traceback(run));
        Assert.Equal("7", Text(Run("before")));
    }

    [Theory]
    [InlineData("while (true) { }")]
    [InlineData("Thread.Sleep(-1);")]
    [InlineData("await Task.Delay(-1);")]
    [InlineData("await Task.Yield(); while (true) { }")]
    [InlineData("while (true) { try { Thread.Sleep(50); } catch (Exception) { } }")]
    [InlineData("new ManualResetEventSlim().Wait();")]
    [InlineData("await Task.Delay(-1, Stop);")]
    public void An_interrupt_stops_it_and_keeps_the_state(string loop)
    {
        Run("var kept = 1;");
        var run = Ask(new() { ["do"] = "execute", ["code"] = "kept = 2; " + loop, ["interrupt_after"] = 0.4 });
        Assert.Equal("Interrupted", (string?)run["ename"]);
        Assert.InRange((double)run["seconds"]!, 0.3, 5);
        Assert.Equal("2", Text(Run("kept")));
    }

    [Fact]
    public void An_interrupt_between_cells_is_none()
    {
        Ask(new() { ["do"] = "execute", ["code"] = "1", ["interrupt_after"] = 0.3 });
        Thread.Sleep(600);
        Assert.Equal("2", Text(Run("Thread.Sleep(100); 2")));
    }

    [Fact]
    public void An_assembly_is_referenced_by_its_path()
    {
        var dll = typeof(Xunit.Assert).Assembly.Location;
        File.Copy(dll, Path.Combine(jupyter.Folder, "other.assert.dll"), overwrite: true);
        Assert.Equal("Assert", Text(Run("#r \"other.assert.dll\"\ntypeof(Xunit.Assert).Name")));
        Assert.Contains("CS0006", (string?)Run("#r \"nowhere.dll\"", "error")["evalue"]);
    }

    [Fact]
    public void Magics()
    {
        var timed = Messages(Run("#!time\n40 + 2"));
        Assert.Contains(timed, m => ((string?)m!["text"])?.StartsWith("Wall time: ", StringComparison.Ordinal) == true);
        Assert.Contains("'#!bash' is not supported", (string?)Run("#!bash\nls", "error")["evalue"]);
        Assert.Contains("not supported", (string?)Run("#r \"nuget: Some.Package\"", "error")["evalue"]);
    }

    [Theory]
    [InlineData("new SimilarOptions { Co", "Count")]
    [InlineData("new GarmentQuery([1]).Li", "Like")]
    [InlineData("GarmentCatalog.Op", "Open")]
    [InlineData("Garment", "GarmentCatalog")]
    [InlineData("var 𝒳 = \"𝒳\"; \"\".Conta", "Contains")]
    [InlineData("Charts.HeatMap(ord", "order:")]
    public void Completion(string code, string expected)
    {
        // Jupyter counts characters, .NET counts units of UTF-16.
        var length = new System.Globalization.StringInfo(code).LengthInTextElements;
        var reply = Ask(new() { ["do"] = "complete", ["code"] = code, ["position"] = length });
        Assert.Contains(expected, reply["matches"]!.AsArray().Select(m => (string?)m));
        Assert.Equal(length, (int?)reply["cursor_end"]);
    }

    [Fact]
    public void Completion_knows_what_cells_declared()
    {
        Run("var rememberedName = new { Inner = 1 };");
        Assert.Contains("rememberedName", Ask(new() { ["do"] = "complete", ["code"] = "remem", ["position"] = 5 })["matches"]!.AsArray()
            .Select(m => (string?)m));
        Assert.Contains("Inner", Ask(new() { ["do"] = "complete", ["code"] = "rememberedName.", ["position"] = 15 })["matches"]!.AsArray()
            .Select(m => (string?)m));
    }

    [Fact]
    public void Inspection_tells_the_declaration_and_the_documentation()
    {
        var text = (string?)Ask(new() { ["do"] = "inspect", ["code"] = "GarmentCatalog.Open(", ["position"] = 17 })["data"]!["text/plain"];
        Assert.Contains("GarmentCatalog GarmentCatalog.Open(string path", text);
        Assert.Contains("Opens a catalog.", text);
        Assert.False((bool)Ask(new() { ["do"] = "inspect", ["code"] = "1 + 1", ["position"] = 2 })["found"]!);
    }

    [Theory]
    [InlineData("if (true) {", "incomplete")]
    [InlineData("var x = 1;", "complete")]
    [InlineData("1 +", "incomplete")]
    public void Whether_a_cell_is_complete(string code, string expected) =>
        Assert.Equal(expected, (string?)Ask(new() { ["do"] = "is_complete", ["code"] = code })["status"]);

    [Fact]
    public void A_restart_forgets()
    {
        Run("var forgotten = 1;");
        Ask(new() { ["do"] = "restart" });
        Assert.Contains("CS0103", (string?)Run("forgotten", "error")["evalue"]);
    }

    [Fact]
    public void The_chart_script_comes_once_and_again_with_its_own_cell()
    {
        Ask(new() { ["do"] = "restart" });
        const string chart = "Plotly.NET.CSharp.Chart.Line<int, int, string>(new[] { 1, 2 }, new[] { 3, 4 }, Name: \"t\")";
        Assert.True(Brings(chart));
        Assert.False(Brings(chart + " "));
        Assert.True(Brings(chart));

        bool Brings(string code)
        {
            var data = Messages(Run(code))[0]!["data"]!;
            Assert.NotNull(data["application/vnd.plotly.v1+json"]!["data"]);
            Assert.Equal("Chart\nscatter t", (string?)data["text/plain"]);
            return ((string)data["text/html"]!).Contains(PlotlyScript.PackedText, StringComparison.Ordinal);
        }
    }

    private JsonObject Ask(JsonObject request) => jupyter.Ask(request);

    private JsonObject Run(string code, string status = "ok")
    {
        var run = Ask(new() { ["do"] = "execute", ["code"] = code });
        Assert.True(status == (string?)run["status"], run.ToJsonString());
        return run;
    }

    private static JsonArray Messages(JsonObject run) => run["messages"]!.AsArray();

    private static string? Text(JsonObject run) =>
        (string?)Messages(run).Last(m => (string?)m!["type"] == "execute_result")!["data"]!["text/plain"];

    private static string Traceback(JsonObject run) =>
        string.Join('\n', Messages(run).Single(m => (string?)m!["type"] == "error")!["traceback"]!.AsArray().Select(l => (string?)l));
}
