using System.Text;

namespace Sluice.Ingest.Extract.Html;

/// <summary>Which doctypes make a page "quirky": then a table does not end a paragraph.</summary>
/// <remarks>Source: HTML Living Standard, 13.2.6.4.1.</remarks>
static class HtmlQuirks
{
    static readonly string[] s_publicIds = ["-//w3o//dtd w3 html strict 3.0//en//", "-/w3c/dtd html 4.0 transitional/en", "html"];

    static readonly string[] s_publicPrefixes =
    [
        "+//silmaril//dtd html pro v0r11 19970101//", "-//as//dtd html 3.0 aswedit + extensions//", "-//advasoft ltd//dtd html 3.0 aswedit + extensions//",
        "-//ietf//dtd html 2.0 level 1//", "-//ietf//dtd html 2.0 level 2//", "-//ietf//dtd html 2.0 strict level 1//", "-//ietf//dtd html 2.0 strict level 2//",
        "-//ietf//dtd html 2.0 strict//", "-//ietf//dtd html 2.0//", "-//ietf//dtd html 2.1e//", "-//ietf//dtd html 3.0//", "-//ietf//dtd html 3.2 final//",
        "-//ietf//dtd html 3.2//", "-//ietf//dtd html 3//", "-//ietf//dtd html level 0//", "-//ietf//dtd html level 1//", "-//ietf//dtd html level 2//",
        "-//ietf//dtd html level 3//", "-//ietf//dtd html strict level 0//", "-//ietf//dtd html strict level 1//", "-//ietf//dtd html strict level 2//",
        "-//ietf//dtd html strict level 3//", "-//ietf//dtd html strict//", "-//ietf//dtd html//", "-//metrius//dtd metrius presentational//",
        "-//microsoft//dtd internet explorer 2.0 html strict//", "-//microsoft//dtd internet explorer 2.0 html//", "-//microsoft//dtd internet explorer 2.0 tables//",
        "-//microsoft//dtd internet explorer 3.0 html strict//", "-//microsoft//dtd internet explorer 3.0 html//", "-//microsoft//dtd internet explorer 3.0 tables//",
        "-//netscape comm. corp.//dtd html//", "-//netscape comm. corp.//dtd strict html//", "-//o'reilly and associates//dtd html 2.0//",
        "-//o'reilly and associates//dtd html extended 1.0//", "-//o'reilly and associates//dtd html extended relaxed 1.0//",
        "-//sq//dtd html 2.0 hotmetal + extensions//", "-//softquad software//dtd hotmetal pro 6.0::19990601::extensions to html 4.0//",
        "-//softquad//dtd hotmetal pro 4.0::19971010::extensions to html 4.0//", "-//spyglass//dtd html 2.0 extended//", "-//sun microsystems corp.//dtd hotjava html//",
        "-//sun microsystems corp.//dtd hotjava strict html//", "-//w3c//dtd html 3 1995-03-24//", "-//w3c//dtd html 3.2 draft//", "-//w3c//dtd html 3.2 final//",
        "-//w3c//dtd html 3.2//", "-//w3c//dtd html 3.2s draft//", "-//w3c//dtd html 4.0 frameset//", "-//w3c//dtd html 4.0 transitional//",
        "-//w3c//dtd html experimental 19960712//", "-//w3c//dtd html experimental 970421//", "-//w3c//dtd w3 html//", "-//w3o//dtd w3 html 3.0//",
        "-//webtechs//dtd mozilla html 2.0//", "-//webtechs//dtd mozilla html//",
    ];

    static readonly string[] s_publicPrefixesWithoutSystem = ["-//w3c//dtd html 4.01 frameset//", "-//w3c//dtd html 4.01 transitional//"];

    // A longer id is none of those above.
    const int IdBytesMax = 200;

    /// <summary>Whether the page is quirky.</summary>
    public static bool Has(in HtmlDoctype doctype, ReadOnlySpan<byte> text)
    {
        if (doctype.ForcesQuirks || !text[..doctype.NameLength].SequenceEqual("html"u8)) return true;
        if (doctype.HasSystem && Ascii.EqualsIgnoreCase(text.Slice(doctype.NameLength + doctype.PublicLength, doctype.SystemLength), "http://www.ibm.com/data/dtd/v11/ibmxhtml1-transitional.dtd"u8))
            return true;
        if (!doctype.HasPublic || doctype.PublicLength > IdBytesMax) return false;
        Span<char> id = stackalloc char[IdBytesMax];
        id = id[..Encoding.UTF8.GetChars(text.Slice(doctype.NameLength, doctype.PublicLength), id)];
        foreach (string known in s_publicIds)
            if (known.AsSpan().Equals(id, StringComparison.OrdinalIgnoreCase)) return true;
        return StartsWithOneOf(id, s_publicPrefixes) || (!doctype.HasSystem && StartsWithOneOf(id, s_publicPrefixesWithoutSystem));
    }

    /// <summary>A doctype as the conformance tests write it: the name and, where there are any, both ids.</summary>
    public static ReadOnlySpan<byte> Write(in HtmlDoctype doctype, ReadOnlySpan<byte> text)
    {
        if (doctype.PublicLength + doctype.SystemLength == 0) return text;
        string name = Encoding.UTF8.GetString(text[..doctype.NameLength]);
        string publicId = Encoding.UTF8.GetString(text.Slice(doctype.NameLength, doctype.PublicLength));
        return Encoding.UTF8.GetBytes($"{name} \"{publicId}\" \"{Encoding.UTF8.GetString(text[(doctype.NameLength + doctype.PublicLength)..])}\"");
    }

    static bool StartsWithOneOf(ReadOnlySpan<char> id, string[] prefixes)
    {
        foreach (string prefix in prefixes)
            if (id.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }
}
