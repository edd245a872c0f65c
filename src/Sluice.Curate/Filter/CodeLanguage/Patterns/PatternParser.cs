using System.Text;

namespace Sluice.Curate.Filter.CodeLanguage.Patterns;

/// <summary>Reads a regular expression, in the syntax of Ruby, over bytes: <c>^</c> and <c>$</c> are ends of lines, classes are those of ASCII, <c>$</c> also stands before a carriage return.</summary>
/// <remarks>Greedy, lazy and possessive are one, since only whether there is a match is asked. What no linear matcher has (look-around, back references) is refused.</remarks>
sealed class PatternParser
{
    const int RepeatMax = 1000;

    readonly byte[] _pattern;
    int _at;
    bool _ignoresCase, _dotTakesLines;

    PatternParser(string pattern) => _pattern = Encoding.UTF8.GetBytes(pattern);

    bool IsAtEnd => _at == _pattern.Length;

    char Current => _at < _pattern.Length ? (char)_pattern[_at] : '\0';

    /// <exception cref="FormatException">The pattern is broken, or asks for what a linear matcher does not have.</exception>
    public static PatternNode Parse(string pattern)
    {
        PatternParser parser = new(pattern);
        PatternNode node = parser.ReadChoice();
        return parser.IsAtEnd ? node : throw parser.Error("an unmatched )");
    }

    PatternNode ReadChoice()
    {
        bool ignoresCase = _ignoresCase, dotTakesLines = _dotTakesLines;
        List<PatternNode> choices = [ReadSequence()];
        while (Take('|')) choices.Add(ReadSequence());
        (_ignoresCase, _dotTakesLines) = (ignoresCase, dotTakesLines);
        return choices.Count == 1 ? choices[0] : new PatternNode.Choice(choices);
    }

    PatternNode.Sequence ReadSequence()
    {
        List<PatternNode> parts = [];
        while (!IsAtEnd && Current is not ('|' or ')'))
            if (ReadAtom() is { } atom) parts.Add(ReadRepeats(atom));
        return new(parts);
    }

    PatternNode ReadRepeats(PatternNode atom)
    {
        while (true)
        {
            (int min, int max) = Current switch { '*' => (0, -1), '+' => (1, -1), '?' => (0, 1), '{' => ReadCounts(), _ => (-1, -1) };
            if (min < 0) return atom;
            if (Current is '*' or '+' or '?') _at++;
            if (Current is '?' or '+') _at++; // Lazy or possessive.
            atom = new PatternNode.Repeat(atom, min, max);
        }
    }

    // A brace that holds no counts is a brace.
    (int Min, int Max) ReadCounts()
    {
        int end = Array.IndexOf(_pattern, (byte)'}', _at);
        string[] counts = end < 0 ? [] : Encoding.ASCII.GetString(_pattern.AsSpan(_at + 1, end - _at - 1)).Split(',');
        if (counts.Length is 0 or > 2 || counts.All(count => count.Length == 0) || !counts.All(count => count.All(char.IsAsciiDigit) && count.Length < 5)) return (-1, -1);
        int min = counts[0].Length == 0 ? 0 : Number(counts[0]);
        int max = counts.Length == 1 ? min : counts[1].Length == 0 ? -1 : Number(counts[1]);
        if (min > RepeatMax || max > RepeatMax) throw Error("too many repeats");
        _at = end + 1;
        return (min, max);

        static int Number(string digits) => int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture);
    }

    // Null for flags, which are no atom.
    PatternNode? ReadAtom()
    {
        char c = Current;
        switch (c)
        {
            case '(':
                _at++;
                return ReadGroup();
            case '[':
                _at++;
                return new PatternNode.Bytes(Cased(ReadClass()));
            case '.':
                _at++;
                return new PatternNode.Bytes(_dotTakesLines ? ~default(ByteSet) : ~ByteSet.Of((byte)'\n'));
            case '^':
                _at++;
                return new PatternNode.Place(PlaceKind.LineStart);
            case '$':
                _at++;
                return new PatternNode.Place(PlaceKind.LineEnd);
            case '\\':
                return ReadEscape();
            case '*' or '+' or '?':
                throw Error("a repeat of nothing");
            default:
                _at++;
                return new PatternNode.Bytes(Cased(ByteSet.Of((byte)c)));
        }
    }

    PatternNode? ReadGroup()
    {
        if (Take('?'))
        {
            if (Current == '<' && _at + 1 < _pattern.Length && char.IsAsciiLetter((char)_pattern[_at + 1]))
            {
                while (!IsAtEnd && Current != '>') _at++;
                _at++;
            }
            else if (!Take(':'))
            {
                (bool ignoresCase, bool dotTakesLines) = (_ignoresCase, _dotTakesLines);
                ReadFlags();
                if (Take(')')) return null; // They hold to the end of the group around them.
                if (!Take(':')) throw Error("look-around or an unknown group");
                PatternNode flagged = ReadToClose();
                (_ignoresCase, _dotTakesLines) = (ignoresCase, dotTakesLines);
                return flagged;
            }
        }
        return ReadToClose();
    }

    PatternNode ReadToClose()
    {
        PatternNode group = ReadChoice();
        return Take(')') ? group : throw Error("a missing )");
    }

    void ReadFlags()
    {
        bool value = true;
        for (; !IsAtEnd; _at++)
        {
            switch (Current)
            {
                case 'i': _ignoresCase = value; break;
                case 'm': _dotTakesLines = value; break;
                case '-': value = false; break;
                default: return;
            }
        }
    }

    PatternNode.Place? ReadPlace()
    {
        PlaceKind? kind = (char)_pattern[_at + 1] switch
        {
            'A' => PlaceKind.TextStart,
            'z' or 'Z' => PlaceKind.TextEnd,
            'b' => PlaceKind.WordEdge,
            'B' => PlaceKind.NoWordEdge,
            _ => null,
        };
        if (kind is not { } place) return null;
        _at += 2;
        return new(place);
    }

    PatternNode ReadEscape()
    {
        if (_at + 1 == _pattern.Length) throw Error("a lone \\");
        return (PatternNode?)ReadPlace() ?? new PatternNode.Bytes(Cased(ReadEscapedSet()));
    }

    ByteSet ReadEscapedSet()
    {
        if (_at + 1 == _pattern.Length) throw Error("a lone \\");
        char c = (char)_pattern[_at + 1];
        _at += 2;
        return c switch
        {
            'd' => ByteSet.Digits,
            'D' => ~ByteSet.Digits,
            'w' => ByteSet.Word,
            'W' => ~ByteSet.Word,
            's' => ByteSet.Space,
            'S' => ~ByteSet.Space,
            'h' => ByteSet.Hex,
            'n' => ByteSet.Of((byte)'\n'),
            'r' => ByteSet.Of((byte)'\r'),
            't' => ByteSet.Of((byte)'\t'),
            'f' => ByteSet.Of((byte)'\f'),
            'v' => ByteSet.Of((byte)'\v'),
            _ when char.IsAsciiLetterOrDigit(c) => throw Error($"\\{c}"),
            _ => ByteSet.Of((byte)c),
        };
    }

    ByteSet ReadClass()
    {
        bool isNegated = Take('^');
        ByteSet set = default;
        for (bool isFirst = true; isFirst || Current != ']'; isFirst = false)
        {
            if (IsAtEnd) throw Error("a missing ]");
            if (Current == '&' && _at + 1 < _pattern.Length && _pattern[_at + 1] == '&') throw Error("an intersection");
            if (Current == '\\')
            {
                bool isBackspace = _at + 1 < _pattern.Length && _pattern[_at + 1] == 'b';
                ByteSet escaped = isBackspace ? ByteSet.Of((byte)'\b') : default;
                if (isBackspace) _at += 2;
                set |= isBackspace ? escaped : ReadEscapedSet();
                continue;
            }
            int first = _pattern[_at++];
            bool isRange = Current == '-' && _at + 1 < _pattern.Length && _pattern[_at + 1] is not ((byte)']' or (byte)'\\');
            int last = isRange ? _pattern[_at + 1] : first;
            if (isRange) _at += 2;
            if (last < first) throw Error("a range from high to low");
            set |= ByteSet.Range(first, last);
        }
        _at++;
        if (_ignoresCase) set = set.IgnoreCase();
        return isNegated ? ~set : set;
    }

    ByteSet Cased(ByteSet set) => _ignoresCase ? set.IgnoreCase() : set;

    bool Take(char c)
    {
        if (Current != c || IsAtEnd) return false;
        _at++;
        return true;
    }

    FormatException Error(string what) => new($"{what} at {_at} of the pattern {Encoding.UTF8.GetString(_pattern)}");
}
