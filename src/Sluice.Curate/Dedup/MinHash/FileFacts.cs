using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Sluice.Core;
using Sluice.Core.Rights;
using Sluice.Core.Text;
using Sluice.Curate.Dedup.Keep;

namespace Sluice.Curate.Dedup.MinHash;

/// <summary>What a key says of a file, that copies of it are judged by: its license's category, its date, its repository, and whether it is a witness. At the end of the key, and only of files that have any of it.</summary>
/// <remarks>Little-endian: 8 bytes (seconds since year 1 in 40 bits, <see cref="Class"/> in 4, flags), a hash of the repository's name (8), the bytes of the label (1), the label.</remarks>
readonly struct FileFacts
{
    /// <summary><see cref="Class"/> of files that neither testify nor can be told of.</summary>
    public const int NoClass = 0;

    /// <summary><see cref="Class"/> of an opted-out file.</summary>
    public const int OptedOutClass = 15;

    /// <summary>Bytes before the label.</summary>
    public const int FixedBytes = 2 * sizeof(ulong) + 1;

    /// <summary>Most bytes of a label.</summary>
    public const int LabelBytesMax = byte.MaxValue;

    const string OptedOutKey = "opted-out"; // Of the step consent.
    const ulong DateMask = (1UL << 40) - 1;
    const ulong WitnessBit = 1UL << 44;
    const ulong OriginalBit = 1UL << 45;
    const ulong BoilerplateBit = 1UL << 46;

    readonly ulong _packed;
    readonly ulong _repository;

    FileFacts(ulong packed, ulong repository) => (_packed, _repository) = (packed, repository);

    /// <summary>Category of the license plus one, <see cref="OptedOutClass"/> or <see cref="NoClass"/>.</summary>
    public int Class => (int)(_packed >> 40) & 15;

    /// <summary>Whether it was dropped by a step before.</summary>
    public bool IsWitness => (_packed & WitnessBit) != 0;

    /// <summary>First date of the file in its history, in seconds since year 1; 0 where unknown.</summary>
    public long Date => (long)(_packed & DateMask);

    /// <summary>Whether there is nothing to say.</summary>
    public bool IsEmpty => Class == NoClass && !IsWitness && !IsBoilerplate;

    /// <summary>Whether it is a license text or the like (<see cref="BoilerplateFiles"/>): it neither testifies nor is told of.</summary>
    public bool IsBoilerplate => (_packed & BoilerplateBit) != 0;

    /// <summary>Whether this file shows that a copy of it was given away under a looser license than it is under: it is elsewhere, older and stricter, and no copy itself by its marks.</summary>
    public bool IsStricterOriginalOf(in FileFacts copy) =>
        (_packed & OriginalBit) != 0 && Class != OptedOutClass && copy.Class is not (NoClass or OptedOutClass) && Class > copy.Class
        && _repository != copy._repository && Date > 0 && Date < copy.Date;

    /// <summary>The facts of a document.</summary>
    public static FileFacts Of(Document document)
    {
        Metadata metadata = document.Metadata;
        bool isWitness = !document.DroppedBy.IsKept;
        if ((document.Path ?? TextOf(metadata, "path")) is { } path && BoilerplateFiles.Matches(path)) return new(BoilerplateBit | (isWitness ? WitnessBit : 0), 0);
        if (!isWitness && metadata.Entries.Count == 0) return default;
        int ofClass = isWitness && metadata.TryGet(OptedOutKey, out _) ? OptedOutClass : ClassOf(metadata);
        string? repository = document.Repository?.Name ?? TextOf(metadata, "repository");
        if (repository is null && ofClass != OptedOutClass) ofClass = NoClass;
        if (ofClass == NoClass) return new(isWitness ? WitnessBit : 0, 0);
        long date = FileDate.SecondsOf(document);
        bool isOriginal = !FileMarks.IsCopy(document);
        return new((ulong)Math.Max(0, date) & DateMask | (ulong)ofClass << 40 | (isWitness ? WitnessBit : 0) | (isOriginal ? OriginalBit : 0),
            repository is null ? 0 : HashOf(repository));
    }

    /// <summary>What a person is shown of the file: its license, or the entry of the list that opted it out.</summary>
    public static string LabelOf(Document document, in FileFacts facts) =>
        (facts.Class == OptedOutClass ? TextOf(document.Metadata, OptedOutKey) : TextOf(document.Metadata, "license") ?? TextOf(document.Metadata, "license-category")) ?? "";

    /// <summary>The date as people write it.</summary>
    public string DateText => new DateTime(Date * TimeSpan.TicksPerSecond).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Writes facts and label.</summary>
    public void Write(string label, IBufferWriter<byte> to)
    {
        int chars = Math.Min(label.Length, LabelBytesMax / 3);
        Span<byte> bytes = to.GetSpan(FixedBytes + LabelBytesMax);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, _packed);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[sizeof(ulong)..], _repository);
        int written = Encoding.UTF8.GetBytes(label.AsSpan(0, chars), bytes[FixedBytes..]);
        bytes[FixedBytes - 1] = (byte)written;
        to.Advance(FixedBytes + written);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="from">At least <see cref="FixedBytes"/>.</param>
    /// <param name="labelBytes">Bytes of the label that follows.</param>
    public static FileFacts Read(ReadOnlySpan<byte> from, out int labelBytes)
    {
        labelBytes = from[FixedBytes - 1];
        return new(BinaryPrimitives.ReadUInt64LittleEndian(from), BinaryPrimitives.ReadUInt64LittleEndian(from[sizeof(ulong)..]));
    }

    // Without case.
    static ulong HashOf(string repository)
    {
        const int CharsMax = 256; // Longer names, which no host takes, count by their beginning.
        ReadOnlySpan<char> name = repository.AsSpan(0, Math.Min(repository.Length, CharsMax));
        Span<char> lower = stackalloc char[CharsMax];
        Span<byte> utf8 = stackalloc byte[CharsMax * 3];
        return TextHash.Of(utf8[..Encoding.UTF8.GetBytes(lower[..name.ToLowerInvariant(lower)], utf8)]);
    }

    static int ClassOf(Metadata metadata) => TextOf(metadata, "license-category") is { } text ? Array.IndexOf(s_categories, text) + 1 : NoClass;

    static string? TextOf(Metadata metadata, string key) => metadata.TryGet(key, out MetadataValue value) ? value.Text : null;

    static readonly string[] s_categories = [.. Enum.GetValues<LicenseCategory>().Order().Select(category => KebabCase.From(category.ToString()))];
}
