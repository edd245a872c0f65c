using System.Text;
using Sluice.Curate.Filter.Url;
using Sluice.Fixtures;

namespace Sluice.Curate.Tests.Filter.Url;

public sealed class RegisteredDomainsTests
{
    static string Of(RegisteredDomains domains, string host) => Encoding.UTF8.GetString(domains.Of(Encoding.UTF8.GetBytes(host)));

    [Theory]
    [InlineData("example.com", "example.com")]
    [InlineData("a.b.example.com", "example.com")]
    [InlineData("www.example.co.uk", "example.co.uk")]
    [InlineData("co.uk", "")]
    [InlineData("news.example.de", "example.de")]
    [InlineData("ac.at", "")]
    [InlineData("com", "")]
    [InlineData("", "")]
    [InlineData("192.0.2.7", "")]
    [InlineData("[2001:db8::1]", "")]
    public void By_the_simple_rule_and_by_the_list_alike(string host, string domain)
    {
        Assert.Equal(domain, Of(RegisteredDomains.Simple(), host));
        if (SharedData.Root is not null) Assert.Equal(domain, Of(RegisteredDomains.Load(SharedData.Path("data/consent/public_suffix_list.dat")), host));
    }

    [Theory] // Outside oracle: the public suffix list's own test cases.
    [InlineData("www.city.kobe.jp", "city.kobe.jp")]
    [InlineData("b.c.kobe.jp", "b.c.kobe.jp")]
    [InlineData("c.kobe.jp", "")]
    [InlineData("a.b.ide.kyoto.jp", "b.ide.kyoto.jp")]
    [InlineData("www.ck", "www.ck")]
    [InlineData("www.www.ck", "www.ck")]
    [InlineData("b.test.ck", "b.test.ck")]
    [InlineData("test.k12.ak.us", "test.k12.ak.us")]
    [InlineData("www.食狮.公司.cn", "食狮.公司.cn")]
    [InlineData("www.xn--85x722f.xn--55qx5d.cn", "xn--85x722f.xn--55qx5d.cn")]
    [InlineData("user.github.io", "github.io")] // Private suffixes are left out.
    [InlineData("host.internal", "")]
    public void By_the_list(string host, string domain) => Assert.Equal(domain, Of(RegisteredDomains.Load(SharedData.Path("data/consent/public_suffix_list.dat")), host));
}
