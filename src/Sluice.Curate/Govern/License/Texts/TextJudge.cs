namespace Sluice.Curate.Govern.License.Texts;

/// <summary>How well a text agrees with a license.</summary>
/// <param name="Matched">Words that agree.</param>
/// <param name="Missing">Required words that are not there.</param>
/// <param name="Added">Words between that no rule explains.</param>
/// <param name="Renamed">Words of names and copyright lines that differ.</param>
/// <param name="Decisive">Words that change what the license permits.</param>
/// <param name="Unseen">Optional words that are not there.</param>
/// <param name="Required">Required words of the license.</param>
/// <param name="IsOtherVersion">Whether the text tells another version than the license.</param>
/// <param name="Cut">Of <paramref name="Missing"/>, words before the text's first or after its last: a passage of the license was taken, whole.</param>
/// <param name="CutDecisive">Of <paramref name="Decisive"/>, those among them.</param>
readonly record struct TextAgreement(int Matched, int Missing, int Added, int Renamed, int Decisive, int Unseen, int Required, bool IsOtherVersion = false, int Cut = 0, int CutDecisive = 0)
{
    const double CutScoreMin = 0.97; // Of what is left of it.
    const double CutShareMin = 0.4;
    const int CutWordsMin = 15;
    const double CleanScoreMin = 0.87;
    const double LongScoreMin = 0.95; // A tenth of a long text is whole clauses.
    const int LongWordsMin = 500;

    /// <summary>Share of the required words that are there, and of what is there that is required; 0 to 1.</summary>
    public double Score => Required == 0 ? 0 : Math.Max(0, (double)(Required - Missing) / (Required + Added));

    /// <summary>Whether it is that license: no word that decides differs, and little else.</summary>
    public bool IsClean => IsWhole || IsPassage;

    /// <summary>Whether all of it is there.</summary>
    public bool IsWhole => Decisive == 0 && Score >= (Required > LongWordsMin ? LongScoreMin : CleanScoreMin);

    // A passage with the grant, word for word.
    bool IsPassage => Cut > 0 && Decisive == CutDecisive && Required - Missing >= Math.Max(CutWordsMin, CutShareMin * Required) && Required - Missing >= CutScoreMin * (Required - Cut + Added);

    /// <summary>Which of two licenses explains the same text better: words explained, less what isn't.</summary>
    public double Rank => Matched - Missing - Added - 2 * Decisive - 0.25 * Renamed - 0.02 * Unseen + (IsPassage && !IsWhole ? 0.98 * Cut + 2 * CutDecisive : 0);
}

/// <summary>Weighs what differs between a text and a license.</summary>
sealed class TextJudge
{
    const int RenamedWordsMax = 16;   // A holder's name in a sentence.
    const int RareTextsMax = 5;
    const int CutEdgeWordsMax = 3;
    const double CutEndShareMax = 0.3; // Conditions stand at the end.
    const int TitleStartWordsMax = 12;
    const double TitleShareMax = 0.1;
    const int TitleWordsMax = 40;
    const int CopyrightWordsMax = 60; // A few copyright lines.

    static readonly string[] s_holderWords =
    [
        "copyright", "holder", "holders", "author", "authors", "contributor", "contributors", "name", "names", "its", "the", "of", "and", "or", "regents", "university", "california", "berkeley", "organization", "company", "inc", "foundation",
        "project", "software", "group", "corporation", "institute", "this", "their", "his", "her", "by", "above", "listed", "other", "s", "nor", "neither", "in", "above", "mentioned", "apache", "institution", "national", "laboratory", "lab", "developer", "developers", "team", "work", "programme", "library",
        "sun", "microsystems", "silicon", "graphics", "sgi", "hp", "nvidia", "mediatek", "red", "hat", "bell", "labs", "lucent", "cisco", "novell", "samsung", "nokia", "motorola", "sony", "amd", "arm", "facebook", "meta", "amazon", "twitter", "oracle", "ibm", "intel", "google", "apple", "microsoft", "digital", "equipment", "massachusetts", "technology", "mit", "stanford", "hewlett", "packard", "xerox", "free", "netscape", "mozilla", "consortium", "x", "research", "center", "department", "computer", "science", "systems", "ltd", "llc", "gmbh", "limited", "affiliates", "subsidiaries", "entity", "provider", "providers", "party", "parties", "person", "individual", "as", "is", "a", "an",
    ];

    readonly LicenseIndex _index;
    readonly DecisiveWords _decisive;
    readonly bool[] _isHolder; // Words of holders' names, and words that few licenses have.
    readonly int _copyright, _reserved, _granted, _permitted, _exception;
    readonly Dictionary<int, int> _balance = [];

    public TextJudge(LicenseIndex index)
    {
        _index = index;
        _decisive = index.Decisive;
        _isHolder = new bool[index.Vocabulary.Limit];
        for (int word = 1; word < _isHolder.Length; word++) _isHolder[word] = index.TextsWith(word) <= RareTextsMax;
        foreach (string word in s_holderWords)
            if (index.Vocabulary.Find(LicenseWords.Hash(word)) is var number and not 0) _isHolder[number] = true;
        _copyright = index.Vocabulary.Find(LicenseWords.Hash("copyright"));
        _reserved = index.Vocabulary.Find(LicenseWords.Hash("reserved"));
        _granted = index.Vocabulary.Find(LicenseWords.Hash("granted"));
        _permitted = index.Vocabulary.Find(LicenseWords.Hash("permitted"));
        _exception = index.Vocabulary.Find(LicenseWords.Hash("exception"));
    }

    public TextAgreement Judge(LicenseTemplate template, ReadOnlySpan<int> text, IReadOnlyList<TextEdit> edits)
    {
        ReadOnlySpan<int> words = _index.Words[template.Start..template.End];
        ReadOnlySpan<WordRole> roles = _index.Roles[template.Start..template.End];
        int missing = 0, added = 0, renamed = 0, decisive = 0, unseen = 0, gone = 0, versions = 0, cut = 0, cutDecisive = 0;
        for (int e = 0; e < edits.Count; e++)
        {
            TextEdit edit = edits[e];
            ReadOnlySpan<int> lost = words[edit.TemplateStart..edit.TemplateEnd], put = text[edit.TextStart..edit.TextEnd];
            gone += lost.Length;
            int required = 0, replaceable = 0;
            for (int i = edit.TemplateStart; i < edit.TemplateEnd; i++)
            {
                if (roles[i] == WordRole.Required) required++;
                else if (roles[i] == WordRole.Replaceable) replaceable++;
            }
            int decides = Decides(lost, put, roles[edit.TemplateStart..edit.TemplateEnd]);
            if (lost.Length > 0 && put.Length > 0) versions += Versions(words, edit.TemplateStart, edit.TemplateEnd, text, edit.TextStart, edit.TextEnd);
            if (IsBullets(words, edit.TemplateStart, edit.TemplateEnd) && IsBullets(text, edit.TextStart, edit.TextEnd)) continue;
            if (edit.TemplateStart == 0 && put.Length == 0 && lost.Length <= Math.Min(TitleWordsMax, TitleShareMax * words.Length))
            {
                unseen += lost.Length; // The text begins below the title.
                continue;
            }
            if (IsAbout(roles, edit.TemplateStart - 1) && IsAbout(roles, edit.TemplateEnd) && required == 0)
            {
                unseen += lost.Length;
                continue;
            }
            decisive += decides;
            bool isHarmless = decides == 0;
            if (isHarmless && IsRenaming(lost, put, roles[edit.TemplateStart..edit.TemplateEnd], replaceable))
            {
                renamed += required + put.Length;
                unseen += lost.Length - required;
                continue;
            }
            if (isHarmless && put.Length <= CopyrightWordsMax && (put.Contains(_copyright) || put.Contains(_reserved))) renamed += put.Length;
            else added += put.Length;
            missing += required;
            unseen += lost.Length - required;
            if (template.IsPermissive && IsCut(edit, words.Length, text.Length, lost, put, decides))
            {
                cut += required;
                cutDecisive += decides;
            }
        }
        return new(words.Length - gone, missing, added, renamed, decisive + versions, unseen, template.Required, versions > 0, cut, cutDecisive);
    }

    // Before what is there stands nothing that could take its place; after it ends the text. What grants is not cut off.
    bool IsCut(TextEdit edit, int templateWords, int textWords, ReadOnlySpan<int> lost, ReadOnlySpan<int> put, int decides)
    {
        if (put.Length > CutEdgeWordsMax || lost.Contains(_granted) || lost.Contains(_permitted) || lost.Contains(_exception)) return false;
        foreach (int word in put)
            if (_decisive.IsAddition(word) || _decisive.IsLoss(word)) return false;
        if (edit.TemplateStart == 0) return decides == 0 || edit.TextStart <= TitleStartWordsMax;
        return edit.TemplateEnd == templateWords && edit.TextEnd + CutEdgeWordsMax >= textWords && lost.Length <= CutEndShareMax * templateWords;
    }

    // Words that stand on one side only and decide.
    int Decides(ReadOnlySpan<int> lost, ReadOnlySpan<int> put, ReadOnlySpan<WordRole> roles)
    {
        _balance.Clear();
        for (int i = 0; i < lost.Length; i++)
        {
            int word = lost[i];
            if (roles[i] == WordRole.Required && (_decisive.IsLoss(word) || _decisive.IsAddition(word))) _balance[_decisive.Form(word)] = _balance.GetValueOrDefault(_decisive.Form(word)) - 1;
        }
        foreach (int word in put)
            if (word != 0 && (_decisive.IsAddition(word) || _decisive.IsLoss(word))) _balance[_decisive.Form(word)] = _balance.GetValueOrDefault(_decisive.Form(word)) + 1;
        int decides = 0;
        foreach ((int word, int count) in _balance)
        {
            if (count > 0 && _decisive.IsAddition(word)) decides += count;
            if (count < 0 && _decisive.IsLoss(word)) decides -= count;
        }
        return decides;
    }

    // 2 where the text says another version than the license; 0 else.
    int Versions(ReadOnlySpan<int> words, int start, int end, ReadOnlySpan<int> text, int textStart, int textEnd)
    {
        for (int i = start; i < end; i++)
        {
            if (!_decisive.IsVersion(words, i)) continue;
            for (int j = textStart; j < textEnd; j++)
                if (_decisive.IsVersion(text, j) && text[j] != words[i]) return 2;
        }
        return 0;
    }

    static bool IsAbout(ReadOnlySpan<WordRole> roles, int at) => at < 0 || at >= roles.Length || roles[at] == WordRole.About;

    // Single digits and letters, unless they are versions.
    bool IsBullets(ReadOnlySpan<int> words, int start, int end)
    {
        for (int i = start; i < end; i++)
            if (!_decisive.IsBullet(words[i]) || _decisive.IsVersion(words, i)) return false;
        return true;
    }

    bool IsRenaming(ReadOnlySpan<int> lost, ReadOnlySpan<int> put, ReadOnlySpan<WordRole> roles, int replaceable)
    {
        if (put.Length > RenamedWordsMax) return false;
        if (lost.Length == 0 && put.Length > 3) return false;
        for (int i = 0; i < lost.Length; i++)
            if (roles[i] == WordRole.Required && !(lost[i] < _isHolder.Length && _isHolder[lost[i]])) return false;
        return replaceable > 0 || lost.Length > 0 || put.Length <= 3;
    }
}
