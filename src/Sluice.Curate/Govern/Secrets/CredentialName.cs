namespace Sluice.Curate.Govern.Secrets;

/// <summary>How surely a name says that its value is secret.</summary>
enum Secrecy
{
    /// <summary>It doesn't, or it says that the value is something else: a file, an id, a length.</summary>
    None,

    /// <summary>It may: <c>key</c>, <c>auth</c>, <c>access</c>.</summary>
    Weak,

    /// <summary>It does: <c>api-key</c>, <c>client_secret</c>, <c>accessToken</c>.</summary>
    Strong,
}

/// <summary>Reads a name as a program has it, cut into words at capitals, digits and separators: <c>myApiKey2</c> is my, api, key, 2.</summary>
/// <remarks>Not thread-safe: an instance owns its words.</remarks>
sealed class CredentialName
{
    /// <summary>Longest name that is read; of a longer one the end.</summary>
    public const int LengthMax = 80;

    // What a name is about, where it is about no secret. Any of these words ends it.
    static readonly HashSet<string> s_other =
    [
        "public", "pub", "foreign", "primary", "natural", "schema", "sequence", "bucket", "hot", "idx", "csrf", "xsrf", "author", "authors", "checksum", "sha", "sha1", "md5", "integrity", "fingerprint",
        "digest", "commit", "revision", "rev", "etag", "accessibility", "accessor", "capital", "rapid", "monkey", "turkey", "keyboard", "keyword", "keywords", "keystone", "keyframe", "keying",
        "signature", "sig", "partition", "sort", "cache", "translation", "lang", "i18n", "msg", "message", "component", "react", "row", "column", "map", "shader", "color", "style", "verification", "site",
    ];

    // What a name is about, where these stand last.
    static readonly HashSet<string> s_otherLast =
    [
        "id", "ids", "name", "names", "url", "uri", "urls", "endpoint", "file", "files", "filename", "path", "dir", "folder", "size", "length", "len", "type", "types", "alias", "frame", "mesh", "pair", "press",
        "ring", "stone", "word", "up", "down", "left", "right", "board", "version", "count", "index", "hash", "hashes", "label", "title", "text", "prefix", "suffix", "format", "header", "field", "algorithm", "alg",
        "location", "host", "hostname", "user", "username", "email", "date", "time", "expiry", "expires", "expiration", "ttl", "timeout", "limit", "usage", "chars", "alphabet", "selector", "store", "storetype",
        "class", "description", "issuer", "audience", "scope", "scopes", "method", "mode", "number", "ref", "arn", "vault", "policy", "provider", "level", "control", "origin", "types", "domain", "port", "region",
        "html", "link", "image", "placeholder", "code", "group", "order",
    ];

    static readonly HashSet<string> s_strong = ["secret", "secrets", "token", "tokens", "credential", "credentials", "creds", "cred", "password", "passwd", "passphrase", "pwd", "passwort", "apikey", "apitoken", "accesskey",
        "secretkey", "authkey", "authtoken", "accesstoken", "privatekey", "signingkey", "encryptionkey", "accountkey", "masterkey", "licensekey", "clientsecret", "sharedkey", "consumerkey", "consumersecret", "bearer", "jwt", "pat"];

    static readonly HashSet<string> s_weak = ["key", "keys", "auth", "access", "api", "authorization", "pass", "passcode", "pin"];

    // Before "key" they make it strong.
    static readonly HashSet<string> s_beforeKey = ["api", "access", "secret", "auth", "private", "signing", "encryption", "account", "master", "license", "shared", "storage", "app", "client", "consumer", "service", "admin", "token", "deploy"];

    readonly char[] _letters = new char[LengthMax * 2];
    readonly (int Start, int End)[] _words = new (int, int)[LengthMax];
    int _count;

    /// <summary>How many words there are.</summary>
    public int Count => _count;

    /// <summary>A word, in small letters.</summary>
    public ReadOnlySpan<char> this[int word] => _letters.AsSpan(_words[word].Start, _words[word].End - _words[word].Start);

    /// <summary>Two words as one.</summary>
    public ReadOnlySpan<char> Pair(int word) => _letters.AsSpan(_words[word].Start, _words[word + 1].End - _words[word].Start);

    /// <summary>Cuts a name into words.</summary>
    public void Read(ReadOnlySpan<byte> name)
    {
        if (name.Length > LengthMax) name = name[^LengthMax..];
        _count = 0;
        int length = 0, start = 0;
        for (int i = 0; i < name.Length; i++)
        {
            bool isLetter = char.IsAsciiLetter((char)name[i]), isDigit = char.IsAsciiDigit((char)name[i]);
            bool cuts = i > 0 && length > start && ((!isLetter && !isDigit)
                || (char.IsAsciiLetterUpper((char)name[i]) && (!char.IsAsciiLetterUpper((char)name[i - 1]) || (i + 1 < name.Length && char.IsAsciiLetterLower((char)name[i + 1]))))
                || isDigit != char.IsAsciiDigit((char)name[i - 1]));
            if (cuts)
            {
                _words[_count++] = (start, length);
                start = length;
            }
            if (isLetter || isDigit) _letters[length++] = char.ToLowerInvariant((char)name[i]);
        }
        if (length > start) _words[_count++] = (start, length);
    }

    /// <summary>What the words say.</summary>
    public Secrecy Judge()
    {
        Secrecy secrecy = Secrecy.None;
        var other = s_other.GetAlternateLookup<ReadOnlySpan<char>>();
        var strong = s_strong.GetAlternateLookup<ReadOnlySpan<char>>();
        var weak = s_weak.GetAlternateLookup<ReadOnlySpan<char>>();
        var beforeKey = s_beforeKey.GetAlternateLookup<ReadOnlySpan<char>>();
        int last = -1;
        for (int i = 0; i < _count; i++)
        {
            ReadOnlySpan<char> word = this[i];
            if (other.Contains(word)) return Secrecy.None;
            if (!char.IsAsciiDigit(word[0]) && word.Length > 1) last = i;
            bool isStrong = strong.Contains(word) || word.EndsWith("token") || word.EndsWith("secret") || word.EndsWith("password") || word.EndsWith("apikey")
                || (i > 0 && word is "key" or "keys" && beforeKey.Contains(this[i - 1]));
            if (isStrong) secrecy = Secrecy.Strong;
            else if (secrecy == Secrecy.None && weak.Contains(word)) secrecy = Secrecy.Weak;
        }
        return last >= 0 && s_otherLast.GetAlternateLookup<ReadOnlySpan<char>>().Contains(this[last]) ? Secrecy.None : secrecy;
    }

    /// <summary>Whether one of the words is a password.</summary>
    public bool IsPassword()
    {
        for (int i = 0; i < _count; i++)
            if (this[i] is "password" or "passwd" or "pwd" or "passphrase" or "pass" or "passwort" || this[i].EndsWith("password")) return true;
        return false;
    }
}
