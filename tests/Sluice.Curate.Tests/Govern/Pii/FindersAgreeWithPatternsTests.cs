using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Sluice.Curate.Govern.Pii;

namespace Sluice.Curate.Tests.Govern.Pii;

/// <summary>The linear finders against regular expressions that say the same.</summary>
public sealed class FindersAgreeWithPatternsTests
{
    const string Atom = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+", Label = "[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?", Octet = "(?:25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9]?)";

    static readonly Regex s_email = new($@"\b{Atom}(?:\.{Atom})*@(?:(?:{Label}\.)+{Label}|\[(?:{Octet}\.){{3}}(?:{Octet}|[A-Za-z0-9-]*[A-Za-z0-9]:)\])", RegexOptions.CultureInvariant);
    static readonly Regex s_ipv4 = new($@"(?:{Octet}\.){{3}}{Octet}", RegexOptions.CultureInvariant);
    static readonly Regex s_wholeIpv4 = new(@"(?<![\w]|[0-9]\.)[0-9]{1,3}(?:\.[0-9]{1,3}){3}(?!\w|\.[0-9])", RegexOptions.CultureInvariant);

    static readonly Gen<string> s_emailText = Gen.Elements("a", "B1", "@", "@", ".", ".", "-", "_", "'", " ", "é", "[", "]", "1.2.3.", "255", ":", "host.io", "\n").ArrayOf().Select(string.Concat);
    static readonly Gen<string> s_numberText = Gen.Elements("1", "25", "255", "8.8.8.8", "0", ".", ".", ".", "a", " ", "_", "é").ArrayOf().Select(string.Concat);

    static IEnumerable<string> Found(Action<byte[], PiiSpans> find, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        PiiSpans spans = new();
        find(bytes, spans);
        return spans.Items.Select(span => $"{Encoding.UTF8.GetCharCount(bytes, 0, span.Start)}:{Encoding.UTF8.GetString(bytes, span.Start, span.Length)}");
    }

    static IEnumerable<string> Matches(Regex pattern, string text) => pattern.Matches(text).Select(match => $"{match.Index}:{match.Value}");

    [Fact]
    public void E_mail_addresses_are_where_the_pattern_finds_them() => Prop.ForAll(s_emailText.Resize(40).ToArbitrary(), text =>
        Matches(s_email, text).SequenceEqual(Found((bytes, spans) => EmailFinder.Find(bytes, spans), text))).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    [Fact] // Leading zeros: the pattern takes them, then the address is refused.
    public void Addresses_inside_numbers_are_where_the_pattern_finds_them() => Prop.ForAll(s_numberText.Resize(40).ToArbitrary(), text =>
        Matches(s_ipv4, text).Where(IsAddress).SequenceEqual(Found((bytes, spans) => Ipv4Finder.FindAnywhere(bytes, false, spans), text))).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    [Fact]
    public void Whole_addresses_are_where_the_pattern_finds_them() => Prop.ForAll(s_numberText.Resize(40).ToArbitrary(), text =>
        Matches(s_wholeIpv4, text).Where(IsAddress).SequenceEqual(Found((bytes, spans) => Ipv4Finder.FindWhole(bytes, false, spans), text))).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    static bool IsAddress(string match) => match[(match.IndexOf(':', StringComparison.Ordinal) + 1)..].Split('.').All(part => part.Length <= 3 && (part.Length == 1 || part[0] != '0') && int.Parse(part, null) <= 255);

    static readonly Gen<string> s_ipv6Text = Gen.Elements("1", "2001", "db8", "abcd", "12345", ":", ":", ":", "::", "g").ArrayOf().Select(string.Concat);

    [Fact] // Outside oracle: .NET's own parser, which takes what has three groups or more and nothing else in it.
    public void IPv6_is_read_as_dotnet_reads_it() => Prop.ForAll(s_ipv6Text.Resize(16).ToArbitrary(), text =>
    {
        bool isAddress = text.All(c => char.IsAsciiHexDigit(c) || c == ':') && IPAddress.TryParse(text, out _) && text.Split(':', StringSplitOptions.RemoveEmptyEntries).Length >= 3
            && text.Split("::").Length <= 2 && text.Split(':', StringSplitOptions.RemoveEmptyEntries).Length + (text.Contains("::", StringComparison.Ordinal) ? 1 : 0) <= 8;
        return isAddress == Ipv6Finder.TryParse(Encoding.UTF8.GetBytes(text), out UInt128 address, out _)
            && (!isAddress || new IPAddress([.. Enumerable.Range(0, 16).Select(i => (byte)(address >> (120 - 8 * i)))]).Equals(IPAddress.Parse(text)));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
}
