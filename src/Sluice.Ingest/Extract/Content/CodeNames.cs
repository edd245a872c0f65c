using System.Text;
using Sluice.Ingest.Extract.Html;

namespace Sluice.Ingest.Extract.Content;

/// <summary>What class names say about code: its language, where its line numbers stand, and which elements show code without being <c>pre</c>.</summary>
static class CodeNames
{
    const int LanguageBytesMax = 24;

    // Of syntax highlighters (SyntaxHighlighter, W3Schools, GitHub, Crayon): containers whose line breaks are the code's own.
    static ReadOnlySpan<byte> Containers => " w3-code syntaxhighlighter dp-highlighter js-file-line-container crayon-pre codeblock code-block "u8;

    // Columns and spans of line numbers.
    static ReadOnlySpan<byte> LineNumbers =>
        " linenos lineno linenodiv linenumber linenumbers line-number line-numbers-rows hljs-ln-numbers hljs-ln-n crayon-nums rouge-gutter blob-num lnt ln gutter "u8;

    // Words beside the language in class names of pre and code.
    static ReadOnlySpan<byte> NoLanguages => " hljs highlight code sourcecode prettyprint prettyprinted linenums notranslate literal-block wp-block-code line-numbers none text plaintext plain nohighlight "u8;

    /// <summary>Whether an element that is no <c>pre</c> holds code, by a name of highlighters.</summary>
    public static bool IsContainer(HtmlTree tree, in HtmlNode element) =>
        element.Tag is HtmlTag.Div or HtmlTag.Table && HasOneOf(tree.Value(element, HtmlAttributeName.Class), Containers);

    /// <summary>Whether an element inside code holds line numbers.</summary>
    public static bool IsLineNumber(HtmlTree tree, in HtmlNode element) => HasOneOf(tree.Value(element, HtmlAttributeName.Class), LineNumbers);

    /// <summary>The language of a block of code: <c>language-python</c>, <c>lang-py</c>, <c>brush: python</c>, <c>sourceCode python</c>, at the block, at a <c>code</c> in it or
    /// at the two elements around it. Empty where none is told.</summary>
    public static ReadOnlySpan<byte> Language(HtmlTree tree, int block)
    {
        ReadOnlySpan<HtmlNode> nodes = tree.Nodes;
        ReadOnlySpan<byte> language = LanguageOf(tree, nodes[block]);
        for (int i = block + 1; language.IsEmpty && i < Math.Min(nodes[block].End, block + 4); i++)
            if (nodes[i].Tag == HtmlTag.Code) language = LanguageOf(tree, nodes[i]);
        int around = nodes[block].Parent;
        for (int steps = 0; language.IsEmpty && steps < 2 && around > 0; steps++, around = nodes[around].Parent)
            if (nodes[around].Tag == HtmlTag.Div) language = Prefixed(tree.Value(nodes[around], HtmlAttributeName.Class));
        return language;
    }

    static ReadOnlySpan<byte> LanguageOf(HtmlTree tree, in HtmlNode element)
    {
        ReadOnlySpan<byte> names = tree.Value(element, HtmlAttributeName.Class);
        ReadOnlySpan<byte> language = Prefixed(names);
        if (!language.IsEmpty) return language;
        // Names as pandoc and highlight.js write them: a mark of theirs, and the bare language.
        if (!HasOneOf(names, " sourcecode hljs prettyprint "u8)) return default;
        foreach (Range range in names.Split((byte)' '))
            if (IsLanguage(names[range]) && !HasOneOf(names[range], NoLanguages)) return names[range];
        return default;
    }

    static ReadOnlySpan<byte> Prefixed(ReadOnlySpan<byte> names)
    {
        int brush = names.IndexOf("brush:"u8);
        if (brush >= 0)
        {
            ReadOnlySpan<byte> rest = names[(brush + 6)..].TrimStart((byte)' ');
            int end = rest.IndexOfAny(" ;"u8);
            if (end >= 0) rest = rest[..end];
            return IsLanguage(rest) ? rest : default;
        }
        foreach (Range range in names.Split((byte)' '))
        {
            ReadOnlySpan<byte> name = names[range];
            int prefix = name.StartsWith("language-"u8) ? 9 : name.StartsWith("lang-"u8) ? 5 : name.StartsWith("highlight-source-"u8) ? 17 : 0;
            if (prefix > 0 && IsLanguage(name[prefix..]) && !HasOneOf(name[prefix..], NoLanguages)) return name[prefix..];
        }
        return default;
    }

    static bool IsLanguage(ReadOnlySpan<byte> name)
    {
        if (name.IsEmpty || name.Length > LanguageBytesMax) return false;
        foreach (byte b in name)
            if (!char.IsAsciiLetterOrDigit((char)b) && b is not ((byte)'+' or (byte)'#' or (byte)'-' or (byte)'.' or (byte)'_')) return false;
        return true;
    }

    static bool HasOneOf(ReadOnlySpan<byte> names, ReadOnlySpan<byte> list)
    {
        if (names.IsEmpty) return false;
        Span<byte> word = stackalloc byte[LanguageBytesMax + 2];
        foreach (Range range in names.Split((byte)' '))
        {
            ReadOnlySpan<byte> name = names[range];
            if (name.IsEmpty || name.Length > LanguageBytesMax) continue;
            Ascii.ToLower(name, word[1..], out int length);
            if (length != name.Length) continue;
            word[0] = word[length + 1] = (byte)' ';
            if (list.IndexOf(word[..(length + 2)]) >= 0) return true;
        }
        return false;
    }
}
