using System.Text;

namespace Sluice.Curate.Dedup.Exact;

/// <summary>Query parameters that name a visit, not a page: campaigns, clicks, and sessions.</summary>
/// <remarks>Sources: what the advertising and mailing systems document of their own links (Google Analytics and Ads, Meta, Microsoft, Yandex, X, TikTok, LinkedIn, Instagram,
/// Mailchimp, HubSpot, Marketo, Adobe, Drip, Olytics, Vero, MailerLite, Klaviyo); sessions: those of Java servlets, PHP, ASP and ColdFusion, as the CDX rules of web archives drop them.
/// Names that pages use for themselves too (<c>ref</c>, <c>source</c>, <c>id</c>, <c>cid</c>, <c>sid</c>) are not among them.</remarks>
static class UrlTrackers
{
    const int NameBytesMax = 64;

    static readonly string[] s_prefixes = ["utm_", "aspsessionid", "__hs", "_hs"];

    static readonly HashSet<string> s_names = new(StringComparer.Ordinal)
    {
        "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "srsltid", "_ga", "_gl", "fbclid", "igshid", "msclkid", "yclid", "_openstat", "twclid", "ttclid", "li_fat_id",
        "mc_cid", "mc_eid", "mkt_tok", "s_kwcid", "s_cid", "__s", "oly_anon_id", "oly_enc_id", "vero_id", "vero_conv", "ml_subscriber", "ml_subscriber_hash", "_kx",
        "rb_clickid", "wickedid", "jsessionid", "phpsessid", "cfid", "cftoken",
    };

    static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> s_lookup = s_names.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether a parameter of this name (any case) goes.</summary>
    public static bool IsTracker(ReadOnlySpan<byte> name)
    {
        Span<char> lower = stackalloc char[NameBytesMax];
        if (name.Length > NameBytesMax || Ascii.ToLower(name, lower, out int length) != System.Buffers.OperationStatus.Done) return false;
        lower = lower[..length];
        if (s_lookup.Contains(lower)) return true;
        foreach (string prefix in s_prefixes)
            if (lower.StartsWith(prefix, StringComparison.Ordinal)) return true;
        return false;
    }

    /// <summary>Whether what follows a semicolon in a path is a session: <c>jsessionid=…</c>.</summary>
    public static bool IsSessionSegment(ReadOnlySpan<byte> parameter)
    {
        ReadOnlySpan<byte> session = "jsessionid="u8;
        return parameter.Length > session.Length && Ascii.EqualsIgnoreCase(parameter[..session.Length], session);
    }
}
