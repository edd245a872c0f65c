using Sluice.Curate.Govern.License.Texts;

namespace Sluice.Curate.Govern.License;

/// <summary>Finds the parts of an ordinary file that can tell its license or its holders: around words such as "license" and "copyright" in its first
/// <see cref="HeadBytes"/> and last <see cref="TailBytes"/>, and SPDX tags anywhere.</summary>
/// <remarks>A dozen vectorized searches: most files have none of the words. Words nearer than <see cref="GapBytes"/> share a region, so a whole notice or text lies in one.
/// 16 KiB hold the longest notice that was seen above code (tri-licenses, Boost's and Unicode's texts); licenses in the middle of a file are not found.</remarks>
sealed class HeaderRegions
{
    /// <summary>Bytes at the beginning that are searched.</summary>
    public const int HeadBytes = 16 << 10;

    /// <summary>Bytes at the end that are searched.</summary>
    public const int TailBytes = 4 << 10;

    const int RestrictionBytes = 4 << 10;
    const int GapBytes = 800, BeforeBytes = 400, AfterBytes = 900, WordsMax = 400;

    readonly List<int> _hits = [];
    readonly List<(int Start, int End)> _regions = [];

    /// <summary>The regions of a text, in order; valid until the next call.</summary>
    public List<(int Start, int End)> Find(ReadOnlySpan<byte> text)
    {
        _hits.Clear();
        _regions.Clear();
        Search(text, 0, Math.Min(HeadBytes, text.Length));
        if (text.Length > HeadBytes)
        {
            int tail = Math.Max(HeadBytes, text.Length - TailBytes);
            Search(text, tail, text.Length);
            SearchWord(text, HeadBytes, tail, "SPDX-License-Identifier:"u8);
        }
        int others = _hits.Count;
        foreach (byte[] anchor in ProprietaryNotices.Anchors) SearchWord(text, 0, Math.Min(RestrictionBytes, text.Length), anchor);
        if (_hits.Count == 0) return _regions;
        // What keeps rights counts only in the comments a file begins with, so its region has to begin there.
        int whole = 0;
        for (int i = others; i < _hits.Count; i++) whole = Math.Max(whole, _hits[i]);
        if (_hits.Count > others) _hits.Add(0);
        _hits.Sort();
        int first = _hits[0], last = first;
        foreach (int hit in _hits)
        {
            if (hit - last > GapBytes && hit > whole)
            {
                Add(text, first, last);
                first = hit;
            }
            last = hit;
        }
        Add(text, first, last);
        return _regions;
    }

    void Search(ReadOnlySpan<byte> text, int start, int end)
    {
        SearchWord(text, start, end, "icen"u8);
        SearchWord(text, start, end, "ICEN"u8);
        SearchWord(text, start, end, "opyright"u8);
        SearchWord(text, start, end, "OPYRIGHT"u8);
        SearchWord(text, start, end, "SPDX-"u8);
        SearchWord(text, start, end, "ublic domain"u8);
        SearchWord(text, start, end, "ublic Domain"u8);
        SearchWord(text, start, end, "ermission is "u8);
        SearchWord(text, start, end, "ermission to "u8);
        SearchWord(text, start, end, "edistribut"u8);
        SearchWord(text, start, end, "arrant"u8);
        SearchWord(text, start, end, "ARRANT"u8);
        SearchWord(text, start, end, "©"u8);
    }

    void SearchWord(ReadOnlySpan<byte> text, int start, int end, ReadOnlySpan<byte> word)
    {
        int found = 0;
        for (int at; found++ < WordsMax && start < end && (at = text[start..end].IndexOf(word)) >= 0; start += at + word.Length) _hits.Add(start + at);
    }

    // Whole lines, so that a notice that begins a few lines before its first word is in it; long lines are cut.
    void Add(ReadOnlySpan<byte> text, int first, int last)
    {
        int start = Math.Max(0, first - BeforeBytes), end = Math.Min(text.Length, last + AfterBytes);
        if (start > 0)
        {
            int line = text[start..first].IndexOf((byte)'\n');
            if (line >= 0) start += line + 1;
        }
        if (end < text.Length)
        {
            int line = text[last..end].LastIndexOf((byte)'\n');
            if (line >= 0) end = last + line + 1;
        }
        if (_regions.Count > 0 && _regions[^1].End > start) start = _regions[^1].End;
        if (start < end) _regions.Add((start, end));
    }
}
