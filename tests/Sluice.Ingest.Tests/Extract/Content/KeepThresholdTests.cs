using Sluice.Ingest.Extract.Content;

namespace Sluice.Ingest.Tests.Extract.Content;

public sealed class KeepThresholdTests
{
    [Fact]
    public void A_page_that_is_sure_of_its_text_keeps_from_the_usual_score_on() => Assert.Equal(128, Threshold(200, 210, 40, 30, 20));

    [Fact] // Of three blocks that are likelier furniture than not, the likeliest stays.
    public void A_page_that_is_sure_of_nothing_keeps_its_best() => Assert.Equal(118, Threshold(118, 70, 72));

    [Fact]
    public void What_is_surely_furniture_is_not_kept_for_want_of_other_text() => Assert.True(Threshold(10, 12, 5) > 12);

    [Fact]
    public void Sizes_and_shares_grow_with_what_they_measure()
    {
        for (int i = 1; i < 100_000; i++) Assert.True(ByteScale.Size(i) >= ByteScale.Size(i - 1));
        for (int i = 1; i <= 1000; i++) Assert.True(ByteScale.Share(i, 1000) >= ByteScale.Share(i - 1, 1000));
        Assert.Equal(255, ByteScale.Share(7, 7));
        Assert.Equal(0, ByteScale.Share(7, 0));
        Assert.Equal(128, ByteScale.Distance(0));
        Assert.Equal(255, ByteScale.Size(long.MaxValue));
    }

    static int Threshold(params byte[] scores) => KeepThreshold.Of(scores, [.. scores.Select(_ => new TextBlock { Length = 200 })], 128);
}
