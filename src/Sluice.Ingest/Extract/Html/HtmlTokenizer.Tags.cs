using System.Buffers;
using System.Runtime.CompilerServices;

namespace Sluice.Ingest.Extract.Html;

// Start and end tags with their attributes.
sealed partial class HtmlTokenizer
{
    static readonly SearchValues<byte> s_valueEnd = SearchValues.Create(" \t\n\f>"u8);

    HtmlTokenAttribute[] _attributes = new HtmlTokenAttribute[64];
    int _attributeCount;
    ulong _seen; // Known names, by number.

    /// <summary>Keeps every attribute, under any name.</summary>
    public bool KeepsAllAttributes { get; set; }

    /// <summary>The element; <see cref="HtmlTag.Other"/> where only <see cref="Name"/> tells.</summary>
    public HtmlTag Tag { get; private set; }

    /// <summary>The number of the tag's name.</summary>
    public int Name { get; private set; }

    /// <summary>Whether the tag ends in a slash.</summary>
    public bool IsSelfClosing { get; private set; }

    /// <summary>The attributes of a start tag, the first of each name.</summary>
    public ReadOnlySpan<HtmlTokenAttribute> Attributes => _attributes.AsSpan(0, _attributeCount);

    /// <summary>An attribute's value with its character references decoded.</summary>
    public ReadOnlySpan<byte> Value(in HtmlTokenAttribute attribute) => (attribute.IsDecoded ? _scratch : _page).AsSpan(attribute.Start, attribute.Length);

    /// <summary>The value of an attribute; empty where there is none.</summary>
    public ReadOnlySpan<byte> Value(HtmlAttributeName name)
    {
        foreach (ref readonly HtmlTokenAttribute attribute in Attributes)
            if (attribute.Name == name) return Value(attribute);
        return default;
    }

    /// <summary>Takes the tag for another.</summary>
    public void Rename(HtmlTag tag) => (Tag, Name) = (tag, (int)tag);

    /// <summary>Whether the tag has one of some attributes.</summary>
    public bool HasAny(HtmlAttributeName first, HtmlAttributeName second, HtmlAttributeName third)
    {
        foreach (ref readonly HtmlTokenAttribute attribute in Attributes)
            if (attribute.Name == first || attribute.Name == second || attribute.Name == third) return true;
        return false;
    }

    // At the first letter of the name. A tag that the page's end cuts off is dropped.
    HtmlTokenKind ReadTag(int at, bool isEnd)
    {
        ReadOnlySpan<byte> page = _page.AsSpan(0, _end);
        _attributeCount = _scratchCount = 0;
        _seen = 0;
        IsSelfClosing = false;
        int start = at;
        PackedName name = PackName(page, ref at, out bool fits);
        HtmlTag tag = fits ? HtmlTags.Find(name) : HtmlTag.Other;
        int end = at;
        while (true)
        {
            if ((uint)at >= (uint)page.Length)
            {
                _at = _end;
                return HtmlTokenKind.End;
            }
            byte b = page[at];
            if (b == '>') break;
            if (IsSpace(b)) at++;
            else if (b == '/')
            {
                at++;
                if (at < page.Length && page[at] == '>')
                {
                    IsSelfClosing = true;
                    break;
                }
            }
            else at = ReadAttribute(page, at, isEnd);
        }
        _at = at + 1;
        Tag = tag;
        Name = tag == HtmlTag.Other ? names.NumberOf(page[start..end]) : (int)tag;
        return isEnd ? HtmlTokenKind.EndTag : HtmlTokenKind.StartTag;
    }

    // Reads a name up to white space, a slash or >.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static PackedName PackName(ReadOnlySpan<byte> page, ref int at, out bool fits)
    {
        ulong low = 0, high = 0;
        int length = 0;
        fits = true;
        for (; (uint)at < (uint)page.Length; at++, length++)
        {
            byte b = page[at];
            if (b <= '>')
            {
                if (b is (byte)'>' or (byte)'/' || IsSpace(b)) break;
                fits &= b != 0; // A packed name can't tell it from its own end.
            }
            if ((uint)(b - 'A') < 26) b |= 0x20;
            if (length < 8) low |= (ulong)b << (length * 8);
            else high |= (ulong)b << ((length & 7) * 8);
        }
        fits &= length <= PackedName.BytesMax;
        return new(low, high);
    }

    // At the first byte of an attribute's name; returns where to read on.
    int ReadAttribute(ReadOnlySpan<byte> page, int at, bool isEnd)
    {
        int start = at;
        ulong low = 0, high = 0;
        int length = 0;
        bool fits = true;
        for (; (uint)at < (uint)page.Length; at++, length++)
        {
            byte b = page[at];
            if (b <= '>')
            {
                if (b is (byte)'>' or (byte)'/' || (b == '=' && length > 0) || IsSpace(b)) break;
                fits &= b != 0;
            }
            if ((uint)(b - 'A') < 26) b |= 0x20;
            if (length < 8) low |= (ulong)b << (length * 8);
            else high |= (ulong)b << ((length & 7) * 8);
        }
        HtmlAttributeName name = HtmlAttributeName.None;
        if (!isEnd)
        {
            if (fits && length <= PackedName.BytesMax) name = HtmlAttributeNames.Find(new(low, high));
            if (name == HtmlAttributeName.None && KeepsAllAttributes) name = (HtmlAttributeName)names.NumberOf(page[start..at]);
            if (name != HtmlAttributeName.None && !IsFirst(name)) name = HtmlAttributeName.None;
        }
        while ((uint)at < (uint)page.Length && IsSpace(page[at])) at++;
        if ((uint)at >= (uint)page.Length || page[at] != '=')
        {
            if (name != HtmlAttributeName.None) Keep(name, at, at);
            return at;
        }
        at++;
        while ((uint)at < (uint)page.Length && IsSpace(page[at])) at++;
        if ((uint)at >= (uint)page.Length) return at;
        byte quote = page[at];
        if (quote is (byte)'"' or (byte)'\'')
        {
            at++;
            int quoted = page[at..].IndexOf(quote);
            if (quoted < 0) return page.Length;
            if (name != HtmlAttributeName.None) Keep(name, at, at + quoted);
            return at + quoted + 1;
        }
        int end = page[at..].IndexOfAny(s_valueEnd);
        if (end < 0) return page.Length;
        if (name != HtmlAttributeName.None) Keep(name, at, at + end);
        return at + end;
    }

    bool IsFirst(HtmlAttributeName name)
    {
        if (_attributeCount >= limits.AttributesMax) return false;
        if (name < (HtmlAttributeName)64)
        {
            ulong bit = 1UL << (int)name;
            if ((_seen & bit) != 0) return false;
            _seen |= bit;
            return true;
        }
        foreach (ref readonly HtmlTokenAttribute attribute in Attributes)
            if (attribute.Name == name) return false;
        return true;
    }

    void Keep(HtmlAttributeName name, int start, int end)
    {
        end = Math.Min(end, start + limits.BytesMaxOf(name));
        if (_attributeCount == _attributes.Length) Array.Resize(ref _attributes, _attributes.Length * 2);
        if (_page.AsSpan(start, end - start).IndexOfAny((byte)'&', (byte)0) < 0)
        {
            while (end > start && end < _end && (_page[end] & 0xC0) == 0x80) end--; // Never half a character.
            _attributes[_attributeCount++] = new(name, start, end - start, IsDecoded: false);
            return;
        }
        int decoded = _scratchCount;
        DecodeValue(start, end);
        _attributes[_attributeCount++] = new(name, decoded, _scratchCount - decoded, IsDecoded: true);
    }

    void DecodeValue(int start, int end)
    {
        while (end > start && end < _end && (_page[end] & 0xC0) == 0x80) end--;
        while (start < end)
        {
            int plain = _page.AsSpan(start, end - start).IndexOfAny((byte)'&', (byte)0);
            if (plain < 0) plain = end - start;
            Append(_page.AsSpan(start, plain));
            start += plain;
            if (start == end) return;
            int used = 0;
            if (_page[start] == 0) Append("\uFFFD"u8);
            else
            {
                used = DecodeReference(start, end, inAttribute: true);
                if (used == 0) Append("&"u8);
            }
            start += Math.Max(used, 1);
        }
    }
}
