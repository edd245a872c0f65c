using System.Text;
using Sluice.Core.Steps;
using Sluice.Ingest.Extract;

namespace Sluice.Ingest.Tests.Extract;

/// <summary>Real pages whose formulas and code other extractors lose or tear apart.</summary>
public sealed class HardPagesTests
{
    [Theory]
    [InlineData("readability", "mathjax", "Lorenz", "$$x = \\frac{-b ± \\sqrt{b^{2} - 4ac}}{2a}\\text{.}$$\n", "$k$ heads when flipping $n$ coins is:\n")]
    [InlineData("trafilatura", "t-SNE", "high-dimensional", "Given a set of $N$ high-dimensional objects $\\mathbf {x} _{1},\\dots ,\\mathbf {x} _{N}$, t-SNE first computes probabilities $p_{ij}$")]
    [InlineData("webmainbench", "numpy", "NumPy ndarray", "\nimport numpy as np \n\narr = np.array([1, 2, 3, 4, 5])\n\nprint(arr)\n\nprint(type(arr))\n", "NumPy 中的数组对象称为 ndarray。\n")]
    public void Formulas_and_code_stay_whole(string set, string name, string mark, params string[] parts)
    {
        List<string> texts = [];
        ExtractHtmlStep step = new(new());
        RealPages.ForEach(set, (page, _) =>
        {
            if (page.Body.Span.IndexOf(Encoding.UTF8.GetBytes(mark)) < 0 || !step.Apply(page, Measurements.None).IsKept) return;
            texts.Add(string.Join("\n\n", step.ExplainLast().Select(block => block.Text))); // Whichever of them are chosen.
        });
        foreach (string part in parts) Assert.True(texts.Any(text => text.Contains(part, StringComparison.Ordinal)), $"{name}: {part}");
    }
}
