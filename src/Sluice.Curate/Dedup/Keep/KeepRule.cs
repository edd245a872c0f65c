using System.Buffers;
using System.Globalization;
using System.IO.Enumeration;
using System.Text;
using Sluice.Core;

namespace Sluice.Curate.Dedup.Keep;

/// <summary>Which of several duplicates stays, by a step's options <c>keep</c>, <c>score</c> and <c>priority</c>.</summary>
/// <remarks>Of one worker: it remembers the file of the document before.</remarks>
/// <param name="order">The order in which documents are taken.</param>
/// <param name="score">Metadata key of <see cref="KeepOrder.BestScore"/>.</param>
/// <param name="priority">Patterns of <see cref="KeepOrder.SourcePriority"/>.</param>
sealed class KeepRule(KeepOrder order, string? score, IReadOnlyList<string> priority)
{
    const int IdBytesMax = 1 << 16; // Of longer ones, which no source makes, the first bytes are compared.

    string? _lastFile;
    ulong _lastPriority;

    /// <summary>Whether documents have a <see cref="KeepKey"/>; in input order they need none.</summary>
    public bool HasKeys => order != KeepOrder.First;

    /// <summary>What is wrong with the options, by their keys.</summary>
    public IEnumerable<string> Problems()
    {
        if (order == KeepOrder.BestScore && string.IsNullOrEmpty(score)) yield return "keep: best-score needs score, the metadata key of a number";
        if (order != KeepOrder.BestScore && score is not null) yield return "score goes with keep: best-score only";
        if (order == KeepOrder.SourcePriority && priority.Count == 0) yield return "keep: source-priority needs priority, a list of file patterns";
        if (order != KeepOrder.SourcePriority && priority.Count > 0) yield return "priority goes with keep: source-priority only";
    }

    /// <summary>Writes a document's <see cref="KeepKey"/> (<see cref="KeepKey.Bytes"/>); nothing where the order needs none.</summary>
    public void WriteKey(Document document, IBufferWriter<byte> key)
    {
        if (!HasKeys) return;
        string id = document.Id;
        int idBytes = Math.Min(Encoding.UTF8.GetMaxByteCount(id.Length), IdBytesMax);
        byte[] rented = ArrayPool<byte>.Shared.Rent(idBytes);
        try
        {
            Encoding.UTF8.TryGetBytes(id.AsSpan(0, Math.Min(id.Length, IdBytesMax / 3)), rented, out idBytes);
            KeepKey.Of(RankOf(document), rented.AsSpan(0, idBytes)).Write(key.GetSpan(KeepKey.Bytes));
            key.Advance(KeepKey.Bytes);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>A document's rank: lower ones are taken first.</summary>
    public ulong RankOf(Document document) => order switch
    {
        KeepOrder.Longest => ulong.MaxValue - (ulong)document.Text.Length,
        KeepOrder.Newest => IsoDate.TryParse(document.Date, out long ticks) ? ulong.MaxValue - 1 - (ulong)ticks : ulong.MaxValue,
        KeepOrder.BestScore => ScoreOf(document) is { } number ? RankOf(number) : ulong.MaxValue,
        KeepOrder.SourcePriority => PriorityOf(document.Origin.File ?? ""),
        KeepOrder.Original => OriginalRank.Of(document),
        _ => 0,
    };

    // The bits of doubles order as they do, once negative ones are turned about.
    static ulong RankOf(double number)
    {
        ulong bits = BitConverter.DoubleToUInt64Bits(number + 0.0); // No negative zero.
        bits ^= bits >> 63 == 1 ? ulong.MaxValue : 1ul << 63;
        return ulong.MaxValue - bits;
    }

    double? ScoreOf(Document document)
    {
        if (!document.Metadata.TryGet(score!, out MetadataValue value)) return score == "language-score" ? document.LanguageScore : null;
        double number = value.Number;
        if (value.Text is { } text && !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number)) return null;
        return double.IsNaN(number) ? null : number;
    }

    // Documents of one file follow each other.
    ulong PriorityOf(string file)
    {
        if (ReferenceEquals(file, _lastFile)) return _lastPriority;
        int at = 0;
        while (at < priority.Count && !FileSystemName.MatchesSimpleExpression(priority[at], file, ignoreCase: false)) at++;
        (_lastFile, _lastPriority) = (file, (ulong)at);
        return _lastPriority;
    }
}
