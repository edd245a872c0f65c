namespace Sluice.Bench.Dedup;

/// <summary>The distinct runs of 5 words of a document, and their Jaccard: plain, and apart from the program that is measured.</summary>
sealed class Shingles
{
    const int Words = 5;

    ulong[] _hashes = new ulong[1024];
    int _count;

    public void Take(ReadOnlySpan<int> words, WordPool pool)
    {
        if (_hashes.Length < words.Length) _hashes = new ulong[words.Length * 2];
        _count = 0;
        for (int i = 0; i + Words <= words.Length; i++)
        {
            ulong hash = 0;
            for (int n = 0; n < Words; n++) hash = (hash ^ pool.Hash(words[i + n])) * 0x9E3779B97F4A7C15 + 1;
            _hashes[_count++] = hash ^ hash >> 32;
        }
        Array.Sort(_hashes, 0, _count);
        int kept = 0;
        for (int i = 0; i < _count; i++)
            if (i == 0 || _hashes[i] != _hashes[i - 1]) _hashes[kept++] = _hashes[i];
        _count = kept;
    }

    public double Jaccard(Shingles other)
    {
        int shared = 0, a = 0, b = 0;
        while (a < _count && b < other._count)
        {
            ulong left = _hashes[a], right = other._hashes[b];
            if (left == right) shared++;
            if (left <= right) a++;
            if (right <= left) b++;
        }
        return _count + other._count == 0 ? 0 : shared / (double)(_count + other._count - shared);
    }
}
