using System.Diagnostics;
using System.Text;
using Sluice.Curate.Dedup.Exact;

namespace Sluice.Curate.Tests.Dedup.Exact;

public sealed class CanonicalUrlTests
{
    static string Of(string url) => Encoding.UTF8.GetString(new CanonicalUrl().Of(url));

    [Theory]
    [InlineData("http://example.com", "example.com/")]
    [InlineData("HTTPS://WWW.Example.COM.:443/#top", "example.com/")]
    [InlineData("http://www2.example.com:80", "example.com/")]
    [InlineData("http://www.com/", "www.com/")] // A domain of its own.
    [InlineData("http://www2.com", "www2.com/")]
    [InlineData("https://example.com:80/", "example.com:80/")]
    [InlineData("http://example.com:0080/", "example.com/")]
    [InlineData("//example.com/a", "example.com/a")]
    [InlineData("example.com/a", "example.com/a")]
    [InlineData("example.com:8080/a", "example.com:8080/a")]
    [InlineData("http:\\\\example.com\\a\\b", "example.com/a/b")]
    [InlineData("http://user:pass@example.com/", "example.com/")]
    [InlineData("http://[2001:DB8::1]:8080/x", "[2001:db8::1]:8080/x")]
    [InlineData(" http://exam\nple.com/a\t ", "example.com/a")]
    [InlineData("http://example.com/a/./b/../../c/", "example.com/c")]
    [InlineData("http://example.com/../../a", "example.com/a")]
    [InlineData("http://example.com/a/%2e%2E/b", "example.com/b")]
    [InlineData("http://example.com/%7Euser/%e2%82%ac", "example.com/~user/%E2%82%AC")]
    [InlineData("http://example.com/€ x", "example.com/%E2%82%AC%20x")]
    [InlineData("http://example.com/a%2Fb", "example.com/a%2Fb")] // No slash of the path.
    [InlineData("http://example.com/100%", "example.com/100%25")]
    [InlineData("http://example.com/a;jsessionid=1A2B?x=1", "example.com/a?x=1")]
    [InlineData("http://example.com/a;v=2", "example.com/a;v=2")]
    [InlineData("http://example.com/A", "example.com/A")]
    [InlineData("http://example.com/a//b", "example.com/a//b")]
    [InlineData("http://example.com/a/?", "example.com/a")]
    [InlineData("http://example.com/a?b=2&a=1&&b=1", "example.com/a?a=1&b=2&b=1")]
    [InlineData("http://example.com/a?utm_source=x&UTM_Medium=y&id=7&fbclid=z&PHPSESSID=1&utm%5Fterm=q", "example.com/a?id=7")]
    [InlineData("http://example.com/a?gclid=x", "example.com/a")]
    [InlineData("http://example.com/a?ref=home&sid=2", "example.com/a?ref=home&sid=2")]
    [InlineData("http://example.com/a?q", "example.com/a?q")]
    [InlineData("http://example.com/a?q=", "example.com/a?q=")]
    [InlineData("http://example.com/?q=a+b%20c%3d", "example.com/?q=a+b%20c%3D")]
    [InlineData("http://example.com/#!/page", "example.com/#!/page")]
    [InlineData("http://example.com?x=1", "example.com/?x=1")]
    [InlineData("mailto:a@example.com", "mailto:a@example.com")]
    [InlineData("urn:isbn:0451450523", "urn:isbn:0451450523")]
    [InlineData("ftp://example.com/A/../b", "ftp://example.com/A/../b")]
    [InlineData("http://", "http://")]
    [InlineData("", "")]
    [InlineData("http:///", "http:///")]
    public void Address_is_written_in_one_way(string url, string canonical) => Assert.Equal(canonical, Of(url));

    [Fact]
    public void Instance_that_is_used_again_forgets_what_was()
    {
        CanonicalUrl canonical = new();
        Assert.Equal("a.com/x?b=1", Encoding.UTF8.GetString(canonical.Of("http://a.com/x?b=1&utm_id=2")));
        Assert.Equal("b.com/", Encoding.UTF8.GetString(canonical.Of("http://b.com")));
    }

    [Fact] // Goal: whatever the bytes, no exception; and what is canonical stays as it is.
    public void Canonical_form_of_any_address_is_its_own()
    {
        Random random = new(20261122);
        string[] parts = ["http://", "https:", "//", "/", "\\", "..", ".", "%", "%2e", "%2F", "%zz", "?", "&", "=", "#", "#!", "@", ":", "80", ":443", "[", "]", "www.", "WWW1.", "a.b", "é", "\ud800", "\t", " ", ";jsessionid=1", "utm_x=1", "x"];
        for (int n = 0; n < 20_000; n++)
        {
            string url = "http://h.io" + string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => parts[random.Next(parts.Length)]));
            string once = Of(url);
            Of(url["http://h.io".Length..]);
            if (once.StartsWith("h.io/", StringComparison.Ordinal)) Assert.Equal(once, Of("http://" + once));
        }
    }

    [Fact]
    public void Giant_addresses_take_linear_time()
    {
        long start = Stopwatch.GetTimestamp();
        foreach (string part in (string[])["/..", "/a", "/a/..", "&", "&a", "?a=1&", "%", "%41", "#", "@", ":", "\\", ";jsessionid=", "."])
        {
            foreach (int length in (int[])[CanonicalUrl.BytesMax - 200, CanonicalUrl.BytesMax + 200, 1 << 22])
                Of("http://example.com/?" + string.Concat(Enumerable.Repeat(part, length / part.Length)));
            Of("http://example.com" + string.Concat(Enumerable.Repeat(part, (CanonicalUrl.BytesMax - 200) / part.Length)));
        }
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0, 10);
    }
}
