using Sluice.Core.Steps;
using Sluice.Curate.Filter.Sample;

namespace Sluice.Curate.Tests.Filter.Sample;

public sealed class SampleStepTests
{
    static HashSet<string> Kept(double rate, ulong seed = 0, string salt = "")
    {
        SampleStep step = new(new() { Rate = rate, Salt = salt }, seed);
        return [.. Enumerable.Range(0, 10_000).Select(i => $"doc-{i}").Where(id => step.Apply(Apply.Text("text", id: id), Measurements.None).IsKept)];
    }

    [Theory] // Six standard errors.
    [InlineData(0.01)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void The_share_is_the_rate(double rate) => Assert.InRange(Kept(rate).Count / 10_000.0, rate - 6 * Math.Sqrt(rate * (1 - rate) / 10_000), rate + 6 * Math.Sqrt(rate * (1 - rate) / 10_000));

    [Fact]
    public void All_and_none_are_exact() => Assert.Equal((10_000, 0), (Kept(1).Count, Kept(0).Count));

    [Fact] // Never edit: releases depend on it.
    public void The_draw_is_the_same_for_ever() =>
        Assert.Equal(["doc-136", "doc-149", "doc-15"], Kept(0.02).Where(id => id.Length <= 7).Order(StringComparer.Ordinal).Take(3));

    [Fact]
    public void A_smaller_sample_is_part_of_a_larger_one() => Assert.Subset(Kept(0.5), Kept(0.1));

    [Fact]
    public void Seed_and_salt_draw_anew()
    {
        Assert.InRange(Kept(0.5).Intersect(Kept(0.5, seed: 1)).Count(), 2200, 2800);
        Assert.InRange(Kept(0.5).Intersect(Kept(0.5, salt: "x")).Count(), 2200, 2800);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void A_rate_outside_zero_to_one_is_refused(double rate) => Assert.Single(new SampleOptions { Rate = rate }.Problems());
}
