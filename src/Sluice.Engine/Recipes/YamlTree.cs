using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Sluice.Core;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Sluice.Engine.Recipes;

/// <summary>Reads YAML into nodes with places, within bounds: no anchors, aliases or tags, so that a small file can't unfold into a large one.</summary>
sealed class YamlTree
{
    /// <summary>Largest recipe file. A lock file names every input of its run, so this is far more than a person writes.</summary>
    public const int FileBytesMax = 64 << 20;
    /// <summary>Deepest nesting.</summary>
    public const int DepthMax = 16;
    /// <summary>Most nodes, those of ignored keys not counted.</summary>
    public const int NodesMax = 20_000;

    readonly string _fileName;
    readonly string _yaml;
    readonly IReadOnlyCollection<string> _ignored;
    readonly Parser _parser;
    int _nodes;
    Mark _last = new(0, 1, 1);

    YamlTree(string yaml, string fileName, IReadOnlyCollection<string> ignored)
    {
        (_yaml, _fileName, _ignored) = (yaml, fileName, ignored);
        _parser = new(new StringReader(yaml));
    }

    /// <summary>Reads the one document of a file.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="fileName">Its name, for errors.</param>
    /// <param name="ignored">Keys at the top whose values are passed over unread.</param>
    /// <exception cref="SluiceException">It isn't YAML, or is out of bounds; with line and column.</exception>
    public static YamlNode Read(ReadOnlySpan<byte> bytes, string fileName, IReadOnlyCollection<string> ignored)
    {
        if (bytes.Length > FileBytesMax) throw new SluiceException($"the file has more than {new ByteSize(FileBytesMax)}; no recipe is that long", fileName);
        if (bytes.StartsWith("\uFEFF"u8)) bytes = bytes[3..];
        if (!Utf8.IsValid(bytes)) throw NotUtf8(bytes, fileName);
        YamlTree tree = new(Encoding.UTF8.GetString(bytes), fileName, ignored);
        try
        {
            return tree.ReadDocument();
        }
        catch (YamlException e)
        {
            throw tree.NotYaml(e);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            throw tree.NotYaml(new(tree._last, tree._last, "not readable after this place", e)); // Some broken files trip the parser itself.
        }
    }

    YamlNode ReadDocument()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _)) return new YamlMap(1, 1, []);
        _parser.Consume<DocumentStart>();
        YamlNode root = ReadNode(0);
        _parser.Consume<DocumentEnd>();
        if (_parser.Accept<DocumentStart>(out DocumentStart? second)) throw Error(second, "a second document begins here; a recipe file holds one recipe");
        return root;
    }

    YamlNode ReadNode(int depth)
    {
        ParsingEvent read = _parser.Consume<ParsingEvent>();
        _last = read.End;
        if (++_nodes > NodesMax) throw Error(read, $"the recipe has more than {NodesMax} values");
        if (depth > DepthMax) throw Error(read, $"nested more than {DepthMax} deep");
        if (read is NodeEvent { Anchor.IsEmpty: false } or AnchorAlias) throw Error(read, "anchors and aliases (& and *) are not used in recipes", "write the value out; quote a text that begins with & or *");
        if (read is NodeEvent { Tag.IsEmpty: false }) throw Error(read, "tags (!) are not used in recipes", "write the value alone; quote a text that begins with !");
        (long line, long column) = (read.Start.Line, read.Start.Column);
        switch (read)
        {
            case Scalar scalar:
                return new YamlScalar(line, column, scalar.Value, scalar.Style == ScalarStyle.Plain);
            case SequenceStart:
                List<YamlNode> items = [];
                while (!_parser.TryConsume<SequenceEnd>(out _)) items.Add(ReadNode(depth + 1));
                return new YamlList(line, column, items);
            case MappingStart:
                List<KeyValuePair<YamlScalar, YamlNode>> entries = [];
                while (!_parser.TryConsume<MappingEnd>(out _)) entries.Add(ReadEntry(depth));
                return new YamlMap(line, column, entries);
            default:
                throw Error(read, "not a value");
        }
    }

    KeyValuePair<YamlScalar, YamlNode> ReadEntry(int depth)
    {
        YamlNode key = ReadNode(depth + 1);
        if (key is not YamlScalar name) throw new SluiceException($"{key.Kind} can't be a key", Where(key.Line, key.Column), "a key is one word, followed by a colon");
        if (depth > 0 || !_ignored.Contains(name.Text)) return new(name, ReadNode(depth + 1));
        SkipNode();
        return new(name, new YamlScalar(name.Line, name.Column, "", true));
    }

    void SkipNode()
    {
        int depth = 0;
        do
        {
            ParsingEvent read = _parser.Consume<ParsingEvent>();
            depth += read.NestingIncrease;
            if (depth > DepthMax) throw Error(read, $"nested more than {DepthMax} deep");
        }
        while (depth > 0);
    }

    SluiceException Error(ParsingEvent at, string what, string? hint = null) => new(what, Where(at.Start.Line, at.Start.Column), hint);

    string Where(long line, long column) => string.Create(CultureInfo.InvariantCulture, $"{_fileName}:{line}:{column}");

    SluiceException NotYaml(YamlException e)
    {
        long number = 0;
        foreach (ReadOnlySpan<char> line in _yaml.AsSpan().EnumerateLines())
        {
            int tab = ++number < e.Start.Line ? -1 : line.IndexOf('\t'); // The parser names the map that the tab is in, not the tab.
            if (tab >= 0 && line[..tab].Trim(' ').IsEmpty) return new("a tab in the indentation", Where(number, tab + 1), "YAML wants spaces");
        }
        return new("not YAML: " + e.Message.TrimEnd('.'), Where(e.Start.Line, e.Start.Column), "quote texts that hold : # [ ] { } & * ! or begin with @ or `");
    }

    static SluiceException NotUtf8(ReadOnlySpan<byte> bytes, string fileName)
    {
        int good = 0;
        while (Rune.DecodeFromUtf8(bytes[good..], out _, out int length) == System.Buffers.OperationStatus.Done) good += length;
        int line = bytes[..good].Count((byte)'\n') + 1, column = Encoding.UTF8.GetCharCount(bytes[(bytes[..good].LastIndexOf((byte)'\n') + 1)..good]) + 1;
        return new("not valid UTF-8", string.Create(CultureInfo.InvariantCulture, $"{fileName}:{line}:{column}"), "save the recipe as UTF-8; is it a recipe at all?");
    }
}
