using Sluice.Core.Rights;
using Sluice.Curate.Govern.License.Expressions;

namespace Sluice.Curate.Govern.License.Texts;

/// <summary>One license text among the index's words.</summary>
/// <param name="Expression">What a file with it is under.</param>
/// <param name="Start">First word of the index's words.</param>
/// <param name="End">Word after the last.</param>
/// <param name="Required">Words that are not optional.</param>
/// <param name="Grams">Q-grams by which it is looked up, but for optional ones.</param>
sealed record LicenseTemplate(string Expression, int Start, int End, int Required, int Grams)
{
    public int Length => End - Start;

    /// <summary>Whether it asks for little more than that its words stay.</summary>
    public bool IsPermissive { get; } = LicenseExpressionParser.TryParse(Expression) is { } license && LicenseCategories.Of(license) <= LicenseCategory.Permissive;
}
