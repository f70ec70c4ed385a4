using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using GarmentTools.Tests;

namespace GarmentTools.Kernel.Tests;

/// <summary>
/// Damaged notebooks: each is refused with an error of ours, or read, given parameters, made into a page and written. 1,000 with
/// GARMENT_SOAK=1.
/// </summary>
public sealed class HostileNotebookTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // One of each: cells of all types, texts whole and in lines, tags, and every kind of output.
    private const string Whole = """
        { "nbformat": 4, "nbformat_minor": 5, "metadata": { "kernelspec": { "name": "garment", "display_name": "C#" } }, "cells": [
          { "cell_type": "markdown", "id": "a", "metadata": {}, "source": ["# Title <b>\n", "| a | b |\n", "| --- | --- |\n",
            "| 1 | [x](https://e) |\n"] },
          { "cell_type": "code", "id": "b", "metadata": { "tags": ["parameters"] }, "execution_count": null, "outputs": [],
            "source": "int count = 1; string name = \"a\";" },
          { "cell_type": "code", "id": "c", "metadata": {}, "execution_count": 2, "source": ["count + 1\n"], "outputs": [
            { "output_type": "stream", "name": "stdout", "text": ["one\n", "two\n"] },
            { "output_type": "execute_result", "execution_count": 2, "metadata": {}, "data": { "text/plain": "2",
              "text/html": ["<b>2</b>"] } },
            { "output_type": "display_data", "metadata": {}, "data": { "image/png": "iVBORw0KGgo=\n", "text/plain": [""] } },
            { "output_type": "display_data", "metadata": {}, "data": { "application/json": { "a": [1, 2] }, "text/markdown": "*x*" } },
            { "output_type": "error", "ename": "E", "evalue": "v", "traceback": ["\u001b[31mE\u001b[0m: v", "at x"] } ] },
          { "cell_type": "code", "id": "e", "metadata": { "tags": ["injected-parameters"] }, "execution_count": 1, "outputs": [],
            "source": "count = 2;" },
          { "cell_type": "raw", "id": "d", "metadata": {}, "source": "raw" } ] }
        """;

    [Fact]
    public void Damaged_bytes()
    {
        var original = Encoding.UTF8.GetBytes(Whole);
        Try("bytes", seed => new Mutator(seed).Damage(original), refusedAtLeast: 0.3);
    }

    // Well-formed JSON in which a value is another one, or gone: damage that the parser does not see.
    [Fact]
    public void Damaged_values() => Try("values", seed =>
    {
        var random = new Random(seed);
        var root = JsonNode.Parse(Whole)!;
        for (var i = random.Next(1, 4); i > 0; i--) Change(root, random);
        return Encoding.UTF8.GetBytes(root.ToJsonString());
    }, refusedAtLeast: 0.2);

    [Theory]
    [InlineData("[]", "expected an object with 'nbformat' 4")]
    [InlineData("{\"nbformat\":\"4\",\"cells\":[]}", "expected an object with 'nbformat' 4")]
    [InlineData("{\"nbformat\":4,\"cells\":[{\"cell_type\":7}]}", "cell 1 has no 'cell_type'")]
    [InlineData("{\"nbformat\":4,\"cells\":[{\"cell_type\":\"code\",\"source\":[1]}]}", "cell 1 has a 'source' that is no text")]
    [InlineData("{\"nbformat\":4,\"cells\":[{\"cell_type\":\"code\",\"source\":\"\\ud800\"}]}", "is no notebook")]
    [InlineData("{\"nbformat\":4,\"cells\":[],\"cells\":[{}]}", "is no notebook")]
    [InlineData("{\"nbformat\":4,\"cells\":[{\"cell_type\":\"code\",\"outputs\":[{\"output_type\":\"error\"}]}]}",
        "cell 1 has an error without 'traceback'")]
    public void What_is_no_notebook_is_refused_with_the_reason(string json, string expected)
    {
        File.WriteAllText(_folder["x.ipynb"], json);
        Assert.Contains(expected, Assert.Throws<KernelException>(() => NotebookFile.Read(_folder["x.ipynb"])).Message);
    }

    [Fact]
    public void Arrays_in_arrays_do_not_exhaust_the_stack()
    {
        File.WriteAllText(_folder["deep.ipynb"], "{\"nbformat\":4,\"cells\":" + new string('[', 1_000_000));
        Assert.Throws<KernelException>(() => NotebookFile.Read(_folder["deep.ipynb"]));
    }

    [Fact]
    public void What_is_written_is_private_and_a_failed_write_leaves_nothing()
    {
        NotebookFile.Replace(_folder["out.html"], "x");
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder["out.html"]));
        Directory.CreateDirectory(_folder["taken.html"]);
        Assert.ThrowsAny<Exception>(() => NotebookFile.Replace(_folder["taken.html"], "x"));
        Assert.False(File.Exists(_folder["taken.html.part"]));
    }

    private void Try(string name, Func<int, byte[]> make, double refusedAtLeast)
    {
        var path = _folder[name + ".ipynb"];
        File.WriteAllText(path, Whole);
        Use(path);
        var (count, refused) = (Mutator.Count(soak: 1000, usual: 200), 0);
        for (var seed = 0; seed < count; seed++)
        {
            File.WriteAllBytes(path, make(seed));
            var clock = Stopwatch.StartNew();
            try { Use(path); }
            catch (KernelException e)
            {
                Assert.NotEmpty(e.Message);
                refused++;
            }
            catch (Exception e) { Assert.Fail($"mutant {seed}: {e.GetType().Name}, not an error of ours: {e.Message}\n{e.StackTrace}"); }
            Assert.True(clock.Elapsed < s_patience, $"mutant {seed} took {clock.Elapsed.TotalSeconds:N1} s");
        }
        Assert.True(refused >= count * refusedAtLeast, $"only {refused} of {count} mutants were refused: the damage does not reach the " +
            "reader");
    }

    // All that is done with a notebook but running its cells, which are programs.
    private void Use(string path)
    {
        var notebook = NotebookFile.Read(path);
        _ = NotebookHtml.Write(notebook, withCode: true);
        NotebookParameters.Inject(notebook, new Dictionary<string, string> { ["count"] = "3" });
        _ = NotebookHtml.Write(notebook, withCode: true);
        notebook.Write(_folder["out.ipynb"]);
    }

    private static void Change(JsonNode root, Random random)
    {
        var places = new List<JsonNode>();
        Collect(root);
        var node = places[random.Next(places.Count)];
        JsonNode? other = random.Next(7) switch
        {
            0 => null,
            1 => JsonValue.Create(random.Next(-1, 5)),
            2 => JsonValue.Create("text"),
            3 => new JsonArray(),
            4 => new JsonObject(),
            5 => new JsonArray(new JsonObject(), null, JsonValue.Create(true)),
            _ => JsonValue.Create(false),
        };
        if (node.Parent is JsonArray list) list[node.GetElementIndex()] = other;
        else if (node.Parent is JsonObject owner && random.Next(4) == 0) owner.Remove(node.GetPropertyName());
        else node.ReplaceWith(other);

        void Collect(JsonNode at)
        {
            foreach (var child in at is JsonArray a ? a : at is JsonObject o ? o.Select(p => p.Value) : [])
                if (child is not null)
                {
                    places.Add(child);
                    Collect(child);
                }
        }
    }
}
