using System.Text;
using Sluice.Core;
using Sluice.Curate.Filter.FastText;
using Sluice.Curate.Filter.FastText.Training;

namespace Sluice.Curate.Tests.Filter.FastText.Training;

public sealed class AutoTrainingTests
{
    static readonly (IReadOnlyList<string>, byte[])[] s_aside = [.. SmallTexts.Make(50, seed: 2).Select(t => ((IReadOnlyList<string>)[t.Label], Encoding.UTF8.GetBytes(t.Text)))];

    static AutoTraining Make(long? bytesMax = null) => new(SmallTexts.Training(150), s_aside, new() { Bucket = 2000 })
    {
        BytesMax = bytesMax,
    };

    // A clock that goes on by a second whenever it is asked.
    sealed class Clock : TimeProvider
    {
        long _seconds;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => _seconds++;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period);
    }

    [Fact] // Goal: the clock decides how many are tried, and nothing else.
    public void A_longer_budget_tries_more_of_the_same_list()
    {
        IReadOnlyList<AutoTrial> few = Make().Run(TimeSpan.FromSeconds(3), new Clock()), more = Make().Run(TimeSpan.FromSeconds(6), new Clock());
        Assert.Equal(3, few.Count);
        Assert.Equal(6, more.Count);
        Assert.Equal(few, more.Take(3));
        Assert.Equal(Make().Candidates.Take(6), more.Select(t => t.Options));
        Assert.Equal(more.Max(t => t.Accuracy), AutoTraining.Best(more).Accuracy);
        Assert.Single(Make().Run(TimeSpan.FromTicks(1), new Clock())); // The first is always tried.
    }

    [Fact]
    public void No_trial_is_larger_than_the_size()
    {
        IReadOnlyList<AutoTrial> trials = Make(24_000).Run(TimeSpan.FromSeconds(4), new Clock());
        Assert.All(trials, t => Assert.InRange(t.Bytes, 1, 24_000));
        Assert.Contains("no model is as small", Assert.Throws<SluiceException>(() => Make(1000).Run(TimeSpan.FromSeconds(3), new Clock())).Message);
    }

    [Fact]
    public void A_budget_that_runs_out_gives_up_the_trial_that_runs()
    {
        AutoTraining slow = new(SmallTexts.Training(20_000), s_aside, new() { Bucket = 2000 });
        long start = TimeProvider.System.GetTimestamp();
        IReadOnlyList<AutoTrial> trials = slow.Run(TimeSpan.FromMilliseconds(500), TimeProvider.System);
        Assert.InRange(TimeProvider.System.GetElapsedTime(start).TotalSeconds, 0, 20); // The whole list takes far longer.
        Assert.InRange(trials.Count, 1, slow.Candidates.Count - 1);
    }

    [Theory]
    [InlineData(20_000, 2, true, false)]
    [InlineData(45_000, 3, false, true)]
    [InlineData(40_000, 16, true, true)]
    public void The_cutoff_for_a_size_is_the_largest_that_fits(long bytesMax, int dsub, bool qnorm, bool qout)
    {
        FastTextModel model = FastTextTrainer.Train(SmallTexts.Training(150), new() { Dim = 16, Epochs = 1, CharNgramsMin = 2, CharNgramsMax = 4, WordNgrams = 2, Bucket = 2500 });
        QuantizeOptions options = new()
        {
            Dsub = dsub,
            Qnorm = qnorm,
            Qout = qout,
            Retrain = false,
        };
        int cutoff = FastTextQuantizer.CutoffFor(model, options, bytesMax)!.Value;
        Assert.InRange(FastTextQuantizer.Quantize(model, null, options with { Cutoff = cutoff }).FileBytes(), bytesMax - 40, bytesMax);
        Assert.True(FastTextQuantizer.Quantize(model, null, options with { Cutoff = cutoff + 1 }).FileBytes() > bytesMax);
        Assert.Equal(0, FastTextQuantizer.CutoffFor(model, options, 1 << 20));
        Assert.Null(FastTextQuantizer.CutoffFor(model, options, 100));
    }
}
