namespace Sluice.Curate.Filter.CodeLanguage.Patterns;

/// <summary>What an instruction does.</summary>
enum PatternAct : byte
{
    Bytes,
    Split,
    Place,
    Match,
}

/// <summary>One step of a non-deterministic automaton.</summary>
/// <param name="Act">What it does.</param>
/// <param name="Next">Where it goes on.</param>
/// <param name="Other">The second way of a split, the set of bytes, the kind of place, or the number of the pattern that matched.</param>
readonly record struct PatternInstruction(PatternAct Act, int Next, int Other);

/// <summary>Up to 64 patterns as one automaton, which finds in one pass which of them occur. Immutable: shared by all workers.</summary>
/// <remarks>Source: Thompson 1968, "Regular Expression Search Algorithm"; classes of bytes that no pattern tells apart are one symbol.</remarks>
sealed class PatternProgram
{
    /// <summary>Most patterns of a program.</summary>
    public const int PatternsMax = 64;

    const int InstructionsMax = 20_000;

    readonly List<PatternInstruction> _code = [];
    readonly List<ByteSet> _sets = [];
    readonly byte[] _symbols = new byte[256];

    /// <exception cref="FormatException">A pattern is broken, or too large.</exception>
    public PatternProgram(IReadOnlyList<string> patterns)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(patterns.Count, PatternsMax);
        int[] starts = new int[patterns.Count];
        for (int i = 0; i < patterns.Count; i++) starts[i] = Emit(PatternParser.Parse(patterns[i]), Add(PatternAct.Match, 0, i));
        Starts = starts;
        SymbolCount = Classify();
        (SymbolKinds, SymbolBytes) = (new ByteKind[SymbolCount], new byte[SymbolCount]);
        for (int b = 255; b >= 0; b--) (SymbolKinds[_symbols[b]], SymbolBytes[_symbols[b]]) = (KindOf(b), (byte)b);
    }

    /// <summary>The instructions.</summary>
    public IReadOnlyList<PatternInstruction> Code => _code;

    /// <summary>The first instruction of each pattern.</summary>
    public IReadOnlyList<int> Starts { get; }

    /// <summary>Kinds of bytes that some pattern tells apart.</summary>
    public int SymbolCount { get; }

    /// <summary>What each symbol's bytes are to a place between bytes.</summary>
    public ByteKind[] SymbolKinds { get; }

    /// <summary>A byte of each symbol.</summary>
    public byte[] SymbolBytes { get; }

    /// <summary>The symbol of each byte.</summary>
    public ReadOnlySpan<byte> Symbols => _symbols;

    /// <summary>Whether an instruction's set has a byte.</summary>
    public bool Takes(PatternInstruction instruction, byte value) => _sets[instruction.Other].Contains(value);

    static ByteKind KindOf(int value) => value == '\n' ? ByteKind.NewLine : value == '\r' ? ByteKind.Return : ByteSet.Word.Contains(value) ? ByteKind.Word : ByteKind.Other;

    int Add(PatternAct act, int next, int other)
    {
        if (_code.Count == InstructionsMax) throw new FormatException($"the patterns need more than {InstructionsMax} instructions");
        _code.Add(new(act, next, other));
        return _code.Count - 1;
    }

    // From the end to the start: each part knows where to go on.
    int Emit(PatternNode node, int next)
    {
        switch (node)
        {
            case PatternNode.Bytes bytes:
                int set = _sets.IndexOf(bytes.Set);
                if (set < 0) (set, _) = (_sets.Count, Append(bytes.Set));
                return Add(PatternAct.Bytes, next, set);
            case PatternNode.Place place:
                return Add(PatternAct.Place, next, (int)place.Kind);
            case PatternNode.Sequence sequence:
                for (int i = sequence.Parts.Count - 1; i >= 0; i--) next = Emit(sequence.Parts[i], next);
                return next;
            case PatternNode.Choice choice:
                int ways = Emit(choice.Parts[^1], next);
                for (int i = choice.Parts.Count - 2; i >= 0; i--) ways = Add(PatternAct.Split, Emit(choice.Parts[i], next), ways);
                return ways;
            case PatternNode.Repeat repeat:
                return EmitRepeat(repeat, next);
            default:
                throw new FormatException(node.ToString());
        }
    }

    bool Append(ByteSet set)
    {
        _sets.Add(set);
        return true;
    }

    int EmitRepeat(PatternNode.Repeat repeat, int next)
    {
        if (repeat.Max < 0)
        {
            int loop = Add(PatternAct.Split, 0, next);
            _code[loop] = new(PatternAct.Split, Emit(repeat.Part, loop), next);
            next = loop;
        }
        int after = next;
        for (int i = repeat.Min; i < repeat.Max; i++) next = Add(PatternAct.Split, Emit(repeat.Part, next), after);
        for (int i = 0; i < repeat.Min; i++) next = Emit(repeat.Part, next);
        return next;
    }

    int Classify()
    {
        ByteSet[] all = [.. _sets, ByteSet.Word, ByteSet.Of((byte)'\n'), ByteSet.Of((byte)'\r')];
        Dictionary<string, byte> symbols = [];
        for (int b = 0; b < 256; b++)
        {
            string key = string.Create(all.Length, (all, b), static (span, state) =>
            {
                for (int i = 0; i < span.Length; i++) span[i] = state.all[i].Contains(state.b) ? '1' : '0';
            });
            if (!symbols.TryGetValue(key, out byte symbol)) symbols.Add(key, symbol = (byte)symbols.Count);
            _symbols[b] = symbol;
        }
        return symbols.Count;
    }
}

/// <summary>What a byte, or an end of the text, is to the place beside it.</summary>
enum ByteKind : byte
{
    TextEdge,
    NewLine,
    Return,
    Word,
    Other,
}
