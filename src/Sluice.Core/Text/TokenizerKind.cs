namespace Sluice.Core.Text;

/// <summary>The tokenizers that words and sentences come from.</summary>
public enum TokenizerKind
{
    /// <summary>The English rules, as spaCy's blank English tokenizer has them; also where the language is unknown.</summary>
    English,

    /// <summary>Unicode word boundaries (UAX 29).</summary>
    Unicode,
}

/// <summary>Which tokenizer a language code gets.</summary>
public static class Tokenizers
{
    /// <summary>The tokenizer of a language code: English for null, <c>en</c>, <c>eng</c> and <c>eng_…</c>, else Unicode word boundaries.</summary>
    public static TokenizerKind Of(string? language) =>
        language is null or "en" or "eng" || language.StartsWith("eng_", StringComparison.Ordinal) || language.StartsWith("en-", StringComparison.Ordinal)
            ? TokenizerKind.English
            : TokenizerKind.Unicode;
}
