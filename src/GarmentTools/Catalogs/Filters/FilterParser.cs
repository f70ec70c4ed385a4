using GarmentTools.Common;

namespace GarmentTools.Catalogs.Filters;

/// <summary>Reads the filter language: or-lists of and-lists of conditions.</summary>
internal sealed class FilterParser(string text)
{
    private const string Example = "For instance: category = dress and color in (red, blue) and price 20..50";
    private const int MaxDepth = 50;

    private readonly List<FilterToken> _tokens = FilterToken.Split(text);
    private int _next;
    private int _depth;

    private FilterToken Peek => _tokens[_next];

    public GarmentFilter.Node Parse()
    {
        var node = Alternatives();
        if (Peek.Kind != FilterTokenKind.End) throw Unexpected("'and', 'or' or the end");
        return node;
    }

    private GarmentFilter.Node Alternatives() => List("or", all: false, () => List("and", all: true, Condition));

    private GarmentFilter.Node List(string joint, bool all, Func<GarmentFilter.Node> part)
    {
        var parts = new List<GarmentFilter.Node> { part() };
        while (Peek.IsWord(joint))
        {
            _next++;
            parts.Add(part());
        }
        return parts.Count == 1 ? parts[0] : new GarmentFilter.Group(all, parts);
    }

    private GarmentFilter.Node Condition()
    {
        if (Peek.Kind == FilterTokenKind.Open)
        {
            if (++_depth > MaxDepth)
                throw new UsageException($"The filter has more than {MaxDepth} parentheses inside each other. Write it flatter.");
            _next++;
            var inner = Alternatives();
            Take(FilterTokenKind.Close, "')'");
            _depth--;
            return inner;
        }
        if (Peek.Kind is not (FilterTokenKind.Word or FilterTokenKind.Quoted)) throw Unexpected("the name of an attribute");
        var name = _tokens[_next++].Text;
        if (Peek.IsWord("in")) return Set(name);
        if (Peek.Kind == FilterTokenKind.Operator) return Comparison(name);
        if (Peek.Kind == FilterTokenKind.Word && Peek.Text.Contains("..", StringComparison.Ordinal)) return Between(name, _tokens[_next++]);
        throw Unexpected($"'=', '<', '<=', '>', '>=', 'in (…)' or a range such as 20..50 after '{name}'");
    }

    private GarmentFilter.OneOf Set(string name)
    {
        _next++;
        Take(FilterTokenKind.Open, "'(' after 'in'");
        var values = new List<string> { Value() };
        while (Peek.Kind == FilterTokenKind.Comma)
        {
            _next++;
            values.Add(Value());
        }
        Take(FilterTokenKind.Close, "',' or ')'");
        return new(name, values);
    }

    private GarmentFilter.Node Comparison(string name)
    {
        var sign = _tokens[_next++];
        if (sign.Text is "=" or "==" && Peek.Kind == FilterTokenKind.Word && Peek.Text.Contains("..", StringComparison.Ordinal))
            return Between(name, _tokens[_next++]);
        var value = Value();
        return sign.Text switch
        {
            "=" or "==" => new GarmentFilter.OneOf(name, [value]),
            "<" or "<=" => new GarmentFilter.Range(name, null, false, value, sign.Text == "<="),
            _ => new GarmentFilter.Range(name, value, sign.Text == ">=", null, false),
        };
    }

    private GarmentFilter.Range Between(string name, FilterToken token)
    {
        var at = token.Text.IndexOf("..", StringComparison.Ordinal);
        var (low, high) = (token.Text[..at], token.Text[(at + 2)..]);
        if (low.Length == 0 && high.Length == 0)
            throw new UsageException($"The filter '{text}' has a range without bounds at position {token.Position + 1}. {Example}");
        return new(name, low.Length == 0 ? null : low, true, high.Length == 0 ? null : high, true);
    }

    private string Value()
    {
        if (Peek.Kind is not (FilterTokenKind.Word or FilterTokenKind.Quoted)) throw Unexpected("a value");
        return _tokens[_next++].Text;
    }

    private void Take(FilterTokenKind kind, string expected)
    {
        if (Peek.Kind != kind) throw Unexpected(expected);
        _next++;
    }

    private UsageException Unexpected(string expected) => new(
        $"The filter '{text}' cannot be read: found {(Peek.Kind == FilterTokenKind.End ? "the end" : $"'{Peek.Text}'")} at position " +
        $"{Peek.Position + 1}, expected {expected}. {Example}");
}
