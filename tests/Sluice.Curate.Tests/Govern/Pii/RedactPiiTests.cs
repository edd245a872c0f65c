using System.Text;
using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Curate.Govern.Pii;

namespace Sluice.Curate.Tests.Govern.Pii;

public sealed class RedactPiiTests
{
    static readonly RedactPiiOptions s_marks = new()
    {
        EmailPlaceholder = "E",
        Ipv4Placeholder = "4",
        Ipv6Placeholder = "6",
        PhonePlaceholder = "P",
        CardPlaceholder = "C",
        IbanPlaceholder = "B",
        UsSocialSecurityPlaceholder = "S",
    };

    static readonly RedactPiiOptions s_all = s_marks with { Phones = true, Cards = true, Ibans = true, UsSocialSecurity = true };

    static string Redact(string text, RedactPiiOptions? options = null) => Apply.Result(new RedactPii(options ?? s_marks), text);

    [Theory]
    [InlineData("mail john.doe@example.org now", "mail E now")]
    [InlineData("a@b.co,c@d.eu;<e@f.com>", "E,E;<E>")]
    [InlineData(".john@x.com", ".E")]
    [InlineData("'quoted'@host.io", "'E")]
    [InlineData("john@-x.com john@x-.com john@x_y.com john@x john@x..com", "john@-x.com john@x-.com john@x_y.com john@x john@x..com")]
    [InlineData("john@x.com. john@x.y- john@x.y-.z", "E. E- E-.z")]
    [InlineData("a..b@x.com .@x.com a.@x.com", "a..E .@x.com a.@x.com")]
    [InlineData("müller@host.de ü.m@host.de", "müller@host.de ü.E")]
    [InlineData("foo@bar.com@baz.com", "E@baz.com")]
    [InlineData("john@[192.168.0.1] john@[1.2.3.x:] john@[1.2.3] john@[1.2.3.400]", "E E john@[1.2.3] john@[1.2.3.400]")]
    [InlineData("@ @@ a@ @b.c", "@ @@ a@ @b.c")]
    public void E_mail_addresses_go(string text, string redacted) => Assert.Equal(redacted, Redact(text));

    [Theory]
    [InlineData("8.8.8.8, (1.2.3.4) 8.8.8.8. 8.8.8.8:53 8.8.8.8/24", "4, (4) 4. 4:53 4/24")]
    [InlineData("10.0.0.1 192.168.1.1 172.16.5.4 127.0.0.1 169.254.1.1 100.64.0.1 192.0.2.44 255.255.255.255 0.1.2.3", "10.0.0.1 192.168.1.1 172.16.5.4 127.0.0.1 169.254.1.1 100.64.0.1 192.0.2.44 255.255.255.255 0.1.2.3")]
    [InlineData("172.32.5.4 224.0.0.1 192.88.99.1 192.0.0.9", "4 4 4 4")]
    [InlineData("1.2.3.4.5 12.34.56.789 1234.5.6.7 v8.8.8.8rc 008.008.008.008 1.2.3 ８.８.８.８", "1.2.3.4.5 12.34.56.789 1234.5.6.7 v8.8.8.8rc 008.008.008.008 1.2.3 ８.８.８.８")]
    [InlineData("at ..8.8.8.8..", "at ..4..")]
    public void Public_IPv4_addresses_go(string text, string redacted) => Assert.Equal(redacted, Redact(text));

    [Theory]
    [InlineData("8.8.8.8rc 1.2.3.4.5 12.34.56.789 1234.5.6.7", "4rc 4.5 49 14")]
    [InlineData("10.0.0.1", "10.0.0.1")]
    public void Without_boundaries_they_go_inside_longer_numbers(string text, string redacted) => Assert.Equal(redacted, Redact(text, s_marks with { IpBoundaries = IpBoundaries.None }));

    [Theory]
    [InlineData("2001:4860:4860::8888, [2620:fe::fe]:53 2001:4860:4860::8888. 2a00:1450:4001:81b:0:0:0:200e/64", "6, [6]:53 6. 6/64")]
    [InlineData("fe80::1 fc00:1:2::3 ::1 2001:db8::1:2 3fff:1::2:3", "fe80::1 fc00:1:2::3 ::1 2001:db8::1:2 3fff:1::2:3")]
    [InlineData("12:30:45 00:1a:2b:3c:4d:5e std::cout a::b::c Add::bad 2010:: x2001:4860:4860::8888", "12:30:45 00:1a:2b:3c:4d:5e std::cout a::b::c Add::bad 2010:: x2001:4860:4860::8888")]
    [InlineData("4f8a:c99e:dc86:faf9:5988:5f63:375e:8a2a", "6")]
    [InlineData("2001:1:2:3:4:5:6:7:8 2001::1::2 20011:1:2:3:4:5:6:7", "2001:1:2:3:4:5:6:7:8 2001::1::2 20011:1:2:3:4:5:6:7")]
    [InlineData("::ffff:8.8.8.8", "::ffff:4")]
    public void Public_IPv6_addresses_go(string text, string redacted) => Assert.Equal(redacted, Redact(text));

    [Fact]
    public void All_addresses_or_none_can_go()
    {
        Assert.Equal("4 4 6", Redact("10.0.0.1 8.8.8.8 fe80::1:2", s_marks with { IpAddresses = IpAddresses.All }));
        Assert.Equal("10.0.0.1 8.8.8.8 2620:fe::fe E", Redact("10.0.0.1 8.8.8.8 2620:fe::fe a@b.co", s_marks with { IpAddresses = IpAddresses.None }));
        Assert.Equal("4 a@b.co", Redact("8.8.8.8 a@b.co", s_marks with { Emails = false }));
    }

    [Theory] // Numbers from the card brands' published test cards.
    [InlineData("4111111111111111 4111 1111 1111 1111 5500-0000-0000-0004 378282246310005 3782 822463 10005 30569309025904", "C C C C C C")]
    [InlineData("4111111111111112 41111111111111111 0.4111111111111111 x4111111111111111 1111111111111117", "4111111111111112 41111111111111111 0.4111111111111111 x4111111111111111 1111111111111117")]
    [InlineData("4111 1111-1111 1111 4111111111111111.", "4111 1111-1111 1111 C.")]
    public void Card_numbers_with_a_right_check_digit_go(string text, string redacted) => Assert.Equal(redacted, Redact(text, s_marks with { Cards = true }));

    [Theory] // Numbers from the IBAN registry's examples.
    [InlineData("GB29NWBK60161331926819 de89370400440532013000 FR14 2004 1010 0505 0001 3M02 606, NO9386011117947.", "B B B, B.")]
    [InlineData("GB28NWBK60161331926819 GB29NWBK6016133192681 GB29NWBK601613319268190 XGB29NWBK60161331926819 ZZ29NWBK60161331926819", "GB28NWBK60161331926819 GB29NWBK6016133192681 GB29NWBK601613319268190 XGB29NWBK60161331926819 ZZ29NWBK60161331926819")]
    public void Account_numbers_with_a_right_checksum_go(string text, string redacted) => Assert.Equal(redacted, Redact(text, s_marks with { Ibans = true }));

    [Theory]
    [InlineData("514-69-0360, 054 28 6917", "S, S")]
    [InlineData("000-69-0360 666-69-0360 900-69-0360 514-00-0360 514-69-0000 514-69 0360 1514-69-0360 514-69-03601 514-69-0360-1", "000-69-0360 666-69-0360 900-69-0360 514-00-0360 514-69-0000 514-69 0360 1514-69-0360 514-69-03601 514-69-0360-1")]
    public void Social_security_numbers_go(string text, string redacted) => Assert.Equal(redacted, Redact(text, s_marks with { UsSocialSecurity = true }));

    [Theory]
    [InlineData("+1-984-182-0190 +46 (0)8 928 571 38 +447700 921 916 001-518-640-0854 (579)888-3058 (602) 272-9781", "P P P P P P")]
    [InlineData("345-899-3560x4587 259.735.7502x459 905-674-3793", "P P P")]
    [InlineData("0490 75 40 81, 03.93.92.16.85, 06-10446904, (08) 8747 6301, (71) 4233-6306", "P, P, P, P, P")]
    [InlineData("1234567 2026-08-13 1 000 000 000 3.14159265358 12:30:45 555-1234 1990-2000 A4-100-200-3000", "1234567 2026-08-13 1 000 000 000 3.14159265358 12:30:45 555-1234 1990-2000 A4-100-200-3000")]
    public void Telephone_numbers_go(string text, string redacted) => Assert.Equal(redacted, Redact(text, s_marks with { Phones = true }));

    [Theory] // Short ones, those of other countries and digits without groups: beside a word that says what they are, and nowhere else.
    [InlineData("Phone: 60-56-85-91", "Phone: P")]
    [InlineData("Phone:\n467 3395\n", "Phone:\nP\n")]
    [InlineData("Tél : 76 40 63 62, Telefon 9469 9966", "Tél : P, Telefon P")]
    [InlineData("call 785 8949 or answering at 71-33-52-22", "call P or answering at P")]
    [InlineData("781 1704 office, 9498777106 mobile, 416 60 039-Fax", "P office, P mobile, P-Fax")]
    [InlineData("60-56-85-91 or 467 3395 or 9498777106; recall 785 8949; officer 781 1704", "60-56-85-91 or 467 3395 or 9498777106; recall 785 8949; officer 781 1704")]
    [InlineData("call 2026-08-13, fax 1990-2000, office (1721-1782) (12.11.2021)", "call 2026-08-13, fax 1990-2000, office (1721-1782) (12.11.2021)")]
    [InlineData("01 02 03 04 05 06 07 08 09 10 11; 00 00 00 00 00; 00 10 40 00 00 00; 02111-1307; FHC/03/095/2018", "01 02 03 04 05 06 07 08 09 10 11; 00 00 00 00 00; 00 10 40 00 00 00; 02111-1307; FHC/03/095/2018")]
    public void Words_beside_a_number_tell_telephones(string text, string redacted) => Assert.Equal(redacted, Redact(text, s_marks with { Phones = true }));

    [Fact]
    public void Where_kinds_overlap_the_first_of_the_list_wins()
    {
        Assert.Equal("E", Redact("8.8.8.8@host.com"));
        Assert.Equal("E", Redact("x@1.2.3.4"));
        Assert.Equal("E", Redact("foo@bar.com8.8.8.8"));
        Assert.Equal("E and C and 4", Redact("4111111111111111@card.com and 4111 1111 1111 1111 and 8.8.8.8", s_all));
    }

    [Fact]
    public void Metadata_has_counts_by_kind_and_no_values()
    {
        Document document = Apply.Text("a@b.co c@d.eu 8.8.8.8");
        Assert.True(new RedactPii(new()).Apply(document, Measurements.None).IsKept);
        Assert.Equal([("pii-email", 2.0), ("pii-ipv4", 1.0)], document.Metadata.Entries.Select(e => (e.Key, e.Value.Number)));
        Assert.Equal("email@example.com email@example.com 22.214.171.124", Encoding.UTF8.GetString(document.Text));
    }

    [Theory]
    [InlineData("nothing here")]
    [InlineData("")]
    [InlineData("email@example.com and 22.214.171.124 and 2001:db8::1")]
    public void A_text_without_personal_data_stays_as_it_is(string text)
    {
        Document document = Apply.Text(text);
        new RedactPii(new() { Cards = true, Ibans = true, UsSocialSecurity = true, Phones = true }).Apply(document, Measurements.None);
        Assert.Equal(text, Encoding.UTF8.GetString(document.Text));
        Assert.Empty(document.Metadata.Entries);
    }

    [Fact] // Placeholders are no personal data to the step itself.
    public void A_second_run_changes_nothing()
    {
        RedactPii step = new(new() { Cards = true, Ibans = true, UsSocialSecurity = true, Phones = true });
        string once = Apply.Result(step, "a@b.co 8.8.8.8 2620:fe::fe +1-984-182-0190 4111111111111111 GB29NWBK60161331926819 514-69-0360");
        Assert.Equal(once, Apply.Result(step, once));
        Assert.DoesNotContain("984", once, StringComparison.Ordinal);
    }

    [Theory] // What makes backtracking patterns quadratic: a moment each here.
    [InlineData("a@")]
    [InlineData("@a.")]
    [InlineData("a.")]
    [InlineData("a-")]
    [InlineData("@a-")]
    [InlineData("1.")]
    [InlineData("1.2.3.4.")]
    [InlineData("a:")]
    [InlineData("::")]
    [InlineData("1")]
    [InlineData("1 ")]
    [InlineData("+1")]
    [InlineData("(0)")]
    [InlineData("4111 ")]
    [InlineData("GB29")]
    [InlineData("é@é.")]
    public void Monotonous_megabytes_take_a_moment(string piece)
    {
        string text = string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length));
        Assert.NotNull(Redact(text, s_all));
        Assert.NotNull(Redact(text, s_all with { IpBoundaries = IpBoundaries.None }));
    }
}
