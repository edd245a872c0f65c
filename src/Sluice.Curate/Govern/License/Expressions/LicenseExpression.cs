using System.Text;

namespace Sluice.Curate.Govern.License.Expressions;

/// <summary>An SPDX license expression in normal form: ids in their listed spelling, deprecated ones mapped to what replaced them, operands flat and without repeats, in the order written.</summary>
/// <remarks>Source: SPDX specification 3.0, annex "SPDX license expressions". Immutable; two are equal when they are written alike.</remarks>
public sealed class LicenseExpression : IEquatable<LicenseExpression>
{
    readonly LicenseExpression[] _operands;
    readonly string _written;

    LicenseExpression(ExpressionKind kind, string id, string? exception, LicenseExpression[] operands)
    {
        (Kind, Id, Exception, _operands) = (kind, id, exception, operands);
        _written = Write();
    }

    /// <summary>What it is: one license, a choice, or all of several.</summary>
    public ExpressionKind Kind { get; }

    /// <summary>The id of one license, with <c>+</c> where "or later" was written so and no other id says it; empty for the other kinds.</summary>
    public string Id { get; }

    /// <summary>The exception of one license (<c>WITH</c>); null where it has none.</summary>
    public string? Exception { get; }

    /// <summary>What is chosen from or joined; empty for one license.</summary>
    public IReadOnlyList<LicenseExpression> Operands => _operands;

    /// <summary>One license.</summary>
    internal static LicenseExpression Of(string id, string? exception = null) => new(ExpressionKind.License, id, exception, []);

    /// <summary>Any of several may be chosen.</summary>
    internal static LicenseExpression Any(IEnumerable<LicenseExpression> operands) => Join(ExpressionKind.Or, operands);

    /// <summary>All of several hold.</summary>
    internal static LicenseExpression All(IEnumerable<LicenseExpression> operands) => Join(ExpressionKind.And, operands);

    static LicenseExpression Join(ExpressionKind kind, IEnumerable<LicenseExpression> operands)
    {
        List<LicenseExpression> flat = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (LicenseExpression operand in operands)
        {
            foreach (LicenseExpression part in operand.Kind == kind ? operand._operands : [operand])
                if (seen.Add(part._written)) flat.Add(part);
        }
        return flat.Count == 1 ? flat[0] : new(kind, "", null, [.. flat]);
    }

    /// <summary>Stands for terms that could not be read, or for more licenses than anyone could check: proprietary.</summary>
    internal static LicenseExpression Unreadable { get; } = Of("LicenseRef-unreadable");

    /// <summary>This, or <see cref="Unreadable"/> where it is too long to be read back.</summary>
    internal LicenseExpression Bounded() => _written.Length > LicenseExpressionParser.LengthMax || Licenses.Count() > LicenseExpressionParser.LicensesMax ? Unreadable : this;

    /// <summary>The licenses it names, in the order written.</summary>
    internal IEnumerable<LicenseExpression> Licenses => Kind == ExpressionKind.License ? [this] : _operands.SelectMany(operand => operand.Licenses);

    string Write()
    {
        if (Kind == ExpressionKind.License) return Exception is null ? Id : $"{Id} WITH {Exception}";
        StringBuilder text = new();
        foreach (LicenseExpression operand in _operands)
        {
            if (text.Length > 0) text.Append(Kind == ExpressionKind.And ? " AND " : " OR ");
            // Brackets also where precedence makes them needless: readers of lists of licenses do not know it.
            if (operand.Kind == ExpressionKind.License) text.Append(operand._written);
            else text.Append('(').Append(operand._written).Append(')');
        }
        return text.ToString();
    }

    /// <summary>As SPDX writes it.</summary>
    public override string ToString() => _written;

    /// <inheritdoc/>
    public bool Equals(LicenseExpression? other) => other is not null && _written == other._written;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LicenseExpression);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_written);
}
