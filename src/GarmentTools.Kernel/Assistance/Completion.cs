using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GarmentTools.Kernel;

/// <summary>The names that can stand at a place of a cell, by what the compiler knows of it.</summary>
internal sealed class Completion(SemanticModel model, int position)
{
    private const int Most = 500;
    private static readonly string[] s_keywords =
        [.. SyntaxFacts.GetReservedKeywordKinds().Select(SyntaxFacts.GetText), "await", "var", "record", "with"];
    private readonly SyntaxNode _root = model.SyntaxTree.GetRoot();

    /// <summary>Those that begin with what is typed already; what begins with the same capitals comes first.</summary>
    public IReadOnlyList<string> Names(string typed)
    {
        var left = _root.FindToken(Math.Max(0, position - 1));
        var names = left.Span.End <= position && left.IsKind(SyntaxKind.DotToken) ? Members(left)
            : InitializedBy(left) is { } type ? Assignable(type)
            : Visible(left);
        return [.. names.Distinct().Where(name => name.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            .OrderBy(name => !name.StartsWith(typed, StringComparison.Ordinal))
                .ThenBy(name => name.TrimEnd(':'), StringComparer.OrdinalIgnoreCase).Take(Most)];
    }

    // After a dot: members of the value's type, or of the type or namespace itself.
    private IEnumerable<string> Members(SyntaxToken dot)
    {
        var owner = dot.Parent switch
        {
            MemberAccessExpressionSyntax access => access.Expression,
            QualifiedNameSyntax name => name.Left,
            MemberBindingExpressionSyntax { Parent: var parent } =>
            parent?.AncestorsAndSelf().OfType<ConditionalAccessExpressionSyntax>().FirstOrDefault()?.Expression,
            _ => default(SyntaxNode),
        };
        if (owner is null) return [];
        if (model.GetSymbolInfo(owner).Symbol is INamespaceOrTypeSymbol container && !(owner is IdentifierNameSyntax && IsValue(owner)))
            return Usable(model.LookupSymbols(position, container), symbol =>
                symbol.IsStatic || symbol is INamespaceOrTypeSymbol || symbol is IFieldSymbol { IsConst: true });
        var type = model.GetTypeInfo(owner).Type;
        if (type is null or IErrorTypeSymbol) return [];
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            && dot.Parent is MemberBindingExpressionSyntax)
            type = nullable.TypeArguments[0];
        return Usable(model.LookupSymbols(position, type, includeReducedExtensionMethods: true), symbol => !symbol.IsStatic
            && symbol is not INamespaceOrTypeSymbol);
    }

    private bool IsValue(SyntaxNode node) =>
        model.GetSymbolInfo(node).Symbol is ILocalSymbol or IFieldSymbol or IPropertySymbol or IParameterSymbol;

    // Within the braces of 'new X { … }' or 'x with { … }', where a name may begin.
    private ITypeSymbol? InitializedBy(SyntaxToken left)
    {
        if (!left.IsKind(SyntaxKind.OpenBraceToken) && !left.IsKind(SyntaxKind.CommaToken)) return null;
        if (left.Parent is not InitializerExpressionSyntax { Parent: ExpressionSyntax made }) return null;
        return model.GetTypeInfo(made is WithExpressionSyntax with ? with.Expression : made).Type;
    }

    private IEnumerable<string> Assignable(ITypeSymbol type) =>
        Usable(model.LookupSymbols(position, type), symbol =>
            symbol is IPropertySymbol { IsReadOnly: false, IsIndexer: false } or IFieldSymbol { IsReadOnly: false, IsConst: false });

    private IEnumerable<string> Visible(SyntaxToken left)
    {
        var arguments = left.Parent?.AncestorsAndSelf().OfType<BaseArgumentListSyntax>().FirstOrDefault();
        var called = arguments?.Parent is { } call ? model.GetSymbolInfo(call) : default;
        var methods = called.Symbol is { } one ? [one] : called.CandidateSymbols.IsDefault ? [] : called.CandidateSymbols.AsEnumerable();
        var parameters = methods.OfType<IMethodSymbol>().SelectMany(m => m.Parameters).Select(p => p.Name + ":");
        return Usable(model.LookupSymbols(position), _ => true).Concat(s_keywords).Concat(parameters);
    }

    private static IEnumerable<string> Usable(IEnumerable<ISymbol> symbols, Func<ISymbol, bool> wanted) => symbols
        .Where(symbol => symbol.CanBeReferencedByName && wanted(symbol)
            && symbol is not IMethodSymbol { MethodKind: MethodKind.Constructor or MethodKind.Destructor })
        .Where(symbol => !symbol.GetAttributes().Any(a => a.AttributeClass?.Name == "EditorBrowsableAttribute"
            && a.ConstructorArguments is [{ Value: 1 }]))
        .Select(symbol => symbol.Name);
}
