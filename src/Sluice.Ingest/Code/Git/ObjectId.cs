using System.Buffers;

namespace Sluice.Ingest.Code.Git;

/// <summary>Ids of git's objects as hex: 40 digits of SHA-1, or 64 of SHA-256.</summary>
static class ObjectId
{
    const int Sha1Chars = 40, Sha256Chars = 64;

    static readonly SearchValues<char> s_hex = SearchValues.Create("0123456789abcdef");

    /// <summary>Whether a text is a whole id.</summary>
    public static bool Is(string text) => text.Length is Sha1Chars or Sha256Chars && text.AsSpan().IndexOfAnyExcept(s_hex) < 0;
}
