namespace Sluice.Curate.Govern.License.Texts;

/// <summary>Numbers of the words that notices are read by.</summary>
sealed class NoticeWords
{
    readonly byte[] _groups;

    public NoticeWords(WordNumbers vocabulary)
    {
        Or = vocabulary.Add(LicenseWords.Hash("or"));
        And = vocabulary.Add(LicenseWords.Hash("and"));
        Later = vocabulary.Add(LicenseWords.Hash("later"));
        Any = vocabulary.Add(LicenseWords.Hash("any"));
        Alternatively = vocabulary.Add(LicenseWords.Hash("alternatively"));
        Either = vocabulary.Add(LicenseWords.Hash("either"));
        Dual = vocabulary.Add(LicenseWords.Hash("dual"));
        Compatible = vocabulary.Add(LicenseWords.Hash("compatible"));
        License = vocabulary.Add(LicenseWords.Hash("license"));
        Licensed = vocabulary.Add(LicenseWords.Hash("licensed"));
        The = vocabulary.Add(LicenseWords.Hash("the"));
        Of = vocabulary.Add(LicenseWords.Hash("of"));
        (WordGroup Group, string Words)[] groups =
        [
            (WordGroup.Version, "version|versions|ver|v|release|rev"),
            (WordGroup.Context, "under|licensed|license|licenses|terms|subject|governed|covered|available|released|distributed|conditions|see|provisions|per|redistributed|sublicensed|relicensed|spdx"),
            (WordGroup.Beside, "under|licensed|license|licenses|or|and|the|of|either|both|dual|terms|is|as"),
            (WordGroup.Against, "compatible|incompatible|not|unlike|than|previously|formerly|versus|vs|instead|isn|aren|convert|compatibility|contrary|relicense|violate|violates|violation|whether|why|if|based|such|like|similar|example"),
            (WordGroup.Later, "later|newer|higher|above|subsequent|greater"),
            (WordGroup.Notice, "redistribute|warranty|warranties|merchantability"),
            (WordGroup.Elsewhere, "received|details"),
            (WordGroup.Joining, "or|and|the|a|an|at|your|option|either|under|of|terms|license|licensed|licenses|in|version|both|dual|as|well|by|its|choice|is|you|may|choose|compliance|with|gnu|also|available|can|be|used|either|file|license|mit|apache|txt|http|www|org|html|com|this|project|it|to"),
        ];
        var words = new List<(int Word, WordGroup Group)>();
        foreach ((WordGroup group, string names) in groups)
            foreach (string name in names.Split('|')) words.Add((vocabulary.Add(LicenseWords.Hash(name)), group));
        _groups = new byte[vocabulary.Limit];
        foreach ((int word, WordGroup group) in words) _groups[word] |= (byte)group;
    }

    public int Or { get; }
    public int And { get; }
    public int Later { get; }
    public int Any { get; }
    public int Alternatively { get; }
    public int Either { get; }
    public int Dual { get; }
    public int Compatible { get; }
    public int License { get; }
    public int Licensed { get; }
    public int The { get; }
    public int Of { get; }

    /// <summary>Whether a word is of a group.</summary>
    public bool Is(int word, WordGroup group) => word < _groups.Length && (_groups[word] & (byte)group) != 0;
}

/// <summary>What a word says in a notice; several can hold.</summary>
[Flags]
enum WordGroup : byte
{
    None = 0,
    Version = 1,
    Context = 2,
    Beside = 4,
    Against = 8,
    Later = 16,
    Notice = 32,
    Elsewhere = 64,
    Joining = 128,
}
