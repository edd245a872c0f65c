using System.Globalization;
using Sluice.Engine.Store;
using Sluice.Storage.Compression;
using Sluice.Storage.Sorting;

namespace Sluice.Engine.Execute;

/// <summary>Which ids repeat earlier ones of the run, and their numbers: the second document of an id is <c>id#2</c>. Order is that of shards, then records.</summary>
/// <remarks>No two documents end with one id, whatever the input: where an id repeats, ids of the input that themselves end like a number (<c>id#2</c>) and
/// have the same base are numbered from <c>#1</c> on, so a number at the end always stands for a repeat.</remarks>
sealed class IdRepeats
{
    readonly long[] _rows;
    readonly int[] _numbers;

    IdRepeats(long[] rows, int[] numbers) => (_rows, _numbers) = (rows, numbers);

    /// <summary>No repeats: ids are final already.</summary>
    public static IdRepeats None { get; } = new([], []);

    /// <summary>The id of a row, with its number where it repeats.</summary>
    public string Apply(long row, string id)
    {
        if (_rows.Length == 0) return id;
        int at = Array.BinarySearch(_rows, row);
        return at < 0 ? id : string.Create(CultureInfo.InvariantCulture, $"{id}#{_numbers[at]}");
    }

    /// <summary>Reads the repeats of one task.</summary>
    public static IdRepeats Read(string mergeFile, int task)
    {
        using TaskFileReader file = new(mergeFile);
        using ZstdBlock zstd = new();
        byte[] buffer = [];
        List<long> rows = [];
        List<int> numbers = [];
        foreach (Frame frame in file.Of(FrameKind.Repeats).Where(f => f.Base == task))
        {
            for (FieldReader reader = new(file.Read(zstd, frame, ref buffer)); !reader.IsAtEnd;)
            {
                rows.Add(reader.Long());
                numbers.Add(checked((int)reader.Varint()));
            }
        }
        return rows.Count == 0 ? None : new([.. rows], [.. numbers]);
    }

    /// <summary>Finds the repeats of the whole run, and writes them, task after task.</summary>
    /// <param name="taskFiles">Outputs of the first stage, in shard order.</param>
    /// <param name="target">Takes the frames.</param>
    /// <param name="scratchFolder">Takes what does not fit.</param>
    /// <param name="memoryBytes">What may be held.</param>
    /// <param name="cancellation">Stops it.</param>
    public static void Write(IReadOnlyList<string> taskFiles, TaskFileWriter target, string scratchFolder, long memoryBytes, CancellationToken cancellation)
    {
        using ExternalSorter<RepeatedId> repeats = new(scratchFolder, "repeats", memoryBytes / 4, cancellation: cancellation);
        using (ExternalSorter<SeenId> seen = new(scratchFolder, "ids", memoryBytes / 4 * 3, cancellation: cancellation))
        {
            AddAll(taskFiles, seen);
            string repeatedBases = Path.Combine(scratchFolder, "repeated-bases");
            FindRepeatedBases(seen.Sort(), repeatedBases);
            Number(seen.Sort(), repeatedBases, repeats);
        }
        WriteAll(repeats.Sort(), target);
    }

    static void AddAll(IReadOnlyList<string> taskFiles, ExternalSorter<SeenId> seen)
    {
        using ZstdBlock zstd = new();
        byte[] buffer = [];
        for (int task = 0; task < taskFiles.Count; task++)
        {
            using TaskFileReader file = new(taskFiles[task]);
            long row = 0;
            foreach (Frame frame in file.Of(FrameKind.IdHashes))
            {
                ReadOnlySpan<byte> hashes = file.Read(zstd, frame, ref buffer);
                for (; !hashes.IsEmpty; hashes = hashes[(2 * IdHash.Bytes)..], row++) seen.Add(new(IdHash.Read(hashes), IdHash.Read(hashes[IdHash.Bytes..]), new(task, row)));
            }
        }
    }

    // The ordinal numbers of the bases with an id that occurs again: whether one does is known only at the base's end, so they are noted for a second reading.
    static void FindRepeatedBases(SortedRecords<SeenId> seen, string file)
    {
        using BinaryWriter repeated = new(File.Create(file));
        long group = -1, noted = -1;
        for (SeenId before = default; seen.TryRead(out SeenId current); before = current)
        {
            if (group < 0 || current.Base != before.Base) group++;
            else if (current.Id == before.Id && noted != group) repeated.Write(noted = group);
        }
        repeated.Write(-1L);
    }

    static void Number(SortedRecords<SeenId> seen, string repeatedBases, ExternalSorter<RepeatedId> repeats)
    {
        using BinaryReader repeated = new(File.OpenRead(repeatedBases));
        long group = -1, next = repeated.ReadInt64();
        int number = 0;
        for (SeenId before = default; seen.TryRead(out SeenId current); before = current)
        {
            bool isNewBase = group < 0 || current.Base != before.Base;
            if (isNewBase && group++ == next && next >= 0) next = repeated.ReadInt64();
            number = !isNewBase && current.Id == before.Id ? number + 1 : 1;
            if (group == next && (number > 1 || current.Id != current.Base)) repeats.Add(new(current.Place, number));
        }
    }

    static void WriteAll(SortedRecords<RepeatedId> repeats, TaskFileWriter target)
    {
        using ZstdBlock zstd = new();
        FieldWriter writer = new();
        int task = 0, entries = 0;
        while (repeats.TryRead(out RepeatedId repeat))
        {
            if (repeat.Place.Task != task || writer.Length >= 1 << 20) Flush();
            task = repeat.Place.Task;
            writer.Varint(repeat.Place.Row);
            writer.Varint((ulong)repeat.Number);
            entries++;
        }
        Flush();

        void Flush()
        {
            target.Append(TaskFileWriter.Pack(zstd, FrameKind.Repeats, entries, writer.Written), task);
            writer.Clear();
            entries = 0;
        }
    }

    // A row of a task, in the order of the input.
    readonly record struct RowPlace(int Task, long Row) : IComparable<RowPlace>
    {
        public int CompareTo(RowPlace other) => Task != other.Task ? Task.CompareTo(other.Task) : Row.CompareTo(other.Row);
    }

    readonly record struct SeenId(IdHash Base, IdHash Id, RowPlace Place) : IComparable<SeenId>, ILeadingKey
    {
        public int CompareTo(SeenId other) =>
            Base != other.Base ? Base.CompareTo(other.Base) : Id != other.Id ? Id.CompareTo(other.Id) : Place.CompareTo(other.Place);
    }

    readonly record struct RepeatedId(RowPlace Place, int Number) : IComparable<RepeatedId>
    {
        public int CompareTo(RepeatedId other) => Place.CompareTo(other.Place);
    }
}
