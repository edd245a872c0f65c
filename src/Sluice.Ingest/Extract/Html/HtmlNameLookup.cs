using System.Runtime.CompilerServices;

namespace Sluice.Ingest.Extract.Html;

/// <summary>A name of up to 16 bytes in two registers, in lower case, padded with zeros.</summary>
readonly record struct PackedName(ulong Low, ulong High)
{
    public const int BytesMax = 16;
}

/// <summary>A fixed set of short names with a number each. One multiplication and mostly one comparison a look-up.</summary>
sealed class HtmlNameLookup
{
    const int Slots = 1024;

    readonly (PackedName Name, int Number)[] _slots = new (PackedName, int)[Slots];

    public HtmlNameLookup(IEnumerable<(string Name, int Number)> names)
    {
        foreach ((string name, int number) in names)
        {
            PackedName packed = Pack(name);
            int slot = SlotOf(packed);
            while (_slots[slot].Number != 0) slot = (slot + 1) % Slots;
            _slots[slot] = (packed, number);
        }
    }

    public bool TryFind(in PackedName name, out int number)
    {
        for (int slot = SlotOf(name); ; slot = (slot + 1) % Slots)
        {
            ref readonly (PackedName Name, int Number) entry = ref _slots[slot];
            number = entry.Number;
            if (entry.Name == name || number == 0) return number != 0;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int SlotOf(in PackedName name) => (int)(((name.Low ^ (name.High * 0x9E3779B97F4A7C15)) * 0xD6E8FEB86659FD93) >> 54);

    static PackedName Pack(string name)
    {
        ulong low = 0, high = 0;
        for (int i = 0; i < name.Length; i++)
        {
            if (i < 8) low |= (ulong)name[i] << (8 * i);
            else high |= (ulong)name[i] << (8 * (i - 8));
        }
        return name.Length <= PackedName.BytesMax ? new(low, high) : throw new ArgumentException($"{name} is too long", nameof(name));
    }
}
