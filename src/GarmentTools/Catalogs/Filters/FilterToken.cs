using GarmentTools.Common;

namespace GarmentTools.Catalogs.Filters;

internal enum FilterTokenKind { Word, Quoted, Operator, Open, Close, Comma, End }

/// <summary>A piece of a filter's text and where it stands.</summary>
internal readonly record struct FilterToken(FilterTokenKind Kind, string Text, int Position)
{
    public bool IsWord(string word) => Kind == FilterTokenKind.Word && Text.Equals(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>Cuts a filter into its pieces.</summary>
    public static List<FilterToken> Split(string text)
    {
        var tokens = new List<FilterToken>();
        for (var i = 0; i < text.Length;)
        {
            var c = text[i];
            if (char.IsWhiteSpace(c)) { i++; continue; }
            if (c is '(' or ')' or ',')
                tokens.Add(new(c == '(' ? FilterTokenKind.Open : c == ')' ? FilterTokenKind.Close : FilterTokenKind.Comma, c.ToString(),
                    i++));
            else if (c is '<' or '>' or '=')
            {
                var length = i + 1 < text.Length && text[i + 1] == '=' ? 2 : 1;
                tokens.Add(new(FilterTokenKind.Operator, text.Substring(i, length), i));
                i += length;
            }
            else if (c is '\'' or '"')
            {
                var value = new System.Text.StringBuilder();
                var start = i++;
                for (; ; i++)
                {
                    if (i == text.Length)
                        throw new UsageException($"The filter '{text}' has a quote at position {start + 1} that is not closed. Close it " +
                            $"with {c}.");
                    if (text[i] != c) { value.Append(text[i]); continue; }
                    if (i + 1 < text.Length && text[i + 1] == c) { value.Append(c); i++; continue; } // a doubled quote is one quote
                    break;
                }
                tokens.Add(new(FilterTokenKind.Quoted, value.ToString(), start));
                i++;
            }
            else
            {
                var start = i;
                while (i < text.Length && !char.IsWhiteSpace(text[i]) && text[i] is not ('(' or ')' or ',' or '<' or '>' or '=' or '\''
                    or '"')) i++;
                tokens.Add(new(FilterTokenKind.Word, text[start..i], start));
            }
        }
        tokens.Add(new(FilterTokenKind.End, "the end", text.Length));
        return tokens;
    }
}
