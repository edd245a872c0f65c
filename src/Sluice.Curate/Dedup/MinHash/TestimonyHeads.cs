using Sluice.Core.Steps;
using Sluice.Storage.Sorting;

namespace Sluice.Curate.Dedup.MinHash;

/// <summary>Those of a set or bucket that later ones are paired with, to be asked whether one of the two tells against the other: opted-out witnesses, and the first files of each category of license.</summary>
/// <param name="context">The merge's.</param>
/// <param name="ofLicenses">Whether licenses are compared at all.</param>
/// <param name="canBeSimilar">Tells by numbers of shingles.</param>
/// <param name="isRepeated">Opted-out witnesses equal to one before: they are asked nothing.</param>
/// <param name="pairs">Takes the pairs.</param>
sealed class TestimonyHeads(MergeContext context, bool ofLicenses, Func<uint, uint, bool> canBeSimilar, DocumentBits isRepeated, ExternalSorter<CandidatePair> pairs)
{
    /// <summary>Opted-out witnesses of a bucket that others are compared with.</summary>
    public const int OptedOutMax = Buckets.HeadsMax;

    /// <summary>Files of a category in a bucket that those of other categories are compared with: by <c>keep: original</c> the oldest ones.</summary>
    public const int OfCategoryMax = 3;

    const int Categories = FileFacts.OptedOutClass;

    readonly FilePosition[] _optedOut = new FilePosition[OptedOutMax];
    readonly FilePosition[] _ofCategory = new FilePosition[Categories * OfCategoryMax];
    readonly int[] _counts = new int[Categories];
    int _optedOutCount;
    uint _present; // A bit for each category that has heads.

    /// <summary>Forgets all: another set begins.</summary>
    public void Clear()
    {
        _optedOutCount = 0;
        if (_present == 0) return;
        _present = 0;
        Array.Clear(_counts);
    }

    /// <summary>Takes the next file, in the order of <see cref="FilePosition"/>: pairs it with those before, and keeps it for those that follow.</summary>
    public void Take(FilePosition file)
    {
        bool canGo = !file.IsWitness && file.Position >= context.EarlierDocuments;
        if (canGo)
            foreach (FilePosition head in _optedOut.AsSpan(0, _optedOutCount)) Pair(file, head);
        if (file.Class == FileFacts.OptedOutClass)
        {
            if (file.IsWitness && _optedOutCount < OptedOutMax && !isRepeated[file.Position]) _optedOut[_optedOutCount++] = file;
            return;
        }
        // Most files that are copied a million times are that short; so what a bucket gives stays in proportion to the keys.
        if (!ofLicenses || file.Class == FileFacts.NoClass || file.Size < Testimonies.LaunderingShinglesMin) return;
        if (_present != 0) PairByCategory(file, canGo);
        if (_counts[file.Class] == OfCategoryMax) return;
        _ofCategory[file.Class * OfCategoryMax + _counts[file.Class]++] = file;
        _present |= 1u << file.Class;
    }

    // The stricter one tells against the looser one, which must be one that can go.
    void PairByCategory(FilePosition file, bool canGo)
    {
        for (int other = 1; other < Categories; other++)
        {
            if (other == file.Class || (_present >> other & 1) == 0 || (other > file.Class && !canGo)) continue;
            foreach (FilePosition head in _ofCategory.AsSpan(other * OfCategoryMax, _counts[other]))
                if (other > file.Class || (!head.IsWitness && head.Position >= context.EarlierDocuments)) Pair(file, head);
        }
    }

    void Pair(FilePosition file, FilePosition head)
    {
        if (canBeSimilar(file.Size, head.Size)) pairs.Add(new(Math.Max(file.Position, head.Position), Math.Min(file.Position, head.Position), isMore: false));
    }
}
