namespace Sluice.Curate.Govern.License.Texts;

/// <summary>A run of words of a license that stands in the text otherwise, or not, or words that stand between.</summary>
readonly record struct TextEdit(int TemplateStart, int TemplateEnd, int TextStart, int TextEnd);

/// <summary>Lays a license's words along a text's: which are there, which are missing, and what stands between them.</summary>
/// <remarks>From an anchor both ways: words in step as long as they agree, then the nearest place where <see cref="ResumeWords"/> agree again. Time is linear in the license's length times a constant, whatever the text.</remarks>
sealed class TextAlignment
{
    const int ResumeWords = 3;
    const int ResumeStepsMax = 90;   // Words skipped in both together, to find the next place by trying.
    const int JumpWordsMax = 700;    // Words skipped to the next common q-gram.
    const int EditsMax = 400;

    readonly List<TextEdit> _edits = [];

    /// <summary>What differs, in order of place after <see cref="Align"/>.</summary>
    public IReadOnlyList<TextEdit> Edits => _edits;

    /// <summary>First and after-last word of the text that agree.</summary>
    public (int Start, int End) Span { get; private set; }

    /// <summary>Lays them along each other.</summary>
    /// <param name="template">The license's words.</param>
    /// <param name="text">The text's.</param>
    /// <param name="hits">Common q-grams (place in text, place in license), by place in text.</param>
    /// <param name="anchor">The one to begin at.</param>
    /// <returns>False where they differ in too many places.</returns>
    public bool Align(ReadOnlySpan<int> template, ReadOnlySpan<int> text, ReadOnlySpan<(int Text, int Template)> hits, int anchor)
    {
        _edits.Clear();
        (int s, int t) = hits[anchor];
        if (!Backward(template, text, hits, anchor, out int start)) return false;
        _edits.Reverse();
        if (!Forward(template, text, hits, anchor, s, t, out int end)) return false;
        Span = (start, end);
        return true;
    }

    bool Forward(ReadOnlySpan<int> template, ReadOnlySpan<int> text, ReadOnlySpan<(int Text, int Template)> hits, int hit, int s, int t, out int end)
    {
        while (true)
        {
            int same = template[t..].CommonPrefixLength(text[s..]);
            (s, t) = (s + same, t + same);
            end = s;
            if (t == template.Length) return true;
            if (_edits.Count == EditsMax) return false;
            if (!ResumeForward(template, text, s, t, out int skipText, out int skipTemplate))
            {
                (int S, int T) best = (-1, -1);
                for (; hit < hits.Length && hits[hit].Text < s; hit++) { }
                for (int i = hit; i < hits.Length && hits[i].Text - s <= JumpWordsMax; i++)
                {
                    (int hs, int ht) = hits[i];
                    if (ht < t || ht - t > JumpWordsMax) continue;
                    if (best.S < 0 || hs - s + (ht - t) < best.S - s + (best.T - t)) best = (hs, ht);
                }
                if (best.S < 0)
                {
                    _edits.Add(new(t, template.Length, s, s));
                    return true;
                }
                (skipText, skipTemplate) = (best.S - s, best.T - t);
            }
            _edits.Add(new(t, t + skipTemplate, s, s + skipText));
            (s, t) = (s + skipText, t + skipTemplate);
        }
    }

    bool Backward(ReadOnlySpan<int> template, ReadOnlySpan<int> text, ReadOnlySpan<(int Text, int Template)> hits, int hit, out int start)
    {
        (int s, int t) = hits[hit];
        while (true)
        {
            while (s > 0 && t > 0 && template[t - 1] == text[s - 1] && text[s - 1] != 0) (s, t) = (s - 1, t - 1);
            start = s;
            if (t == 0) return true;
            if (_edits.Count == EditsMax) return false;
            if (!ResumeBackward(template, text, s, t, out int skipText, out int skipTemplate))
            {
                (int S, int T) best = (-1, -1);
                for (; hit > 0 && hits[hit].Text > s - LicenseIndex.GramWords; hit--) { }
                for (int i = hit; i >= 0 && s - hits[i].Text <= JumpWordsMax; i--)
                {
                    (int hs, int ht) = (hits[i].Text + LicenseIndex.GramWords, hits[i].Template + LicenseIndex.GramWords);
                    if (hs > s || ht > t || t - ht > JumpWordsMax) continue;
                    if (best.S < 0 || s - hs + (t - ht) < s - best.S + (t - best.T)) best = (hs, ht);
                }
                if (best.S < 0)
                {
                    _edits.Add(new(0, t, s, s));
                    return true;
                }
                (skipText, skipTemplate) = (s - best.S, t - best.T);
            }
            _edits.Add(new(t - skipTemplate, t, s - skipText, s));
            (s, t) = (s - skipText, t - skipTemplate);
        }
    }

    static bool ResumeForward(ReadOnlySpan<int> template, ReadOnlySpan<int> text, int s, int t, out int skipText, out int skipTemplate)
    {
        int stepsMax = Math.Min(ResumeStepsMax, template.Length - t + (text.Length - s));
        for (int steps = 1; steps <= stepsMax; steps++)
        {
            for (skipTemplate = Math.Max(0, steps - (text.Length - s)); skipTemplate <= steps && t + skipTemplate < template.Length; skipTemplate++)
            {
                skipText = steps - skipTemplate;
                int words = Math.Min(ResumeWords, template.Length - t - skipTemplate);
                if (s + skipText + words > text.Length) continue;
                if (template[t + skipTemplate] != text[s + skipText]) continue;
                if (words < ResumeWords && steps > 12) continue; // One last word far off proves nothing.
                if (template.Slice(t + skipTemplate, words).SequenceEqual(text.Slice(s + skipText, words))) return true;
            }
        }
        (skipText, skipTemplate) = (0, 0);
        return false;
    }

    static bool ResumeBackward(ReadOnlySpan<int> template, ReadOnlySpan<int> text, int s, int t, out int skipText, out int skipTemplate)
    {
        int stepsMax = Math.Min(ResumeStepsMax, t + s);
        for (int steps = 1; steps <= stepsMax; steps++)
        {
            for (skipTemplate = Math.Max(0, steps - s); skipTemplate <= steps && skipTemplate < t; skipTemplate++)
            {
                skipText = steps - skipTemplate;
                int words = Math.Min(ResumeWords, t - skipTemplate);
                if (s - skipText - words < 0) continue;
                if (template[t - skipTemplate - 1] != text[s - skipText - 1]) continue;
                if (words < ResumeWords && steps > 12) continue;
                if (template.Slice(t - skipTemplate - words, words).SequenceEqual(text.Slice(s - skipText - words, words))) return true;
            }
        }
        (skipText, skipTemplate) = (0, 0);
        return false;
    }
}
