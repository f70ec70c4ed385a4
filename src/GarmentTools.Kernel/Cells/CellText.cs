using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GarmentTools.Kernel;

/// <summary>The C# of a cell, and what its <c>#!</c> lines ask for.</summary>
/// <param name="Code">The C#; a line that was for the kernel is empty in it, so that numbers of lines stay.</param>
/// <param name="Time">Whether the time that it takes is to be told.</param>
/// <param name="Unsupported">What the kernel does not do; null where it does all that is asked.</param>
internal sealed record CellText(string Code, bool Time, string? Unsupported)
{
    private static readonly CSharpParseOptions s_options = new(LanguageVersion.Latest, kind: SourceCodeKind.Script);

    public static CellText Read(string code)
    {
        if (!code.Contains("#!", StringComparison.Ordinal) && !code.Contains("nuget:", StringComparison.OrdinalIgnoreCase))
            return new(code, false, null);
        var (lines, time, unsupported, at) = (code.Split('\n'), false, default(string), 0);
        SyntaxNode? root = null;
        for (var i = 0; i < lines.Length; i++)
        {
            var (line, start) = (lines[i].Trim(), at);
            at += lines[i].Length + 1;
            if (line.StartsWith("#!", StringComparison.Ordinal) && !InText(start))
            {
                var magic = line.Split(' ', '\t')[0];
                if (magic != "#!time")
                    unsupported ??= $"'{magic}' is not supported by this kernel, only '#!time' is. Leave the line out, or write it in C#.";
                (time, lines[i]) = (true, "");
            }
            else if (line.StartsWith("#r", StringComparison.Ordinal) && line.Contains("\"nuget:", StringComparison.OrdinalIgnoreCase)
                && !InText(start))
                unsupported ??= "'#r \"nuget: …\"' is not supported: this kernel fetches nothing. Name a file that is here: #r " +
                    "\"path/to/library.dll\".";
        }
        return new(string.Join('\n', lines), time, unsupported);

        // Within a text of several lines, such a line is only text.
        bool InText(int position)
        {
            root ??= CSharpSyntaxTree.ParseText(code, s_options).GetRoot();
            var token = root.FindToken(position);
            return token.SpanStart < position && position < token.Span.End;
        }
    }
}
