namespace Sluice.Curate.Govern.License.Expressions;

/// <summary>What a <see cref="LicenseExpression"/> is.</summary>
public enum ExpressionKind
{
    /// <summary>One license, with an exception or without.</summary>
    License,

    /// <summary>All of its operands hold.</summary>
    And,

    /// <summary>Any of its operands may be chosen.</summary>
    Or,
}
