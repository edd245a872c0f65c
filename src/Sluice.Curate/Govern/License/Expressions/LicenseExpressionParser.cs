namespace Sluice.Curate.Govern.License.Expressions;

/// <summary>Reads SPDX license expressions: <c>AND</c> before <c>OR</c>, <c>WITH</c>, brackets, <c>+</c>, <c>LicenseRef-</c>.</summary>
/// <remarks>Operators are taken in any case, as manifests write them. Ids that no list knows are kept as written, so the category of what holds them is the
/// strictest. Never throws; time O(length); no deeper than <see cref="DepthMax"/>, no longer than <see cref="LengthMax"/>.</remarks>
public ref struct LicenseExpressionParser
{
    /// <summary>Longest expression that is read, in characters.</summary>
    public const int LengthMax = 4096;

    /// <summary>Deepest brackets that are read.</summary>
    public const int DepthMax = 32;

    /// <summary>Most licenses of an expression that is read.</summary>
    public const int LicensesMax = 200;

    readonly ReadOnlySpan<char> _text;
    int _at, _depth, _licenses;

    LicenseExpressionParser(ReadOnlySpan<char> text) => _text = text;

    /// <summary>Reads an expression.</summary>
    /// <returns>Null where the text is none, or is longer or deeper than the bounds; also for <c>NONE</c> and <c>NOASSERTION</c>, which say nothing.</returns>
    public static LicenseExpression? TryParse(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.IsEmpty || text.Length > LengthMax || text is "NONE" or "NOASSERTION") return null;
        LicenseExpressionParser parser = new(text);
        LicenseExpression? read = parser.Either();
        return parser.Next().IsEmpty ? read : null;
    }

    LicenseExpression? Either() => Joined(isEither: true);

    LicenseExpression? Joined(bool isEither)
    {
        List<LicenseExpression> operands = [];
        do
        {
            if ((isEither ? Joined(isEither: false) : One()) is not { } operand) return null;
            operands.Add(operand);
        }
        while (Take(isEither ? "OR" : "AND"));
        return operands.Count == 1 ? operands[0] : isEither ? LicenseExpression.Any(operands) : LicenseExpression.All(operands);
    }

    LicenseExpression? One()
    {
        if (Take("("))
        {
            if (++_depth > DepthMax) return null;
            LicenseExpression? inner = Either();
            _depth--;
            return Take(")") ? inner : null;
        }
        ReadOnlySpan<char> id = Next();
        if (!IsId(id) || IsOperator(id) || ++_licenses > LicensesMax) return null;
        _at += id.Length;
        if (!Take("WITH")) return SpdxIds.License(id);
        ReadOnlySpan<char> exception = Next();
        if (!IsId(exception) || IsOperator(exception)) return null;
        _at += exception.Length;
        return SpdxIds.License(id, exception);
    }

    bool Take(string token)
    {
        if (!Next().Equals(token, StringComparison.OrdinalIgnoreCase)) return false;
        _at += token.Length;
        return true;
    }

    // The next token: a bracket, or what stands up to white space or a bracket; empty at the end.
    ReadOnlySpan<char> Next()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at])) _at++;
        int end = _at;
        while (end < _text.Length && _text[end] is not ('(' or ')') && !char.IsWhiteSpace(_text[end])) end++;
        return end == _at && end < _text.Length ? _text.Slice(_at, 1) : _text[_at..end];
    }

    static bool IsOperator(ReadOnlySpan<char> token) =>
        token.Equals("AND", StringComparison.OrdinalIgnoreCase) || token.Equals("OR", StringComparison.OrdinalIgnoreCase) || token.Equals("WITH", StringComparison.OrdinalIgnoreCase);

    static bool IsId(ReadOnlySpan<char> token)
    {
        if (token.IsEmpty || token.Length > 200 || !char.IsAsciiLetterOrDigit(token[0])) return false;
        // DocumentRef-x:LicenseRef-y has a colon.
        if (token[^1] == '+') token = token[..^1];
        foreach (char c in token)
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '.' or ':')) return false;
        return true;
    }
}
