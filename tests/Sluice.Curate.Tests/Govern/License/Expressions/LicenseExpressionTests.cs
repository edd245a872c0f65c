using FsCheck;
using FsCheck.Fluent;
using Sluice.Core.Rights;
using Sluice.Curate.Govern.License;
using Sluice.Curate.Govern.License.Expressions;

namespace Sluice.Curate.Tests.Govern.License.Expressions;

public sealed class LicenseExpressionTests
{
    [Theory]
    [InlineData("MIT", "MIT")]
    [InlineData("mit or apache-2.0", "MIT OR Apache-2.0")]
    [InlineData("(MIT OR Apache-2.0)", "MIT OR Apache-2.0")]
    [InlineData("MIT AND ISC OR Zlib", "(MIT AND ISC) OR Zlib")]
    [InlineData("MIT AND (ISC OR Zlib)", "MIT AND (ISC OR Zlib)")]
    [InlineData("MIT OR (ISC OR (Zlib OR MIT))", "MIT OR ISC OR Zlib")]
    [InlineData("MIT AND MIT", "MIT")]
    [InlineData("GPL-2.0", "GPL-2.0-only")]
    [InlineData("GPL-2.0+", "GPL-2.0-or-later")]
    [InlineData("LGPL-2.1+ WITH ocaml-lgpl-linking-exception", "LGPL-2.1-or-later WITH OCaml-LGPL-linking-exception")]
    [InlineData("GPL-2.0-with-classpath-exception", "GPL-2.0-only WITH Classpath-exception-2.0")]
    [InlineData("Apache-2.0+", "Apache-2.0+")]
    [InlineData("FSL-1.1-Apache-2.0", "FSL-1.1-ALv2")]
    [InlineData("LicenseRef-My.Own-1", "LicenseRef-My.Own-1")]
    [InlineData("DocumentRef-a:LicenseRef-b", "DocumentRef-a:LicenseRef-b")]
    [InlineData(" NoSuch-1.0 ", "NoSuch-1.0")]
    public void Expressions_come_out_in_normal_form(string text, string written) => Assert.Equal(written, LicenseExpressionParser.TryParse(text)?.ToString());

    [Theory]
    [InlineData("")]
    [InlineData("NONE")]
    [InlineData("NOASSERTION")]
    [InlineData("MIT Apache-2.0")]
    [InlineData("MIT OR")]
    [InlineData("OR MIT")]
    [InlineData("MIT AND OR ISC")]
    [InlineData("(MIT")]
    [InlineData("MIT)")]
    [InlineData("()")]
    [InlineData("MIT WITH")]
    [InlineData("MIT WITH (LLVM-exception)")]
    [InlineData("+")]
    [InlineData("SEE LICENSE IN LICENSE.md")]
    [InlineData("MIT/ISC")]
    public void What_is_no_expression_is_refused(string text) => Assert.Null(LicenseExpressionParser.TryParse(text));

    [Fact]
    public void Hostile_brackets_and_lengths_are_refused()
    {
        Assert.Null(LicenseExpressionParser.TryParse(new string('(', 4000)));
        Assert.Null(LicenseExpressionParser.TryParse(new string('(', 40) + "MIT" + new string(')', 40)));
        Assert.NotNull(LicenseExpressionParser.TryParse(new string('(', LicenseExpressionParser.DepthMax) + "MIT" + new string(')', LicenseExpressionParser.DepthMax)));
        Assert.Null(LicenseExpressionParser.TryParse(string.Join(" OR ", Enumerable.Repeat("MIT", 2000))));
    }

    [Theory]
    [InlineData("MIT", LicenseCategory.Permissive)]
    [InlineData("CC0-1.0", LicenseCategory.PublicDomain)]
    [InlineData("MIT OR GPL-3.0-only", LicenseCategory.Permissive)]
    [InlineData("MIT AND GPL-3.0-only", LicenseCategory.StrongCopyleft)]
    [InlineData("(MIT OR GPL-3.0-only) AND LGPL-2.1-only", LicenseCategory.WeakCopyleft)]
    [InlineData("GPL-2.0-only WITH Classpath-exception-2.0", LicenseCategory.WeakCopyleft)]
    [InlineData("GPL-2.0-only WITH GPL-CC-1.0", LicenseCategory.StrongCopyleft)]
    [InlineData("Apache-2.0 WITH LLVM-exception", LicenseCategory.Permissive)]
    [InlineData("Apache-2.0 WITH Commons-Clause", LicenseCategory.Proprietary)]
    [InlineData("Apache-2.0+", LicenseCategory.Permissive)]
    [InlineData("AGPL-3.0", LicenseCategory.NetworkCopyleft)]
    [InlineData("FSL-1.1-ALv2", LicenseCategory.SourceAvailable)]
    [InlineData("CC-BY-NC-ND-4.0", LicenseCategory.NoDerivatives)]
    [InlineData("LicenseRef-whatever", LicenseCategory.Proprietary)]
    [InlineData("NoSuch-1.0", LicenseCategory.Proprietary)]
    public void Categories_of_expressions_fail_closed(string text, LicenseCategory category) => Assert.Equal(category, LicenseCategories.Of(LicenseExpressionParser.TryParse(text)!));

    static readonly Gen<LicenseExpression> s_license = Gen.OneOf(
        Gen.Elements(LicenseCategories.Ids.ToArray()).Select(id => LicenseExpressionParser.TryParse(id)!),
        Gen.Elements("MIT+", "GPL-2.0-only WITH Classpath-exception-2.0", "LicenseRef-x", "NoSuch-1.0", "MIT WITH NoSuch").Select(text => LicenseExpressionParser.TryParse(text)!));

    static Gen<LicenseExpression> Expression(int depth) => depth == 0 ? s_license : Gen.OneOf(
        s_license,
        Expression(depth - 1).NonEmptyListOf().Select(parts => LicenseExpression.Any(parts.Take(4))),
        Expression(depth - 1).NonEmptyListOf().Select(parts => LicenseExpression.All(parts.Take(4))));

    [Fact]
    public void What_is_written_is_read_back_alike() => Prop.ForAll(Expression(3).ToArbitrary(), expression =>
        expression.ToString().Length > LicenseExpressionParser.LengthMax || expression.Licenses.Count() > 200 || expression.Equals(LicenseExpressionParser.TryParse(expression.ToString()))).QuickCheckThrowOnFailure();

    [Fact]
    public void Allowing_more_never_refuses_what_was_acceptable() => Prop.ForAll(
        Expression(2).ToArbitrary(), Gen.Elements(LicensePolicyNames).NonEmptyListOf().ToArbitrary(), Gen.Elements(LicensePolicyNames).ToArbitrary(),
        (expression, names, more) => !new LicensePolicy([.. names], []).IsAcceptable(expression) || new LicensePolicy([.. names, more], []).IsAcceptable(expression)).QuickCheckThrowOnFailure();

    [Fact]
    public void Joining_is_never_more_permissive_than_a_part_and_choosing_never_stricter() => Prop.ForAll(Expression(2).ToArbitrary(), Expression(2).ToArbitrary(), (left, right) =>
        LicenseCategories.Of(LicenseExpression.All([left, right])) >= LicenseCategories.Of(left) && LicenseCategories.Of(LicenseExpression.Any([left, right])) <= LicenseCategories.Of(left)).QuickCheckThrowOnFailure();

    static readonly string[] LicensePolicyNames = ["permissive", "public-domain", "weak-copyleft", "strong-copyleft", "proprietary", "none-found", "MIT", "GPL-3.0-only", "LicenseRef-x"];
}
