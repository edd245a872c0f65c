using System.Runtime.InteropServices;

namespace Sluice.Curate.Filter.CodeLanguage.Patterns;

/// <summary>Finds which of a program's patterns occur in a text, in one pass: the automaton is made deterministic as far as texts need it. One a worker: it is filled while it runs.</summary>
/// <remarks>Time O(bytes) once its states are known, and O(bytes x instructions) at worst, on text made to fill the table: then it starts over. No stack, no backtracking.
/// Source: as RE2 (Cox 2010, "Regular Expression Matching in the Wild") does it.</remarks>
sealed class PatternScanner
{
    const int StatesMax = 2000;
    const int Unknown = -1;

    readonly PatternProgram _program;
    readonly int _stride; // Symbols, and one for the end of the text.
    readonly List<int[]> _states = []; // Each: sorted instructions, then the kind of the byte before.
    readonly Dictionary<int, List<int>> _statesByHash = [];
    readonly List<(int Next, ulong Found)> _foundOn = [];
    readonly int[] _seen;
    readonly Stack<int> _open = new();
    readonly List<int> _closure = [];
    readonly List<int> _next = [];
    int _round;
    int[] _table = [];

    public PatternScanner(PatternProgram program)
    {
        _program = program;
        _stride = program.SymbolCount + 1;
        _seen = new int[program.Code.Count];
        Forget();
    }

    /// <summary>The patterns that occur, a bit each.</summary>
    /// <param name="text">Any bytes.</param>
    /// <param name="isEnough">Asked whenever another pattern was found: true ends the search. Null to find all.</param>
    public ulong Find(ReadOnlySpan<byte> text, Func<ulong, bool>? isEnough = null)
    {
        ReadOnlySpan<byte> symbols = _program.Symbols;
        ulong found = 0;
        int state = Add([(int)ByteKind.TextEdge]); // The state of a text's start; the table may have been emptied since.
        for (int at = 0; at <= text.Length; at++)
        {
            int symbol = at < text.Length ? symbols[text[at]] : _program.SymbolCount;
            int next = _table[(state * _stride) + symbol];
            if (next == Unknown) next = Step(state, symbol);
            if (next < Unknown)
            {
                (next, ulong bits) = _foundOn[Unknown - 1 - next];
                if ((bits & ~found) != 0)
                {
                    found |= bits;
                    if (isEnough is not null && isEnough(found)) return found;
                }
            }
            state = next;
        }
        return found;
    }

    // Computes an entry of the table: the next state, or below Unknown the place of a step on which patterns end.
    int Step(int state, int symbol)
    {
        ReadOnlySpan<int> from = _states[state];
        ByteKind before = (ByteKind)from[^1], after = symbol == _program.SymbolCount ? ByteKind.TextEdge : _program.SymbolKinds[symbol];
        ulong found = Close(from[..^1], before, after);
        _next.Clear();
        _round++;
        if (after != ByteKind.TextEdge)
        {
            foreach (int at in _closure)
            {
                PatternInstruction instruction = _program.Code[at];
                if (!_program.Takes(instruction, _program.SymbolBytes[symbol]) || _seen[instruction.Next] == _round) continue;
                _seen[instruction.Next] = _round;
                _next.Add(instruction.Next);
            }
        }
        _next.Sort();
        _next.Add((int)after);
        bool isFull = _states.Count >= StatesMax;
        if (isFull) Forget();
        int next = Add(CollectionsMarshal.AsSpan(_next));
        if (isFull)
        {
            if (found == 0) return next;
            _foundOn.Add((next, found));
            return Unknown - _foundOn.Count;
        }
        int entry = next;
        if (found != 0)
        {
            _foundOn.Add((next, found));
            entry = Unknown - _foundOn.Count;
        }
        return _table[(state * _stride) + symbol] = entry;
    }

    // Follows what takes no byte; leaves the instructions that take one.
    ulong Close(ReadOnlySpan<int> from, ByteKind before, ByteKind after)
    {
        ulong found = 0;
        _round++;
        _closure.Clear();
        foreach (int at in from) _open.Push(at);
        foreach (int at in _program.Starts) _open.Push(at);
        while (_open.TryPop(out int at))
        {
            if (_seen[at] == _round) continue;
            _seen[at] = _round;
            PatternInstruction instruction = _program.Code[at];
            switch (instruction.Act)
            {
                case PatternAct.Bytes:
                    _closure.Add(at);
                    break;
                case PatternAct.Split:
                    _open.Push(instruction.Next);
                    _open.Push(instruction.Other);
                    break;
                case PatternAct.Place:
                    if (Holds((PlaceKind)instruction.Other, before, after)) _open.Push(instruction.Next);
                    break;
                default:
                    found |= 1UL << instruction.Other;
                    break;
            }
        }
        return found;
    }

    static bool Holds(PlaceKind place, ByteKind before, ByteKind after) => place switch
    {
        PlaceKind.LineStart => before is ByteKind.TextEdge or ByteKind.NewLine,
        PlaceKind.LineEnd => after is ByteKind.TextEdge or ByteKind.NewLine or ByteKind.Return,
        PlaceKind.TextStart => before == ByteKind.TextEdge,
        PlaceKind.TextEnd => after == ByteKind.TextEdge,
        PlaceKind.WordEdge => (before == ByteKind.Word) != (after == ByteKind.Word),
        _ => (before == ByteKind.Word) == (after == ByteKind.Word),
    };

    int Add(ReadOnlySpan<int> state)
    {
        int hash = 17;
        foreach (int part in state) hash = unchecked((hash * 31) + part);
        if (!_statesByHash.TryGetValue(hash, out List<int>? same)) _statesByHash.Add(hash, same = []);
        foreach (int known in same)
            if (state.SequenceEqual(_states[known])) return known;
        int number = _states.Count, needed = (number + 1) * _stride;
        if (needed > _table.Length)
        {
            int length = _table.Length;
            Array.Resize(ref _table, Math.Max(needed, length * 2));
            Array.Fill(_table, Unknown, length, _table.Length - length);
        }
        _states.Add(state.ToArray());
        same.Add(number);
        return number;
    }

    void Forget()
    {
        _states.Clear();
        _statesByHash.Clear();
        _foundOn.Clear();
        Array.Fill(_table, Unknown);
    }
}
