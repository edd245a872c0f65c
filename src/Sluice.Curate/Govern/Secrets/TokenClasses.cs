namespace Sluice.Curate.Govern.Secrets;

/// <summary>Classes of characters that formats of tokens are written with.</summary>
static class TokenClasses
{
    const string Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", Lower = "abcdefghijklmnopqrstuvwxyz", Digits = "0123456789";

    static readonly bool[] s_token = Set(Upper + Lower + Digits + "_-"), s_value = Set(Upper + Lower + Digits + "_-.+/=~");

    static readonly Dictionary<string, bool[]> s_classes = new()
    {
        ["digit"] = Set(Digits),
        ["hex"] = Set(Digits + "abcdef"),
        ["Hex"] = Set(Digits + "abcdefABCDEF"),
        ["a-h"] = Set(Digits + "abcdefgh"),
        ["lower"] = Set(Digits + Lower),
        ["upper"] = Set(Digits + Upper),
        ["base32"] = Set("234567" + Upper),
        ["bech32"] = Set("QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"),
        ["letter"] = Set(Upper + Lower),
        ["alnum"] = Set(Upper + Lower + Digits),
        ["alnum%"] = Set(Upper + Lower + Digits + "%"),
        ["word"] = Set(Upper + Lower + Digits + "_"),
        ["url"] = Set(Upper + Lower + Digits + "_-"),
        ["url="] = Set(Upper + Lower + Digits + "_-="),
        ["url.="] = Set(Upper + Lower + Digits + "_-.="),
        ["lower-"] = Set(Digits + Lower + "-"),
        ["base64"] = Set(Upper + Lower + Digits + "+/"),
        ["base64-"] = Set(Upper + Lower + Digits + "+/-_="),
        ["="] = Set("="),
        ["dQ~"] = Set(Upper + Lower + Digits + "_~.-"),
        ["-_"] = Set("-_"),
        ["/"] = Set(Upper + Lower + Digits + "/\\_-"),
    };

    /// <summary>The class of a name: which bytes are in it.</summary>
    public static bool[] Of(string name) => s_classes[name];

    /// <summary>Whether a byte is a letter, a digit, a hyphen or an underscore: what most tokens are made of.</summary>
    public static bool IsToken(byte b) => s_token[b];

    /// <summary>Whether a byte can stand in a value: token, base64, dotted parts.</summary>
    public static bool IsValue(byte b) => s_value[b];

    static bool[] Set(string characters)
    {
        bool[] set = new bool[256];
        foreach (char c in characters) set[c] = true;
        return set;
    }
}
