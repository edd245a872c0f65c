using System.Runtime.InteropServices;
using System.Text;
using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Curate.Dedup.Keep;
using Sluice.Storage.Sorting;

namespace Sluice.Curate.Dedup.MinHash;

/// <summary>What is told against documents by verified near-duplicates of them: that one was opted out, or is an older original under a stricter license. Of several testimonies the strongest decides: consent before licenses, then the more similar one, then the first.</summary>
/// <remarks>Use: <see cref="Hear"/>, <see cref="Settle"/>, <see cref="Decide"/>. Out of core.</remarks>
sealed class Testimonies(NearDuplicatesOptions options, MergeContext context, Positions positions, DocumentPlaces places, string name, long memoryBytes) : IDisposable
{
    /// <summary>Shingles that a file must have for its license to tell against a copy: below that, two may well have written the same.</summary>
    public const int LaunderingShinglesMin = 20;

    const string OptedOutRule = "consent.opted-out"; // The rule of the step consent: whoever asks what consent dropped finds the copies too.
    const string LaunderingRule = "license-laundering.stricter-original";
    const int Slots = 1 << 10;
    const ulong One = 0x3FF0_0000_0000_0000; // The bits of 1.0.
    const ulong LaunderingBit = 1UL << 63;

    readonly ExternalSorter<Told> _told = new(context.ScratchFolder, name + "-told", memoryBytes / 2, context.Workers, context.Cancellation);
    readonly ExternalSorter<Told> _settled = new(context.ScratchFolder, name + "-settled", memoryBytes / 2, context.Workers, context.Cancellation);
    readonly Slot[] _slots = [.. Enumerable.Repeat(new Slot(-1, default, default), Slots)];

    /// <summary>Documents near an opted-out one.</summary>
    public long OptedOut { get; private set; }

    /// <summary>Documents near an older one elsewhere under a stricter license.</summary>
    public long Laundered { get; private set; }

    /// <summary>Bytes written to the scratch folder.</summary>
    public long SpilledBytes { get; private set; }

    /// <summary>Compares pairs of which one may tell against the other.</summary>
    public void Hear(SortedRecords<CandidatePair> pairs, SetReader reader)
    {
        foreach (CandidateGroup group in CandidateGroup.Of(pairs, context.Cancellation))
        {
            Slot later = FactsAt(group.Later);
            foreach (long earlier in group.Earlier)
            {
                Slot other = FactsAt(earlier);
                (bool isOptOut, bool ofLater) = (false, false);
                if (Tells(later, other, out bool byLater)) (isOptOut, ofLater) = (byLater, false);
                else if (Tells(other, later, out bool byOther)) (isOptOut, ofLater) = (byOther, true);
                else continue;
                double similarity = reader.Similarity(group.Later, earlier, options.Similarity);
                if (similarity < options.Similarity) continue;
                ulong rank = (isOptOut ? 0 : LaunderingBit) | One - BitConverter.DoubleToUInt64Bits(similarity);
                _told.Add(ofLater ? new() { About = (ulong)group.Later, Rank = rank, By = earlier } : new() { About = (ulong)earlier, Rank = rank, By = group.Later });
            }
        }
    }

    /// <summary>Ends hearing: the strongest testimony about each document is known.</summary>
    /// <param name="isOut">Takes a bit for each document that goes for it.</param>
    public void Settle(DocumentBits isOut)
    {
        ulong last = ulong.MaxValue;
        foreach (Told told in _told.Sort())
        {
            if (told.About == last) continue;
            last = told.About;
            bool isOptOut = told.Rank < LaunderingBit;
            if (isOptOut) OptedOut++;
            else Laundered++;
            if (isOptOut || options.Laundering == LaunderingPolicy.Refuse) isOut.Set((long)told.About);
            _settled.Add(new() { About = (ulong)positions.DocumentAt((long)told.About), Rank = told.Rank, By = positions.DocumentAt(told.By) });
        }
        SpilledBytes += _told.SpilledBytes;
        _told.Dispose();
    }

    /// <summary>The decisions that follow, in ascending order of document; flagged ones are kept and changed.</summary>
    public IEnumerable<MergeDecision> Decide()
    {
        foreach (Told told in _settled.Sort())
        {
            (long document, double similarity) = ((long)told.About, BitConverter.UInt64BitsToDouble(One - (told.Rank & ~LaunderingBit)));
            Slot by = Read(told.By);
            if (told.Rank < LaunderingBit)
            {
                yield return new(document, Verdict.Drop(OptedOutRule, similarity, options.Similarity) with { Evidence = LabelOf(by), WithholdsText = true }, told.By, similarity, -1, 1);
                continue;
            }
            Slot about = Read(document);
            string evidence = $"{LabelOf(by)} of {by.Facts.DateText} there, {LabelOf(about)} of {about.Facts.DateText} here";
            yield return options.Laundering == LaunderingPolicy.Refuse
                ? new(document, Verdict.Drop(LaunderingRule, similarity, options.Similarity) with { Evidence = evidence, WithholdsText = true }, told.By, similarity, -1, 1)
                : new(document, Verdict.Keep, -1, 0, -1, 1) { Change = Encoding.UTF8.GetBytes(evidence) };
        }
        SpilledBytes += _settled.SpilledBytes;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _told.Dispose();
        _settled.Dispose();
    }

    // Documents of earlier releases and witnesses can't go; boilerplate is nobody's copy.
    bool Tells(in Slot by, in Slot about, out bool isOptOut)
    {
        isOptOut = by.Facts.IsWitness && by.Facts.Class == FileFacts.OptedOutClass;
        if (about.Facts.IsWitness || about.Facts.IsBoilerplate || about.Position < context.EarlierDocuments) return false;
        return isOptOut || (options.Laundering != LaunderingPolicy.Off && by.Place.Total >= LaunderingShinglesMin && about.Place.Total >= LaunderingShinglesMin && by.Facts.IsStricterOriginalOf(about.Facts));
    }

    Slot FactsAt(long position)
    {
        ref Slot slot = ref _slots[(int)position & (Slots - 1)];
        if (slot.Position != position) slot = Read(positions.DocumentAt(position)) with { Position = position };
        return slot;
    }

    Slot Read(long document)
    {
        Place place = default;
        places.Read(document, new Span<Place>(ref place));
        if (!place.HasFacts) return new(-1, place, default);
        Span<byte> facts = stackalloc byte[FileFacts.FixedBytes];
        context.Keys.Read(place.FactsAt, facts);
        return new(-1, place, FileFacts.Read(facts, out _));
    }

    string LabelOf(in Slot slot)
    {
        if (!slot.Place.HasFacts) return "";
        Span<byte> label = stackalloc byte[FileFacts.FixedBytes + FileFacts.LabelBytesMax];
        context.Keys.Read(slot.Place.FactsAt, label[..FileFacts.FixedBytes]);
        FileFacts.Read(label, out int bytes);
        context.Keys.Read(slot.Place.FactsAt + FileFacts.FixedBytes, label[..bytes]);
        return Encoding.UTF8.GetString(label[..bytes]);
    }

    readonly record struct Slot(long Position, Place Place, FileFacts Facts);

    // In the order of what it is about, then the strongest first.
    [StructLayout(LayoutKind.Sequential)]
    struct Told : IComparable<Told>, ILeadingKey
    {
        public ulong About;
        public ulong Rank;
        public long By;

        public readonly int CompareTo(Told other) => About != other.About ? About.CompareTo(other.About) : Rank != other.Rank ? Rank.CompareTo(other.Rank) : By.CompareTo(other.By);
    }
}
