using System.Text;
using Sluice.Core;
using Sluice.Core.Text;

namespace Sluice.Curate.Filter.Url;

/// <summary>A large set of names (hosts, URLs, words), held as 64-bit hashes: a list of five million hosts takes 128 MiB at most, not a gigabyte.</summary>
/// <remarks>Two names share a hash once in 10^19 pairs, so a list of a million names meets a billion different hosts with a false hit in one run of
/// 18,000.</remarks>
sealed class NameSet
{
    ulong[] _slots = new ulong[16];
    bool _hasZero;

    /// <summary>How many names it has.</summary>
    public int Count { get; private set; }

    /// <summary>Reads a list file; each entry goes through <paramref name="normalize"/> first.</summary>
    /// <exception cref="SluiceException">The file is no list.</exception>
    public static NameSet Load(string path, Func<string, string> normalize)
    {
        NameSet set = new();
        foreach (string entry in ListFile.Read(path)) set.Add(normalize(entry));
        return set;
    }

    /// <summary>Adds a name; an empty one is left out.</summary>
    public void Add(string name)
    {
        if (name.Length == 0) return;
        Add(TextHash.Of(Encoding.UTF8.GetBytes(name)));
    }

    /// <summary>Whether a name is in it.</summary>
    public bool Contains(ReadOnlySpan<byte> nameUtf8)
    {
        if (Count == 0) return false;
        ulong hash = TextHash.Of(nameUtf8);
        return hash == 0 ? _hasZero : _slots[SlotOf(hash)] == hash;
    }

    void Add(ulong hash)
    {
        if (hash == 0)
        {
            if (!_hasZero) Count++;
            _hasZero = true;
            return;
        }
        if (Count * 2L >= _slots.Length) Grow();
        ref ulong slot = ref _slots[SlotOf(hash)];
        if (slot == hash) return;
        slot = hash;
        Count++;
    }

    // The slot that holds a hash, or the empty one where it belongs.
    int SlotOf(ulong hash)
    {
        int mask = _slots.Length - 1, at = (int)hash & mask;
        while (_slots[at] != 0 && _slots[at] != hash) at = (at + 1) & mask;
        return at;
    }

    void Grow()
    {
        ulong[] old = _slots;
        _slots = new ulong[old.Length * 2];
        foreach (ulong hash in old)
            if (hash != 0) _slots[SlotOf(hash)] = hash;
    }
}
