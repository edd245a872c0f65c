using System.Globalization;
using System.Text;
using Sluice.Core;

namespace Sluice.Curate.Govern.OptOut;

/// <summary>Reads an opt-out list: a YAML list of small maps, one key a line, so that a list of millions is read line by line.</summary>
/// <remarks>The part of YAML that is read: <c>- key: value</c> begins an entry, indented lines go on with it; or all of an entry on one line, <c>- { key: value, key: value }</c>; values plain, or in single or double quotes; <c>#</c> for comments. Everything else is a wrong entry.</remarks>
sealed class OptOutReader(string path, OptOutList list)
{
    const int LineCharsMax = 1 << 14;
    const int ErrorsMax = 50; // Beyond these the file is something else than a list, and nobody reads on.

    readonly List<SluiceError> _errors = [];
    readonly List<Field> _fields = [];
    int _more;
    long _entryLine;
    int _dashColumn;
    bool _isSound;
    bool _isClosed; // An entry in braces: no lines belong to it.
    long _line;

    /// <summary>Reads the whole file into the list.</summary>
    /// <exception cref="SluiceException">It can't be read, or has wrong entries.</exception>
    public void Read()
    {
        try
        {
            using StreamReader reader = new(path, new UTF8Encoding(false, throwOnInvalidBytes: true));
            for (_line = 1; reader.ReadLine() is { } line; _line++) Take(line);
        }
        catch (DecoderFallbackException)
        {
            Add(0, "not valid UTF-8", "save the list as UTF-8");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SluiceException($"the opt-out list can't be read: {error.Message}", path);
        }
        EndEntry();
        if (_more > 0) _errors.Add(new(string.Create(CultureInfo.InvariantCulture, $"{_more} more wrong entries"), path));
        if (_errors.Count > 0) throw new SluiceException(_errors);
    }

    void Take(string line)
    {
        int at = line.AsSpan().IndexOfAnyExcept(' ');
        if (at < 0 || line[at] == '#' || (at == 0 && line.TrimEnd() is "---" or "[]")) return;
        if (line.Length > LineCharsMax || line.Contains('\0', StringComparison.Ordinal))
        {
            Add(at, "this is no list: a line is longer than 16,384 characters or holds a zero byte", "give a YAML list of opt-outs");
            return;
        }
        if (line[at] == '\t')
        {
            Add(at, "a tab in the indentation", "YAML wants spaces");
            return;
        }
        if (line[at] == '-' && (at + 1 == line.Length || line[at + 1] == ' '))
        {
            EndEntry();
            (_entryLine, _dashColumn, _isSound, _isClosed) = (_line, at, true, false);
            int key = line.AsSpan(at + 1).IndexOfAnyExcept(' ');
            if (key < 0 || line[at + 1 + key] == '#') return;
            _isClosed = line[at + 1 + key] == '{';
            if (_isClosed) TakeBraces(line, at + 1 + key);
            else TakeField(line, at + 1 + key);
        }
        else if (_entryLine == 0 || at <= _dashColumn || _isClosed)
        {
            EndEntry();
            Add(at, "this line belongs to no entry", "begin an entry with '- ', and indent its other lines");
        }
        else TakeField(line, at);
    }

    void TakeField(string line, int at)
    {
        int colon = line.IndexOf(':', at);
        if (colon < 0 || (colon + 1 < line.Length && line[colon + 1] != ' '))
        {
            Fault(at, "no 'key: value'", $"write one of {OptOutEntry.KindList}, a colon, a space and what is opted out");
            return;
        }
        string key = line[at..colon].TrimEnd();
        int start = line.AsSpan(colon + 1).IndexOfAnyExcept(' ');
        start = start < 0 ? line.Length : colon + 1 + start;
        Take(key, line.AsSpan(start), at, start);
    }

    // { key: value, key: 'value' }: values as elsewhere, nothing nested.
    void TakeBraces(string line, int open)
    {
        const string How = "write { key: value, key: value } on one line, or one key a line";
        int end = open;
        do
        {
            int at = AfterSpaces(line, end + 1);
            int colon = at + Math.Max(0, line.AsSpan(at).IndexOfAny(":,{}#"));
            if (colon == at || line[colon] != ':' || (colon + 1 < line.Length && line[colon + 1] is not (' ' or ',' or '}')))
            {
                Fault(at, "no 'key: value' in the braces", How);
                return;
            }
            int start = AfterSpaces(line, colon + 1);
            end = OptOutScalar.EndInBraces(line, start);
            if (end == line.Length || line[end] is not (',' or '}'))
            {
                Fault(Math.Min(end, line.Length - 1), "the braces don't end on the line, or hold more than simple values", $"{How}; values with , # or brackets want quotes");
                return;
            }
            Take(line[at..colon].TrimEnd(), line.AsSpan(start, end - start), at, start);
        }
        while (line[end] == ',');
        int behind = AfterSpaces(line, end + 1);
        if (behind < line.Length && line[behind] != '#') Fault(behind, "something follows the closing brace", How);
    }

    static int AfterSpaces(string line, int from)
    {
        int at = line.AsSpan(from).IndexOfAnyExcept(' ');
        return at < 0 ? line.Length : from + at;
    }

    void Take(string key, ReadOnlySpan<char> text, int at, int start)
    {
        if (!OptOutScalar.TryRead(text, out string value, out string? problem, out string? hint))
        {
            Fault(start, $"{key}: {problem}", hint);
            return;
        }
        if (!OptOutEntry.Keys.Contains(key))
        {
            string? nearest = NearestName.Find(key, OptOutEntry.Keys);
            Fault(at, $"an entry has no '{Shown(key)}'", $"{(nearest is null ? "" : $"did you mean {nearest}? ")}valid: {string.Join(", ", OptOutEntry.Keys)}");
        }
        else if (_fields.Exists(field => field.Key == key)) Fault(at, $"'{key}' is given again", "one entry names one thing: begin another with '- '");
        else if (value.Length == 0) Fault(start, $"{key} is empty", "give it a value, or leave the line out");
        else _fields.Add(new(key, value, _line, start));
    }

    void EndEntry()
    {
        if (_entryLine == 0) return;
        List<Field> kinds = _fields.FindAll(field => OptOutEntry.Kinds.Contains(field.Key));
        if (_isSound && kinds.Count == 0) AddAt(_entryLine, _dashColumn, "the entry names nothing", $"give one of {OptOutEntry.KindList}");
        foreach (Field other in kinds.Skip(1)) AddAt(other.Line, other.Column, $"{other.Key} beside {kinds[0].Key}: one entry names one thing", "begin another entry with '- '");
        foreach (Field field in _fields) Check(field);
        if (_isSound && kinds.Count == 1 && _errors.Count == 0 && OptOutEntry.Add(list, ValueOf("id"), kinds[0].Key, kinds[0].Value) is { } fault) AddAt(kinds[0].Line, kinds[0].Column, fault.What, fault.Hint);
        else if (kinds.Count == 1 && _errors.Count > 0 && OptOutEntry.Problem(kinds[0].Key, kinds[0].Value) is { } problem) AddAt(kinds[0].Line, kinds[0].Column, problem.What, problem.Hint);
        _fields.Clear();
        _entryLine = 0;
    }

    void Check(Field field)
    {
        if (field.Key == "id" && (field.Value.Length > OptOutEntry.IdCharsMax || field.Value.Contains('@', StringComparison.Ordinal)))
            AddAt(field.Line, field.Column, "the id is longer than 100 characters or holds an @; it is shown in ledgers", "use a number or a ticket's name, no personal data");
        if (field.Key == "date" && !DateOnly.TryParseExact(field.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            AddAt(field.Line, field.Column, "the date is none", "write it as 2024-05-17");
    }

    string? ValueOf(string key) => _fields.Find(field => field.Key == key).Value;

    void Fault(int column, string what, string? hint)
    {
        _isSound = false;
        Add(column, what, hint);
    }

    void Add(int column, string what, string? hint) => AddAt(_line, column, what, hint);

    void AddAt(long line, int column, string what, string? hint)
    {
        _isSound = false;
        if (_errors.Count == ErrorsMax) _more++;
        else _errors.Add(new(what, string.Create(CultureInfo.InvariantCulture, $"{path}:{line}:{column + 1}"), hint));
    }

    static string Shown(string key) => key.Length <= 40 ? key : key[..40] + "…";

    readonly record struct Field(string Key, string Value, long Line, int Column);
}
