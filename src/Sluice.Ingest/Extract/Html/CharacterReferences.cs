namespace Sluice.Ingest.Extract.Html;

/// <summary>The named character references of the HTML Living Standard, 13.5.</summary>
static partial class CharacterReferences
{
    const int Slots = 8192;

    // Names that old pages may write without a semicolon; none is longer.
    const int BareLengthMax = 6;
    const int NameLengthMax = 32;

    static readonly Entry[] s_slots = MakeSlots();

    /// <summary>Finds the longest name at the start of a text that may follow an ampersand.</summary>
    /// <returns>Its bytes with the semicolon if there is one; 0 where there is no name.</returns>
    public static int Find(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> characters)
    {
        int length = 0;
        int max = Math.Min(text.Length, NameLengthMax);
        while (length < max && char.IsAsciiLetterOrDigit((char)text[length])) length++;
        if (length < text.Length && text[length] == ';' && Find(text[..length], isBare: false, out characters)) return length + 1;
        for (int bare = Math.Min(length, BareLengthMax); bare > 1; bare--)
            if (Find(text[..bare], isBare: true, out characters)) return bare;
        characters = default;
        return 0;
    }

    static bool Find(ReadOnlySpan<byte> name, bool isBare, out ReadOnlySpan<byte> characters)
    {
        for (uint slot = HashOf(name) % Slots; s_slots[slot].NameLength != 0; slot = (slot + 1) % Slots)
        {
            Entry entry = s_slots[slot];
            if (!name.SequenceEqual(Table.Slice(entry.Start, entry.NameLength))) continue;
            characters = Table.Slice(entry.Start + entry.NameLength + 1, entry.Length);
            return entry.IsBare || !isBare;
        }
        characters = default;
        return false;
    }

    // The table is text: name, = or (with a bare form) :, characters, a space.
    static Entry[] MakeSlots()
    {
        Entry[] slots = new Entry[Slots];
        ReadOnlySpan<byte> table = Table;
        for (int at = 0; at < table.Length;)
        {
            int name = table[at..].IndexOfAny((byte)'=', (byte)':');
            int length = table[(at + name + 2)..].IndexOf((byte)' ') + 1; // The characters themselves may be white space.
            uint slot = HashOf(table.Slice(at, name)) % Slots;
            while (slots[slot].NameLength != 0) slot = (slot + 1) % Slots;
            slots[slot] = new(at, (byte)name, (byte)length, table[at + name] == ':');
            at += name + length + 2;
        }
        return slots;
    }

    static uint HashOf(ReadOnlySpan<byte> name)
    {
        uint hash = 2166136261;
        foreach (byte b in name) hash = (hash ^ b) * 16777619;
        return hash ^ (hash >> 15);
    }

    readonly record struct Entry(int Start, byte NameLength, byte Length, bool IsBare);
}
