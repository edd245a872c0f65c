using System.Text.Json;
using Sluice.Core.Release;
using Sluice.Engine.Execute;
using Sluice.Engine.Store;
using Sluice.Storage.Files;

namespace Sluice.Engine.Ledger;

/// <summary>Writes <c>samples/RULE.jsonl</c>: of each rule the dropped documents with the smallest draws, in that order; all of them, in input order, where no number is set.</summary>
static class DroppedSampleWriter
{
    // Of a longer text the sample holds the beginning, and its length.
    const int TextBytesMax = 16 << 20;

    readonly record struct Candidate(ulong Draw, int File, long Number) : IComparable<Candidate>
    {
        public int CompareTo(Candidate other) => Draw != other.Draw ? Draw.CompareTo(other.Draw) : File != other.File ? File.CompareTo(other.File) : Number.CompareTo(other.Number);
    }

    /// <summary>Writes the files.</summary>
    /// <param name="folder">The release's <c>samples</c>.</param>
    /// <param name="files">Outputs of all map stages' tasks, with the repeated ids of each.</param>
    /// <param name="perRule">Documents of each rule; 0 for none, <see cref="int.MaxValue"/> for all.</param>
    /// <param name="cancellation">Stops it.</param>
    public static void Write(string folder, IReadOnlyList<(string Path, IdRepeats Repeats)> files, int perRule, CancellationToken cancellation)
    {
        foreach (string old in Directory.EnumerateFiles(folder)) File.Delete(old);
        if (perRule == 0) return;
        Dictionary<string, SortedSet<Candidate>>? chosen = perRule == int.MaxValue ? null : Choose(files, perRule, cancellation);
        HashSet<(int, long)>? wanted = chosen is null ? null : [.. chosen.Values.SelectMany(set => set.Select(c => (c.File, c.Number)))];
        // Texts may be large: lines wait in a file, not in memory, until their order is known.
        string spool = Path.Combine(folder, "lines" + AtomicFile.PartialSuffix);
        using (FileStream lines = new(spool, FileMode.Create, FileAccess.ReadWrite))
        {
            Dictionary<string, List<(ulong Draw, long Offset, int Length)>> byRule = new(StringComparer.Ordinal);
            foreach (Dropped dropped in ReadAll(files, cancellation))
            {
                if (wanted?.Contains((dropped.File, dropped.Number)) == false) continue;
                if (!byRule.TryGetValue(dropped.Rule, out List<(ulong, long, int)>? ofRule)) byRule[dropped.Rule] = ofRule = [];
                byte[] line = Line(dropped);
                ofRule.Add((dropped.Draw, lines.Position, line.Length));
                lines.Write(line);
            }
            foreach ((string rule, List<(ulong Draw, long Offset, int Length)> ofRule) in byRule)
                WriteRule(Path.Combine(folder, rule + ".jsonl"), lines, chosen is null ? ofRule : ofRule.OrderBy(l => l.Draw));
        }
        File.Delete(spool);
    }

    static void WriteRule(string path, FileStream lines, IEnumerable<(ulong Draw, long Offset, int Length)> ofRule)
    {
        using AtomicFile file = new(path);
        byte[] buffer = [];
        foreach ((_, long offset, int length) in ofRule)
        {
            if (buffer.Length < length) buffer = new byte[length];
            lines.Position = offset;
            lines.ReadExactly(buffer, 0, length);
            file.Stream.Write(buffer, 0, length);
        }
        file.Commit();
    }

    static Dictionary<string, SortedSet<Candidate>> Choose(IReadOnlyList<(string Path, IdRepeats Repeats)> files, int perRule, CancellationToken cancellation)
    {
        Dictionary<string, SortedSet<Candidate>> chosen = new(StringComparer.Ordinal);
        foreach (Dropped dropped in ReadAll(files, cancellation))
        {
            if (!chosen.TryGetValue(dropped.Rule, out SortedSet<Candidate>? ofRule)) chosen[dropped.Rule] = ofRule = [];
            ofRule.Add(new(dropped.Draw, dropped.File, dropped.Number));
            if (ofRule.Count > perRule) ofRule.Remove(ofRule.Max);
        }
        return chosen;
    }

    static IEnumerable<Dropped> ReadAll(IReadOnlyList<(string Path, IdRepeats Repeats)> files, CancellationToken cancellation)
    {
        for (int file = 0; file < files.Count; file++)
        {
            cancellation.ThrowIfCancellationRequested();
            using TaskFileReader reader = new(files[file].Path);
            using FrameEntries entries = new(reader, FrameKind.Dropped);
            RepeatedStrings repeated = default;
            LedgerRow row = new();
            for (long number = 0; entries.TryOpen(out FieldReader entry); number++)
            {
                long record = entries.Base + entry.Long();
                ulong draw = entry.Varint();
                OutcomeCodec.TryRead(ref entry, row, ref repeated);
                bool isWithheld = entry.Byte() != 0;
                byte[] text = entry.Bytes().ToArray();
                entries.Close(entry);
                row.Id = files[file].Repeats.Apply(record, row.Id);
                yield return new(file, number, row.Rule!, draw, row, isWithheld ? null : text);
            }
        }
    }

    static byte[] Line(Dropped dropped)
    {
        using MemoryStream bytes = new();
        using (Utf8JsonWriter json = new(bytes, RowJson.Options))
        {
            json.WriteStartObject();
            json.WriteString("id", dropped.Row.Id);
            json.WriteString("url", dropped.Row.Url);
            RowJson.WriteOrigin(json, dropped.Row.Origin);
            json.WriteString("rule", dropped.Rule);
            WriteNumber(json, "value", dropped.Row.Value);
            WriteNumber(json, "threshold", dropped.Row.Threshold);
            json.WriteString("evidence", dropped.Row.Evidence);
            if (dropped.Text is { } text)
            {
                json.WriteString("text", Shown(text));
                if (text.Length > TextBytesMax) json.WriteNumber("text-bytes", text.Length);
            }
            else
            {
                json.WriteNull("text"); // Withheld: it must not be published.
            }
            json.WriteEndObject();
        }
        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }

    // The beginning of a giant; never half a character.
    static ReadOnlySpan<byte> Shown(ReadOnlySpan<byte> text)
    {
        if (text.Length <= TextBytesMax) return text;
        int end = TextBytesMax;
        while (end > 0 && (text[end] & 0xC0) == 0x80) end--;
        return text[..end];
    }

    static void WriteNumber(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number)) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }

    readonly record struct Dropped(int File, long Number, string Rule, ulong Draw, LedgerRow Row, byte[]? Text);
}
