using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Sluice.Curate.Govern.Secrets;

/// <summary>What is written where a secret would be, and is none: placeholders, variables, published examples.</summary>
static class LookAlikes
{
    /// <summary>Largest share of a value that may lie in repeats and sequences.</summary>
    public const double RegularityMax = 0.5;

    const int LengthMax = 256;

    // Words of which one says that the value is made up, in any case.
    static readonly byte[][] s_words = Words("your here xxxx placeholder redacted insert change_me changeme dummy sample replace __secret_ random");

    static readonly byte[][] s_passwordWords =
        Words("your xxx placeholder redacted insert changeit changeme change_me dummy sample example replace __secret_ passwd password env. environ process. getenv null undefined none true false string secret_key config.");

    // Values of passwords that everybody knows are made up.
    static readonly HashSet<string> s_trivial =
        ["pass", "password", "passwd", "pwd", "secret", "test", "token", "user", "username", "admin", "root", "guest", "foo", "bar", "baz", "example", "changeme", "changeit", "pw", "login", "key",
         "postgres", "mysql", "null", "none", "string", "passw", "pass1", "pass123", "test123", "test1234", "admin123", "user123", "mypass", "mypassword", "my-password", "abc123", "123456", "1234"];

    static readonly SearchValues<byte> s_brackets = SearchValues.Create("(){}[]<>"u8);

    // First eight bytes of the SHA-256 of keys that everyone can read: printed in public SDKs and documents, and on gitleaks's list of what is no secret.
    static readonly HashSet<ulong> s_published =
    [
        0xF56E323494A6FFC2, 0x2037ABCAFFB2B777, 0x3F370C9DD8225C63, 0xE4A5542BB7FD7B67, 0xA19F89AB3555EAC1, 0x0B476BDF9ACF2123,
        0xEB540D2B6EE2A0A4, 0x37F8F09BDF12C2F2, 0x8731261CB72D8626, 0x49F777DB995E8260, 0x27A9A42931DFF7EB, 0xDC0FCF046C61640C,
        0x4C98242DCADC8B29, 0xEA9BB1082CF95663, 0x3A8B61D0F636B007, 0xA6C814BC555AE62C, 0x2F21FD9C81678E39, 0x7F39F45767958338,
    ];

    /// <summary>Whether a token says of itself that it is made up: AKIAIOSFODNN7EXAMPLE, or your-token-here.</summary>
    public static bool NamesItself(ReadOnlySpan<byte> token) => ContainsAny(token, s_words) || (token.EndsWith("EXAMPLE"u8) && token.Length < 32);

    /// <summary>Whether it is one of the keys that everyone can read.</summary>
    public static bool IsPublished(ReadOnlySpan<byte> token)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(token, hash);
        return s_published.Contains(BinaryPrimitives.ReadUInt64BigEndian(hash));
    }

    /// <summary>Whether a value stands for another: a variable, a template, a call, a mask.</summary>
    public static bool IsReference(ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty) return true;
        if (value[0] is (byte)'$' or (byte)'<' or (byte)'%' or (byte)'#' or (byte)'*' or (byte)'.' or (byte)'&') return true;
        if (value[0] is (byte)'[' or (byte)'{' && (value[^1] is (byte)']' || value.StartsWith("{{"u8) || value.Length < 3 || IsName(value[1..^1]))) return true;
        return value.IndexOf("${"u8) >= 0 || value.IndexOf("{{"u8) >= 0 || value.IndexOf("$("u8) >= 0 || value.IndexOf("#{"u8) >= 0 || value.IndexOf("***"u8) >= 0 || value.IndexOf("..."u8) >= 0
            || value.IndexOf("%("u8) >= 0 || value.IndexOf("%s"u8) >= 0 || value.IndexOfAny(s_brackets) >= 0 && value.IndexOfAnyInRange((byte)'0', (byte)'9') < 0;
    }

    /// <summary>Whether a password is one that nobody has: a word such as <c>password</c>, one character over and over, a sequence.</summary>
    public static bool IsTrivial(ReadOnlySpan<byte> value)
    {
        if (value.Length < 3 || Randomness.Regularity(value) > RegularityMax || value.IndexOfAnyExcept(value[0]) < 0) return true;
        if (value.Length > LengthMax) return false;
        Span<char> lower = stackalloc char[value.Length];
        for (int i = 0; i < value.Length; i++) lower[i] = char.ToLowerInvariant((char)value[i]);
        return s_trivial.GetAlternateLookup<ReadOnlySpan<char>>().Contains(lower);
    }

    /// <summary>Whether a password says of itself that it is made up, or is a name for one.</summary>
    public static bool IsNamedPassword(ReadOnlySpan<byte> value) => ContainsAny(value, s_passwordWords);

    static bool IsName(ReadOnlySpan<byte> value)
    {
        foreach (byte b in value)
            if (!char.IsAsciiLetter((char)b) && b is not ((byte)'_' or (byte)'-' or (byte)'.' or (byte)' ')) return false;
        return true;
    }

    static bool ContainsAny(ReadOnlySpan<byte> value, byte[][] words)
    {
        if (value.Length > LengthMax) value = value[..LengthMax];
        Span<byte> lower = stackalloc byte[value.Length];
        for (int i = 0; i < value.Length; i++) lower[i] = char.IsAsciiLetterUpper((char)value[i]) ? (byte)(value[i] | 0x20) : value[i];
        foreach (byte[] word in words)
            if (lower.IndexOf(word) >= 0) return true;
        return false;
    }

    static byte[][] Words(string words) => [.. words.Split(' ').Select(Encoding.ASCII.GetBytes)];
}
